// What both ways of aligning do with their passages.
#pragma once

#include <cstdint>
#include <vector>

#include "newsprint/alignment.h"

namespace newsprint {

// The hashes of the story's tokens.
void LoadStory(const Text& text, std::vector<uint64_t>* hashes);

// Outside quotations.
inline bool IsProse(const Text& text, uint32_t story_index) {
  return !(text.tokens[text.story[story_index]].flags & kTokenQuoted);
}

// Fills passage->kept and kept_prose from its edits.
void CountKept(const Text& a, const Text& b, Passage* passage);

// Brings passages in order and adds up what they keep.
void FinishAlignment(Alignment* alignment);

}  // namespace newsprint
