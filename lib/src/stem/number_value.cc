// The hash packs tag, exponent and mantissa into 64 bits and mixes them with the finaliser of
// MurmurHash3 (Appleby), which is a permutation of 64-bit words: so it spreads and can be undone.
#include "stem/number_value.h"

#include <algorithm>

namespace newsprint {
namespace {

constexpr uint64_t kMaxMantissa = 999'999'999'999'999'999;

// mantissa * 10^power, unless it is too long.
std::optional<uint64_t> Shifted(uint64_t mantissa, int32_t power) {
  for (; power > 0; --power) {
    if (mantissa > kMaxMantissa / 10) return std::nullopt;
    mantissa *= 10;
  }
  return mantissa;
}

// The layout of a packed value: tag (15 bits), day (1), exponent (6), mantissa (42).
constexpr uint64_t kTag = 0x4e75;
constexpr int kMantissaBits = 42;
constexpr int32_t kLeastExponent = -20, kExponents = 64;
constexpr uint64_t kMix[] = {0xff51afd7ed558ccd, 0xc4ceb9fe1a85ec53};

// The inverse of an odd number modulo 2^64: each step of Newton's doubles the right bits.
constexpr uint64_t Inverse(uint64_t odd) {
  uint64_t inverse = odd;
  for (int i = 0; i < 5; ++i) inverse *= 2 - odd * inverse;
  return inverse;
}

constexpr uint64_t Fold33(uint64_t x) { return x ^ x >> 33; }
constexpr uint64_t Mix(uint64_t x) { return Fold33(Fold33(Fold33(x) * kMix[0]) * kMix[1]); }
constexpr uint64_t Unmix(uint64_t x) {
  return Fold33(Fold33(Fold33(x) * Inverse(kMix[1])) * Inverse(kMix[0]));
}
static_assert(Unmix(Mix(0x123456789abcdef0)) == 0x123456789abcdef0);

int32_t DigitsOf(uint64_t mantissa) {
  int32_t digits = 1;
  for (; mantissa >= 10; mantissa /= 10) ++digits;
  return digits;
}

NumberValue Rounded(NumberValue x, int32_t digits) {
  const int32_t drop = DigitsOf(x.mantissa) - digits;
  if (drop <= 0) return x;
  uint64_t unit = 1;
  for (int32_t i = 0; i < drop; ++i) unit *= 10;
  return Normalised((x.mantissa + unit / 2) / unit, x.exponent + drop);
}

bool IsYear(const NumberValue& x) {
  if (x.exponent < 0 || x.exponent > 3) return false;
  const auto whole = Shifted(x.mantissa, x.exponent);
  return whole && *whole >= 1900 && *whole < 2100;
}

}  // namespace

std::optional<uint64_t> AppendDigit(uint64_t mantissa, char digit) {
  const uint64_t more = mantissa * 10 + static_cast<uint64_t>(digit - '0');
  return mantissa > kMaxMantissa / 10 || more > kMaxMantissa ? std::nullopt : std::optional(more);
}

NumberValue Normalised(uint64_t mantissa, int32_t exponent) {
  if (mantissa == 0) return {};
  for (; mantissa % 10 == 0; mantissa /= 10) ++exponent;
  return {mantissa, exponent};
}

std::optional<NumberValue> Sum(const NumberValue& x, const NumberValue& y) {
  const int32_t exponent = x.mantissa == 0
                               ? y.exponent
                               : (y.mantissa == 0 ? x.exponent : std::min(x.exponent, y.exponent));
  const auto left = Shifted(x.mantissa, x.mantissa == 0 ? 0 : x.exponent - exponent);
  const auto right = Shifted(y.mantissa, y.mantissa == 0 ? 0 : y.exponent - exponent);
  if (!left || !right || *left + *right > kMaxMantissa) return std::nullopt;
  return Normalised(*left + *right, exponent);
}

NumberValue TimesPower(NumberValue x, int32_t power) {
  if (x.mantissa != 0) x.exponent += power;
  return x;
}

uint64_t NumberHash(const NumberValue& value) {
  const uint64_t tag = (kTag << 1 | (value.day ? 1u : 0u)) << 48;
  const int32_t exponent = value.exponent - kLeastExponent;
  const bool fits = value.mantissa >> kMantissaBits == 0 && exponent >= 0 && exponent < kExponents;
  if (!fits) return Mix(Mix(value.mantissa) + static_cast<uint64_t>(int64_t{exponent}));
  return Mix(tag | static_cast<uint64_t>(exponent) << kMantissaBits | value.mantissa);
}

bool NumberOf(uint64_t hash, NumberValue* value) {
  const uint64_t packed = Unmix(hash);
  if (packed >> 49 != kTag) return false;
  value->day = (packed >> 48 & 1) != 0;
  value->exponent = static_cast<int32_t>(packed >> kMantissaBits & 63) + kLeastExponent;
  value->mantissa = packed & ((uint64_t{1} << kMantissaBits) - 1);
  return true;
}

bool NumbersAgree(const NumberValue& x, const NumberValue& y) {
  if (x == y) return true;
  if (x.day || y.day || (IsYear(x) && IsYear(y))) return false;
  const bool x_rounder = DigitsOf(x.mantissa) <= DigitsOf(y.mantissa);
  const NumberValue& round = x_rounder ? x : y;
  const NumberValue& exact = x_rounder ? y : x;
  const int32_t digits = std::max(2, DigitsOf(round.mantissa));
  if (digits > 3 || DigitsOf(round.mantissa) + round.exponent < 3) return false;
  return Rounded(exact, digits) == round;
}

}  // namespace newsprint
