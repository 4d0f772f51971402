// Weighted collinear chaining. f(i) = w_i + max(0, max over j before i of f(j) - gap(j, i)), where
// j before i means that j ends before i begins in both texts (Eppstein et al. 1992; Li 2018 for its
// use on sequences). With a gap cost linear on each side the terms of j and i part, so the inner
// maximum is a prefix maximum over ends in b and a Fenwick tree gives the exact answer in O(n log
// n).
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
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

// The places where anchors end in `b`, as bits, and how many of them are before each word of these:
// a place is looked up in a step, however many there are.
class EndsB {
 public:
  explicit EndsB(std::span<const Anchor> anchors) {
    uint32_t last = 0;
    for (const Anchor& x : anchors) {
      first_ = std::min(first_, EndB(x));
      last = std::max(last, EndB(x));
    }
    words_.resize((last - first_) / 64 + 1);
    for (const Anchor& x : anchors) {
      const uint32_t place = EndB(x) - first_;
      words_[place / 64].bits |= uint64_t{1} << place % 64;
    }
    for (Word& word : words_) {
      word.before = size_;
      size_ += static_cast<uint32_t>(std::popcount(word.bits));
    }
  }

  size_t size() const { return size_; }

  // How many are before `place`.
  size_t Before(uint32_t place) const {
    if (place < first_) return 0;
    place -= first_;
    if (place / 64 >= words_.size()) return size_;
    const Word& word = words_[place / 64];
    const uint64_t below = word.bits & ((uint64_t{1} << place % 64) - 1);
    return word.before + static_cast<size_t>(std::popcount(below));
  }

 private:
  struct Word {
    uint64_t bits = 0;
    uint32_t before = 0;
  };
  uint32_t first_ = UINT32_MAX;
  std::vector<Word> words_;
  uint32_t size_ = 0;
};

}  // namespace

Chain BestChain(std::span<const Anchor> anchors, const GapCosts& costs) {
  const size_t n = anchors.size();
  if (n == 0) return {};
  const EndsB ends_b(anchors);
  MaxTree tree(ends_b.size());
  std::vector<int64_t> score(n);
  std::vector<uint32_t> previous(n, kNone);
  uint32_t best = 0;
  std::vector<uint32_t> open;  // what has not ended in `a` yet, which is little
  uint32_t next_end = kNone;   // of these in `a`, the first
  const auto close = [&](uint32_t j) {
    const Anchor& y = anchors[j];
    tree.Raise(ends_b.Before(EndB(y)),
               {score[j] + int64_t{costs.a} * EndA(y) + int64_t{costs.b} * EndB(y), j});
  };
  for (uint32_t i = 0; i < n; ++i) {
    const Anchor& x = anchors[i];
    if (next_end <= x.a) {
      next_end = kNone;
      std::erase_if(open, [&](uint32_t j) {
        const bool ended = EndA(anchors[j]) <= x.a;
        if (ended) close(j);
        if (!ended) next_end = std::min(next_end, EndA(anchors[j]));
        return ended;
      });
    }
    open.push_back(i);
    next_end = std::min(next_end, EndA(x));
    score[i] = int64_t{x.weight} * 256;
    const MaxTree::Best before = tree.Before(ends_b.Before(x.b + 1));
    if (before.anchor != kNone) {
      const int64_t gain = before.value - int64_t{costs.a} * x.a - int64_t{costs.b} * x.b;
      if (gain > 0) {
        score[i] += gain;
        previous[i] = before.anchor;
      }
    }
    if (score[i] > score[best]) best = i;
  }

  Chain chain;
  chain.score = score[best];
  for (uint32_t i = best; i != kNone; i = previous[i]) chain.anchors.push_back(i);
  std::reverse(chain.anchors.begin(), chain.anchors.end());
  return chain;
}

}  // namespace newsprint
