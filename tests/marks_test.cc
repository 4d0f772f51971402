// Marks: what the frequencies of shared shingles say of the text between them.
#include "relate/marks.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "newsprint/fingerprint.h"
#include "testing_articles.h"

namespace newsprint {
namespace {

using SharedKey = PairContext::SharedKey;

TEST(MarkOf, ComparesWithWhatIsUsualInTheTwoArticles) {
  const struct {
    const char* what;
    SharedKey key;  // key, prose, quoted, house
    uint32_t usual_a, usual_b;
    bool lede_shared;
    Mark mark;
  } kCases[] = {
      {"nobody else has it", {1, 0, 0, 0}, 0, 0, false, Mark::kFresh},
      {"four others print it", {1, 4, 0, 0}, 0, 0, false, Mark::kFresh},
      {"five others print it", {1, 5, 0, 0}, 0, 0, false, Mark::kStock},
      {"as many as print the one article", {1, 79, 0, 0}, 40, 0, false, Mark::kFresh},
      {"as many as print the other", {1, 79, 0, 0}, 0, 40, false, Mark::kFresh},
      {"twice as many as print either", {1, 80, 0, 0}, 40, 3, false, Mark::kStock},
      {"a little usual lowers no bar", {1, 3, 0, 0}, 1, 1, false, Mark::kFresh},
      {"one other quotes it", {1, 0, 1, 0}, 0, 0, false, Mark::kStatement},
      {"one of several lost a quotation mark", {1, 3, 1, 0}, 0, 0, false, Mark::kFresh},
      {"most quote it", {1, 2, 2, 0}, 0, 0, false, Mark::kStatement},
      {"stock that is quoted too", {1, 5, 1, 0}, 0, 0, false, Mark::kStock},
      {"three of the house print it", {1, 3, 0, 3}, 40, 40, false, Mark::kFresh},
      {"four of the house print it", {1, 4, 0, 4}, 40, 40, false, Mark::kStock},
      {"under one lede it is one story", {1, 5, 0, 5}, 40, 40, true, Mark::kFresh},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(MarkOf(c.key, ContextOf({}, c.usual_a, c.usual_b), c.lede_shared), c.mark) << c.what;
  }
}

TEST(MarkShared, MarksWhereSharedShinglesBegin) {
  const Story story = {.text = Writer(4).Sentence(30)};
  const Article article = story.View();
  Text text;
  AnalyzeText(article, &text);
  std::vector<Shingle> shingles;
  MakeShingles(text, &shingles);
  ASSERT_EQ(shingles.size(), 26u);
  std::vector<SharedKey> keys = {{shingles[3].hash, 0, 0, 0}, {shingles[20].hash, 9, 0, 0}};
  std::sort(keys.begin(), keys.end(), [](const auto& x, const auto& y) { return x.key < y.key; });

  const PairContext context = ContextOf(keys, 0, 0);
  const std::vector<Span> all = {{0, 30}}, some = {{2, 4}, {10, 20}};
  const std::vector<Mark> marks = MarkShared(text, all, context, false);
  ASSERT_EQ(marks.size(), text.story.size());
  for (uint32_t i = 0; i < marks.size(); ++i) {
    const Mark expected = i == 3 ? Mark::kFresh : i == 20 ? Mark::kStock : Mark::kNoSample;
    EXPECT_EQ(marks[i], expected) << i;
  }
  std::vector<Mark> third(30, Mark::kNoSample);
  EXPECT_EQ(MarkShared(text, all, {}, false), third);
  third[3] = Mark::kFresh;
  EXPECT_EQ(MarkShared(text, some, context, false), third);
}

TEST(Verdict, GoesWithMostSamples) {
  constexpr Mark kNone = Mark::kNoSample, kFresh = Mark::kFresh, kSaid = Mark::kStatement,
                 kStock = Mark::kStock;
  const struct {
    std::vector<Mark> marks;
    Mark verdict;
  } kCases[] = {
      {{}, kNone},
      {{kNone, kNone}, kNone},
      {{kNone, kFresh}, kFresh},
      {{kNone, kStock}, kStock},
      {{kStock, kFresh}, kFresh},
      {{kStock, kStock, kFresh}, kStock},
      {{kSaid, kFresh}, kFresh},
      {{kSaid, kSaid, kFresh}, kSaid},
      {{kStock, kSaid, kFresh}, kSaid},
      {{kStock, kSaid, kFresh, kFresh}, kFresh},
  };
  for (const auto& c : kCases) {
    std::vector<Mark> marks(c.marks.size() + 6, kStock);  // three before it, three behind
    std::copy(c.marks.begin(), c.marks.end(), marks.begin() + 3);
    const Span range = {3, 3 + static_cast<uint32_t>(c.marks.size())};
    EXPECT_EQ(Verdict(marks, range), c.verdict) << &c - kCases;
  }
}

}  // namespace
}  // namespace newsprint
