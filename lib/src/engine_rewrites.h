// The second round of a corpus in a working folder: rewrites.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "candidates/search.h"
#include "engine_stage.h"
#include "newsprint/engine.h"
#include "relate/judge_rewrites.h"
#include "spool/range_spill.h"
#include "spool/stage_files.h"

namespace newsprint {

class RewriteRound {
 public:
  // All stay the caller's. `relations` are those of the first round; `groups` as GroupTexts gives
  // them.
  RewriteRound(const SpooledCorpus& corpus, const Wanted& wanted,
               std::span<const RelationOutline> relations, Batches* batches);

  // Goes on behind the last step in the manifest.
  absl::Status Run(std::span<const Ordinal> deputies, Summary* out);

  RelationFile& relations() { return relations_; }
  const RelationFile& relations() const { return relations_; }
  // Whether a relation belongs to the result; others are explained by a third article.
  bool IsKept(size_t i) const { return kept_[i] != 0; }
  void Remove();

 private:
  absl::Status Find(Summary* out);
  absl::Status Search(Summary* out);
  void TakeStrongest(RangeSpill<Offer>* offers, Summary* out);
  void AddSmallCorpus(std::vector<CandidatePair>* pairs) const;
  absl::Status Judge();
  absl::Status CountStems(RewriteJudge* judge);
  absl::Status ScoreAll(RewriteJudge* judge);
  absl::Status RelateAll(RewriteJudge* judge);
  bool Report(uint64_t done, uint64_t found) const;

  const SpooledCorpus& corpus_;
  const Options& options_;
  const Wanted& wanted_;
  const std::span<const RelationOutline> wording_;
  Batches& batches_;
  std::vector<Ordinal> groups_;
  PairFile pairs_;
  RelationFile relations_;
  SpoolFile kept_file_;
  std::string kept_;  // a byte a relation
};

}  // namespace newsprint
