// Posts of social networks embedded in an article.
#pragma once

#include <vector>

#include "newsprint/text.h"
#include "text/tokenize.h"

namespace newsprint {

// Adds every embedded post to text->quotations and marks its tokens: a paragraph signed
// "- Name (@handle) June 16, 2017", in its own line or the next, is quoted, whatever marks it
// lacks.
void FindPosts(const std::vector<Gap>& gaps, Text* text);

}  // namespace newsprint
