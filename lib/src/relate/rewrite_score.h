// What two stories tell alike in the same order, beyond shared wording: the numbers that a rewrite
// is judged by.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "relate/chain_kernels.h"
#include "stem/content.h"

namespace newsprint {

// Weights are sums of ContentStem::weight. What the two share verbatim (runs of eight words and
// more) or quote both is taken out on both sides before anything is counted: it is judged as
// wording (judge.h), and the same statement in two reports is no sign that one is made from the
// other.
struct RewriteScore {
  // Of the texts.
  bool unspaced = false;       // both are mostly pairs of characters (stems.h)
  bool forms = false;          // one is mostly numbers: a table, results, prices
  bool other_numbers = false;  // the longer side has less than half of the shorter one's numbers
  bool b_is_shorter = false;   // by content; "shorter" and "longer" mean these sides
  bool uncased = false;        // the shorter side's script has no capitals to tell names by
  uint32_t words = 0;          // of the shorter story, up to its last content stem
  uint32_t facts = 0;          // different names and numbers of the shorter, outside quotations
  uint32_t facts_kept = 0;     // of these, anywhere on the longer side

  // Weights.
  uint32_t shorter = 0;
  uint32_t longer = 0;
  uint32_t verbatim = 0;  // of the prose that was taken out of the shorter side
  uint32_t bag = 0;       // of all shared stems, each place once, in any order
  uint32_t chain = 0;     // of the heaviest chain of equal stems that is in order on both sides
  uint32_t reversed = 0;  // the same with the sentences of the longer side in reverse: what order
                          // a shared bag of stems has by chance

  // Of the shorter side's stems that have another shared one close behind, those for which it is
  // as close on the longer side: behind the stem there, too, and in front of it (they may be both).
  uint32_t near = 0;
  uint32_t near_reversed = 0;

  // What the stories do not tell: whoever judges (rewrite.h) sets it.
  bool one_house = false;          // both articles are of one
  uint32_t days = 0;               // between the two; 0 when a date is unknown
  bool verbatim_is_reuse = false;  // wording alone has found reuse: what is verbatim speaks for it
};

// Scratch memory, reused from pair to pair. Not shared between threads.
struct RewriteBuffer {
  struct Match {
    uint32_t begin = 0;  // of the stem's places in the longer side's by_stem
    uint32_t count = 0;
  };
  struct Group {  // equal stems: ranges of by_stem
    uint32_t s_begin, s_end;
    uint32_t l_begin, l_end;
  };
  struct Place {  // of one stem on both sides
    uint16_t s, l;
  };
  std::vector<uint32_t> shorter_stems;  // as by_stem has them, next to each other
  std::vector<uint32_t> longer_stems;
  std::vector<std::pair<uint32_t, uint32_t>> equal;  // places in shorter_stems and longer_stems
  std::vector<Group> groups;
  std::vector<Match> matches;        // by stem of the shorter side
  std::vector<uint16_t> group_of;    // by stem of the longer side: in groups, from 1 on; 0 = none
  std::vector<uint16_t> matched;     // stems of one side whose places are looked at
  std::vector<Place> places;         // those that are not out
  std::vector<uint8_t> shorter_out;  // taken out
  std::vector<uint8_t> longer_out;
  std::vector<uint16_t> sentences;  // of the longer side: the number of each stem's
  std::vector<uint16_t> kept;       // of the shorter side: how many stems before each are not out
  std::vector<ChainStep> steps;
  std::vector<ChainBlock> chains;
};

// A story with what is the same in all of its pairs, so that it is summed up once.
struct RewriteStory {
  ContentBatch::Row row;
  uint32_t weight = 0;
  uint32_t words = 0;     // up to the last content stem
  bool unspaced = false;  // mostly pairs of characters
  bool form = false;      // mostly numbers
  bool cased = false;     // capitals tell names
};

RewriteStory SumUp(const ContentBatch::Row& row);

// Told the best that a score can still become: what is not counted yet is as if it spoke for a
// rewrite as much as it can. False ends the counting; none (nullptr) counts everything.
using RewriteHope = std::function<bool(const RewriteScore& best)>;

// Fills `score` and says whether in full: all but what whoever judges sets, who has set it before.
// The same for (b, a), but for b_is_shorter. Where hope ends, `shorter` and `chain` are what they
// are in full, and the rest is what hope was told last. As good as linear in the places of equal
// stems, of which a stem has up to twelve on the longer side.
bool ScoreRewrite(const RewriteStory& a, const RewriteStory& b, const RewriteHope& hope,
                  RewriteBuffer* buffer, RewriteScore* score);

// In full.
RewriteScore ScoreRewrite(const ContentBatch::Row& a, const ContentBatch::Row& b,
                          RewriteBuffer* buffer);

}  // namespace newsprint
