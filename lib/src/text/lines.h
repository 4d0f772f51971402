// Lines and paragraphs.
#pragma once

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

// From text.folded and text.tokens. Blank lines, and lines of ornaments, always separate
// paragraphs. A single line break does unless the text is hard-wrapped (told by the lengths of its
// lines, and by breaks within sentences).
void FindLines(const Text& text, const std::vector<Gap>& gaps, std::vector<Line>* lines);

}  // namespace newsprint
