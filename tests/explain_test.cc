// Explanations against the judgement that they explain.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "newsprint/fingerprint.h"
#include "newsprint/io.h"
#include "newsprint/relation.h"
#include "relate/checklist.h"
#include "testing_articles.h"

namespace newsprint {
namespace {

using Check = Explanation::Check;
using Unit = Explanation::Check::Unit;

// The labelled families, read and analysed.
class Families : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto reader = ArticleReader::Open({NEWSPRINT_SOURCE_DIR "/corpus/families.jsonl"}, {});
    ASSERT_TRUE(reader.ok());
    batches_ = new std::vector<ArticleBatch>(1);
    while (*(*reader)->Next(&batches_->back())) batches_->emplace_back();
  }
  static void TearDownTestSuite() { delete batches_; }

  static std::vector<Article> Of(std::string_view family) {
    std::vector<Article> articles;
    for (const ArticleBatch& batch : *batches_) {
      for (const Article& a : batch.articles) {
        if (std::string_view(a.id).starts_with(family)) articles.push_back(a);
      }
    }
    return articles;
  }

  static Article Named(std::string_view id) { return Of(id).at(0); }

  Explanation Why(const Article& a, const Article& b, const PairContext& context = {}) {
    Analyze(a, b);
    return Explain({0, &a, &text_a_}, {1, &b, &text_b_}, context, &buffer_);
  }

  std::optional<Relation> Verdict(const Article& a, const Article& b,
                                  const PairContext& context = {}) {
    Analyze(a, b);
    return Judge({0, &a, &text_a_}, {1, &b, &text_b_}, context, {.quotes = true, .templates = true},
                 &buffer_);
  }

 private:
  void Analyze(const Article& a, const Article& b) {
    AnalyzeText(a, &text_a_);
    AnalyzeText(b, &text_b_);
  }

  static inline std::vector<ArticleBatch>* batches_ = nullptr;
  Text text_a_, text_b_;
  AlignBuffer buffer_;
};

auto Tie(const Scores& s) {
  return std::tie(s.coverage_a, s.coverage_b, s.verbatim, s.quoted, s.jaccard, s.containment,
                  s.chain, s.order);
}

TEST_F(Families, AreExplainedAsTheyAreJudged) {
  PairContext neighbours;
  neighbours.null = {9, 90, Null::Source::kNeighbours};
  neighbours.articles = 5'000;
  for (const char* family : {"hpol-01", "hbiz-03", "hmul-09", "hmul-11"}) {
    const std::vector<Article> articles = Of(family);
    ASSERT_GE(articles.size(), 5u);
    for (size_t i = 0; i < articles.size(); ++i) {
      for (size_t j = i + 1; j < articles.size(); ++j) {
        const PairContext& context = (i + j) % 2 == 0 ? neighbours : PairContext();
        const std::optional<Relation> judged = Verdict(articles[i], articles[j], context);
        const Explanation why = Why(articles[i], articles[j], context);
        SCOPED_TRACE(std::string(articles[i].id) + " " + std::string(articles[j].id));
        ASSERT_EQ(why.relation.has_value(), judged.has_value());
        EXPECT_FALSE(why.checks.empty());
        if (!judged) continue;
        EXPECT_EQ(why.relation->kind, judged->kind);
        EXPECT_EQ(why.relation->direction, judged->direction);
        EXPECT_EQ(why.relation->confidence, judged->confidence);
        EXPECT_EQ(why.relation->passages.size(), judged->passages.size());
        EXPECT_EQ(Tie(why.relation->scores), Tie(judged->scores));
      }
    }
  }
}

const Check* Find(const Explanation& why, std::string_view what) {
  for (const Check& check : why.checks) {
    if (check.what.find(what) != std::string::npos) return &check;
  }
  return nullptr;
}

// Every question is answered by its figures; rounding may hide less than a thousandth.
void ExpectAnswers(const Explanation& why) {
  int32_t sum = 0;
  for (const Check& check : why.checks) {
    if (check.is_part) {
      sum += check.value;
      continue;
    }
    if (check.value != check.limit) {
      EXPECT_EQ(check.met, check.value > check.limit) << check.what;
    }
    if (check.unit == Unit::kPoints) {
      EXPECT_NEAR(check.value, sum, 8) << check.what;
    }
  }
}

TEST_F(Families, AreExplainedByFiguresThatAddUp) {
  for (const char* role : {"syndicated", "spun", "condensed", "update", "independent", "quoting"}) {
    SCOPED_TRACE(role);
    ExpectAnswers(Why(Named("hpol-01-wire"), Named(std::string("hpol-01-") + role)));
  }
}

TEST_F(Families, SayOfRewritesWhatDecided) {
  const Explanation condensed = Why(Named("hpol-01-wire"), Named("hpol-01-condensed"));
  ASSERT_TRUE(condensed.relation);
  EXPECT_EQ(condensed.relation->kind, Kind::kCondensed);
  const Check& last = condensed.checks.back();
  EXPECT_EQ(last.what, "spun, not condensed: length of the shorter, of the longer one's");
  EXPECT_FALSE(last.met);
  ASSERT_NE(Find(condensed, "sum of these points"), nullptr);
  EXPECT_TRUE(Find(condensed, "sum of these points")->met);
  ASSERT_FALSE(condensed.finds.empty());
  EXPECT_EQ(condensed.finds[0].what, "reworded sentence");
  EXPECT_TRUE(condensed.finds[0].counted);

  const Explanation other = Why(Named("hpol-01-wire"), Named("hgen-01-wire"));
  EXPECT_FALSE(other.relation);
  EXPECT_FALSE(other.checks.back().met);
  EXPECT_LT(other.scores.chain, condensed.scores.chain / 4);
}

