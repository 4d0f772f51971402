// The driver for a corpus that is kept in a working folder: the same stages as in memory, on slices
// of keys, ranges of articles, and pairs whose articles fit into memory together (engine_rounds.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "engine_pairs.h"
#include "engine_read.h"
#include "engine_rounds.h"
#include "newsprint/engine.h"
#include "spool/corpus_spool.h"
#include "spool/manifest.h"

namespace newsprint {

class SpooledRun {
 public:
  // `options` stay the caller's.
  SpooledRun(const Options& options, uint32_t threads, StageReport report);
  ~SpooledRun();

  absl::Status Add(FingerprintedBatch batch);
  // Writes out what was added, whose strings then may go.
  absl::Status FinishChunk();
  absl::Status Read(ArticleReader* reader, const Reading& reading);
  // All so far, in order; see Check.
  void ForEachArticle(const std::function<void(Ordinal, const Article&)>& body);
  absl::StatusOr<Result> Run(const Wanted& wanted, const Summary& read);
  std::unique_ptr<ResultSource> Source() const;
  absl::Status Check() { return manifest_.errors()->Get(); }
  absl::Status Finish();

  size_t articles() const;

 private:
  class ChunkMaker;
  class FromFiles;

  absl::Status Open(const ArticleReader* reader);
  CorpusSpool::Setup Setup();
  std::string Identity(const ArticleReader* reader) const;

  const Options& options_;
  const uint32_t threads_;
  const StageReport report_;
  std::string folder_;
  bool is_temporary_ = false;
  size_t memory_ = 0;
  Manifest manifest_;
  std::unique_ptr<CorpusSpool> spool_;
  std::unique_ptr<ChunkMaker> chunks_;
  std::unique_ptr<SpooledRounds> rounds_;
  uint64_t text_bytes_ = 0;
};

}  // namespace newsprint
