// Same-text groups: articles that are one text as far as rewrites are concerned.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
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
                                std::span<const RelationOutline> relations);

// The members of the groups, besides those who stand for them.
class GroupMembers {
 public:
  explicit GroupMembers(std::span<const Ordinal> groups);

  // A rewrite may be nearer to a member than to its deputy: each pair of deputies with, behind it,
  // the pairs of one with a few members of the other's group, as the same evidence. Sorted by (a,
  // b), unique. Adds to `left_out` the pairs with members beyond the first few.
  std::vector<CandidatePair> With(std::span<const CandidatePair> pairs, uint64_t* left_out) const;

 private:
  std::vector<std::pair<Ordinal, Ordinal>> members_;  // (deputy, member), sorted
};

}  // namespace newsprint
