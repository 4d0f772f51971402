// The keys that the given pairs share are collected first, then one pass over all postings lists
// their holders: the index stays as small as the number of doubtful pairs.
#include "relate/elsewhere.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace newsprint {
namespace {

void SharedProse(const FingerprintBatch& fingerprints, Ordinal a, Ordinal b,
                 std::vector<uint64_t>* shared) {
  const std::span<const uint64_t> x = fingerprints.ProsePostings(a);
  const std::span<const uint64_t> y = fingerprints.ProsePostings(b);
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(*shared));
}

uint32_t CountOthers(const std::vector<Ordinal>& holders, Ordinal kin_a, Ordinal kin_b) {
  return static_cast<uint32_t>(std::count_if(
      holders.begin(), holders.end(), [&](Ordinal kin) { return kin != kin_a && kin != kin_b; }));
}

void SortUnique(auto* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

}  // namespace

HolderIndex::HolderIndex(const FingerprintBatch& fingerprints, std::span<const Ordinal> kin,
                         std::span<const CandidatePair> pairs)
    : fingerprints_(fingerprints), kin_(kin) {
  for (const CandidatePair& p : pairs) SharedProse(fingerprints, p.a, p.b, &keys_);
  SortUnique(&keys_);
  absl::flat_hash_map<uint64_t, uint32_t> place;
  place.reserve(keys_.size());
  for (uint32_t i = 0; i < keys_.size(); ++i) place.emplace(keys_[i], i);

  holders_.resize(keys_.size());
  for (size_t i = 0; i < fingerprints.size(); ++i) {
    for (const uint64_t key : fingerprints.ProsePostings(i)) {
      if (const auto it = place.find(key); it != place.end()) {
        holders_[it->second].prose.push_back(kin[i]);
      }
    }
    for (const uint64_t key : fingerprints.QuotedPostings(i)) {
      if (const auto it = place.find(key); it != place.end()) {
        holders_[it->second].quoted.push_back(kin[i]);
      }
    }
  }
  for (Holders& h : holders_) {
    SortUnique(&h.prose);
    SortUnique(&h.quoted);
  }
}

const HolderIndex::Holders& HolderIndex::Of(uint64_t key) const {
  const auto it = std::lower_bound(keys_.begin(), keys_.end(), key);
  return holders_[static_cast<size_t>(it - keys_.begin())];
}

void HolderIndex::Find(Ordinal a, Ordinal b, std::vector<PairContext::Elsewhere>* elsewhere) const {
  std::vector<uint64_t> shared;
  SharedProse(fingerprints_, a, b, &shared);
  elsewhere->clear();
  for (const uint64_t key : shared) {
    const Holders& holders = Of(key);
    elsewhere->push_back({key, CountOthers(holders.prose, kin_[a], kin_[b]),
                          CountOthers(holders.quoted, kin_[a], kin_[b])});
  }
}

}  // namespace newsprint
