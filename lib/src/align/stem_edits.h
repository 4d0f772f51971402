// Word edits inside a reworded passage.
#pragma once

#include <cstdint>
#include <vector>

#include "newsprint/alignment.h"

namespace newsprint {

// Appends the edits that turn story tokens `a_range` of one text into `b_range` of the other: the
// heaviest alignment of equal words, equal stems and numbers of one value, without stray common
// words. A number is one unit, however many tokens it has. The story hashes of both are in
// `buffer`. What has more than kMaxEditCells pairs of tokens becomes one change.
inline constexpr uint64_t kMaxEditCells = 512 * 512;
void AppendStemEdits(const StemmedText& a, const StemmedText& b, Span a_range, Span b_range,
                     AlignBuffer* buffer, std::vector<Edit>* edits);

}  // namespace newsprint
