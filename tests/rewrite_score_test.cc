// ScoreRewrite against plain code that looks at every pair of places.
#include "relate/rewrite_score.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "testing_content.h"

namespace newsprint {
namespace {

using Row = ContentBatch::Row;

// The limits of rewrite_score.cc: places of a stem on the longer side, stems and half words of a
// verbatim run.
constexpr size_t kMostPlaces = 12;
constexpr size_t kVerbatimStems = 3;
constexpr int kVerbatimHalfWords = 16;

class Twin {
 public:
  Twin(const Row& shorter, const Row& longer)
      : s_(shorter.stems.begin(), shorter.stems.end()),
        l_(longer.stems.begin(), longer.stems.end()),
        s_out_(s_.size()),
        l_out_(l_.size()) {
    for (const ContentStem& t : l_) ++places_[t.stem];
  }

  RewriteScore Score() {
    RewriteScore score;
    TakeOutRuns();
    for (size_t i = 0; i < s_.size(); ++i) {
      if (s_out_[i] && (s_[i].flags & kContentQuoted) == 0) score.verbatim += s_[i].weight;
    }
    const std::vector<bool> s_verbatim = s_out_, l_verbatim = l_out_;
    TakeOutQuotations();
    score.shorter = WeightOf(s_, s_out_, false);
    score.longer = WeightOf(l_, l_out_, false);
    score.bag = Bag();
    std::vector<size_t> order(l_.size());
    for (size_t j = 0; j < order.size(); ++j) order[j] = j;
    score.chain = Chain(order, s_verbatim, l_verbatim);
    score.reversed = Chain(SentencesReversed(), s_verbatim, l_verbatim);
    score.shorter = std::max({score.shorter, score.chain, score.reversed});
    CountNear(&score);
    CountFacts(s_verbatim, &score);
    return score;
  }

 private:
  bool Rare(uint32_t stem) const { return places_.at(stem) <= kMostPlaces; }
  bool BothQuote(size_t i, size_t j) const {
    return (s_[i].flags & kContentQuoted) != 0 && (l_[j].flags & kContentQuoted) != 0;
  }
  bool Equal(size_t i, size_t j) const { return s_[i].stem == l_[j].stem; }
  bool Continues(size_t i, size_t j) const {  // from i - 1 and j - 1
    return Equal(i, j) && Equal(i - 1, j - 1) &&
           s_[i].place - s_[i - 1].place == l_[j].place - l_[j - 1].place;
  }

  void TakeOutRuns() {
    for (size_t i = 0; i < s_.size(); ++i) {
      for (size_t j = 0; j < l_.size(); ++j) {
        if (!Equal(i, j) || (i > 0 && j > 0 && Continues(i, j))) continue;
        size_t n = 1;
        while (i + n < s_.size() && j + n < l_.size() && Continues(i + n, j + n)) ++n;
        bool any_rare = false;
        for (size_t k = 0; k < n; ++k) any_rare |= Rare(s_[i + k].stem);
        const int half_words = s_[i + n - 1].place - s_[i].place + 2;
        if (!any_rare || n < kVerbatimStems || half_words < kVerbatimHalfWords) continue;
        for (size_t k = 0; k < n; ++k) s_out_[i + k] = l_out_[j + k] = true;
      }
    }
  }

  void TakeOutQuotations() {
    for (size_t i = 0; i < s_.size(); ++i) {
      for (size_t j = 0; j < l_.size(); ++j) {
        if (Equal(i, j) && Rare(s_[i].stem) && BothQuote(i, j)) s_out_[i] = l_out_[j] = true;
      }
    }
  }

  static uint32_t WeightOf(const ContentStems& row, const std::vector<bool>& out, bool is_out) {
    uint32_t sum = 0;
    for (size_t i = 0; i < row.size(); ++i) sum += out[i] == is_out ? row[i].weight : 0;
    return sum;
  }

  uint32_t Bag() const {
    std::map<uint32_t, uint32_t> left;
    for (size_t j = 0; j < l_.size(); ++j) left[l_[j].stem] += !l_out_[j];
    uint32_t sum = 0;
    for (size_t i = 0; i < s_.size(); ++i) {
      if (s_out_[i] || left[s_[i].stem] == 0) continue;
      --left[s_[i].stem];
      sum += s_[i].weight;
    }
    return sum;
  }

  std::vector<size_t> SentencesReversed() const {
    std::vector<std::vector<size_t>> sentences;
    for (size_t j = 0; j < l_.size(); ++j) {
      if (sentences.empty() || (l_[j].flags & kContentSentence) != 0) sentences.emplace_back();
      sentences.back().push_back(j);
    }
    std::vector<size_t> order;
    for (auto s = sentences.rbegin(); s != sentences.rend(); ++s) {
      order.insert(order.end(), s->begin(), s->end());
    }
    return order;
  }

