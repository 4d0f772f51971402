// The heaviest chain of a sequence of steps, in vectors; the target is chosen at run time
// (version.h).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsprint {

struct ChainStep {
  uint16_t place;
  uint16_t weight;
};

// Scratch memory, as vectors want it: a cache line each.
struct alignas(64) ChainBlock {
  int32_t chains[16];
};

// The weight of the heaviest subsequence of `steps` whose places, all below `places`, increase
// strictly.
int32_t HeaviestChain(const std::vector<ChainStep>& steps, size_t places,
                      std::vector<ChainBlock>* scratch);

// The same in plain code: what every target is tested against.
inline int32_t HeaviestChainPlain(const std::vector<ChainStep>& steps, size_t places) {
  std::vector<int32_t> before(places + 1, 0);  // the heaviest chain that ends before each place
  for (const auto& [place, weight] : steps) {
    const int32_t chain = before[place] + weight;
    for (size_t p = place + size_t{1}; p <= places && before[p] < chain; ++p) before[p] = chain;
  }
  return before[places];
}

}  // namespace newsprint
