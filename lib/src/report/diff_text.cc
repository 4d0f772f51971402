// The diff for people: the verdict, passages under numbered headings, wrapped to the width of the
// terminal, and at the end what only one of the two articles has.
//
// Where two texts have most words in common their passage reads best as one text with the edits in
// place; a reworded sentence told like that would be a patchwork, so it is shown as A has it and
// under it as B has it.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/diff_words.h"
#include "report/display.h"
#include "report/formats.h"
#include "report/verdict.h"
#include "report/word_wrap.h"

namespace newsprint {
namespace {

constexpr uint32_t kNarrowest = 40;  // below this the terminal may wrap
constexpr uint32_t kWidest = 120;    // longer lines are hard to follow

// One article with what is asked of it more than once.
struct Sheet {
  const DiffSide& side;
  std::string_view letter;
  std::vector<uint32_t> paragraph;  // of each story token, from 1
  std::vector<bool> covered;        // of each story token
};

Sheet MakeSheet(const DiffSide& side, std::string_view letter, const Alignment& alignment,
                Span Passage::*passage_side) {
  return {side, letter, ParagraphOfStory(*side.text),
          Covered(*side.text, alignment.passages, passage_side)};
}

std::string Title(const Sheet& sheet, uint32_t width, Paint paint) {
  const Article& article = *sheet.side.article;
  const std::string rest =
      Joined({OneLine(article.source), FormatDay(article.published),
              Count(StoryWords(*sheet.side.text), "word", "words"), OneLine(article.title)},
             ", ");
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
  std::vector<std::string> texts;
  for (const auto& [first, last] : ranges) texts.push_back(Range(first, last));
  return Joined(texts, ", ");
}

std::string OnlyHere(const Sheet& sheet, Paint paint) {
  const uint32_t words = CountUncovered(*sheet.side.text, sheet.covered);
  if (words == 0) return "";
  std::string text = "Only in " + std::string(sheet.letter) + ": " + Count(words, "word", "words") +
                     " of " + Grouped(StoryWords(*sheet.side.text));
  const std::string paragraphs = UncoveredParagraphs(sheet);
  if (!paragraphs.empty()) text += "; all of par. " + paragraphs;
  return paint(sheet.letter == "A" ? Paint::kRed : Paint::kGreen, text) + "\n";
}

bool AnyMatch(const Alignment& alignment, Match match) {
  const auto has = [match](const Edit& edit) { return MatchOf(edit) == match; };
  return std::any_of(alignment.passages.begin(), alignment.passages.end(), [&](const Passage& p) {
    return std::any_of(p.edits.begin(), p.edits.end(), has);
  });
}

// What the marks mean, when there are others than those for words that came and went.
std::string Legend(const Alignment& alignment, Paint paint) {
  const bool stems = AnyMatch(alignment, Match::kStem);
  const bool numbers = AnyMatch(alignment, Match::kNumber);
  if (!stems && !numbers) return "";
  std::string text = paint.on ? "red only in A, green only in B" : "[-only in A-] {+only in B+}";
  if (stems) text += paint.on ? ", underlined another form" : " [~one form~]{~another~}";
  if (numbers) text += paint.on ? ", bold an equal number" : " [=a number=]{=its equal=}";
  return "\n" + paint(Paint::kDim, text) + "\n";
}

bool ReadsBetterApart(const Passage& passage) {
  if (passage.match == Passage::Class::kReworded) return true;
  return 2 * passage.kept < std::max(passage.a.size(), passage.b.size());
}

struct Page {
  const DiffPair& pair;
  Paint paint;
  uint32_t width;
  uint32_t context;
  std::string* out;
};

std::string Heading(const Page& page, const Sheet& a, const Sheet& b, size_t number) {
  const Passage& passage = page.pair.alignment->passages[number - 1];
  const PassageCounts counts = CountPassage(page.pair, passage);
  std::string text = std::to_string(number) + ". " + std::string(PassageClassName(passage.match)) +
                     " (" + Where(a, passage.a) + ", " + Where(b, passage.b) +
                     "): " + Count(counts.kept, "word", "words") + " kept";
  if (counts.forms > 0) {
    text +=
        ", " + Grouped(counts.forms) + (counts.forms == 1 ? " in another form" : " in other forms");
  }
  if (counts.numbers > 0) text += ", " + Grouped(counts.numbers) + " of equal numbers";
  if (counts.removed > 0) text += ", " + Grouped(counts.removed) + " removed";
  if (counts.added > 0) text += ", " + Grouped(counts.added) + " added";
  return text;
}

void WritePassage(const Page& page, const Passage& passage) {
  const auto write = [&](const std::vector<DiffWord>& words, std::string_view lead) {
    WordWrap(page.width, page.paint, page.out).Write(words, lead);
  };
  if (!ReadsBetterApart(passage)) {
    write(PassageWords(page.pair, passage, page.context), "");
    return;
  }
  write(SideWords(page.pair.a, passage, &Edit::a), "A");
  write(SideWords(page.pair.b, passage, &Edit::b), "B");
}

void WriteVerdict(const Page& page) {
  if (page.pair.explanation == nullptr) return;
  const std::string verdict = Wrapped(VerdictSentence(page.pair), page.width, 2);
  *page.out += page.paint(Paint::kBold, verdict) + "\n\n";
}

}  // namespace

bool WriteDiffText(const DiffPair& pair, const DiffOptions& options, const Sink& sink) {
  SinkBuffer out(sink);
  const Paint paint{options.color};
  const uint32_t width = std::clamp(options.width, kNarrowest, kWidest);
  const Alignment& alignment = *pair.alignment;
  const Sheet a = MakeSheet(pair.a, "A", alignment, &Passage::a);
  const Sheet b = MakeSheet(pair.b, "B", alignment, &Passage::b);
  const Page page{pair, paint, width, options.context, out.text()};
  WriteVerdict(page);
  *out.text() += Title(a, width, paint) + Title(b, width, paint) + Legend(alignment, paint);
  if (alignment.passages.empty()) *out.text() += "\nNo passage in common.\n";
  for (size_t i = 0; i < alignment.passages.size(); ++i) {
    const Passage& passage = alignment.passages[i];
    *out.text() += "\n" + paint(Paint::kCyan, Wrapped(Heading(page, a, b, i + 1), width, 3)) + "\n";
    WritePassage(page, passage);
    if (!out.Spill()) return false;
  }
  *out.text() += "\n" + OnlyHere(a, paint) + OnlyHere(b, paint);
  return out.Flush();
}

}  // namespace newsprint
