// Token edits: how one run of tokens became another.
#pragma once

#include <cstdint>
#include <vector>

#include "newsprint/alignment.h"

namespace newsprint {

// Appends the edits that turn tokens `a` of the first text into tokens `b` of the second, both
// ranges of the story hashes in `buffer`: a longest common subsequence without stray words (a kept
// run shorter than the edits on both sides of it is no correspondence but chance, and reads badly).
// Ranges longer than kMaxEditTokens on either side become one change.
inline constexpr uint32_t kMaxEditTokens = 256;
void AppendTokenEdits(Span a, Span b, AlignBuffer* buffer, std::vector<Edit>* edits);

// Appends what differs between two points: a dropped, an added or a changed stretch, or nothing.
void AppendGap(Span a, Span b, std::vector<Edit>* edits);

// Appends one edit, joining it with the last where both are kept or both are kOther.
void AppendEdit(const Edit& edit, std::vector<Edit>* edits);

}  // namespace newsprint