  // The heaviest common subsequence, with the longer side in this order.
  uint32_t Chain(const std::vector<size_t>& order, const std::vector<bool>& s_verbatim,
                 const std::vector<bool>& l_verbatim) const {
    std::vector<std::vector<uint32_t>> best(s_.size() + 1, std::vector<uint32_t>(order.size() + 1));
    for (size_t i = 0; i < s_.size(); ++i) {
      for (size_t k = 0; k < order.size(); ++k) {
        const size_t j = order[k];
        const bool links =
            Equal(i, j) && Rare(s_[i].stem) && !BothQuote(i, j) && !s_verbatim[i] && !l_verbatim[j];
        best[i + 1][k + 1] =
            std::max({best[i][k + 1], best[i + 1][k], links ? best[i][k] + s_[i].weight : 0});
      }
    }
    return best[s_.size()][order.size()];
  }

  // Every pair of places on both sides, as the header tells it.
  void CountNear(RewriteScore* score) const {
    for (size_t i = 0; i < s_.size(); ++i) {
      bool behind = false, in_front = false;
      for (size_t x = i + 1; x < s_.size(); ++x) {
        if (s_out_[i] || s_out_[x] || s_[i].stem == s_[x].stem) continue;
        const auto apart = std::count(s_out_.begin() + static_cast<std::ptrdiff_t>(i),
                                      s_out_.begin() + static_cast<std::ptrdiff_t>(x), false);
        if (apart < 2 || apart > 4) continue;
        for (size_t j = 0; j < l_.size(); ++j) {
          if (l_out_[j] || !Equal(i, j) || !Rare(s_[i].stem)) continue;
          for (size_t y = 0; y < l_.size(); ++y) {
            if (l_out_[y] || !Equal(x, y) || !Rare(s_[x].stem)) continue;
            behind |= y >= j + 2 && y <= j + 8;
            in_front |= j >= y + 2 && j <= y + 8;
          }
        }
      }
      score->near += behind ? s_[i].weight : 0;
      score->near_reversed += in_front ? s_[i].weight : 0;
    }
  }

  void CountFacts(const std::vector<bool>& s_verbatim, RewriteScore* score) const {
    std::set<uint32_t> facts;
    for (size_t i = 0; i < s_.size(); ++i) {
      const bool fact = (s_[i].flags & kContentFact) != 0 && (s_[i].flags & kContentQuoted) == 0;
      if (fact && !s_verbatim[i]) facts.insert(s_[i].stem);
    }
    score->facts = static_cast<uint32_t>(facts.size());
    for (const uint32_t stem : facts) score->facts_kept += places_.contains(stem);
  }

