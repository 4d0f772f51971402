// An inverted index over all rare stems, and for each article the sum over its own.
#include "candidates/content_pairs.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "candidates/tally.h"
#include "candidates/window.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr uint32_t kLeastStems = 2;  // shared, with other stems besides a name

struct Shared {
  uint32_t evidence = 0;
  uint32_t stems = 0;
};

// A thread's running sums by article: all zero between articles.
struct Tally {
  std::vector<Shared> shared;
  std::vector<Ordinal> touched;
};

class Index {
 public:
  Index(const ContentBatch& content, const CandidateInput& input, uint32_t window_days)
      : content_(content), input_(input), window_days_(window_days) {
    for (size_t i = 0; i < content.size(); ++i) {
      if (input.deputies[i] != i) continue;
      ++articles_;
      ForEachRareStem(i, [&](uint32_t stem) { holders_[stem].push_back(static_cast<Ordinal>(i)); });
    }
  }

  std::vector<CandidatePair> Pairs() const {
    std::vector<std::vector<CandidatePair>> by_article(content_.size());
    tbb::enumerable_thread_specific<Tally> tallies;
    ParallelFor(content_.size(), [&](size_t i) {
      if (input_.deputies[i] == i) by_article[i] = Strongest(i, &tallies.local());
    });
    std::vector<CandidatePair> pairs;
    for (const auto& some : by_article) pairs.insert(pairs.end(), some.begin(), some.end());
    std::sort(pairs.begin(), pairs.end(),
              [](const auto& x, const auto& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
  }

 private:
  template <typename Body>
  void ForEachRareStem(size_t i, Body&& body) const {
    const ContentBatch::Row row = content_.Of(i);
    for (size_t k = 0; k < row.by_stem.size(); ++k) {
      const uint32_t stem = row.stems[row.by_stem[k]].stem;
      const bool repeated = k > 0 && row.stems[row.by_stem[k - 1]].stem == stem;
      if (!repeated && row.background[row.by_stem[k]] == kRareWeight) body(stem);
    }
  }

  std::vector<CandidatePair> Strongest(size_t i, Tally* tally) const {
    const Ordinal article = static_cast<Ordinal>(i);
    const uint32_t most = MostEvidence(articles_);
    tally->shared.resize(content_.size());
    ForEachRareStem(i, [&](uint32_t stem) {
      const std::vector<Ordinal>& holders = holders_.at(stem);
      if (holders.size() < 2) return;
      const uint32_t evidence = KeyEvidence(holders.size(), most);
      for (const Ordinal other : holders) {
        Shared& shared = tally->shared[other];
        if (shared.stems++ == 0) tally->touched.push_back(other);
        shared.evidence += evidence;
      }
    });
    std::vector<CandidatePair> pairs;
    for (const Ordinal other : tally->touched) {
      const Shared shared = std::exchange(tally->shared[other], {});
      if (other == article || shared.stems < kLeastStems) continue;
      const auto [a, b] = std::minmax(article, other);
      const CandidatePair pair{a, b, shared.evidence};
      if (InWindow(input_.days, a, b, window_days_)) pairs.push_back(pair);
    }
    tally->touched.clear();
    const auto count = static_cast<std::ptrdiff_t>(std::min<size_t>(kContentPairs, pairs.size()));
    std::partial_sort(pairs.begin(), pairs.begin() + count, pairs.end(),
                      [](const CandidatePair& x, const CandidatePair& y) {
                        if (x.evidence != y.evidence) return x.evidence > y.evidence;
                        return x.a != y.a ? x.a < y.a : x.b < y.b;
                      });
    pairs.resize(static_cast<size_t>(count));
    return pairs;
  }

  const ContentBatch& content_;
  const CandidateInput& input_;
  const uint32_t window_days_;
  size_t articles_ = 0;
  absl::flat_hash_map<uint32_t, std::vector<Ordinal>> holders_;
};

}  // namespace

std::vector<CandidatePair> FindContentPairs(const ContentBatch& content,
                                            const CandidateInput& input, uint32_t window_days) {
  return Index(content, input, window_days).Pairs();
}

}  // namespace newsprint
