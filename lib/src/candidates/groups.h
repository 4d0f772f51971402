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
  static constexpr uint32_t kAll = UINT32_MAX;

  // Its first `looking` members are each paired with the `reach` ones behind them.
  struct Group {
    uint32_t begin;  // of its members
    uint32_t size;
    uint32_t looking;
    uint32_t reach;
    uint32_t weight;  // what sharing the key proves, or kBand

    uint32_t EndFrom(uint32_t i) const { return reach < size - i ? i + 1 + reach : size; }
  };

  // Whom the members of a group beyond the cap are paired with.
  enum class Beyond : uint8_t {
    kFirst,  // all with its first members
    kNext,   // each with those that follow it
  };

  std::vector<Ordinal> members;
  std::vector<Group> groups;
  CandidateStats stats;  // of buckets and caps

  // A group of at least two, ascending by article.
  void Add(std::span<const KeyEntry> group, uint32_t weight, Beyond beyond,
           const CandidateOptions& options);

  std::span<const Ordinal> MembersOf(const Group& group) const {
    return std::span(members).subspan(group.begin, group.size);
  }

  // Puts the groups of `other` behind these.
  void Append(const Groups& other);
};

// Adds the counts of `more`, but for pairs.
void AddStats(const CandidateStats& more, CandidateStats* stats);

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
