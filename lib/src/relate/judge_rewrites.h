// Judging the pairs of the rewrite channel.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/candidates.h"
#include "newsprint/relation.h"
#include "stem/content.h"

namespace newsprint {

struct RewriteInput {
  std::span<const Article> articles;
  ContentBatch* content;  // of the articles; weighed here
  // Who stands for each article's same-text group (text_groups.h); no article's ordinal where
  // nobody does.
  std::span<const Ordinal> groups;
  std::span<const Relation> relations;  // those that wording alone has made
  uint32_t threshold = 0;               // least confidence kept, 1/1000
  // Told how many pairs are done and relations found, from one thread at a time; false cancels.
  std::function<bool(uint64_t pairs, uint64_t relations)> progress;
};

// The rewrites among `pairs` (sorted by (a, b), unique), sorted by (a, b). CandidatePair::similar
// says here that wording alone has made a reuse relation of the pair.
absl::StatusOr<std::vector<Relation>> JudgeRewrites(const RewriteInput& input,
                                                    std::span<const CandidatePair> pairs);

}  // namespace newsprint
