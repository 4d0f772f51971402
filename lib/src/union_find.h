// Union-find over dense ordinals (Rem's algorithm has the same bounds; path halving is simpler).
// The smallest ordinal of a set is its root, so the result does not depend on the order of unions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace newsprint {

class UnionFind {
 public:
  explicit UnionFind(size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }

  uint32_t Root(uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }

  void Join(uint32_t x, uint32_t y) {
    x = Root(x);
    y = Root(y);
    if (x > y) std::swap(x, y);
    parent_[y] = x;
  }

 private:
  std::vector<uint32_t> parent_;
};

}  // namespace newsprint
