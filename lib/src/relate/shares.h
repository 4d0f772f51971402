// Shares and passages of a relation, as every kind of judgement writes them.
#pragma once

#include <cstdint>

#include "newsprint/alignment.h"
#include "newsprint/relation.h"

namespace newsprint {

// part / whole in 1/1000; 0 of nothing.
uint32_t Thousandths(uint64_t part, uint64_t whole);

// Bytes of the original text from the first to the last of these story tokens.
Span StoryBytes(const Text& text, Span story);

// jaccard and containment of the two shingle sets, exactly.
void ScoreShingles(const Text& a, const Text& b, Scores* scores);

// The passages of an alignment as bytes of the two texts.
void ListPassages(const Side& a, const Side& b, const Alignment& alignment, Relation* relation);

}  // namespace newsprint
