// Furniture and credits: what is not the story, and whom the text names as its origin.
#pragma once

#include <vector>

#include "newsprint/article.h"
#include "newsprint/text.h"
#include "text/tokenize.h"

namespace newsprint {

// Fills text->furniture and text->credits and marks the furniture's tokens. Sentences must be
// there.
void FindFurniture(const Article& article, const std::vector<Gap>& gaps, Text* text);

}  // namespace newsprint
