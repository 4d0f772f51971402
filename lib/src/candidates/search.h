// The steps of FindCandidates and FindRewriteCandidates, for whoever has not all keys in memory:
// groups slice by slice, pairs range by range.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "candidates/frequencies.h"
#include "candidates/groups.h"
#include "candidates/key_source.h"
#include "newsprint/candidates.h"

namespace newsprint {

// CandidateInput for keys from anywhere.
struct SearchInput {
  const KeySource& keys;
  std::span<const Ordinal> deputies;
  std::span<const uint32_t> houses = {};
  std::span<const int32_t> days = {};
  const CandidateOptions& options;
};

// The groups of one slice of the bands.
Groups BandGroups(const SearchInput& input, size_t slice);

// The groups of one slice of the postings; appends how common its keys are to `rows`. Quoted
// postings count there; they pair articles only when quotations are asked for.
Groups PostingGroups(const SearchInput& input, size_t slice, std::vector<SharedRow>* rows);

// The evidence that a pair of these groups needs.
uint32_t LeastWordingEvidence(const SearchInput& input);

// A pair as one of its articles sees it.
struct Offer {
  Ordinal article;
  Ordinal other;
  uint32_t evidence;
};

// Of each article the `most` strongest stay: those of most evidence, of equal ones those with the
// smaller ordinals. Sorted by article.
void KeepStrongest(uint32_t most, std::vector<Offer>* offers);

// Their pairs, sorted by (a, b), unique.
std::vector<CandidatePair> PairsOf(std::span<const Offer> offers);

// The search for rewrites. Its articles are places: the deputies in order of publication, so that
// the nearest members of a giant key are the nearest in time.
class RewriteSearch {
 public:
  explicit RewriteSearch(const SearchInput& input);

  // The groups of one slice of the skip-bigrams.
  Groups SkipGroups(size_t slice) const;

  size_t places() const { return order_.size(); }
  uint32_t least_evidence() const { return least_; }

  // What both articles of the pairs of places, which have enough evidence, see in them, the
  // strongest of each article; a pair is to be asked for once.
  std::vector<Offer> Offers(std::span<const CandidatePair> pairs);
  // How many pairs were asked for, but for those too far apart in time.
  uint64_t offered() const { return offered_; }

 private:
  const SearchInput& input_;
  std::vector<Ordinal> order_;  // by place
  std::vector<Ordinal> place_;  // by article
  uint32_t most_;
  uint32_t least_;
  uint64_t offered_ = 0;
};

}  // namespace newsprint
