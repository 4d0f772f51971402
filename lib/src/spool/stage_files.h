// What stages leave to the next in a working folder: pairs, what articles share, relations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "candidates/frequencies.h"
#include "candidates/tally.h"
#include "newsprint/candidates.h"
#include "newsprint/relation.h"
#include "spool/corpus_spool.h"
#include "spool/spool_file.h"

namespace newsprint {

void WritePairs(std::span<const CandidatePair> pairs, SpoolFile* file);
std::vector<CandidatePair> ReadPairs(const SpoolFile& file);

// SharedPostings of all articles: the row of any of them is read alone.
class SharedFile {
 public:
  SharedFile() = default;
  // With an index of their sizes beside them, so that both are there for another process.
  SharedFile(SpoolFile rows, SpoolFile index);

  // The rows of the next range of articles.
  void Write(std::span<const SharedRow> sorted, const ArticleRange& range, const KeySource& keys);
  void Flush();
  SharedPostings Load(std::span<const Ordinal> ordinals) const;
  void Remove() { rows_.Remove(), index_.Remove(); }

  uint64_t rows_size() const { return rows_.size(); }
  uint64_t index_size() const { return index_.size(); }

 private:
  RecordFile rows_;
  SpoolFile index_;
};

// Relations in order. In memory stay their outlines: what families, groups and counts ask of them,
// which are neither passages nor direction evidence, and of credits those that name a house.
class RelationFile {
 public:
  RelationFile() = default;
  // With what it holds already.
  explicit RelationFile(SpoolFile file, const SpoolErrors& errors);

  void Append(std::vector<Relation> relations);
  void Flush() { records_.Flush(); }
  Relation Read(size_t i) const;
  void Remove() { records_.Remove(); }

  uint64_t size() const { return records_.size(); }
  const std::vector<Relation>& outlines() const { return outlines_; }
  std::vector<Relation> TakeOutlines() { return std::move(outlines_); }

 private:
  RecordFile records_;
  std::vector<Relation> outlines_;
};

}  // namespace newsprint
