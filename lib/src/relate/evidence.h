// Evidence: what an alignment of two articles amounts to, in counts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/alignment.h"
#include "newsprint/relation.h"
#include "newsprint/text.h"

namespace newsprint {

// A sentence of one side whose words stand in the other.
struct CarriedSentence {
  Span story;           // story tokens
  uint32_t prose_kept;  // tokens kept, outside quotations on both sides
  bool stock;           // text that many unrelated articles print
  bool statement;       // words that others print inside quotation marks
  bool attributed;      // stands in a short citation near which one of the two houses is named

  bool own() const { return !stock && !statement && !attributed; }
};

// One article's share in the evidence.
struct SideEvidence {
  uint32_t story = 0;       // tokens
  uint32_t prose = 0;       // of these outside quotations
  uint32_t stock = 0;       // of these in stock sentences
  uint32_t stock_kept = 0;  // tokens kept there
  std::vector<CarriedSentence> carried;
};

struct Evidence {
  SideEvidence a, b;
  uint32_t kept = 0;
  uint32_t kept_prose = 0;
  uint32_t verbatim_prose = 0;  // kept_prose in runs of at least kVerbatimRun tokens

  const SideEvidence& Shorter() const { return a.story <= b.story ? a : b; }
};

Evidence Weigh(const Side& a, const Side& b, const Alignment& alignment,
               const PairContext& context);

}  // namespace newsprint
