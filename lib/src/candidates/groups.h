// Groups: articles that share a key, all of them in flat lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/candidates.h"

namespace newsprint {

struct Groups {
  // The weight of a group that is a bucket of a band.
  static constexpr uint32_t kBand = 1u << 31;

  // A place of an article in a group: the members behind it that it is paired with.
  struct Use {
    Ordinal article;
    uint32_t begin;  // indices into `members`
    uint32_t end;
    uint32_t weight;  // what sharing the key proves, or kBand
  };

  // Whom the members of a group beyond the cap are paired with.
  enum class Beyond : uint8_t {
    kFirst,  // all with its first members
    kNext,   // each with those that follow it
  };

  std::vector<Ordinal> members;
  std::vector<Use> uses;
  CandidateStats stats;  // of buckets and caps

  // A group of at least two, ascending by article.
  void Add(std::span<const KeyEntry> group, uint32_t weight, Beyond beyond,
           const CandidateOptions& options);

  // Puts the groups of `other` behind these.
  void Append(const Groups& other);
};

// Calls add(span of entries) for every key that two or more of the sorted entries have.
template <typename Add>
void ForEachGroup(std::span<const KeyEntry> sorted, Add add) {
  for (size_t begin = 0; begin < sorted.size();) {
    size_t end = begin + 1;
    while (end < sorted.size() && sorted[end].key == sorted[begin].key) ++end;
    if (end - begin > 1) add(sorted.subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace newsprint