TEST_F(Families, ShowWordingWhereWordingDecided) {
  const Explanation why = Why(Named("hpol-01-wire"), Named("hpol-01-syndicated"));
  ASSERT_TRUE(why.relation);
  EXPECT_EQ(why.relation->kind, Kind::kSyndicated);
  EXPECT_EQ(Find(why, "sum of these points"), nullptr);
  ASSERT_FALSE(why.finds.empty());
  EXPECT_TRUE(why.finds[0].counted);
  EXPECT_GT(why.finds[0].kept, 30u);
  for (const auto& find : why.finds) EXPECT_EQ(find.what.find("reworded"), std::string::npos);
}

TEST_F(Families, DoNotCountQuotations) {
  const Explanation why = Why(Named("hpol-01-wire"), Named("hpol-01-quoting"));
  ASSERT_TRUE(why.relation);
  EXPECT_EQ(why.relation->kind, Kind::kQuotes);
  bool quotation = false;
  for (const auto& find : why.finds) quotation |= find.what == "quotation" && !find.counted;
  EXPECT_TRUE(quotation);
  for (size_t i = 1; i < why.finds.size(); ++i) {
    EXPECT_GE(why.finds[i - 1].counted, why.finds[i].counted) << "what counts comes first";
  }
}

TEST(Explain, HasNothingToSayOfEmptyTexts) {
  const Article empty;
  Text text;
  AnalyzeText(empty, &text);
  AlignBuffer buffer;
  const Explanation why = Explain({0, &empty, &text}, {1, &empty, &text}, {}, &buffer);
  EXPECT_FALSE(why.relation);
  EXPECT_TRUE(why.checks.empty());
  EXPECT_TRUE(why.finds.empty());
}

TEST(Explain, SaysThatEqualStoriesAre) {
  Writer writer(7);
  const std::string text = TextOf(writer.Story(4));
  const Pair pair({text, "Herald"}, {text, "Courier"});
  const Article a = pair.a.View(), b = pair.b.View();
  AlignBuffer buffer;
  const Explanation why = Explain({0, &a, &pair.text_a}, {1, &b, &pair.text_b}, {}, &buffer);
  ASSERT_EQ(why.checks.size(), 1u);
  EXPECT_TRUE(why.checks[0].met);
  EXPECT_EQ(why.checks[0].unit, Unit::kFact);
  ASSERT_EQ(why.finds.size(), 1u);
  EXPECT_EQ(why.finds[0].what, "verbatim run");
  EXPECT_EQ(why.finds[0].kept, pair.text_a.story.size());
}

TEST(Explain, TellsStockTextFromOwnProse) {
  Writer writer(11);
  Paragraphs a = writer.Story(4), b = writer.Story(4);
  const std::string box = writer.Sentence(40), lifted = writer.Sentence(40);
  a.push_back(box), b.push_back(box);
  a.insert(a.begin() + 1, lifted), b.insert(b.begin() + 2, lifted);
  const Pair pair({TextOf(a)}, {TextOf(b)});
  Article only;
  only.text = box;
  only.language = "en";
  Text text;
  AnalyzeText(only, &text);
  std::vector<Shingle> shingles;
  MakeShingles(text, &shingles);
  std::vector<PairContext::SharedKey> shared;
  for (const Shingle& s : shingles) shared.push_back({s.hash, 50, 0, 0});
  std::sort(shared.begin(), shared.end(), [](auto& x, auto& y) { return x.key < y.key; });
  PairContext context;
  context.shared = shared;
  const Article article_a = pair.a.View(), article_b = pair.b.View();
  AlignBuffer buffer;
  const Explanation why =
      Explain({0, &article_a, &pair.text_a}, {1, &article_b, &pair.text_b}, context, &buffer);
  ASSERT_GE(why.finds.size(), 2u);
  EXPECT_EQ(why.finds[0].what, "verbatim run");
  EXPECT_TRUE(why.finds[0].counted);
  EXPECT_EQ(article_a.text.substr(why.finds[0].passage.a.begin, 20), lifted.substr(0, 20));
  EXPECT_EQ(article_b.text.substr(why.finds[0].passage.b.begin, 20), lifted.substr(0, 20));
  EXPECT_EQ(why.finds.back().what, "stock text that many articles print");
  EXPECT_FALSE(why.finds.back().counted);
}

TEST(Checklist, DecidesExactlyWhetherOrNotItListens) {
  std::vector<Check> checks;
  for (const Checklist& ask : {Checklist(), Checklist(&checks)}) {
    EXPECT_TRUE(ask.Share("x", 1, 3, 33));
    EXPECT_FALSE(ask.Share("x", 333'333, 1'010'101, 33)) << "32.99999 %";
    EXPECT_TRUE(ask.Share("x", 0, 0, 50));
    EXPECT_TRUE(ask.Count("x", 7, 7));
    EXPECT_FALSE(ask.Count("x", 6, 7));
    EXPECT_FALSE(ask.Points("x", -257, -256));
    ask.Part("x", -256);
  }
  ASSERT_EQ(checks.size(), 7u);
  EXPECT_EQ(checks[5].value, -1003);
  EXPECT_TRUE(checks[6].is_part);
}

}  // namespace
}  // namespace newsprint
