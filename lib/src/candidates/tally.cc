// From groups to pairs: each article adds up, over the groups it is in, what it shares with every
// member behind it, in an array with a sum for every article (a thread has one), and only sums that
// suffice become pairs. A corpus full of shared phrases so costs time, not memory.
#include "candidates/tally.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
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

// A place of an article in a group: the members behind it that it is paired with.
struct Use {
  uint32_t begin;  // indices into Groups::members
  uint32_t end;
  uint32_t weight;
};

// The uses of the articles of a range.
class Uses {
 public:
  Uses(const Groups& groups, const ArticleRange& range)
      : range_(range), begin_(range.last - range.first + size_t{1}, 0) {
    ForEach(groups, [&](Ordinal article, const Use&) { ++begin_[article - range.first + 1]; });
    for (size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    uses_.resize(begin_.back());
    std::vector<uint64_t> next(begin_.begin(), begin_.end() - 1);
    ForEach(groups,
            [&](Ordinal article, const Use& use) { uses_[next[article - range.first]++] = use; });
  }

  std::span<const Use> Of(Ordinal article) const {
    const size_t i = article - range_.first;
    return {uses_.data() + begin_[i], begin_[i + 1] - begin_[i]};
  }

 private:
  template <typename Body>
  void ForEach(const Groups& groups, Body&& body) const {
    for (const Groups::Group& group : groups.groups) {
      const std::span<const Ordinal> members = groups.MembersOf(group);
      for (uint32_t i = 0; i < group.looking; ++i) {
        if (members[i] < range_.first || members[i] >= range_.last) continue;
        body(members[i], Use{group.begin + i + 1, group.begin + group.EndFrom(i), group.weight});
      }
    }
  }

  const ArticleRange range_;
  std::vector<uint64_t> begin_;
  std::vector<Use> uses_;
};

void AddUp(std::span<const Use> uses, std::span<const Ordinal> members, Tally* tally) {
  for (const Use& use : uses) {
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
  const auto first = static_cast<std::ptrdiff_t>(out->size());
  for (const Ordinal other : tally->touched) {
    const uint32_t sum = tally->sums[other];
    tally->sums[other] = 0;
    const uint32_t evidence = sum & ~Groups::kBand;
    const bool similar = (sum & Groups::kBand) != 0;
    if (similar || evidence >= min_evidence) out->push_back({article, other, evidence, similar});
  }
  tally->touched.clear();
  std::sort(out->begin() + first, out->end(),
            [](const CandidatePair& x, const CandidatePair& y) { return x.b < y.b; });
}

}  // namespace

uint32_t MostEvidence(size_t corpus) {
  return Log2Fixed<kWeightBits>(std::max<uint64_t>(corpus, kLeastCorpus));
}

uint32_t KeyEvidence(size_t holders, uint32_t most) {
  const uint32_t common = Log2Fixed<kWeightBits>(holders - 1);
  return most - std::min(most, common);
}

std::vector<CandidatePair> CountPairs(const Groups& groups, const ArticleRange& range,
                                      size_t articles, uint32_t min_evidence) {
  auto uses = std::make_unique<const Uses>(groups, range);
  const size_t size = range.last - range.first;
  const size_t tasks = (size + kArticlesPerTask - 1) / kArticlesPerTask;
  std::vector<std::vector<CandidatePair>> found(tasks);
  tbb::enumerable_thread_specific<Tally> tallies([&] {
    return Tally{std::vector<uint32_t>(articles, 0), {}};
  });
  ParallelFor(tasks, [&](size_t task) {
    const size_t end = std::min(size, (task + 1) * kArticlesPerTask);
    Tally& tally = tallies.local();
    for (size_t i = task * kArticlesPerTask; i < end; ++i) {
      const Ordinal article = static_cast<Ordinal>(range.first + i);
      AddUp(uses->Of(article), groups.members, &tally);
      TakePairs(article, min_evidence, &tally, &found[task]);
    }
  });
  uses.reset();  // the pairs need the memory
  std::vector<CandidatePair> pairs;
  size_t count = 0;
  for (const auto& f : found) count += f.size();
  pairs.reserve(count);
  for (auto& f : found) {
    pairs.insert(pairs.end(), f.begin(), f.end());
    f = {};
  }
  return pairs;
}

}  // namespace newsprint
