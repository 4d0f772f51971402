// A weighted sum of few measures, each with a reason (thresholds.h), decides; so that what spoke
// for and against can be said, and the distance to the limit is a confidence. Explanations are told
// the parts of that sum.
#include "relate/rewrite.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "log2_fixed.h"
#include "relate/direction.h"
#include "relate/shares.h"
#include "relate/thresholds.h"

namespace newsprint {
namespace {

// ln(x) in 1/256, for x >= 1.
int64_t Ln256(uint64_t x) {
  constexpr int kBits = 12;
  return static_cast<int64_t>(LnOfLog2<kBits, 8>(Log2Fixed<kBits>(x)));
}

uint64_t SquareRoot(uint64_t x) {
  uint64_t root = 0;
  for (uint64_t bit = uint64_t{1} << 31; bit > 0; bit >>= 1) {
    if ((root | bit) * (root | bit) <= x) root |= bit;
  }
  return root;
}

// A character of a script without spaces takes part in two pairs, and a word of two of them in
// three.
constexpr uint32_t kPairsPerWord = 3;

uint64_t Nats16(const RewriteScore& score, uint32_t weight) {
  return score.unspaced ? weight / kPairsPerWord : weight;
}

// 1000 / (1 + e^-x) at x = 0, 1, ... 7 nats.
constexpr std::array<int64_t, 8> kLogistic = {500, 731, 881, 953, 982, 993, 998, 999};

void ScoreChain(const RewriteScore& score, Scores* scores) {
  scores->chain = ChainShare(score);
  scores->order = std::min(1000u, Thousandths(score.chain, score.bag));
}

// 673 as "67 %".
std::string Percent(uint32_t thousandths) { return std::to_string(thousandths / 10) + " %"; }

std::string NullNote(const Null& null) {
  if (null.n == 0) return "by chance: no other pairs of these two articles are known";
  return "by chance: of " + std::to_string(null.n) + " other pairs of these two articles, " +
         std::to_string(kNullQuantile) + " in 100 share less than " + Percent(null.value);
}

void NoteParts(const RewriteScore& score, const Null& null, const RewriteStrength& strength,
               const Checklist& ask) {
  const uint64_t times = Nats16(score, score.chain) * 10 / (Nats16(score, score.reversed) + 1);
  ask.Part("share: " + Percent(ChainShare(score)) +
               " of the shorter one's rare words stand in that order in the longer",
           strength.share);
  ask.Part("order: " + std::to_string(times / 10) + "." + std::to_string(times % 10) +
               " times what is left in order with the sentences of one reversed",
           strength.order);
  ask.Part("near: " + Percent(Thousandths(score.near, score.shorter)) +
               " have another shared one close behind, there as here; " +
               Percent(Thousandths(score.near_reversed, score.shorter)) +
               " have it in front, there",
           strength.near);
  ask.Part("facts: the longer has " + std::to_string(score.facts_kept) + " of " +
               std::to_string(score.facts) + " names and numbers of the shorter",
           strength.facts);
  ask.Part(NullNote(null), strength.null);
  if (strength.verbatim != 0) {
    ask.Part("verbatim: " + Percent(Thousandths(score.verbatim, score.verbatim + score.shorter)) +
                 " of the shorter one's rare words stand in verbatim runs, which are judged above",
             strength.verbatim);
  }
  if (strength.house != 0) {
    ask.Part("house: both are of one, whose own texts repeat background and forms", strength.house);
  }
  if (strength.time != 0) {
    ask.Part("time: days between the two: " + std::to_string(score.days), strength.time);
  }
  ask.Part("what every pair starts with", kStrengthBase);
}

uint32_t Confidence(int64_t above) {
  const int64_t whole = above / 256, part = above % 256;
  const auto at = [](int64_t i) {
    return kLogistic[static_cast<size_t>(std::clamp<int64_t>(i, 0, kLogistic.size() - 1))];
  };
  return static_cast<uint32_t>(at(whole) + (at(whole + 1) - at(whole)) * part / 256);
}

// What is asked besides where both are of one house.
bool IsOwnRewrite(const RewriteScore& score, const Checklist& ask) {
  return ask.Fact("rewrite: of two houses, or of the same day", score.days == 0) &&
         ask.Fact("rewrite: of two houses, or with the same numbers", !score.other_numbers) &&
         ask.Share("rewrite: of two houses, or with this share in order", ChainShare(score), 1000,
                   kHouseShare);
}

}  // namespace

int64_t RewriteStrength::Sum() const {
  return kStrengthBase + order + near + share + facts + null + verbatim + time + house;
}

uint32_t ChainShare(const RewriteScore& score) {
  const uint32_t share = Thousandths(score.chain, score.shorter);
  return score.unspaced ? static_cast<uint32_t>(SquareRoot(uint64_t{share} * 1000)) : share;
}

RewriteStrength Strengthen(const RewriteScore& score, const Null& null) {
  constexpr uint64_t kSmooth = 10 * 16;  // ten nats, so that short chains prove no order
  const auto log_ratio = [&](uint32_t weight, uint32_t other) {
    return Ln256(Nats16(score, weight) + kSmooth) - Ln256(Nats16(score, other) + kSmooth);
  };
  RewriteStrength strength;
  strength.order = kStrengthOrder * log_ratio(score.chain, score.reversed) / 256;
  strength.near = kStrengthNear * log_ratio(score.near, score.near_reversed) / 256;
  strength.share = kStrengthShare * ChainShare(score) / 1000;
  strength.facts = kStrengthFacts * (score.facts_kept + 1) / (score.facts + 2);
  if (!score.uncased) {
    strength.facts += kStrengthKept * (Ln256(1 + score.facts_kept) - Ln256(1 + kUsuallyKept)) / 256;
  }
  const uint32_t enough = score.one_house ? 1 : kNullNeighbours;
  const uint32_t neighbours = std::min(null.n, enough);
  strength.null = kStrengthNull * null.value * neighbours / enough / 1000;
  if (!score.verbatim_is_reuse) {
    const uint32_t verbatim = Thousandths(score.verbatim, score.verbatim + score.shorter);
    strength.verbatim = kStrengthVerbatim * verbatim / 1000;
  }
  strength.house = score.one_house ? kStrengthHouse : 0;
  strength.time = kStrengthTime * (Ln256(kNewsDays + score.days) - Ln256(kNewsDays)) / 256;
  return strength;
}

void NoteArticles(const Article& a, const Article& b, bool one_house, RewriteScore* score) {
  score->one_house = one_house;
  if (!a.published.known() || !b.published.known()) return;
  score->days = static_cast<uint32_t>(std::abs(int64_t{a.published.day} - b.published.day));
}

Null QuantileOf(std::vector<uint32_t>* shares, const RewriteScore& score) {
  if (shares->empty()) {
    return {0, Thousandths(score.reversed, score.shorter), Null::Source::kParametric};
  }
  const size_t at = shares->size() * kNullQuantile / 100;
  const auto quantile = shares->begin() + static_cast<std::ptrdiff_t>(at);
  std::nth_element(shares->begin(), quantile, shares->end());
  const bool enough = shares->size() >= kNullNeighbours;
  return {static_cast<uint32_t>(shares->size()), *quantile,
          enough ? Null::Source::kNeighbours : Null::Source::kBlended};
}

int64_t RewriteLimit(uint64_t articles) {
  if (articles <= kLimitArticles) return 0;
  return std::min(kLimitMost, kLimitGrowth * (Ln256(articles) - Ln256(kLimitArticles)) / 256);
}

bool IsRewrite(const RewriteScore& score, const Null& null, uint64_t articles,
               const Checklist& ask) {
  if (!ask.Count("rewrite: words of the shorter one", score.words, kLeastWords)) return false;
  if (score.one_house && !IsOwnRewrite(score, ask)) return false;
  if (!ask.Fact("rewrite: not a form, most of which is numbers", !score.forms)) return false;
  if (score.facts >= kRewriteFacts &&
      !ask.Count("rewrite: names and numbers of the shorter one that the longer has",
                 score.facts_kept, 1)) {
    return false;
  }
  if (!ask.Count("rewrite: weight of the rare words that both have in one order",
                 Nats16(score, score.chain) / 16, kLeastChain)) {
    return false;
  }
  if (null.n >= kNullNeighbours &&
      !ask.Share("rewrite: share in order, of what other pairs of these two articles reach",
                 ChainShare(score), null.value, kBeyondNull)) {
    return false;
  }
  const RewriteStrength strength = Strengthen(score, null);
  if (ask.listens()) NoteParts(score, null, strength, ask);
  const std::string what =
      ask.listens()
          ? absl::StrCat("rewrite: sum of these points, in a search of ", articles, " articles")
          : std::string();
  return ask.Points(what, strength.Sum(), RewriteLimit(articles));
}

Relation MakeRewrite(const RewriteSide& a, const RewriteSide& b, const RewriteScore& score,
                     const PairContext& context, AlignBuffer* buffer, const Checklist& ask) {
  Alignment alignment;
  AlignSentences({a.side.text, a.stems}, {b.side.text, b.stems}, buffer, &alignment);
  Relation relation;
  relation.a = a.side.ordinal;
  relation.b = b.side.ordinal;
  const uint64_t words_a = a.side.text->story_half_words, words_b = b.side.text->story_half_words;
  const bool spun =
      ask.Share("spun, not condensed: length of the shorter, of the longer one's",
                std::min(words_a, words_b), std::max(words_a, words_b), kCondensedWords);
  relation.kind = spun ? Kind::kSpun : Kind::kCondensed;
  relation.scores.coverage_a = Thousandths(alignment.kept, a.side.text->story.size());
  relation.scores.coverage_b = Thousandths(alignment.kept, b.side.text->story.size());
  relation.scores.quoted =
      Thousandths(alignment.kept - std::min(alignment.kept, alignment.kept_prose), alignment.kept);
  relation.scores.verbatim = Thousandths(score.verbatim, score.verbatim + score.shorter);
  ScoreShingles(*a.side.text, *b.side.text, &relation.scores);
  ScoreChain(score, &relation.scores);
  relation.null = context.null;
  relation.confidence =
      Confidence(Strengthen(score, context.null).Sum() - RewriteLimit(context.articles));
  ListPassages(a.side, b.side, alignment, &relation);
  FindDirection(a.side, b.side, &relation);
  return relation;
}

std::optional<Relation> JudgeRewrite(const RewritePair& pair, const PairContext& context,
                                     AlignBuffer* buffer, JudgeTrace* trace) {
  const auto& [a, b, verbatim_is_reuse] = pair;
  std::array<Stems, 2> stems;
  ContentBatch content;
  StemStory(*a.article, *a.text, &buffer->stems, &stems[0]);
  StemStory(*b.article, *b.text, &buffer->stems, &stems[1]);
  AppendContent(*a.text, stems[0], &content);
  AppendContent(*b.text, stems[1], &content);
  RewriteBuffer scratch;
  RewriteScore score = ScoreRewrite(content.Of(0), content.Of(1), &scratch);
  score.verbatim_is_reuse = verbatim_is_reuse;
  NoteArticles(*a.article, *b.article, SameHouse(*a.article, *b.article), &score);
  if (trace != nullptr) {
    trace->rewrite_asked = true;
    ScoreChain(score, &trace->scores);
  }
  const Checklist ask = trace == nullptr ? Checklist() : Checklist(&trace->checks);
  if (!IsRewrite(score, context.null, context.articles, ask)) return std::nullopt;
  return MakeRewrite({a, &stems[0]}, {b, &stems[1]}, score, context, buffer, ask);
}

}  // namespace newsprint
