// Judging many pairs: in two rounds, because what an article shares with a stranger means less when
// many strangers share it, and who is a stranger is known only after the whole-text relations.
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
  const Options& options;
};

// The relations among `pairs` (sorted by (a, b), unique) that the options ask for, sorted by (a,
// b). Runs in parallel; CancelledError when the progress callback says so.
absl::StatusOr<std::vector<Relation>> JudgePairs(const JudgeInput& input,
                                                 std::span<const CandidatePair> pairs);

}  // namespace newsprint
