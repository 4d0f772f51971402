// Candidates of a small corpus, by everything its articles are about.
#pragma once

#include <span>
#include <vector>

#include "newsprint/candidates.h"
#include "stem/content.h"

namespace newsprint {

// Up to so many articles it costs next to nothing to compare them by all their rare stems, where
// the sampled index would miss what shares little, and no other pairs would be there to judge one
// by.
inline constexpr size_t kSmallCorpus = 4096;

// For each deputy the kContentPairs others that share the most rare stems with it, the rarer the
// more: sorted by (a, b), unique; evidence counts as for FindRewriteCandidates, each stem being a
// key. Runs in parallel; memory: 4 bytes a rare stem of an article and some 50 a different one.
inline constexpr uint32_t kContentPairs = 8;
std::vector<CandidatePair> FindContentPairs(const ContentBatch& content,
                                            const CandidateInput& input, uint32_t window_days);

}  // namespace newsprint
