// Passages of a diff as words to show, and the arithmetic that the diff formats share.
#pragma once

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

// Words of these story tokens; two characters of a script without spaces count as one.
uint32_t CountWords(const Text& text, Span story);

// For every story token whether a passage covers it.
std::vector<bool> Covered(const Text& text, const std::vector<Passage>& passages,
                          Span Passage::*side);

// Words that no passage covers.
uint32_t CountUncovered(const Text& text, const std::vector<bool>& covered);

// Words of one side of a passage that the other side has too; that it has in another form, or as
// an equal number; and that it has not.
uint32_t CountKept(const Text& text, const Passage& passage, Span Edit::*side);
uint32_t CountChanged(const Text& text, const Passage& passage, Span Edit::*side, Match match);
uint32_t CountEdited(const Text& text, const Passage& passage, Span Edit::*side);

// "3-5", "7".
std::string Range(uint32_t first, uint32_t last);

// The paragraph of each story token, counted from 1.
std::vector<uint32_t> ParagraphOfStory(const Text& text);

bool WriteDiffText(const DiffPair& pair, const DiffOptions& options, const Sink& sink);
bool WriteDiffJsonl(const DiffPair& pair, const DiffOptions& options, const Sink& sink);
bool WriteDiffHtml(const DiffPair& pair, const Sink& sink);

}  // namespace newsprint
