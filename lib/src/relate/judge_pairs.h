// Judging many pairs, each told who else in the corpus prints what the two share.
#pragma once

#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/engine.h"
#include "newsprint/fingerprint.h"
#include "newsprint/relation.h"

namespace newsprint {

struct JudgeInput {
  std::span<const Article> articles;
  const FingerprintBatch& fingerprints;
  // Who stands for each article in the frequencies; no article's ordinal where nobody does.
  std::span<const Ordinal> deputies;
  const PostingFrequencies& frequencies;
  const Options& options;
};

// The relations among `pairs` (sorted by (a, b), unique) that the options ask for, sorted by (a,
// b). Runs in parallel; CancelledError when the progress callback says so.
absl::StatusOr<std::vector<Relation>> JudgePairs(const JudgeInput& input,
                                                 std::span<const CandidatePair> pairs);

}  // namespace newsprint
