// Judge, with what it leaves behind for an explanation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "newsprint/relation.h"
#include "relate/checklist.h"
#include "relate/evidence.h"

namespace newsprint {

struct JudgeTrace {
  std::vector<Explanation::Check> checks;
  Alignment shared;   // verbatim and lightly edited passages
  Evidence evidence;  // of them
  Scores scores;
  bool rewrite_asked = false;  // whether wording left it open
};

// Whether what wording alone has made of a pair is to be looked at once more: a rewrite may have
// kept some sentences, and no reuse may be one.
bool MayBeRewrite(std::optional<Kind> kind, const Scores& scores, const Checklist& ask = {});

// Least tokens kept of two stories of so many for any kind of reuse, unless they are equal.
uint32_t LeastKept(size_t story_a, size_t story_b);

// The relation that Judge gives; fills `trace` where it is not null.
std::optional<Relation> JudgeTraced(const Side& a, const Side& b, const PairContext& context,
                                    const JudgeOptions& options, AlignBuffer* buffer,
                                    JudgeTrace* trace);

}  // namespace newsprint
