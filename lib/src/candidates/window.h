// Pairs too far apart in time.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <span>

#include "newsprint/candidates.h"

namespace newsprint {

// Whether the days of two articles are at most `window` apart; 0 = no limit. Unknown days always
// are. `days` as in CandidateInput.
inline bool InWindow(std::span<const int32_t> days, Ordinal a, Ordinal b, uint32_t window) {
  if (window == 0 || days.empty()) return true;
  const int64_t x = days[a], y = days[b];
  return x == kUnknownDay || y == kUnknownDay || std::abs(x - y) <= window;
}

}  // namespace newsprint
