// A giant bucket is not dropped: its first members stand for it and are paired with all others, so
// a family of thousands costs a few pairs a member.
#include "candidates/groups.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace newsprint {

// An article that holds only its group's last place, or a place behind the representatives of a
// capped group, has nobody to look at: it gets no Use.
void Groups::Add(std::span<const KeyEntry> group, uint32_t weight,
                 const CandidateOptions& options) {
  const size_t size = group.size();
  size_t looking = size - 1;
  stats.largest_bucket = std::max(stats.largest_bucket, static_cast<uint32_t>(size));
  if (size > options.max_bucket) {
    looking = std::min<size_t>(options.max_representatives, size - 1);
    const uint64_t left = size - looking;
    ++stats.capped_keys;
    stats.capped_pairs += left * (left - 1) / 2;
  }
  for (size_t i = 0; i < size; ++i) {
    if (i < looking) {
      uses.push_back({group[i].article, static_cast<uint32_t>(members.size()), weight});
    }
    members.push_back(group[i].article);
  }
  members.back() |= kLast;
}

void Groups::Append(const Groups& other) {
  const uint32_t shift = static_cast<uint32_t>(members.size());
  members.insert(members.end(), other.members.begin(), other.members.end());
  for (const Use& use : other.uses) uses.push_back({use.article, use.slot + shift, use.weight});
  stats.band_entries += other.stats.band_entries;
  stats.posting_entries += other.stats.posting_entries;
  stats.capped_keys += other.stats.capped_keys;
  stats.capped_pairs += other.stats.capped_pairs;
  stats.largest_bucket = std::max(stats.largest_bucket, other.stats.largest_bucket);
}

}  // namespace newsprint
