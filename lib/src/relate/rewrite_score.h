// What two stories tell alike in the same order, beyond shared wording: the numbers that a rewrite
// is judged by.
#pragma once

#include <cstdint>
#include <vector>

#include "stem/content.h"

namespace newsprint {

// Weights are sums of ContentStem::weight. What the two share verbatim (runs of eight words and
// more) or quote both is taken out on both sides before anything is counted: it is judged as
// wording (judge.h), and the same statement in two reports is no sign that one is made from the
// other.
struct RewriteScore {
  bool unspaced = false;      // both are mostly pairs of characters (stems.h)
  bool b_is_shorter = false;  // by content; "shorter" and "longer" below mean these sides
  uint32_t shorter = 0;       // weight of the shorter side
  uint32_t longer = 0;
  uint32_t chain = 0;      // of the heaviest chain of equal stems that is in order on both sides
  uint32_t reversed = 0;   // the same with the sentences of the longer side in reverse: what order
                           // a shared bag of stems has by chance
  uint32_t bag = 0;        // of all shared stems, each place once, in any order
  uint32_t verbatim = 0;   // of what was taken out of the shorter side
  bool forms = false;      // numbers are most of what one side has: tables, results, prices
  bool one_house = false;  // set by whoever knows the articles, as the next two
  uint32_t days = 0;       // between the two; set by whoever knows the articles, as the next
  bool verbatim_is_reuse = false;  // set by whoever judged wording: that, too, speaks for reuse
  uint32_t facts = 0;       // different names and numbers of the shorter side, outside quotations
  uint32_t facts_kept = 0;  // of these, anywhere on the longer side
};

// Scratch memory, reused from pair to pair. Not shared between threads.
struct RewriteBuffer {
  struct Match {
    uint32_t begin = 0;  // of the stem's places in the longer side's by_stem
    uint32_t count = 0;
  };
  std::vector<Match> matches;        // by stem of the shorter side
  std::vector<uint8_t> shorter_out;  // taken out
  std::vector<uint8_t> longer_out;
  std::vector<uint16_t> reversed;  // of the longer side: places with its sentences in reverse
  std::vector<uint32_t> tree;      // Fenwick tree of chain weights
};

// The same for (b, a), but for b_is_shorter. O(n log n) in the stems of both.
RewriteScore ScoreRewrite(const ContentBatch::Row& a, const ContentBatch::Row& b,
                          RewriteBuffer* buffer);

}  // namespace newsprint
