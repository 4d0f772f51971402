// Evidence: what an alignment of two articles amounts to, in counts.
#pragma once

#include <cstdint>
#include <vector>

#include "newsprint/alignment.h"
#include "newsprint/relation.h"
#include "newsprint/text.h"
#include "relate/marks.h"

namespace newsprint {

// A sentence of one side that has words in common with the other side.
struct SharedSentence {
  Span story;             // story tokens
  uint32_t kept = 0;      // tokens
  uint32_t prose = 0;     // of these outside quotations on both sides
  uint32_t verbatim = 0;  // of these in kept runs of at least kVerbatimRun tokens
  uint32_t passage = 0;   // index of its last passage
  Mark mark = Mark::kNoSample;
  bool cited = false;        // in a short passage that says where it comes from
  bool written_out = false;  // ends in a full stop or its like, and is no list, caption or headline

  // Most of it stands in the other text.
  bool carried() const;
  // Prose that is neither stock text nor somebody's statement nor a citation.
  bool own() const {
    return mark != Mark::kStock && mark != Mark::kStatement && !cited && written_out;
  }
};

// One article's share in the evidence.
struct SideEvidence {
  uint32_t story = 0;       // tokens
  uint32_t stock = 0;       // of these in shared stock sentences
  uint32_t stock_kept = 0;  // tokens kept there
  std::vector<SharedSentence> sentences;
};

// What passages are about: numbers, or words with a capital within a sentence, both sides together.
struct Facts {
  uint32_t all = 0;
  uint32_t kept = 0;
  uint32_t cut = 0;  // where kCutTokens and more stand on one side alone
};

struct Evidence {
  SideEvidence a, b;
  uint32_t kept = 0;
  uint32_t kept_prose = 0;
  uint32_t verbatim_prose = 0;  // kept_prose in runs of at least kVerbatimRun tokens
  Facts numbers;
  Facts names;
};

Evidence Weigh(const Side& a, const Side& b, const Alignment& alignment,
               const PairContext& context);

}  // namespace newsprint
