// Candidates that share no wording: articles with enough rare skip-bigrams in common. The structure
// is that of the other indexes (partition.h, groups.h, tally.h); the articles in it are numbered in
// order of publication, so that the nearest members of a giant key are the nearest in time.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include "candidates/groups.h"
#include "candidates/partition.h"
#include "candidates/tally.h"
#include "newsprint/candidates.h"
#include "threads.h"

namespace newsprint {
namespace {

int32_t DayOf(const CandidateInput& input, Ordinal article) {
  return input.days.empty() ? kUnknownDay : input.days[article];
}

// The deputies by day, unknown days first, then by ordinal.
std::vector<Ordinal> ByDay(const CandidateInput& input) {
  std::vector<Ordinal> order;
  for (size_t i = 0; i < input.batch.size(); ++i) {
    if (input.deputies[i] == i) order.push_back(static_cast<Ordinal>(i));
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](Ordinal x, Ordinal y) { return DayOf(input, x) < DayOf(input, y); });
  return order;
}

// Sampled keys are small numbers; partitioning wants their bits on top.
uint64_t SpreadSkipKey(uint64_t key) { return key * kSkipSampling; }

// Entry i's article is its place in `order`.
std::vector<KeyEntry> SkipKeys(const FingerprintBatch& batch, std::span<const Ordinal> order) {
  std::vector<KeyEntry> entries;
  entries.reserve(batch.skip.size());
  for (size_t place = 0; place < order.size(); ++place) {
    for (const uint64_t key : batch.SkipPostings(order[place])) {
      entries.push_back({SpreadSkipKey(key), static_cast<Ordinal>(place), 0});
    }
  }
  return entries;
}

Groups CollectGroups(std::vector<KeyEntry> entries, uint32_t most,
                     const CandidateOptions& options) {
  Groups groups;
  groups.stats.posting_entries = entries.size();
  std::vector<KeyEntry> scratch;
  const std::vector<size_t> begin = PartitionByKey(&entries, &scratch);
  std::vector<Groups> parts(begin.size() - 1);
  ParallelFor(parts.size(), [&](size_t p) {
    const std::span<const KeyEntry> partition(entries.data() + begin[p], begin[p + 1] - begin[p]);
    ForEachGroup(partition, [&](std::span<const KeyEntry> group) {
      const uint32_t weight = KeyEvidence(group.size(), most);
      if (weight > 0) parts[p].Add(group, weight, Groups::Beyond::kNext, options);
    });
  });
  for (const Groups& part : parts) groups.Append(part);
  return groups;
}

bool InWindow(const CandidateInput& input, const CandidatePair& pair, uint32_t window) {
  const int64_t a = DayOf(input, pair.a), b = DayOf(input, pair.b);
  return window == 0 || a == kUnknownDay || b == kUnknownDay || std::abs(a - b) <= window;
}

}  // namespace

RewriteCandidates FindRewriteCandidates(const CandidateInput& input,
                                        const CandidateOptions& options) {
  assert(input.deputies.size() == input.batch.size());
  assert(input.days.empty() || input.days.size() == input.batch.size());
  const std::vector<Ordinal> order = ByDay(input);
  const uint32_t most = MostEvidence(order.size());
  const uint32_t least =
      options.min_rewrite_evidence ? options.min_rewrite_evidence : most * kRewriteEvidence / 4;
  Groups groups = CollectGroups(SkipKeys(input.batch, order), most, options);
  RewriteCandidates out;
  out.stats = groups.stats;
  out.pairs = CountPairs(std::move(groups), order.size(), least);
  for (CandidatePair& pair : out.pairs) {
    const auto [a, b] = std::minmax(order[pair.a], order[pair.b]);
    pair.a = a;
    pair.b = b;
  }
  std::erase_if(out.pairs, [&](const CandidatePair& pair) {
    return !InWindow(input, pair, options.window_days);
  });
  std::sort(out.pairs.begin(), out.pairs.end(),
            [](const auto& x, const auto& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  out.stats.pairs = out.pairs.size();
  return out;
}

}  // namespace newsprint
