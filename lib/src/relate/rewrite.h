// The verdict on a pair by what its two stories tell alike in the same order.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "newsprint/relation.h"
#include "relate/checklist.h"
#include "relate/judge.h"
#include "relate/rewrite_score.h"
#include "stem/content.h"

namespace newsprint {

// How strongly a pair looks like a rewrite: the logarithm of odds, in 1/256 nats, as its parts.
struct RewriteStrength {
  int64_t order = 0;
  int64_t near = 0;
  int64_t share = 0;
  int64_t facts = 0;
  int64_t null = 0;
  int64_t verbatim = 0;
  int64_t time = 0;
  int64_t house = 0;

  int64_t Sum() const;
};

RewriteStrength Strengthen(const RewriteScore& score, const Null& null);

// Adds what the two articles' metadata say: RewriteScore::one_house and days.
void NoteArticles(const Article& a, const Article& b, bool one_house, RewriteScore* score);

// What Sum() must reach among so many articles.
int64_t RewriteLimit(uint64_t articles);

// Whether the pair is a rewrite.
bool IsRewrite(const RewriteScore& score, const Null& null, uint64_t articles,
               const Checklist& ask = {});

// The share of the shorter side's content that is on the chain, 1/1000; what a null counts, too.
uint32_t ChainShare(const RewriteScore& score);

// The null of a pair from the shares of its neighbours, or without any, from the chain that is left
// of its own with the sentences of one side reversed. Reorders `shares`.
Null QuantileOf(std::vector<uint32_t>* shares, const RewriteScore& score);

// One article ready to be made part of a relation.
struct RewriteSide {
  Side side;
  const Stems* stems;
};

struct RewritePair {
  const Side& a;
  const Side& b;
  bool verbatim_is_reuse = false;  // as in RewriteScore
};

// The relation of two articles by themselves, if one is a rewrite of the other or both are of a
// third. Their stems are weighed by the background alone. Adds to `trace` where it is not null.
std::optional<Relation> JudgeRewrite(const RewritePair& pair, const PairContext& context,
                                     AlignBuffer* buffer, JudgeTrace* trace);

// The relation of a pair that is a rewrite.
Relation MakeRewrite(const RewriteSide& a, const RewriteSide& b, const RewriteScore& score,
                     const PairContext& context, AlignBuffer* buffer, const Checklist& ask = {});

}  // namespace newsprint
