// The parts of the page of a pair, each as HTML.
#pragma once

#include <string>

#include "newsprint/diff.h"

namespace newsprint {

// One text in full, as paragraphs: passages with their numbers, what became of each word,
// quotations and furniture. `in_b`: the second of the pair.
std::string PageText(const DiffPair& pair, bool in_b);

// What the marks mean, as far as they occur.
std::string PageLegend(const DiffPair& pair);

// Scores, checks, evidence and objections as folded tables; "" without an explanation.
std::string PageDetails(const DiffPair& pair);

}  // namespace newsprint
