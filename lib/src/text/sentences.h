// Sentences.
#pragma once

#include <vector>

#include "newsprint/article.h"
#include "newsprint/text.h"
#include "text/lines.h"
#include "text/tokenize.h"

namespace newsprint {

// Fills text->sentences and marks the first tokens of sentences and paragraphs.
void FindSentences(const Article& article, const std::vector<Gap>& gaps,
                   const std::vector<Line>& lines, Text* text);

}  // namespace newsprint
