// Passages of a diff as words to show, and the arithmetic that both diff formats share.
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
  bool glued = false;      // follows the word before it without a blank
  bool paragraph = false;  // begins a paragraph
};

// The words of one passage in reading order. Kept runs show `context` words after and before an
// edit and "..." between.
std::vector<DiffWord> PassageWords(const DiffSide& a, const DiffSide& b, const Passage& passage,
                                   uint32_t context);

// Bytes of the original text from the first to the last of these story tokens.
Span StoryBytes(const Text& text, Span story);

// Words of these story tokens; two characters of a script without spaces count as one.
uint32_t CountWords(const Text& text, Span story);

// For every story token whether a passage covers it.
std::vector<bool> Covered(const Text& text, const std::vector<Passage>& passages,
                          Span Passage::*side);

// Words that no passage covers.
uint32_t CountUncovered(const Text& text, const std::vector<bool>& covered);

// Words of one side of a passage that the other side has too, and those that it has not.
uint32_t CountKept(const Text& text, const Passage& passage, Span Edit::*side);
uint32_t CountEdited(const Text& text, const Passage& passage, Span Edit::*side);

bool WriteDiffText(const DiffSide& a, const DiffSide& b, const Alignment& alignment,
                   const DiffOptions& options, const Sink& sink);
bool WriteDiffJsonl(const DiffSide& a, const DiffSide& b, const Alignment& alignment,
                    const DiffOptions& options, const Sink& sink);

}  // namespace newsprint
