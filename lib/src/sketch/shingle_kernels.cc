// A shingle's polynomial by Horner's rule, eight shingles a step with AVX-512: no step waits for
// the one before, as rolling it does. That is 0.2 ns a shingle, and 1.6 one by one; rolling
// takes 2.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/shingle_kernels.cc"
#include <hwy/foreach_target.h>
// After foreach_target.h, which includes this file once per target.
#include <hwy/highway.h>

#include "sketch/shingle.h"
#include "sketch/shingle_kernels.h"

HWY_BEFORE_NAMESPACE();
namespace newsprint {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Hashes = hn::ScalableTag<uint64_t>;
using HashVector = hn::Vec<Hashes>;

// As Mix of shingle.h.
HWY_INLINE HashVector MixVector(HashVector x) {
  const Hashes d;
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<30>(x)), hn::Set(d, kMixFirst));
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<27>(x)), hn::Set(d, kMixSecond));
  return hn::Xor(x, hn::ShiftRight<31>(x));
}

// As many as there are whole vectors of; returns how many that are. Calls nothing at its end (see
// text_kernels).
size_t HashShingles(const uint64_t* HWY_RESTRICT tokens, size_t count,
                    uint64_t* HWY_RESTRICT hashes) {
  const Hashes d;
  const size_t step = hn::Lanes(d);
  if (step < 8) return 0;  // AVX2 makes 64-bit products of narrower ones and gains nothing
  const HashVector multiplier = hn::Set(d, kShingleMultiplier);
  size_t i = 0;
  for (; i + step <= count; i += step) {
    HashVector sum = hn::LoadU(d, tokens + i);
    for (size_t k = 1; k < kShingleWords; ++k) {
      sum = hn::Add(hn::Mul(sum, multiplier), hn::LoadU(d, tokens + i + k));
    }
    hn::StoreU(MixVector(sum), d, hashes + i);
  }
  return i;
}

}  // namespace HWY_NAMESPACE
}  // namespace newsprint
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsprint {

HWY_EXPORT(HashShingles);

void HashWordShingles(const uint64_t* tokens, size_t count, uint64_t* hashes) {
  const size_t done = HWY_DYNAMIC_DISPATCH(HashShingles)(tokens, count, hashes);
  HashWordShinglesPlain(tokens + done, count - done, hashes + done);
}

void HashWordShinglesPlain(const uint64_t* tokens, size_t count, uint64_t* hashes) {
  for (size_t i = 0; i < count; ++i) {
    uint64_t sum = tokens[i];
    for (size_t k = 1; k < kShingleWords; ++k) sum = sum * kShingleMultiplier + tokens[i + k];
    hashes[i] = Mix(sum);
  }
}

}  // namespace newsprint
#endif  // HWY_ONCE
