// Families: articles connected by verified reuse, with a representative and a lineage.
//
//   std::vector<Family> families = BuildFamilies(articles, story_words, relations);
//
// Every member has a verified relation to the representative, or to a member that has one: a family
// is never the transitive closure of anything. The representative is the earliest article by
// publication, else the longest; ties go to the smaller ordinal. By an `excerpt` an article that is
// otherwise alone joins the one it took from, and brings in nothing beyond, so that a digest of the
// day does not join all it quotes.
// The parent of a member is the best-supported article it took from; where no relation is sure of
// one and the member credits a house that nobody in the family is of, that house.
//
// Cost: 12 bytes an article and 8 a relation while families are built.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "newsprint/relation.h"

namespace newsprint {

inline constexpr uint32_t kNoRelation = UINT32_MAX;

struct Family {
  struct Member {
    Ordinal article;
    Ordinal parent;            // == article for one without a parent
    uint32_t relation;         // index of the relation to the parent, kNoRelation without one
    std::string outside = {};  // a house that it credits and no member is of; then it has no parent
  };

  Ordinal representative;
  std::vector<Member> members;  // ascending by ordinal, the representative among them
};

// Families in order of their smallest ordinal. Row i of `story_words` is the length of article i
// (FingerprintBatch::story_words); `relations` sorted by (a, b), of which only reuse kinds count.
std::vector<Family> BuildFamilies(std::span<const Article> articles,
                                  std::span<const uint32_t> story_words,
                                  std::span<const Relation> relations);

}  // namespace newsprint
