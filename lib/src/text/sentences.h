// Sentences.
#pragma once

#include <string_view>
#include <vector>

#include "newsprint/text.h"
#include "text/lines.h"
#include "text/tokenize.h"

namespace newsprint {

// Fills text->sentences and marks the first tokens of sentences and paragraphs.
void FindSentences(std::string_view original, const std::vector<Gap>& gaps,
                   const std::vector<Line>& lines, Text* text);

}  // namespace newsprint
