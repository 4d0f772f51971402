// The diff for people: passages under numbered headings, wrapped to the width of the terminal, and
// at the end what only one of the two articles has.
#include <algorithm>

#include "report/diff_words.h"
#include "report/display.h"
#include "report/formats.h"
#include "report/word_wrap.h"

namespace newsprint {
namespace {

constexpr uint32_t kNarrowest = 40;  // below this the terminal may wrap
constexpr uint32_t kWidest = 120;    // longer lines are hard to follow

std::string Range(uint32_t first, uint32_t last) {
  return std::to_string(first) + (first == last ? "" : "-" + std::to_string(last));
}

// One article with what is asked of it more than once.
struct Sheet {
  const DiffSide& side;
  std::string_view letter;
  std::vector<uint32_t> paragraph;  // of each story token, from 1
  std::vector<bool> covered;        // of each story token
};

std::vector<uint32_t> ParagraphOfStory(const Text& text) {
  std::vector<uint32_t> paragraphs;
  uint32_t paragraph = 0;
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (i == 0 || (text.tokens[i].flags & kTokenParagraphStart) != 0) ++paragraph;
    if (paragraphs.size() < text.story.size() && text.story[paragraphs.size()] == i) {
      paragraphs.push_back(paragraph);
    }
  }
  return paragraphs;
}

Sheet MakeSheet(const DiffSide& side, std::string_view letter, const Alignment& alignment,
                Span Passage::*passage_side) {
  return {side, letter, ParagraphOfStory(*side.text),
          Covered(*side.text, alignment.passages, passage_side)};
}

uint32_t StoryWords(const Sheet& sheet) {
  return CountWords(*sheet.side.text, {0, static_cast<uint32_t>(sheet.side.text->story.size())});
}

std::string Title(const Sheet& sheet, uint32_t width, Paint paint) {
  const Article& article = *sheet.side.article;
  std::string rest;
  for (const std::string& part :
       {OneLine(article.source), FormatDay(article.published),
        Count(StoryWords(sheet), "word", "words"), OneLine(article.title)}) {
    if (!part.empty()) rest += (rest.empty() ? "" : ", ") + part;
  }
  const std::string id = Fit(article.id, width / 2);
  const uint32_t used = 3 + DisplayWidth(id) + 2;
  return paint(Paint::kBold, std::string(sheet.letter) + "  " + id) + "  " +
         Fit(rest, width - std::min(width, used)) + "\n";
}

std::string Where(const Sheet& sheet, Span story) {
  if (story.empty()) return std::string(sheet.letter) + " -";
  return std::string(sheet.letter) + " par. " +
         Range(sheet.paragraph[story.begin], sheet.paragraph[story.end - 1]);
}

std::string Heading(const Sheet& a, const Sheet& b, size_t number, const Passage& passage) {
  std::string text = std::to_string(number) + ". " + std::string(PassageClassName(passage.match)) +
                     " (" + Where(a, passage.a) + ", " + Where(b, passage.b) + "): ";
  text += Count(CountKept(*a.side.text, passage, &Edit::a), "word", "words") + " kept";
  const uint32_t removed = CountEdited(*a.side.text, passage, &Edit::a);
  const uint32_t added = CountEdited(*b.side.text, passage, &Edit::b);
  if (removed > 0) text += ", " + Grouped(removed) + " removed";
  if (added > 0) text += ", " + Grouped(added) + " added";
  return text;
}

// "5-7, 9": the paragraphs without a covered word; "" when there are none.
std::string UncoveredParagraphs(const Sheet& sheet) {
  std::vector<std::pair<uint32_t, uint32_t>> ranges;
  for (size_t i = 0; i < sheet.covered.size();) {
    const uint32_t paragraph = sheet.paragraph[i];
    bool any = false;
    for (; i < sheet.covered.size() && sheet.paragraph[i] == paragraph; ++i) {
      any = any || sheet.covered[i];
    }
    if (any) continue;
    if (!ranges.empty() && ranges.back().second + 1 == paragraph) {
      ranges.back().second = paragraph;
    } else {
      ranges.emplace_back(paragraph, paragraph);
    }
  }
  std::string text;
  for (const auto& [first, last] : ranges) text += (text.empty() ? "" : ", ") + Range(first, last);
  return text;
}

std::string OnlyHere(const Sheet& sheet, Paint paint) {
  const uint32_t words = CountUncovered(*sheet.side.text, sheet.covered);
  if (words == 0) return "";
  std::string text = "Only in " + std::string(sheet.letter) + ": " + Count(words, "word", "words") +
                     " of " + Grouped(StoryWords(sheet));
  const std::string paragraphs = UncoveredParagraphs(sheet);
  if (!paragraphs.empty()) text += "; all of par. " + paragraphs;
  return paint(sheet.letter == "A" ? Paint::kRed : Paint::kGreen, text) + "\n";
}

}  // namespace

bool WriteDiffText(const DiffSide& side_a, const DiffSide& side_b, const Alignment& alignment,
                   const DiffOptions& options, const Sink& sink) {
  SinkBuffer out(sink);
  const Paint paint{options.color};
  const uint32_t width = std::clamp(options.width, kNarrowest, kWidest);
  const Sheet a = MakeSheet(side_a, "A", alignment, &Passage::a);
  const Sheet b = MakeSheet(side_b, "B", alignment, &Passage::b);
  *out.text() += Title(a, width, paint) + Title(b, width, paint);
  if (alignment.passages.empty()) *out.text() += "\nNo passage in common.\n";
  for (size_t i = 0; i < alignment.passages.size(); ++i) {
    const Passage& passage = alignment.passages[i];
    *out.text() += "\n" + paint(Paint::kCyan, Heading(a, b, i + 1, passage)) + "\n";
    WordWrap(width, paint, out.text())
        .Write(PassageWords(side_a, side_b, passage, options.context));
    if (!out.Spill()) return false;
  }
  *out.text() += "\n" + OnlyHere(a, paint) + OnlyHere(b, paint);
  return out.Flush();
}

}  // namespace newsprint
