// One pass of bucket sort. A bucket or two a key by their top bits leave little to sort, which
// one pass of insertion over all of them does (a quarter of std::sort's time); a bucket of many is
// sorted by std::sort before, so that keys which are not spread evenly cost no more than that.
#include "spread_sort.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace newsprint {
namespace {

constexpr size_t kFew = 16;

// Fast where no key is far from its place.
void InsertionSort(uint64_t* keys, size_t size) {
  for (size_t i = 1; i < size; ++i) {
    const uint64_t key = keys[i];
    size_t at = i;
    for (; at > 0 && keys[at - 1] > key; --at) keys[at] = keys[at - 1];
    keys[at] = key;
  }
}

}  // namespace

void SortSpread(const std::vector<uint64_t>& keys, int bits, std::vector<uint32_t>* bucket_end,
                std::vector<uint64_t>* sorted) {
  const size_t buckets = 2 * std::bit_floor(keys.size() | 1);  // at least 2: no shift by 64
  const int shift = bits - std::countr_zero(buckets);
  std::vector<uint32_t>& end = *bucket_end;
  end.assign(buckets + 1, 0);
  for (const uint64_t key : keys) ++end[(key >> shift) + 1];
  std::partial_sum(end.begin(), end.end(), end.begin());
  sorted->resize(keys.size());
  uint64_t* const to = sorted->data();
  // Each bucket's begin moves to its end while it fills.
  for (const uint64_t key : keys) to[end[key >> shift]++] = key;
  for (size_t bucket = 0, begin = 0; bucket < buckets; begin = end[bucket++]) {
    if (end[bucket] - begin > kFew) std::sort(to + begin, to + end[bucket]);
  }
  InsertionSort(to, sorted->size());
}

}  // namespace newsprint
