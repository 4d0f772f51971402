// Key ranges: an index is built one range of keys at a time, so that its entries, 16 bytes each,
// are never all in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsprint {

struct KeyRange {
  uint64_t first;
  uint64_t last;  // also in it
};

// Ranges that cover all keys, ascending, with some 500,000 of `keys` each, or in a large corpus a
// 64th of them; a key that very many have may make one larger.
std::vector<KeyRange> CutIntoRanges(std::span<const uint64_t> keys);

// The part of an ascending column that lies in the range.
std::span<const uint64_t> KeysIn(const KeyRange& range, std::span<const uint64_t> ascending);

// The same where the part begins at about the `guess`-th key.
std::span<const uint64_t> KeysNear(size_t guess, const KeyRange& range,
                                   std::span<const uint64_t> ascending);

}  // namespace newsprint
