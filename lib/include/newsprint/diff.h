// Diff: two articles side by side, word by word, as their alignment has it, and why the two were
// linked or not.
//
//   newsprint::Explanation why = newsprint::Explain(side_a, side_b, context, &buffer);
//   newsprint::Alignment alignment = newsprint::AlignmentToShow(why);
//   newsprint::DiffPair pair{{&article_a, &text_a}, {&article_b, &text_b}, &alignment, &why};
//   newsprint::WriteDiff(pair, {.format = newsprint::Format::kHtml}, sink);
//
// As text: the verdict in one sentence, then each passage under a line that says where it stands in
// both articles and what became of it; what was taken out as [-these words-] and what came in as
// {+these words+}, other forms of a word as [~these~]{~this~}, equal numbers as [=1.2=]{=1.20=}, or
// all of it in red and green; what was reworded with both sides under each other; long runs of kept
// words cut in the middle; at the end what only one of the two has.
//
// As JSON Lines: a header, the explanation, a `passage` line each with its edits as ranges on both
// sides, a summary; cli/output.schema.json has the schema.
//
// As HTML: one page that needs no network, no server and no font, with both texts in full. Its
// Content-Security-Policy lets nothing run or load but what the page was built with, and nothing of
// an article gets into it but as escaped text. The template is lib/src/report/page/.
#pragma once

#include <cstdint>

#include "newsprint/alignment.h"
#include "newsprint/article.h"
#include "newsprint/relation.h"
#include "newsprint/report.h"
#include "newsprint/text.h"

namespace newsprint {

struct DiffOptions {
  Format format = Format::kText;           // or kJsonl or kHtml; others count as kText
  OffsetUnit offsets = OffsetUnit::kByte;  // kJsonl only
  bool color = false;                      // kText only
  uint32_t width = 80;                     // kText only
  uint32_t context = 8;                    // kText only: kept words shown on each side of an edit
};

struct DiffSide {
  const Article* article;
  const Text* text;
};

struct DiffPair {
  DiffSide a;
  DiffSide b;
  const Alignment* alignment;
  const Explanation* explanation = nullptr;  // without it nothing is said of a verdict
};

// False when the sink refused.
bool WriteDiff(const DiffPair& pair, const DiffOptions& options, const Sink& sink);

// The explanation by itself (pair.explanation must be there), as text or JSON Lines: the verdict,
// the scores and the null, every check with its limit, the strongest evidence with both sides, and
// what spoke against. False when the sink refused.
bool WriteExplanation(const DiffPair& pair, const DiffOptions& options, const Sink& sink);

// What a diff shows of an explained pair: shared wording and reworded sentences, whatever the
// verdict, so that it can be checked. Of a rewrite the sentences go first where both claim the same
// words.
Alignment AlignmentToShow(const Explanation& explanation);

// The passages of `first`, and of `second` those that share no token with one of them.
Alignment MergeAlignments(Alignment first, const Alignment& second);

}  // namespace newsprint
