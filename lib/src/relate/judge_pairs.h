// Judging many pairs, each told who else in the corpus prints what the two share.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "align/kept_bound.h"
#include "newsprint/candidates.h"
#include "newsprint/relation.h"
#include "relate/at_hand.h"
#include "relate/house.h"

namespace newsprint {

struct JudgeInput {
  AtHand articles;  // at least those of the pairs and their deputies
  // Who stands for each article in what is shared; no article's ordinal where nobody does.
  std::span<const Ordinal> deputies;
  const SharedPostings& shared;   // a row an article at hand
  std::span<const House> houses;  // a row an article at hand
  // A row an article at hand, where they are known: spares most pairs that have too little in
  // common their alignment.
  const StoryBytes* stories = nullptr;
  JudgeOptions also;
  uint32_t threshold = 0;  // least confidence kept, 1/1000
  // Told how many pairs are done and relations found, from one thread at a time; false cancels.
  std::function<bool(uint64_t pairs, uint64_t relations)> progress;
};

// The relations among `pairs` (sorted by (a, b), unique) that are asked for, sorted by (a, b).
// Runs in parallel; CancelledError when the progress callback says so.
absl::StatusOr<std::vector<Relation>> JudgePairs(const JudgeInput& input,
                                                 std::span<const CandidatePair> pairs);

}  // namespace newsprint
