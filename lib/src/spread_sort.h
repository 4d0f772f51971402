// Sorting keys that are spread evenly, as finalised hashes are.
#pragma once

#include <cstdint>
#include <vector>

namespace newsprint {

// Fills `sorted` with `keys`, all below 2^`bits`, ascending. `bucket_end` is scratch memory.
void SortSpread(const std::vector<uint64_t>& keys, int bits, std::vector<uint32_t>* bucket_end,
                std::vector<uint64_t>* sorted);

}  // namespace newsprint
