// Lines and paragraphs.
#pragma once

#include <string_view>
#include <vector>

#include "newsprint/text.h"
#include "text/tokenize.h"

namespace newsprint {

// A line that has tokens.
struct Line {
  Span tokens;
  Span folded;     // from its first token to the end of its last
  bool paragraph;  // begins a paragraph
};

// Blank lines, and lines of ornaments, always separate paragraphs. A single line break does unless
// the text is hard-wrapped (told by the lengths of its lines).
void FindLines(std::string_view folded, const std::vector<Gap>& gaps, size_t tokens,
               std::vector<Line>* lines);

}  // namespace newsprint
