// Weighted collinear chaining. f(i) = w_i + max(0, max over j before i of f(j) - gap(j, i)), where
// j before i means that j ends before i begins in both texts (Eppstein et al. 1992; Li 2018 for its
// use on sequences). With a gap cost linear on each side the terms of j and i part, so the inner
// maximum is a prefix maximum over ends in b and a Fenwick tree gives the exact answer in O(n log
// n).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "newsprint/alignment.h"

namespace newsprint {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

// Prefix maxima with the index that reached them; of equal ones the smaller index.
class MaxTree {
 public:
  struct Best {
    int64_t value = std::numeric_limits<int64_t>::min();
    uint32_t anchor = kNone;
  };

  explicit MaxTree(size_t size) : nodes_(size + 1) {}

  void Raise(size_t place, const Best& best) {
    for (size_t i = place + 1; i < nodes_.size(); i += i & (~i + 1)) Take(best, &nodes_[i]);
  }

  // Over places [0, end).
  Best Before(size_t end) const {
    Best best;
    for (size_t i = end; i > 0; i -= i & (~i + 1)) Take(nodes_[i], &best);
    return best;
  }

 private:
  static void Take(const Best& from, Best* to) {
    if (from.value > to->value || (from.value == to->value && from.anchor < to->anchor)) *to = from;
  }

  std::vector<Best> nodes_;
};

uint32_t EndA(const Anchor& x) { return x.a + x.length; }
uint32_t EndB(const Anchor& x) { return x.b + x.length; }

std::vector<uint32_t> SortedEndsB(std::span<const Anchor> anchors) {
  std::vector<uint32_t> ends;
  ends.reserve(anchors.size());
  for (const Anchor& x : anchors) ends.push_back(EndB(x));
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

size_t Rank(const std::vector<uint32_t>& ends, uint32_t end) {
  return static_cast<size_t>(std::lower_bound(ends.begin(), ends.end(), end) - ends.begin());
}

}  // namespace

Chain BestChain(std::span<const Anchor> anchors, const GapCosts& costs) {
  const size_t n = anchors.size();
  const std::vector<uint32_t> ends_b = SortedEndsB(anchors);
  std::vector<uint32_t> by_end_a(n);
  std::iota(by_end_a.begin(), by_end_a.end(), 0);
  std::sort(by_end_a.begin(), by_end_a.end(), [&](uint32_t x, uint32_t y) {
    return EndA(anchors[x]) != EndA(anchors[y]) ? EndA(anchors[x]) < EndA(anchors[y]) : x < y;
  });

  MaxTree tree(ends_b.size());
  std::vector<int64_t> score(n);
  std::vector<uint32_t> previous(n, kNone);
  uint32_t best = kNone;
  size_t ended = 0;
  for (uint32_t i = 0; i < n; ++i) {
    const Anchor& x = anchors[i];
    for (; ended < n && EndA(anchors[by_end_a[ended]]) <= x.a; ++ended) {
      const uint32_t j = by_end_a[ended];
      const Anchor& y = anchors[j];
      tree.Raise(Rank(ends_b, EndB(y)),
                 {score[j] + int64_t{costs.a} * EndA(y) + int64_t{costs.b} * EndB(y), j});
    }
    score[i] = int64_t{x.weight} * 256;
    const MaxTree::Best before = tree.Before(Rank(ends_b, x.b + 1));
    if (before.anchor != kNone) {
      const int64_t gain = before.value - int64_t{costs.a} * x.a - int64_t{costs.b} * x.b;
      if (gain > 0) {
        score[i] += gain;
        previous[i] = before.anchor;
      }
    }
    if (best == kNone || score[i] > score[best]) best = i;
  }

  Chain chain;
  if (best == kNone) return chain;
  chain.score = score[best];
  for (uint32_t i = best; i != kNone; i = previous[i]) chain.anchors.push_back(i);
  std::reverse(chain.anchors.begin(), chain.anchors.end());
  return chain;
}

}  // namespace newsprint
