// The rounds of a corpus in a working folder: candidates, verdicts, rewrites, families.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "absl/status/statusor.h"
#include "engine_stage.h"
#include "newsprint/engine.h"

namespace newsprint {

class SpooledRounds {
 public:
  static std::unique_ptr<SpooledRounds> Make(const SpooledCorpus& corpus, const Wanted& wanted);
  virtual ~SpooledRounds() = default;

  // Once; goes on behind the last step in the manifest.
  virtual absl::StatusOr<Result> Run(const Summary& read) = 0;
  // Of the result, sorted by (a, b).
  virtual std::span<const RelationOutline> relations() const = 0;
  // The whole of relations()[index].
  virtual Relation ReadRelation(size_t index) const = 0;
  // Removes all files of the rounds.
  virtual void Remove() = 0;
};

}  // namespace newsprint
