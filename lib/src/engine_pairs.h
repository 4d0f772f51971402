// Which articles stand for others, and which pairs are judged: what the driver adds to candidates.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "newsprint/candidates.h"
#include "newsprint/engine.h"
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

// How many articles have no story, and how many one of fewer than `min_words`.
void CountStories(std::span<const uint64_t> story_hash, std::span<const uint32_t> story_words,
                  uint32_t min_words, Summary* out);

// deputies[i] is the article that stands for i's identical group among the candidates: the first
// new one under --only-new, so that what it relates to is reported, else the first. kNoDeputy for
// articles that take no part. `first` as CollapseIdentical gives it.
std::vector<Ordinal> ChooseDeputies(std::vector<Ordinal> first, Ordinal only_new_from,
                                    const std::function<bool(size_t)>& takes_part);

// A pair of each member of a group of identical stories with its first, sorted by (a, b).
std::vector<CandidatePair> IdenticalPairs(std::span<const Ordinal> deputies);

// The candidates that are judged: those wanted of `pairs` and of `identical`. Sorted by (a, b),
// unique. Can be done one range of articles `a` after the other.
void ChoosePairs(std::span<const CandidatePair> identical, const Wanted& wanted,
                 std::vector<CandidatePair>* pairs);

// What the rewrite index proposes and no relation joins yet, or may be one all the same;
// `similar` says that the pair is reuse by its wording (judge_rewrites.h). `relations` are sorted
// by (a, b). Can be done range by range, too.
std::vector<CandidatePair> ChooseRewrites(std::vector<CandidatePair> found,
                                          std::span<const RelationOutline> relations,
                                          const Wanted& wanted);

// Of pairs or relations sorted by (a, b) those whose `a` lies in [first, last).
template <typename Pair>
std::span<const Pair> InRange(std::span<const Pair> sorted, Ordinal first, Ordinal last) {
  const auto before = [](const Pair& p, Ordinal a) { return p.a < a; };
  const auto begin = std::lower_bound(sorted.begin(), sorted.end(), first, before);
  return {begin, std::lower_bound(begin, sorted.end(), last, before)};
}

// Sorts by (a, b); of equal pairs the one that is `similar` stays.
void SortUnique(std::vector<CandidatePair>* pairs);

}  // namespace newsprint
