// Same-text groups: articles that are one text as far as rewrites are concerned.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/candidates.h"
#include "newsprint/relation.h"

namespace newsprint {

// One article stands for another when they are `identical` or `near-duplicate`, or when nearly all
// of the other stands in it: a trimmed copy, whatever the relation is called. A group is a star
// around an article that stands for all its members by a relation of its own; its deputy is the
// longest of them, the first of equals.
//
// `deputies` are the groups of identical stories that the relations were judged with (see
// CandidateInput); an article for which nobody stands there has nobody here. Result as there:
// result[i] is who stands for article i.
std::vector<Ordinal> GroupTexts(std::span<const Ordinal> deputies,
                                std::span<const uint32_t> story_words,
                                std::span<const Relation> relations);

// A rewrite may be nearer to a member than to its deputy: each pair of deputies with, behind it,
// the pairs of one with a few members of the other's group, as the same evidence. Sorted by (a, b),
// unique. `left_out` counts the pairs with members beyond the first few.
std::vector<CandidatePair> WithMembers(std::span<const CandidatePair> pairs,
                                       std::span<const Ordinal> groups, uint64_t* left_out);

}  // namespace newsprint