  const ContentStems s_, l_;
  std::vector<bool> s_out_, l_out_;
  std::map<uint32_t, size_t> places_;  // on the longer side
};

std::array<uint32_t, 10> Figures(const RewriteScore& s) {
  return {s.shorter,  s.longer, s.chain,         s.reversed, s.bag,
          s.verbatim, s.near,   s.near_reversed, s.facts,    s.facts_kept};
}

RewriteScore ScoreOf(const ContentStems& a, const ContentStems& b) {
  const ContentBatch batch = ContentOf({a, b});
  RewriteBuffer buffer;
  return ScoreRewrite(batch.Of(0), batch.Of(1), &buffer);
}

void ExpectTwin(const ContentStems& a, const ContentStems& b, RewriteBuffer* buffer) {
  const ContentBatch batch = ContentOf({a, b});
  const RewriteScore score = ScoreRewrite(batch.Of(0), batch.Of(1), buffer);
  const Row x = batch.Of(score.b_is_shorter ? 1 : 0), y = batch.Of(score.b_is_shorter ? 0 : 1);
  const RewriteScore twin = Twin(x, y).Score();
  ASSERT_EQ(Figures(score), Figures(twin));
  ASSERT_LE(score.chain, score.shorter);
  ASSERT_LE(score.reversed, score.shorter);
  ASSERT_LE(score.facts_kept, score.facts);
  const RewriteScore back = ScoreRewrite(batch.Of(1), batch.Of(0), buffer);
  ASSERT_EQ(Figures(back), Figures(score));
}

// Stories of one topic, and a story with a reworded and shortened copy of it, in few or many words.
TEST(ScoreRewrite, AgreesWithTheTwinAndIsTheSameBothWaysRound) {
  Random random(1);
  RewriteBuffer buffer;
  for (const uint32_t words : {1u, 3u, 20u, 100u, 2'000u}) {
    for (int i = 0; i < 60; ++i) {
      const ContentStems a = RandomContent(random.Below(200), words, &random);
      ExpectTwin(a, RandomContent(random.Below(200), words, &random), &buffer);
      ContentStems copy = Reworded(a, 2 + random.Below(12), &random);
      copy.resize(copy.size() - random.Below(static_cast<uint32_t>(copy.size()) / 2 + 1));
      ExpectTwin(a, copy, &buffer);
      ContentStems quoting = copy;
      for (ContentStem& s : quoting) {
        if (random.Once(3)) s.flags ^= kContentQuoted;
      }
      ExpectTwin(quoting, a, &buffer);
    }
  }
}

// What hope is told when it ends at the nth question, if it is asked so often, against the full
// score: never less than that speaks for a rewrite, and its share is final.
void ExpectHopeToldTheBest(const ContentStems& a, const ContentStems& b, int ends_at) {
  const ContentBatch batch = ContentOf({a, b});
  RewriteBuffer buffer;
  const RewriteScore full = ScoreRewrite(batch.Of(0), batch.Of(1), &buffer);
  RewriteScore best;
  int asked = 0;
  const auto hope = [&](const RewriteScore&) { return ++asked < ends_at; };
  if (ScoreRewrite(SumUp(batch.Of(0)), SumUp(batch.Of(1)), hope, &buffer, &best)) {
    EXPECT_EQ(Figures(best), Figures(full));
    return;
  }
  ASSERT_EQ(asked, ends_at);
  ASSERT_EQ(std::pair(best.chain, best.shorter), std::pair(full.chain, full.shorter));
  ASSERT_EQ(std::pair(best.facts, best.facts_kept), std::pair(full.facts, full.facts_kept));
  ASSERT_EQ(best.verbatim, full.verbatim);
  ASSERT_LE(best.reversed, full.reversed);
  ASSERT_GE(best.near, full.near);
  ASSERT_EQ(best.near_reversed, 0u);
}

TEST(ScoreRewrite, TellsHopeTheBestThatAScoreCanBecome) {
  Random random(4);
  for (int i = 0; i < 200; ++i) {
    const ContentStems a = RandomContent(random.Below(200), 100, &random);
    ContentStems copy = Reworded(a, 2 + random.Below(12), &random);
    for (ContentStem& s : copy) {
      if (random.Once(3)) s.flags ^= kContentQuoted;
    }
    for (const int ends_at : {1, 2}) {
      ExpectHopeToldTheBest(a, copy, ends_at);
      ExpectHopeToldTheBest(RandomContent(random.Below(200), 100, &random), a, ends_at);
    }
  }
}

TEST(ScoreRewrite, IsTheSameBothWaysRoundForStoriesThatWeighTheSame) {
  Random random(2);
  RewriteBuffer buffer;
  for (int i = 0; i < 200; ++i) {
    ContentStems a = RandomContent(40, 15, &random), b = a;
    for (size_t k = b.size(); k > 1; --k) {
      std::swap(b[k - 1].stem, b[random.Below(static_cast<uint32_t>(k))].stem);
    }
    for (ContentStems* row : {&a, &b}) {
      for (ContentStem& s : *row) s.weight = 10;
      SetOut(row, &random);
    }
    ExpectTwin(a, b, &buffer);
  }
}

TEST(ScoreRewrite, OfAnEmptySideIsNothing) {
  Random random(3);
  const ContentStems story = RandomContent(50, 30, &random);
  for (const RewriteScore& score : {ScoreOf({}, story), ScoreOf(story, {}), ScoreOf({}, {})}) {
    EXPECT_EQ(score.shorter, 0u);
    EXPECT_EQ(score.chain + score.reversed + score.bag + score.verbatim + score.facts, 0u);
  }
  EXPECT_FALSE(ScoreOf({}, {}).unspaced);
}

TEST(ScoreRewrite, OneSharedStemIsAChainBothWays) {
  const ContentStem shared = {7, 0, 50, kContentSentence};
  const ContentStem other = {8, 2, 60, 0};
  const RewriteScore score = ScoreOf({shared, other}, {shared});
  EXPECT_TRUE(score.b_is_shorter);
  EXPECT_EQ(score.shorter, 50u);
  EXPECT_EQ(score.longer, 110u);
  EXPECT_EQ(score.chain, 50u);
  EXPECT_EQ(score.reversed, 50u);
  EXPECT_EQ(score.bag, 50u);
}

// Sentences of one stem each, with a gap that grows so that nothing is verbatim.
ContentStems Sentences(const std::vector<uint32_t>& stems, uint16_t gap) {
  ContentStems row;
  for (size_t i = 0; i < stems.size(); ++i) {
    row.push_back({stems[i], static_cast<uint16_t>(i * gap), 10, kContentSentence});
  }
  return row;
}

TEST(ScoreRewrite, OfSentencesInReverseHasAChainOnlyWhenReversed) {
  const RewriteScore same = ScoreOf(Sentences({1, 2, 3, 4}, 4), Sentences({1, 2, 3, 4, 5}, 6));
  EXPECT_EQ(same.chain, 40u);
  EXPECT_EQ(same.reversed, 10u);
  const RewriteScore turned = ScoreOf(Sentences({1, 2, 3, 4}, 4), Sentences({5, 4, 3, 2, 1}, 6));
  EXPECT_EQ(turned.chain, 10u);
  EXPECT_EQ(turned.reversed, 40u);
  EXPECT_EQ(turned.bag, 40u);
}

TEST(ScoreRewrite, TakesOutWhatBothHaveWordForWord) {
  const std::vector<uint32_t> run = {1, 2, 3, 4, 5, 6, 7, 8};
  ContentStems a = Sentences(run, 2), b = Sentences(run, 2);
  EXPECT_EQ(ScoreOf(a, b).verbatim, 80u);
  EXPECT_EQ(ScoreOf(a, b).chain, 0u);
  a.pop_back();  // seven words are no run
  EXPECT_EQ(ScoreOf(a, b).verbatim, 0u);
  EXPECT_EQ(ScoreOf(a, b).chain, 70u);
}

// A name that the longer side has everywhere is not followed, but the run it begins is.
TEST(ScoreRewrite, TakesOutRunsThatBeginWithAFrequentStem) {
  const std::vector<uint32_t> run = {99, 1, 2, 3, 99, 4, 5, 6, 7};
  std::vector<uint32_t> longer = run;
  for (uint32_t i = 0; i < 13; ++i) longer.insert(longer.end(), {100 + i, 200 + i, 99});
  EXPECT_EQ(ScoreOf(Sentences(run, 2), Sentences(longer, 2)).verbatim, 90u);
}

TEST(ScoreRewrite, LeavesQuotationsOfBothOutButNotOfOne) {
  ContentStems a = Sentences({1, 2, 3, 4}, 4), b = Sentences({1, 2, 3, 4, 5}, 6);
  a[1].flags |= kContentQuoted;
  EXPECT_EQ(ScoreOf(a, b).chain, 40u);
  b[1].flags |= kContentQuoted;
  EXPECT_EQ(ScoreOf(a, b).chain, 30u);
  EXPECT_EQ(ScoreOf(a, b).shorter, 30u);
}

TEST(ScoreRewrite, TellsScriptsWithoutSpacesWhenBothAre) {
  ContentStems a = Sentences({1, 2, 3}, 1), b = Sentences({1, 2, 4}, 1);
  for (ContentStem& s : a) s.flags |= kContentPair;
  EXPECT_FALSE(ScoreOf(a, b).unspaced);
  for (ContentStem& s : b) s.flags |= kContentPair;
  EXPECT_TRUE(ScoreOf(a, b).unspaced);
}

// The longest rows there are; one word throughout, and a run as long as the story.
TEST(ScoreRewrite, TakesTheLongestStories) {
  constexpr size_t kMost = UINT16_MAX;
  ContentStems one_word(kMost, StemOf(1)), run(kMost), alternating(kMost);
  for (size_t i = 0; i < kMost; ++i) {
    run[i] = StemOf(static_cast<uint32_t>(i));
    alternating[i] = StemOf(i % 2 == 0 ? 0 : static_cast<uint32_t>(i));
  }
  for (ContentStems* row : {&one_word, &run, &alternating}) {
    for (size_t i = 0; i < kMost; ++i) (*row)[i].place = static_cast<uint16_t>(i);
    row->front().flags = kContentSentence;
    for (ContentStem& s : *row) s.weight = UINT8_MAX;
  }
  EXPECT_EQ(ScoreOf(one_word, one_word).chain, 0u) << "too frequent";
  EXPECT_EQ(ScoreOf(run, run).verbatim, kMost * UINT8_MAX);
  EXPECT_EQ(ScoreOf(alternating, alternating).verbatim, kMost * UINT8_MAX);
  ContentStems shifted = run;
  for (size_t i = 1; i < kMost; i += 2) shifted[i].stem = 0;
  const RewriteScore score = ScoreOf(run, shifted);
  EXPECT_EQ(score.chain, (kMost + 1) / 2 * UINT8_MAX);
  EXPECT_EQ(score.reversed, score.chain) << "one sentence";
}

}  // namespace
}  // namespace newsprint
