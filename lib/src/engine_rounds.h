// The rounds of a corpus in a working folder: candidates, verdicts, rewrites, families.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "engine_pairs.h"
#include "newsprint/engine.h"
#include "spool/corpus_spool.h"
#include "spool/manifest.h"

namespace newsprint {

// Tells Options::progress; false = cancelled.
using StageReport =
    std::function<bool(std::string_view stage, uint64_t done, uint64_t total, uint64_t relations)>;

struct SpooledCorpus {
  const Options* options;
  CorpusSpool* spool;  // with all articles
  Manifest* manifest;
  std::string folder;
  size_t memory;  // of Options, or its default
  uint64_t text_bytes;
  StageReport report;
};

class SpooledRounds {
 public:
  static std::unique_ptr<SpooledRounds> Make(const SpooledCorpus& corpus, const Wanted& wanted);
  virtual ~SpooledRounds() = default;

  // Once; goes on behind the last step in the manifest.
  virtual absl::StatusOr<Result> Run(const Summary& read) = 0;
  // Relation `index` of the result, whole.
  virtual Relation ReadRelation(size_t index) const = 0;
  // Removes all files of the rounds.
  virtual void Remove() = 0;
};

}  // namespace newsprint
