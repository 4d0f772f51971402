// Judge, with what it leaves behind for an explanation.
#pragma once

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

// The relation that Judge gives; fills `trace` where it is not null.
std::optional<Relation> JudgeTraced(const Side& a, const Side& b, const PairContext& context,
                                    const JudgeOptions& options, AlignBuffer* buffer,
                                    JudgeTrace* trace);

}  // namespace newsprint
