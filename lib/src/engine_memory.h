// The driver for a corpus that is kept in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine_pairs.h"
#include "engine_progress.h"
#include "engine_read.h"
#include "newsprint/engine.h"
#include "relate/house.h"

namespace newsprint {

class MemoryRun {
 public:
  // `options` stay the caller's.
  MemoryRun(const Options& options, StageReport report);

  void Add(FingerprintedBatch batch);
  // Told what is read of how much there is, after each Add; makes room once it can be told.
  void Expect(uint64_t done, uint64_t total);
  const Corpus& corpus() const { return corpus_; }
  // What the corpus takes.
  uint64_t bytes() const { return bytes_; }

  absl::StatusOr<Result> Run(const Wanted& wanted, const Summary& read);
  std::unique_ptr<ResultSource> Source(const Result& result) const;

 private:
  bool TakesPart(size_t i) const;
  void CountArticles(Summary* out) const;
  std::vector<Ordinal> Deputies() const;
  Candidates PairsToJudge(std::span<const Ordinal> deputies) const;
  absl::Status AddWording(std::span<const Ordinal> deputies, Result* result);
  std::vector<CandidatePair> RewritesToJudge(std::span<const Ordinal> groups,
                                             std::span<const RelationOutline> relations,
                                             Summary* out) const;
  absl::Status AddRewrites(std::span<const Ordinal> deputies, Result* result);

  const Options& options_;
  const StageReport report_;
  Corpus corpus_;
  std::vector<House> houses_;  // of the articles
  uint64_t bytes_ = 0;
  bool has_room_ = false;
  Wanted wanted_;
};

}  // namespace newsprint
