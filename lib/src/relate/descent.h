// Which of three related stories comes from which, as textual criticism asks it of manuscripts: by
// what two of them share and the third does not have (P. Maas, Textkritik, 1927: shared departures
// join two witnesses, what only one keeps of the source divides them).
#pragma once

#include <cstdint>

#include "stem/content.h"

namespace newsprint {

// Sums of ContentStem::weight over different stems.
struct Descent {
  uint32_t both = 0;    // in a and b, not in the third
  uint32_t a_only = 0;  // in a and the third, not in b
  uint32_t b_only = 0;  // in b and the third, not in a

  // Whether a and b were taken from the third, each for itself: had one been taken from the other,
  // it would have little from the third that the other lacks.
  bool IsCommon() const;
};

// O(n) in the stems of the three.
Descent CompareDescent(const ContentBatch::Row& a, const ContentBatch::Row& b,
                       const ContentBatch::Row& third);

}  // namespace newsprint
