// Nothing is judged a rewrite yet.
#include "relate/judge_rewrites.h"

namespace newsprint {

absl::StatusOr<std::vector<Relation>> JudgeRewrites(const RewriteInput& /*input*/,
                                                    std::span<const CandidatePair> /*pairs*/) {
  return std::vector<Relation>();
}

}  // namespace newsprint
