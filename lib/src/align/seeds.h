// Seeds: the maximal runs of equal story tokens that two texts share.
#pragma once

#include "newsprint/alignment.h"

namespace newsprint {

// Fills buffer->anchors, sorted by (a, b), from buffer->a_hash and b_hash: every maximal run of at
// least options.seed_tokens equal tokens that contains a window not more frequent in `a` than
// options.max_occurrences. Weight = length.
void FindSeeds(const AlignOptions& options, AlignBuffer* buffer);

}  // namespace newsprint
