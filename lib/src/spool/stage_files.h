// What stages leave to the next in a working folder: pairs, what articles share, relations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "candidates/frequencies.h"
#include "candidates/tally.h"
#include "newsprint/candidates.h"
#include "newsprint/relation.h"
#include "spool/corpus_spool.h"
#include "spool/spool_file.h"

namespace newsprint {

// Pairs in the order they were appended in, 12 bytes each.
class PairFile {
 public:
  PairFile() = default;
  // With what it holds already.
  explicit PairFile(SpoolFile file) : file_(std::move(file)) {}

  void Append(std::span<const CandidatePair> pairs);
  void Finish() { file_.Finish(); }
  void Remove() { file_.Remove(); }

  size_t pairs() const { return file_.size() / kPairBytes; }
  Kept kept() const { return file_.kept(); }
  // At most `most` of them from `begin` on, which is below pairs(). Once finished.
  std::vector<CandidatePair> Read(size_t begin, size_t most) const;

 private:
  static constexpr size_t kPairBytes = 12;

  SpoolFile file_;
};

// SharedPostings of all articles: the row of any of them is read alone.
class SharedFile {
 public:
  SharedFile() = default;
  // With an index of their sizes beside them, so that both are there for another process.
  SharedFile(SpoolFile rows, SpoolFile index);

  // The rows of the next range of articles.
  void Write(std::span<const SharedRow> sorted, const ArticleRange& range, const KeySource& keys);
  void Finish();
  SharedPostings Load(std::span<const Ordinal> ordinals) const;
  void Remove() { rows_.Remove(), index_.Remove(); }

  Kept rows_kept() const { return rows_.kept(); }
  Kept index_kept() const { return index_.kept(); }

 private:
  RecordFile rows_;
  SpoolFile index_;
};

// Relations in order. In memory stay their outlines.
class RelationFile {
 public:
  RelationFile() = default;
  // With what it holds already.
  explicit RelationFile(SpoolFile file, const SpoolErrors& errors);

  void Append(std::span<const Relation> relations);
  void Flush() { records_.Flush(); }
  void Finish() { records_.Finish(); }
  Relation Read(size_t i) const;
  void Remove() { records_.Remove(); }

  Kept kept() const { return records_.kept(); }
  const std::vector<RelationOutline>& outlines() const { return outlines_; }
  std::vector<RelationOutline> TakeOutlines() { return std::move(outlines_); }

 private:
  RecordFile records_;
  std::vector<RelationOutline> outlines_;
};

}  // namespace newsprint
