// Passages of a diff as words to show, and the arithmetic that the diff formats share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/diff.h"

namespace newsprint {

struct DiffWord {
  enum class Style : uint8_t { kKept, kRemoved, kAdded, kElided };

  std::string text;
  Style style = Style::kKept;
  Match match = Match::kOther;  // how a removed word corresponds to what was added, and back
  bool glued = false;           // follows the word before it without a blank
  bool paragraph = false;       // begins a paragraph
};

// How the sides of an edit correspond: kSame for kept words, and kOther where a change says
// nothing.
Match MatchOf(const Edit& edit);

// The words of one passage in reading order, the two sides in one. Kept runs show `context` words
// after and before an edit and "..." between.
std::vector<DiffWord> PassageWords(const DiffPair& pair, const Passage& passage, uint32_t context);

// The words of one side of a passage alone, all of them.
std::vector<DiffWord> SideWords(const DiffSide& side, const Passage& passage, Span Edit::*range);

// The parts of what stands between two tokens that touch the one before and the one behind it: a
// gap is divided at its blanks. One without blanks is all of both.
std::string_view TouchesPrevious(std::string_view gap);
std::string_view TouchesNext(std::string_view gap);

// The bytes of a side on one line of at most `columns`, "..." where they were cut.
std::string Excerpt(const DiffSide& side, Span bytes, uint32_t columns);

// Words of these story tokens, or of the whole story; two characters of a script without spaces
// count as one.
uint32_t CountWords(const Text& text, Span story);
uint32_t StoryWords(const Text& text);

// For every story token whether a passage covers it.
std::vector<bool> Covered(const Text& text, const std::vector<Passage>& passages,
                          Span Passage::*side);

// Words that no passage covers.
uint32_t CountUncovered(const Text& text, const std::vector<bool>& covered);

// What became of the words of a passage.
struct PassageCounts {
  uint32_t kept = 0;     // on both sides; these three as A has them
  uint32_t forms = 0;    // in another form
  uint32_t numbers = 0;  // as an equal number
  uint32_t removed = 0;  // only in A
  uint32_t added = 0;    // only in B
};
PassageCounts CountPassage(const DiffPair& pair, const Passage& passage);

// "3-5", "7".
std::string Range(uint32_t first, uint32_t last);

// The paragraph of each story token, counted from 1.
std::vector<uint32_t> ParagraphOfStory(const Text& text);

bool WriteDiffText(const DiffPair& pair, const DiffOptions& options, const Sink& sink);
bool WriteDiffJsonl(const DiffPair& pair, const DiffOptions& options, const Sink& sink);
bool WriteDiffHtml(const DiffPair& pair, const Sink& sink);

}  // namespace newsprint
