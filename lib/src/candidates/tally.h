// Tally: what sharing a key proves, and what two articles share altogether.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "candidates/groups.h"
#include "newsprint/candidates.h"

namespace newsprint {

// What a key of two holders proves among `corpus` articles: log2 of their number, in 1/16 bit.
uint32_t MostEvidence(size_t corpus);

// What a key that `holders` (at least two) have proves, where the rarest prove `most`.
uint32_t KeyEvidence(size_t holders, uint32_t most);

// Articles [first, last) of a corpus.
struct ArticleRange {
  Ordinal first;
  Ordinal last;
};

// The pairs whose groups add up to `min_evidence`, or that have a band in common, of the articles
// of a range with others behind them: sorted by (a, b). `groups` holds at least all that these look
// at. Members are below `articles`. Runs in parallel; the result does not depend on threads.
std::vector<CandidatePair> CountPairs(const Groups& groups, const ArticleRange& range,
                                      size_t articles, uint32_t min_evidence);

}  // namespace newsprint
