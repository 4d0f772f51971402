// Diff: two articles side by side, word by word, as their alignment has it.
//
//   newsprint::Align(text_a, text_b, {}, &buffer, &alignment);
//   newsprint::WriteDiff({&article_a, &text_a}, {&article_b, &text_b}, alignment, {}, sink);
//
// As text: each passage under a line that says where it stands in both articles and what became of
// it; what was taken out as [-these words-] and what came in as {+these words+}, or in red and
// green; long runs of kept words cut in the middle; at the end what only one of the two has. As
// JSON Lines: a header, a `passage` line each with its edits as ranges on both sides, a summary;
// cli/output.schema.json has the schema.
#pragma once

#include <cstdint>

#include "newsprint/alignment.h"
#include "newsprint/article.h"
#include "newsprint/report.h"
#include "newsprint/text.h"

namespace newsprint {

struct DiffOptions {
  Format format = Format::kText;  // or kJsonl; others count as kText
  OffsetUnit offsets = OffsetUnit::kByte;
  bool color = false;    // kText only
  uint32_t width = 80;   // kText only
  uint32_t context = 8;  // kText only: kept words shown on each side of an edit
};

struct DiffSide {
  const Article* article;
  const Text* text;
};

// False when the sink refused.
bool WriteDiff(const DiffSide& a, const DiffSide& b, const Alignment& alignment,
               const DiffOptions& options, const Sink& sink);

}  // namespace newsprint
