// A weighted longest increasing subsequence: of each place the heaviest chain that ends before it
// is kept, which never falls from place to place. So what a step makes heavier is a run of places
// that begins behind its own and ends where a chain as heavy ends already. That takes up to places
// / lanes steps, but a pair of news articles has some 200 places, and where the loops of a Fenwick
// tree end nobody can predict: it takes twice the time.
#include "relate/chain_kernels.h"

#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "relate/chain_kernels.cc"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace newsprint::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kBlockLanes = std::size(ChainBlock().chains);

// `before` has room for two blocks behind the last place; what is in them ends every run.
int32_t Heaviest(const ChainStep* steps, size_t count, size_t places, int32_t* before) {
  const hn::CappedTag<int32_t, kBlockLanes> lanes;
  const size_t width = hn::Lanes(lanes);
  const auto raise = [&](int32_t* block, auto chains) HWY_ATTR {
    hn::Store(hn::Max(hn::Load(lanes, block), chains), lanes, block);
  };
  std::fill_n(before, places + 1, 0);
  std::fill_n(before + places + 1, 2 * kBlockLanes, std::numeric_limits<int32_t>::max());
  for (size_t k = 0; k < count; ++k) {
    const size_t next = steps[k].place + size_t{1};
    const int32_t chain = before[next - 1] + steps[k].weight;
    const auto chains = hn::Set(lanes, chain);
    // Aligned, as a load waits long for a store that it overlaps in part.
    int32_t* block = before + (next & ~(width - 1));
    const auto in_front = hn::Set(lanes, static_cast<int32_t>(next & (width - 1)) - 1);
    raise(block, hn::IfThenElseZero(hn::Gt(hn::Iota(lanes, 0), in_front), chains));
    // Whether one block is enough is anybody's guess, two are as a rule.
    raise(block + width, chains);
    for (block += 2 * width; *block < chain; block += width) raise(block, chains);
  }
  return before[places];
}

}  // namespace newsprint::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsprint {

HWY_EXPORT(Heaviest);

int32_t HeaviestChain(const std::vector<ChainStep>& steps, size_t places,
                      std::vector<ChainBlock>* scratch) {
  scratch->resize(places / std::size(ChainBlock().chains) + 4);
  return HWY_DYNAMIC_DISPATCH(Heaviest)(steps.data(), steps.size(), places,
                                        scratch->data()->chains);
}

}  // namespace newsprint
#endif  // HWY_ONCE
