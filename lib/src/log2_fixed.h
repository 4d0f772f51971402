// Base-2 logarithm in fixed point, by integers alone, so that weights are the same on every
// machine.
#pragma once

#include <bit>
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

// ln of what has `log2` = Log2Fixed<kBits> (or of a ratio, the difference of two), in 1/2^kOutBits.
template <int kBits, int kOutBits>
constexpr uint64_t LnOfLog2(uint64_t log2) {
  constexpr uint64_t kLn2 = 45426;  // 2^16 ln 2
  return (log2 * kLn2) >> (16 + kBits - kOutBits);
}

}  // namespace newsprint
