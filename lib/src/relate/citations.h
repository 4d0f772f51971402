// Citations: passages that say where they come from.
#pragma once

#include "newsprint/alignment.h"
#include "newsprint/relation.h"

namespace newsprint {

// Whether one of the two articles introduces the passage: a colon stands before it, or one of the
// two houses is named close by.
bool IsIntroduced(const Side& a, const Side& b, const Passage& passage);

}  // namespace newsprint
