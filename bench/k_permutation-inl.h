// MinHash by k permutations (Broder 1997): slot i = min over the set of a_i * h + b_i mod 2^32.
// Not used by the library (see estimators.md); kept as fast as it gets, so that the comparison with
// it is a fair one: 4 vectors of minima stay in registers while the hashes stream by.
//
// Included once per SIMD target.
#if defined(NEWSPRINT_K_PERMUTATION) == defined(HWY_TARGET_TOGGLE)
#ifdef NEWSPRINT_K_PERMUTATION
#undef NEWSPRINT_K_PERMUTATION
#else
#define NEWSPRINT_K_PERMUTATION
#endif

#include <cstddef>
#include <cstdint>

#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace newsprint::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// `slots` minima of `count` hashes, of which the low halves are used. `slots` must be a multiple
// of 128.
void KPermutation(const uint64_t* hashes, size_t count, const uint32_t* multiplier,
                  const uint32_t* addend, size_t slots, uint32_t* minima) {
  const hn::CappedTag<uint32_t, 32> d;
  const size_t n = hn::Lanes(d);
  for (size_t slot = 0; slot < slots; slot += 4 * n) {
    const uint32_t* a = multiplier + slot;
    const uint32_t* b = addend + slot;
    const auto a0 = hn::LoadU(d, a);
    const auto a1 = hn::LoadU(d, a + n);
    const auto a2 = hn::LoadU(d, a + 2 * n);
    const auto a3 = hn::LoadU(d, a + 3 * n);
    const auto b0 = hn::LoadU(d, b);
    const auto b1 = hn::LoadU(d, b + n);
    const auto b2 = hn::LoadU(d, b + 2 * n);
    const auto b3 = hn::LoadU(d, b + 3 * n);
    auto m0 = hn::Set(d, UINT32_MAX);
    auto m1 = m0;
    auto m2 = m0;
    auto m3 = m0;
    for (size_t i = 0; i < count; ++i) {
      const auto h = hn::Set(d, static_cast<uint32_t>(hashes[i]));
      m0 = hn::Min(m0, hn::Add(hn::Mul(h, a0), b0));
      m1 = hn::Min(m1, hn::Add(hn::Mul(h, a1), b1));
      m2 = hn::Min(m2, hn::Add(hn::Mul(h, a2), b2));
      m3 = hn::Min(m3, hn::Add(hn::Mul(h, a3), b3));
    }
    hn::StoreU(m0, d, minima + slot);
    hn::StoreU(m1, d, minima + slot + n);
    hn::StoreU(m2, d, minima + slot + 2 * n);
    hn::StoreU(m3, d, minima + slot + 3 * n);
  }
}

}  // namespace newsprint::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // once per target
