// From groups to pairs: each article adds up, over the groups it is in, what it shares with every
// member behind it, in an array with a sum for every article (a thread has one), and only sums that
// suffice become pairs. A corpus full of shared phrases so costs time, not memory.
#include "candidates/tally.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "log2_fixed.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr int kWeightBits = 4;  // evidence counts 1/16 bit
// Rarity in a small corpus is taken as in one of this size.
constexpr uint64_t kLeastCorpus = 65536;
constexpr size_t kArticlesPerTask = 512;

// A thread's running sums, by article: all zero between articles.
struct Tally {
  std::vector<uint32_t> sums;
  std::vector<Ordinal> touched;
};

void AddUp(std::span<const Groups::Use> uses, std::span<const Ordinal> members, Tally* tally) {
  for (const Groups::Use& use : uses) {
    for (const Ordinal member : members.subspan(use.begin, use.end - use.begin)) {
      uint32_t& sum = tally->sums[member];
      if (sum == 0) tally->touched.push_back(member);
      if (use.weight == Groups::kBand) {
        sum |= Groups::kBand;
      } else {
        sum += use.weight;
      }
    }
  }
}

// The pairs (article, later article) with enough evidence.
void TakePairs(Ordinal article, uint32_t min_evidence, Tally* tally,
               std::vector<CandidatePair>* out) {
  std::sort(tally->touched.begin(), tally->touched.end());
  for (const Ordinal other : tally->touched) {
    const uint32_t sum = tally->sums[other];
    tally->sums[other] = 0;
    const uint32_t evidence = sum & ~Groups::kBand;
    const bool similar = (sum & Groups::kBand) != 0;
    if (similar || evidence >= min_evidence) out->push_back({article, other, evidence, similar});
  }
  tally->touched.clear();
}

}  // namespace

uint32_t MostEvidence(size_t corpus) {
  return Log2Fixed<kWeightBits>(std::max<uint64_t>(corpus, kLeastCorpus));
}

uint32_t KeyEvidence(size_t holders, uint32_t most) {
  const uint32_t common = Log2Fixed<kWeightBits>(holders - 1);
  return most - std::min(most, common);
}

std::vector<CandidatePair> CountPairs(Groups groups, size_t articles, uint32_t min_evidence) {
  std::vector<Groups::Use>& uses = groups.uses;
  std::vector<uint64_t> begin(articles + 1, 0);
  for (const Groups::Use& use : uses) ++begin[use.article + 1];
  for (size_t i = 1; i <= articles; ++i) begin[i] += begin[i - 1];
  std::vector<Groups::Use> by_article(uses.size());
  std::vector<uint64_t> next(begin.begin(), begin.end() - 1);
  for (const Groups::Use& use : uses) by_article[next[use.article]++] = use;
  uses = {};

  const size_t tasks = (articles + kArticlesPerTask - 1) / kArticlesPerTask;
  std::vector<std::vector<CandidatePair>> found(tasks);
  tbb::enumerable_thread_specific<Tally> tallies([&] {
    return Tally{std::vector<uint32_t>(articles, 0), {}};
  });
  ParallelFor(tasks, [&](size_t task) {
    const size_t end = std::min(articles, (task + 1) * kArticlesPerTask);
    Tally& tally = tallies.local();
    for (size_t i = task * kArticlesPerTask; i < end; ++i) {
      const std::span<const Groups::Use> mine(by_article.data() + begin[i],
                                              begin[i + 1] - begin[i]);
      AddUp(mine, groups.members, &tally);
      TakePairs(static_cast<Ordinal>(i), min_evidence, &tally, &found[task]);
    }
  });
  std::vector<CandidatePair> pairs;
  for (const auto& f : found) pairs.insert(pairs.end(), f.begin(), f.end());
  return pairs;
}

}  // namespace newsprint
