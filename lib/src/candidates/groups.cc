// A giant bucket is not dropped: its members are paired with a few of the others, so that a family
// of thousands costs a few pairs a member. Where texts are alike as wholes the few are the first,
// and any two members have a common neighbour; rewrites have no such use for them, and the few are
// the nearest in order.
#include "candidates/groups.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace newsprint {

// Who has nobody left to look at does not look: the last member, and under kFirst those of a capped
// group behind its representatives.
void Groups::Add(std::span<const KeyEntry> group, uint32_t weight, Beyond beyond,
                 const CandidateOptions& options) {
  const uint32_t size = static_cast<uint32_t>(group.size());
  const bool capped = size > options.max_bucket;
  const uint32_t few = capped ? std::min(options.max_representatives, size - 1) : size - 1;
  stats.largest_bucket = std::max(stats.largest_bucket, size);
  if (capped) {
    const uint64_t left = size - few;
    ++stats.capped_keys;
    stats.capped_pairs += left * (left - 1) / 2;
  }
  groups.push_back({static_cast<uint32_t>(members.size()), size,
                    beyond == Beyond::kFirst ? few : size - 1, beyond == Beyond::kNext ? few : kAll,
                    weight});
  for (const KeyEntry& entry : group) members.push_back(entry.article);
}

void Groups::Append(const Groups& other) {
  const uint32_t shift = static_cast<uint32_t>(members.size());
  members.insert(members.end(), other.members.begin(), other.members.end());
  for (Group group : other.groups) {
    group.begin += shift;
    groups.push_back(group);
  }
  AddStats(other.stats, &stats);
}

void AddStats(const CandidateStats& more, CandidateStats* stats) {
  stats->band_entries += more.band_entries;
  stats->posting_entries += more.posting_entries;
  stats->capped_keys += more.capped_keys;
  stats->capped_pairs += more.capped_pairs;
  stats->largest_bucket = std::max(stats->largest_bucket, more.largest_bucket);
}

}  // namespace newsprint
