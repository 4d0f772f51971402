// The first round of a corpus in a working folder: texts that share wording.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "candidates/search.h"
#include "engine_stage.h"
#include "newsprint/engine.h"
#include "spool/spill.h"
#include "spool/stage_files.h"

namespace newsprint {

class WordingRound {
 public:
  // All stay the caller's. `deputies` as ChooseDeputies gives them.
  WordingRound(const SpooledCorpus& corpus, const Wanted& wanted,
               const std::vector<Ordinal>* deputies, Batches* batches);

  // Candidates, then verdicts; each goes on behind the last step in the manifest.
  absl::Status Find(Summary* out);
  absl::Status Judge(Summary* out);

  RelationFile& relations() { return relations_; }
  const RelationFile& relations() const { return relations_; }
  void Remove();

 private:
  absl::Status Search(CandidateStats* stats);
  // Pairs and what articles share, range by range.
  absl::Status CountRanges(const SearchInput& input, Spill* groups, Spill* rows,
                           CandidateStats* stats);
  // A line of the manifest: how many are judged, and the relations of these.
  void Note(const char* step, uint64_t judged);
  // Judges the first of the pairs; how many these are.
  absl::StatusOr<size_t> JudgeBatch(size_t begin, std::span<const CandidatePair> pairs);

  const SpooledCorpus& corpus_;
  const Options& options_;
  const Wanted& wanted_;
  const std::vector<Ordinal>& deputies_;
  Batches& batches_;
  PairFile pairs_;
  SharedFile shared_;
  RelationFile relations_;
};

// A text is some two and a half times its record, its article and what is shared half a KB.
size_t TextMemory(const CorpusSpool& spool, Ordinal article);

}  // namespace newsprint
