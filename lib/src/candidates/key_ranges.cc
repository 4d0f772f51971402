// Bounds are quantiles of a sample at even distances: skip-bigrams are the smallest keys of their
// articles, so they are not spread evenly. Every article's keys are looked through once a range,
// which is why ranges are not smaller, and not more than so many however large the corpus is.
#include "candidates/key_ranges.h"

#include <algorithm>
#include <cstddef>

namespace newsprint {
namespace {

constexpr size_t kRangeKeys = size_t{1} << 18;
constexpr size_t kMostRanges = 64;
constexpr size_t kSamplesPerRange = 256;
// Keys that differ in these alone stay together: not all indexes look at them.
constexpr uint64_t kLowBits = (uint64_t{1} << 10) - 1;

// Where `key` would stand if keys were spread evenly, which an article's are, or nearly.
size_t GuessPlace(uint64_t key, std::span<const uint64_t> ascending) {
  if (ascending.empty() || key >= ascending.back()) return ascending.size();
  const double share = static_cast<double>(key) / static_cast<double>(ascending.back());
  return std::min(ascending.size(),
                  static_cast<size_t>(share * static_cast<double>(ascending.size())));
}

// The place of the first that is not smaller than `key`, searched in steps that double from `guess`
// on: every article is asked once a range, and halving its keys would fetch most of their lines.
size_t FirstFrom(uint64_t key, std::span<const uint64_t> ascending, size_t guess) {
  size_t begin = guess, end = guess, step = 1;
  while (begin > 0 && ascending[begin - 1] >= key) {
    end = begin - 1;
    begin -= std::min(begin, step);
    step *= 2;
  }
  step = 1;
  while (end < ascending.size() && ascending[end] < key) {
    begin = end + 1;
    end = std::min(ascending.size(), end + step);
    step *= 2;
  }
  const auto found = std::lower_bound(ascending.begin() + static_cast<std::ptrdiff_t>(begin),
                                      ascending.begin() + static_cast<std::ptrdiff_t>(end), key);
  return static_cast<size_t>(found - ascending.begin());
}

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
  const size_t begin = FirstFrom(range.first, ascending, GuessPlace(range.first, ascending));
  if (range.last == UINT64_MAX) return ascending.subspan(begin);
  return ascending.subspan(begin, FirstFrom(range.last + 1, ascending, begin) - begin);
}

}  // namespace newsprint
