// Pairs too far apart in time.
#pragma once

#include <cstdint>
#include <cstdlib>

#include "newsprint/candidates.h"

namespace newsprint {

inline int32_t DayOf(const CandidateInput& input, Ordinal article) {
  return input.days.empty() ? kUnknownDay : input.days[article];
}

// Whether the pair's days are at most `window` apart; 0 = no limit. Unknown days always are.
inline bool InWindow(const CandidateInput& input, const CandidatePair& pair, uint32_t window) {
  const int64_t a = DayOf(input, pair.a), b = DayOf(input, pair.b);
  return window == 0 || a == kUnknownDay || b == kUnknownDay || std::abs(a - b) <= window;
}

}  // namespace newsprint
