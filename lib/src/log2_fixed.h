// Base-2 logarithm in fixed point, by integers alone, so that weights are the same on every
// machine.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace newsprint {

// floor(log2(x) * 2^kBits) for x >= 1. Each squaring of the mantissa yields one more binary digit.
template <int kBits>
constexpr uint32_t Log2Fixed(uint64_t x) {
  const int whole = 63 - std::countl_zero(x);
  uint64_t mantissa = whole >= 31 ? x >> (whole - 31) : x << (31 - whole);  // [2^31, 2^32)
  uint32_t result = static_cast<uint32_t>(whole);
  for (int i = 0; i < kBits; ++i) {
    mantissa = (mantissa * mantissa) >> 31;
    const uint32_t digit = static_cast<uint32_t>(mantissa >> 32);
    mantissa >>= digit;
    result = result << 1 | digit;
  }
  return result;
}

// The same by looking it up, for where it is asked for millions of times. Log2Fixed never falls as
// its mantissa grows, so the mantissas of each fraction are a range: the ends of these ranges are
// kept, and where to look first.
template <int kBits>
class Log2Table {
 public:
  Log2Table() {
    for (uint32_t j = 0; j < kSize; ++j) {
      first_[j] = static_cast<uint16_t>(Log2Fixed<kBits>(kOne + j * kWidth) % kSize);
    }
    uint32_t j = 0;
    for (uint32_t f = 0; f + 1 < kSize; ++f) {
      while (j + 1 < kSize && first_[j + 1] <= f) ++j;
      last_[f] = LastOf(f, kOne + j * kWidth);
    }
    last_[kSize - 1] = UINT32_MAX;
  }

  uint32_t Of(uint64_t x) const {
    const int whole = 63 - std::countl_zero(x);
    const uint32_t mantissa =
        static_cast<uint32_t>(whole >= 31 ? x >> (whole - 31) : x << (31 - whole));
    uint32_t fraction = first_[(mantissa - kOne) / kWidth];
    // Two steps are enough, as log2 rises by less than 1.5 fractions in a width; whether one is
    // cannot be predicted.
    fraction += mantissa > last_[fraction] ? 1 : 0;
    fraction += mantissa > last_[fraction] ? 1 : 0;
    return static_cast<uint32_t>(whole) << kBits | fraction;
  }

 private:
  static constexpr uint32_t kSize = 1u << kBits;
  static constexpr uint32_t kOne = 1u << 31;
  static constexpr uint32_t kWidth = kOne >> kBits;

  // The last mantissa of fraction f; `mantissa` is not beyond it by more than kWidth, nor before.
  static uint32_t LastOf(uint32_t f, uint32_t mantissa) {
    uint64_t last = mantissa;
    for (uint64_t step = kWidth; step > 0; step /= 2) {
      const uint64_t next = last + step;
      if (next <= UINT32_MAX && Log2Fixed<kBits>(next) % kSize <= f) last = next;
    }
    return static_cast<uint32_t>(last);
  }

  std::array<uint16_t, kSize> first_;  // by the leading bits of the mantissa
  std::array<uint32_t, kSize> last_;
};

// ln of what has `log2` = Log2Fixed<kBits> (or of a ratio, the difference of two), in 1/2^kOutBits.
template <int kBits, int kOutBits>
constexpr uint64_t LnOfLog2(uint64_t log2) {
  constexpr uint64_t kLn2 = 45426;  // 2^16 ln 2
  return (log2 * kLn2) >> (16 + kBits - kOutBits);
}

}  // namespace newsprint
