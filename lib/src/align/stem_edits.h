// Word edits inside a reworded passage.
#pragma once

#include <cstdint>

#include "newsprint/alignment.h"

namespace newsprint {

// Appends to a passage between `a` and `b` the edits that turn its one side into the other: the
// heaviest alignment of equal words, equal stems and numbers of one value, without stray common
// words. A number is one unit, however many tokens it has. The story hashes of both texts are in
// `buffer`. What has more than kMaxEditCells pairs of tokens becomes one change.
inline constexpr uint64_t kMaxEditCells = 512 * 512;
void AppendStemEdits(const StemmedText& a, const StemmedText& b, const AlignBuffer& buffer,
                     Passage* passage);

}  // namespace newsprint
