// Which articles stand for others, and which pairs are judged: what the driver adds to candidates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "newsprint/candidates.h"
#include "newsprint/relation.h"

namespace newsprint {

inline constexpr Ordinal kNoDeputy = UINT32_MAX;

// What is asked for besides all articles.
struct Wanted {
  Ordinal only_new_from = 0;
  bool only_pairs = false;
  std::vector<std::pair<Ordinal, Ordinal>> pairs;
  // Whether pairs of one house are to be left out, and whether two articles are such a pair.
  std::function<bool(Ordinal a, Ordinal b)> left_out;

  bool Wants(const CandidatePair& p) const {
    return p.b >= only_new_from && !(left_out && left_out(p.a, p.b));
  }
  // The pairs of OnlyPairs.
  std::vector<CandidatePair> Listed() const;
};

// deputies[i] is the article that stands for i's identical group among the candidates: the first
// new one under --only-new, so that what it relates to is reported, else the first. kNoDeputy for
// articles that take no part. `first` as CollapseIdentical gives it.
std::vector<Ordinal> ChooseDeputies(std::vector<Ordinal> first, Ordinal only_new_from,
                                    const std::function<bool(size_t)>& takes_part);

// The candidates that are judged: those wanted, and a pair of each member of a group of identical
// stories with its first. Sorted by (a, b), unique.
void ChoosePairs(std::span<const Ordinal> deputies, const Wanted& wanted,
                 std::vector<CandidatePair>* pairs);

// What the rewrite index proposes and no relation joins yet, or may be one all the same;
// `similar` says that the pair is reuse by its wording (judge_rewrites.h).
std::vector<CandidatePair> ChooseRewrites(std::vector<CandidatePair> found,
                                          std::span<const Relation> relations,
                                          const Wanted& wanted);

// Sorts by (a, b); of equal pairs the one that is `similar` stays.
void SortUnique(std::vector<CandidatePair>* pairs);

}  // namespace newsprint
