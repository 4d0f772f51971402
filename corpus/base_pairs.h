// Which base articles share text with each other: in every epoch their descendants do too, and a
// detector that links them is right.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base.h"

namespace newsprint::corpus {

struct BasePairs {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;  // sorted
  std::vector<std::vector<uint32_t>> groups;         // any two members form a pair
};

// Members of one family; articles with a common run of 12 words; articles one of which has at least
// .02 of the other's 5-word shingles.
BasePairs FindBasePairs(const Base& base);

}  // namespace newsprint::corpus
