// What the rounds of a corpus in a working folder have in common: the corpus and its folder, and
// runs of pairs whose articles fit into memory together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "engine_pairs.h"
#include "engine_progress.h"
#include "newsprint/candidates.h"
#include "newsprint/engine.h"
#include "spool/corpus_spool.h"
#include "spool/manifest.h"
#include "spool/spool_file.h"

namespace newsprint {

inline constexpr size_t kPairsAtOnce = size_t{1} << 16;

struct SpooledCorpus {
  const Options* options;
  CorpusSpool* spool;  // with all articles
  Manifest* manifest;
  std::string folder;
  size_t memory;  // of Options, or its default
  uint64_t text_bytes;
  StageReport report;

  size_t articles() const { return spool->articles(); }
  absl::Status Errors() const { return manifest->errors()->Get(); }
  std::string Path(std::string_view name) const;
  SpoolFile OpenFile(std::string_view name, const Kept& keep = {}) const;
  // Articles of a range whose pairs are counted together. Files of all ranges are open at a time.
  size_t RangeSize() const;
  // find(slice) for all slices in parallel, each by one thread: as many are in memory as there are
  // threads. Adds up the stats that it returns.
  absl::Status InSlices(std::string_view stage, size_t slices, CandidateStats* stats,
                        const std::function<CandidateStats(size_t)>& find) const;
};

// Stats and files in a line of the manifest.
void AddNumbers(const CandidateStats& stats, std::vector<uint64_t>* line);
void AddNumbers(const Kept& kept, std::vector<uint64_t>* line);
// Takes them off again, in the same order; false when the line is too short.
class LineReader {
 public:
  explicit LineReader(const Manifest::Line* line) : line_(line) {}
  bool Take(CandidateStats* stats);
  bool Take(Kept* kept);
  bool Take(uint64_t* number);

 private:
  const Manifest::Line* line_;  // null = no such line
  size_t at_ = 0;
};

// Cuts pairs into runs.
class Batches {
 public:
  explicit Batches(size_t articles) : place_(articles, kNotAtHand) {}

  struct Batch {
    size_t count = 0;               // pairs
    std::vector<Ordinal> ordinals;  // their articles, ascending
  };

  // The first of `pairs`, at least one, whose articles, and who stands for them, take at most
  // `memory` where cost(article) is the bytes that an article takes.
  Batch Next(std::span<const CandidatePair> pairs, std::span<const Ordinal> deputies, size_t memory,
             const std::function<size_t(Ordinal)>& cost);
  void PutBack(const Batch& batch);
  // Of each article its place among the ordinals of the batch that was taken last.
  std::span<uint32_t> place() { return place_; }

  static constexpr uint32_t kNotAtHand = UINT32_MAX;

 private:
  std::vector<uint32_t> place_;
};

// Gives freed memory back to the system: what one stage has used in small pieces would otherwise
// stand beside what the next one uses.
void GiveMemoryBack();

}  // namespace newsprint
