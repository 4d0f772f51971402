// A giant bucket is not dropped: its members are paired with a few of the others, so that a family
// of thousands costs a few pairs a member. Where texts are alike as wholes the few are the first,
// and any two members have a common neighbour; rewrites have no such use for them, and the few are
// the nearest in order.
#include "candidates/groups.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace newsprint {

// An article with nobody left to look at gets no Use: the last member, and under kFirst those of a
// capped group behind its representatives.
void Groups::Add(std::span<const KeyEntry> group, uint32_t weight, Beyond beyond,
                 const CandidateOptions& options) {
  const size_t size = group.size();
  const bool capped = size > options.max_bucket;
  const size_t few = capped ? std::min<size_t>(options.max_representatives, size - 1) : size - 1;
  const size_t looking = beyond == Beyond::kFirst ? few : size - 1;
  const size_t reach = beyond == Beyond::kNext ? few : size;
  stats.largest_bucket = std::max(stats.largest_bucket, static_cast<uint32_t>(size));
  if (capped) {
    const uint64_t left = size - few;
    ++stats.capped_keys;
    stats.capped_pairs += left * (left - 1) / 2;
  }
  const size_t base = members.size();
  for (size_t i = 0; i < size; ++i) {
    if (i < looking) {
      const size_t end = std::min(size, i + 1 + reach);
      uses.push_back({group[i].article, static_cast<uint32_t>(base + i + 1),
                      static_cast<uint32_t>(base + end), weight});
    }
    members.push_back(group[i].article);
  }
}

void Groups::Append(const Groups& other) {
  const uint32_t shift = static_cast<uint32_t>(members.size());
  members.insert(members.end(), other.members.begin(), other.members.end());
  for (const Use& use : other.uses) {
    uses.push_back({use.article, use.begin + shift, use.end + shift, use.weight});
  }
  stats.band_entries += other.stats.band_entries;
  stats.posting_entries += other.stats.posting_entries;
  stats.capped_keys += other.stats.capped_keys;
  stats.capped_pairs += other.stats.capped_pairs;
  stats.largest_bucket = std::max(stats.largest_bucket, other.stats.largest_bucket);
}

}  // namespace newsprint
