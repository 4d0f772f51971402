// Passages of a diff as words to show.
//
// Tokens carry no punctuation, readers want it. What stands between two tokens is divided at its
// blanks: what touches the left token is shown with it, what touches the right token with that one.
// Kept words are shown as A has them.
#include "report/diff_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "relate/shares.h"
#include "report/display.h"

namespace newsprint {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";
constexpr size_t kBytesPerColumn = 8;  // more than text needs, its marks included
constexpr uint32_t kLeastElided = 4;   // "..." for fewer words would save nothing

// The token as it is shown: with the punctuation that touches it.
DiffWord ShowToken(const DiffSide& side, uint32_t story_index, DiffWord::Style style, Match match) {
  const std::vector<Token>& tokens = side.text->tokens;
  const std::string_view text = side.article->text;
  const uint32_t at = side.text->story[story_index];
  const uint32_t previous_end = at > 0 ? tokens[at - 1].bytes.end : 0;
  const auto next_begin =
      at + 1 < tokens.size() ? tokens[at + 1].bytes.begin : static_cast<uint32_t>(text.size());

  const std::string_view before = text.substr(previous_end, tokens[at].bytes.begin - previous_end);
  const std::string_view after =
      text.substr(tokens[at].bytes.end, next_begin - tokens[at].bytes.end);
  const bool glued = at > 0 && TouchesNext(before).size() == before.size();
  const std::string_view lead = glued ? "" : TouchesNext(before);
  const std::string_view trail = TouchesPrevious(after);

  const size_t begin = tokens[at].bytes.begin - lead.size();
  const size_t end = tokens[at].bytes.end + trail.size();
  return {OneLine(text.substr(begin, end - begin)), style, match, glued,
          (tokens[at].flags & kTokenParagraphStart) != 0};
}

struct Shown {
  DiffWord::Style style = DiffWord::Style::kKept;
  Match match = Match::kSame;
};

void AppendRun(const DiffSide& side, Span story, Shown how, std::vector<DiffWord>* words) {
  for (uint32_t i = story.begin; i < story.end; ++i) {
    words->push_back(ShowToken(side, i, how.style, how.match));
  }
}

void AppendKept(const DiffSide& side, Span story, uint32_t context, std::vector<DiffWord>* words) {
  if (story.size() < 2 * context + kLeastElided) {
    AppendRun(side, story, {}, words);
    return;
  }
  AppendRun(side, {story.begin, story.begin + context}, {}, words);
  words->push_back({"...", DiffWord::Style::kElided});
  const size_t resumed = words->size();
  AppendRun(side, {story.end - context, story.end}, {}, words);
  if (resumed < words->size()) (*words)[resumed].glued = false;
}

bool IsUnspaced(const DiffSide& side, Span story) {
  return !story.empty() &&
         (side.text->tokens[side.text->story[story.begin]].flags & kTokenUnspaced) != 0;
}

uint32_t HalfWords(const Text& text, uint32_t story_index) {
  return (text.tokens[text.story[story_index]].flags & kTokenUnspaced) != 0 ? 1 : 2;
}

// Words of one side of a passage that correspond to the other side's like this.
uint32_t CountMatch(const Text& text, const Passage& passage, Span Edit::*side, Match match) {
  uint32_t words = 0;
  for (const Edit& edit : passage.edits) {
    if (MatchOf(edit) == match) words += CountWords(text, edit.*side);
  }
  return words;
}

}  // namespace

Match MatchOf(const Edit& edit) {
  if (edit.op == EditOp::kKept) return Match::kSame;
  return edit.op == EditOp::kChanged && edit.match != Match::kSame ? edit.match : Match::kOther;
}

std::vector<DiffWord> PassageWords(const DiffPair& pair, const Passage& passage, uint32_t context) {
  if (IsUnspaced(pair.a, passage.a)) context *= 2;
  std::vector<DiffWord> words;
  for (const Edit& edit : passage.edits) {
    if (edit.op == EditOp::kKept) {
      AppendKept(pair.a, edit.a, context, &words);
      continue;
    }
    AppendRun(pair.a, edit.a, {DiffWord::Style::kRemoved, MatchOf(edit)}, &words);
    const size_t added = words.size();
    AppendRun(pair.b, edit.b, {DiffWord::Style::kAdded, MatchOf(edit)}, &words);
    if (edit.op == EditOp::kChanged && added < words.size()) {
      words[added].glued = true;  // stands where the removed words stood
      words[added].paragraph = false;
    }
  }
  return words;
}

std::vector<DiffWord> SideWords(const DiffSide& side, const Passage& passage, Span Edit::*range) {
  const bool is_a = range == &Edit::a;
  std::vector<DiffWord> words;
  for (const Edit& edit : passage.edits) {
    Shown how{is_a ? DiffWord::Style::kRemoved : DiffWord::Style::kAdded, MatchOf(edit)};
    if (edit.op == EditOp::kKept) how.style = DiffWord::Style::kKept;
    AppendRun(side, edit.*range, how, &words);
  }
  for (DiffWord& word : words) word.paragraph = false;
  return words;
}

std::string_view TouchesPrevious(std::string_view gap) {
  return gap.substr(0, gap.find_first_of(kBlanks));
}

std::string_view TouchesNext(std::string_view gap) {
  return gap.substr(gap.find_last_of(kBlanks) + 1);  // 0 where there is none
}

std::string Excerpt(const DiffSide& side, Span bytes, uint32_t columns) {
  const std::string_view text = side.article->text;
  const size_t begin = std::min<size_t>(bytes.begin, text.size());
  return Fit(text.substr(begin, std::min<size_t>(bytes.size(), kBytesPerColumn * columns)),
             columns);
}

uint32_t StoryWords(const Text& text) { return (text.story_half_words + 1) / 2; }

uint32_t CountWords(const Text& text, Span story) {
  uint32_t half_words = 0;
  for (uint32_t i = story.begin; i < story.end; ++i) half_words += HalfWords(text, i);
  return (half_words + 1) / 2;
}

std::vector<bool> Covered(const Text& text, const std::vector<Passage>& passages,
                          Span Passage::*side) {
  std::vector<bool> covered(text.story.size());
  for (const Passage& passage : passages) {
    const Span span = passage.*side;
    for (uint32_t i = span.begin; i < span.end; ++i) covered[i] = true;
  }
  return covered;
}

uint32_t CountUncovered(const Text& text, const std::vector<bool>& covered) {
  uint32_t half_words = 0;
  for (uint32_t i = 0; i < covered.size(); ++i) {
    if (!covered[i]) half_words += HalfWords(text, i);
  }
  return (half_words + 1) / 2;
}

PassageCounts CountPassage(const DiffPair& pair, const Passage& passage) {
  const auto of_a = [&](Match match) { return CountMatch(*pair.a.text, passage, &Edit::a, match); };
  return {of_a(Match::kSame), of_a(Match::kStem), of_a(Match::kNumber), of_a(Match::kOther),
          CountMatch(*pair.b.text, passage, &Edit::b, Match::kOther)};
}

std::string Range(uint32_t first, uint32_t last) {
  return std::to_string(first) + (first == last ? "" : "-" + std::to_string(last));
}

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

}  // namespace newsprint
