// Bounds are quantiles of a sample at even distances: skip-bigrams are the smallest keys of their
// articles, so they are not spread evenly. Every article's keys are looked through once a range,
// which is why ranges are not smaller, and not more than so many however large the corpus is.
#include "candidates/key_ranges.h"

#include <algorithm>
#include <cstddef>

namespace newsprint {
namespace {

constexpr size_t kRangeKeys = size_t{1} << 19;
constexpr size_t kMostRanges = 64;
constexpr size_t kSamplesPerRange = 256;
// Keys that differ in these alone stay together: not all indexes look at them.
constexpr uint64_t kLowBits = (uint64_t{1} << 10) - 1;

}  // namespace

std::vector<KeyRange> CutIntoRanges(std::span<const uint64_t> keys) {
  const size_t range_keys = std::max(kRangeKeys, keys.size() / kMostRanges);
  const size_t step = range_keys / kSamplesPerRange;
  std::vector<uint64_t> sample;
  for (size_t i = 0; i < keys.size(); i += step) sample.push_back(keys[i]);
  std::sort(sample.begin(), sample.end());
  std::vector<KeyRange> ranges = {{0, UINT64_MAX}};
  for (size_t i = kSamplesPerRange; i < sample.size(); i += kSamplesPerRange) {
    const uint64_t bound = sample[i] & ~kLowBits;
    if (bound <= ranges.back().first) continue;
    ranges.back().last = bound - 1;
    ranges.push_back({bound, UINT64_MAX});
  }
  return ranges;
}

std::span<const uint64_t> KeysIn(const KeyRange& range, std::span<const uint64_t> ascending) {
  const auto begin = std::lower_bound(ascending.begin(), ascending.end(), range.first);
  const auto end = std::upper_bound(begin, ascending.end(), range.last);
  return {begin, end};
}

std::span<const uint64_t> KeysNear(size_t guess, const KeyRange& range,
                                   std::span<const uint64_t> ascending) {
  size_t begin = std::min(guess, ascending.size());
  while (begin > 0 && ascending[begin - 1] >= range.first) --begin;
  while (begin < ascending.size() && ascending[begin] < range.first) ++begin;
  size_t end = begin;
  while (end < ascending.size() && ascending[end] <= range.last) ++end;
  return ascending.subspan(begin, end - begin);
}

}  // namespace newsprint
