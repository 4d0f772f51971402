// The heaviest chain that ends before a place, while chains are entered one after the other: what a
// weighted longest increasing subsequence is made with. Two ways that give the same.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsprint {

// The places where something heavier begins, ascending in place and in weight. Of few chains in any
// order few are left (of n in random order some 2 sqrt n), so that a look-up is four steps of
// halving; entering may move all behind it, which is why it is not for very long rows.
class ChainSteps {
 public:
  static constexpr size_t kMostPlaces = 4096;

  ChainSteps(std::vector<uint32_t>* places, std::vector<uint32_t>* weights)
      : places_(*places), weights_(*weights) {
    places_.clear();
    weights_.clear();
  }

  // The weight of the heaviest chain that ends at a smaller place; 0 where there is none.
  uint32_t Before(uint32_t place) const {
    const size_t at = FirstFrom(place);
    return at == 0 ? 0 : weights_[at - 1];
  }

  void Enter(uint32_t place, uint32_t weight) {
    const size_t at = FirstFrom(place);
    if (at > 0 && weights_[at - 1] >= weight) return;
    if (at < places_.size() && places_[at] == place && weights_[at] >= weight) return;
    size_t end = at;
    while (end < places_.size() && weights_[end] <= weight) ++end;
    if (end == at) {
      places_.insert(places_.begin() + static_cast<std::ptrdiff_t>(at), place);
      weights_.insert(weights_.begin() + static_cast<std::ptrdiff_t>(at), weight);
      return;
    }
    places_[at] = place;
    weights_[at] = weight;
    const auto first = static_cast<std::ptrdiff_t>(at) + 1, last = static_cast<std::ptrdiff_t>(end);
    places_.erase(places_.begin() + first, places_.begin() + last);
    weights_.erase(weights_.begin() + first, weights_.begin() + last);
  }

 private:
  // How many stand at smaller places. Which half has the place cannot be predicted: no branch asks.
  size_t FirstFrom(uint32_t place) const {
    if (places_.empty()) return 0;
    const uint32_t* first = places_.data();
    for (size_t left = places_.size(); left > 1;) {
      const size_t half = left / 2;
      first += first[half - 1] < place ? half : 0;
      left -= half;
    }
    return static_cast<size_t>(first - places_.data()) + (*first < place ? 1 : 0);
  }

  std::vector<uint32_t>& places_;
  std::vector<uint32_t>& weights_;
};

// A Fenwick tree of maxima over all places: O(log n) whatever is entered.
class ChainTree {
 public:
  ChainTree(size_t places, std::vector<uint32_t>* tree) : tree_(*tree) {
    tree_.assign(places + 1, 0);
  }

  uint32_t Before(uint32_t place) const {
    uint32_t before = 0;
    for (uint32_t p = place; p > 0; p &= p - 1) before = std::max(before, tree_[p]);
    return before;
  }

  void Enter(uint32_t place, uint32_t weight) {
    for (uint32_t p = place + 1; p < tree_.size(); p += p & (~p + 1)) {
      tree_[p] = std::max(tree_[p], weight);
    }
  }

 private:
  std::vector<uint32_t>& tree_;
};

}  // namespace newsprint
