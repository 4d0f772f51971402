// Deputies and pairs are chosen from columns alone, so that it makes no difference where articles
// are.
#include "engine_pairs.h"

#include <algorithm>

#include "relate/judge.h"

namespace newsprint {
namespace {

bool Before(const CandidatePair& x, const CandidatePair& y) {
  return x.a != y.a ? x.a < y.a : x.b < y.b;
}

}  // namespace

std::vector<CandidatePair> Wanted::Listed() const {
  std::vector<CandidatePair> listed;
  for (const auto& [a, b] : pairs) {
    if (a != b) listed.push_back({std::min(a, b), std::max(a, b), 0, true});
  }
  return listed;
}

void CountStories(std::span<const uint64_t> story_hash, std::span<const uint32_t> story_words,
                  uint32_t min_words, Summary* out) {
  for (size_t i = 0; i < story_hash.size(); ++i) {
    const bool empty = story_hash[i] == 0;
    out->empty += empty;
    out->too_short += !empty && story_words[i] < min_words;
  }
}

std::vector<Ordinal> ChooseDeputies(std::vector<Ordinal> first, Ordinal only_new_from,
                                    const std::function<bool(size_t)>& takes_part) {
  std::vector<Ordinal> chosen(first.size(), kNoDeputy);  // by first
  for (size_t i = 0; i < first.size(); ++i) {
    if (!takes_part(i)) continue;
    Ordinal& deputy = chosen[first[i]];
    const bool is_first_new = i >= only_new_from && deputy < only_new_from;
    if (deputy == kNoDeputy || is_first_new) deputy = static_cast<Ordinal>(i);
  }
  for (size_t i = 0; i < first.size(); ++i) first[i] = takes_part(i) ? chosen[first[i]] : kNoDeputy;
  return first;
}

std::vector<CandidatePair> IdenticalPairs(std::span<const Ordinal> deputies) {
  std::vector<CandidatePair> pairs;
  std::vector<Ordinal> first(deputies.size(), kNoDeputy);  // by deputy
  for (size_t i = 0; i < deputies.size(); ++i) {
    if (deputies[i] == kNoDeputy) continue;
    Ordinal& f = first[deputies[i]];
    if (f == kNoDeputy) {
      f = static_cast<Ordinal>(i);
    } else {
      pairs.push_back({f, static_cast<Ordinal>(i), 0, true});
    }
  }
  std::sort(pairs.begin(), pairs.end(), Before);
  return pairs;
}

void ChoosePairs(std::span<const CandidatePair> identical, const Wanted& wanted,
                 std::vector<CandidatePair>* pairs) {
  pairs->insert(pairs->end(), identical.begin(), identical.end());
  std::erase_if(*pairs, [&](const CandidatePair& p) { return !wanted.Wants(p); });
  SortUnique(pairs);
}

std::vector<CandidatePair> ChooseRewrites(std::vector<CandidatePair> found,
                                          std::span<const RelationOutline> relations,
                                          const Wanted& wanted) {
  for (CandidatePair& pair : found) pair.similar = false;
  std::vector<CandidatePair> settled;
  for (const RelationOutline& r : relations) {
    CandidatePair pair{r.a, r.b, 0};
    pair.similar = IsReuse(r.kind);
    Scores scores;
    scores.verbatim = r.verbatim;
    (MayBeRewrite(r.kind, scores) ? found : settled).push_back(pair);
  }
  std::erase_if(found, [&](const CandidatePair& p) { return !wanted.Wants(p); });
  SortUnique(&found);
  std::erase_if(found, [&](const CandidatePair& p) {
    return std::binary_search(settled.begin(), settled.end(), p, Before);
  });
  return found;
}

void SortUnique(std::vector<CandidatePair>* pairs) {
  std::sort(pairs->begin(), pairs->end(), [](const CandidatePair& x, const CandidatePair& y) {
    if (Before(x, y) || Before(y, x)) return Before(x, y);
    return x.similar > y.similar;
  });
  const auto same_pair = [](const auto& x, const auto& y) { return x.a == y.a && x.b == y.b; };
  pairs->erase(std::unique(pairs->begin(), pairs->end(), same_pair), pairs->end());
}

}  // namespace newsprint
