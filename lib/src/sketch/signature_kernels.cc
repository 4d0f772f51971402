// Comparing signatures with Highway: the file is compiled once per target, and each call goes
// through a table to the best one that the machine has and SelectTargets allows.
#include "sketch/signature_kernels.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/signature_kernels.cc"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace newsprint::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

size_t CountEqualVector(const uint32_t* a, const uint32_t* b, size_t count) {
  const hn::ScalableTag<uint32_t> lanes;
  size_t equal = 0;
  size_t i = 0;
  for (; i + hn::Lanes(lanes) <= count; i += hn::Lanes(lanes)) {
    equal += hn::CountTrue(lanes, hn::Eq(hn::LoadU(lanes, a + i), hn::LoadU(lanes, b + i)));
  }
  return equal + CountEqualPlain(a + i, b + i, count - i);
}

}  // namespace newsprint::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsprint {

HWY_EXPORT(CountEqualVector);

size_t CountEqual(const uint32_t* a, const uint32_t* b, size_t count) {
  return HWY_DYNAMIC_DISPATCH(CountEqualVector)(a, b, count);
}

}  // namespace newsprint
#endif  // HWY_ONCE
