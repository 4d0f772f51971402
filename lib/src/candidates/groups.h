// Groups: articles that share a key, all of them in flat lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/candidates.h"

namespace newsprint {

struct Groups {
  // Set in the last member of each group.
  static constexpr uint32_t kLast = 1u << 31;
  // The weight of a group that is a bucket of a band.
  static constexpr uint32_t kBand = 1u << 31;

  // A place of an article in a group, from which it looks at the members behind.
  struct Use {
    Ordinal article;
    uint32_t slot;    // its index in `members`
    uint32_t weight;  // what sharing the key proves, or kBand
  };

  std::vector<uint32_t> members;
  std::vector<Use> uses;
  CandidateStats stats;  // of buckets and caps

  // A group of at least two, ascending by article.
  void Add(std::span<const KeyEntry> group, uint32_t weight, const CandidateOptions& options);

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
