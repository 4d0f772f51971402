// Candidates that share no wording: articles with enough rare skip-bigrams in common. The structure
// is that of the other indexes (partition.h, groups.h, tally.h); the articles in it are numbered in
// order of publication, so that the nearest members of a giant key are the nearest in time.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "candidates/groups.h"
#include "candidates/key_ranges.h"
#include "candidates/partition.h"
#include "candidates/tally.h"
#include "candidates/window.h"
#include "log2_fixed.h"
#include "newsprint/candidates.h"
#include "threads.h"

namespace newsprint {
namespace {

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

// The smallest keys of an article are small numbers; partitioning wants them spread.
uint64_t SpreadSkipKey(uint64_t key) { return key * 0x9E3779B97F4A7C15; }

// Entry i's article is its place in `order`.
std::vector<KeyEntry> SkipKeys(const FingerprintBatch& batch, std::span<const Ordinal> order,
                               const KeyRange& range) {
  std::vector<KeyEntry> entries;
  for (size_t place = 0; place < order.size(); ++place) {
    for (const uint64_t key : KeysIn(range, batch.SkipPostings(order[place]))) {
      entries.push_back({SpreadSkipKey(key), static_cast<Ordinal>(place), 0});
    }
  }
  return entries;
}

Groups CollectGroups(const FingerprintBatch& batch, std::span<const Ordinal> order, uint32_t most,
                     const CandidateOptions& options) {
  const std::vector<KeyRange> ranges = CutIntoRanges(batch.skip);
  std::vector<Groups> parts(ranges.size());
  ParallelFor(ranges.size(), [&](size_t r) {
    std::vector<KeyEntry> entries = SkipKeys(batch, order, ranges[r]);
    std::vector<KeyEntry> scratch;
    PartitionByKey(&entries, &scratch);
    parts[r].stats.posting_entries = entries.size();
    ForEachGroup(entries, [&](std::span<const KeyEntry> group) {
      const uint32_t weight = KeyEvidence(group.size(), most);
      if (weight > 0) parts[r].Add(group, weight, Groups::Beyond::kNext, options);
    });
  });
  Groups groups;
  for (const Groups& part : parts) groups.Append(part);
  return groups;
}

// Unlike rarity, chance goes on falling in a small corpus: among a hundred articles one key that
// nobody else holds will do.
uint32_t LeastEvidence(size_t corpus, uint32_t most) {
  constexpr int kBits = 4;
  return std::min(most,
                  most * Log2Fixed<kBits>(std::max<size_t>(corpus, 1)) / (kRewriteRarity << kBits));
}

// Keeps the pairs (sorted by (a, b)) that are among the `most` strongest of one of their articles.
void KeepStrongest(size_t articles, uint32_t most, std::vector<CandidatePair>* pairs) {
  std::vector<size_t> begin(articles + 1, 0);
  for (const CandidatePair& pair : *pairs) ++begin[pair.a + 1], ++begin[pair.b + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<uint32_t> of_article(2 * pairs->size());
  std::vector<size_t> next(begin.begin(), begin.end() - 1);
  for (uint32_t i = 0; i < pairs->size(); ++i) {
    of_article[next[(*pairs)[i].a]++] = i;
    of_article[next[(*pairs)[i].b]++] = i;
  }
  std::vector<bool> strong(pairs->size());
  for (size_t article = 0; article < articles; ++article) {
    const std::span<uint32_t> mine(of_article.data() + begin[article],
                                   begin[article + 1] - begin[article]);
    const size_t kept = std::min<size_t>(most, mine.size());
    std::partial_sort(mine.begin(), mine.begin() + static_cast<std::ptrdiff_t>(kept), mine.end(),
                      [&](uint32_t x, uint32_t y) {
                        const uint32_t ex = (*pairs)[x].evidence, ey = (*pairs)[y].evidence;
                        return ex != ey ? ex > ey : x < y;
                      });
    for (const uint32_t i : mine.first(kept)) strong[i] = true;
  }
  size_t i = 0;
  std::erase_if(*pairs, [&](const CandidatePair&) { return !strong[i++]; });
}

}  // namespace

RewriteCandidates FindRewriteCandidates(const CandidateInput& input,
                                        const CandidateOptions& options) {
  assert(input.deputies.size() == input.batch.size());
  assert(input.days.empty() || input.days.size() == input.batch.size());
  const std::vector<Ordinal> order = ByDay(input);
  const uint32_t most = MostEvidence(order.size());
  const uint32_t least = options.min_rewrite_evidence ? options.min_rewrite_evidence
                                                      : LeastEvidence(order.size(), most);
  Groups groups = CollectGroups(input.batch, order, most, options);
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
  const size_t enough = out.pairs.size();
  KeepStrongest(input.batch.size(), options.max_rewrites, &out.pairs);
  out.stats.weaker_pairs = enough - out.pairs.size();
  out.stats.pairs = out.pairs.size();
  return out;
}

}  // namespace newsprint
