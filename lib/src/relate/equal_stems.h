// Which stems two sorted columns have in common.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace newsprint {

// Replaces `equal` by all (i, j), ascending, for which x[i] = y[j] and j is the first of its value.
// Both are ascending; either may hold a value more than once.
void FindEqual(std::span<const uint32_t> x, std::span<const uint32_t> y,
               std::vector<std::pair<uint32_t, uint32_t>>* equal);

}  // namespace newsprint
