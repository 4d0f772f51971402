// Quotations.
#pragma once

#include <vector>

#include "newsprint/text.h"
#include "text/fold.h"
#include "text/tokenize.h"

namespace newsprint {

// Fills text->quotations and marks the quoted tokens. Paragraph starts must be marked.
void FindQuotations(const std::vector<Gap>& gaps, const Folding& folding, Text* text);

// Adds spans to sorted, disjoint ones and keeps them so.
void UniteSpans(const std::vector<Span>& more, std::vector<Span>* spans);

}  // namespace newsprint
