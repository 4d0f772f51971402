// Common descent by what two stories share beside a third, against sets.
#include "relate/descent.h"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "gtest/gtest.h"
#include "testing_content.h"

namespace newsprint {
namespace {

ContentStems Words(const std::vector<uint32_t>& words) {
  ContentStems row;
  for (const uint32_t word : words) row.push_back(StemOf(word));
  return row;
}

Descent Compare(const std::vector<ContentStems>& rows) {
  const ContentBatch batch = ContentOf(rows);
  return CompareDescent(batch.Of(0), batch.Of(1), batch.Of(2));
}

Descent BruteForce(const std::vector<ContentStems>& rows) {
  std::map<uint32_t, uint32_t> weights;
  std::vector<std::set<uint32_t>> has(3);
  for (size_t i = 0; i < 3; ++i) {
    for (const ContentStem& s : rows[i]) {
      weights[s.stem] = s.weight;
      has[i].insert(s.stem);
    }
  }
  Descent descent;
  for (const auto& [stem, weight] : weights) {
    const bool a = has[0].contains(stem), b = has[1].contains(stem), c = has[2].contains(stem);
    if (a && b && !c) descent.both += weight;
    if (a && !b && c) descent.a_only += weight;
    if (!a && b && c) descent.b_only += weight;
  }
  return descent;
}

TEST(Descent, WeighsWhatSetsWeigh) {
  Random random(1);
  for (uint32_t round = 0; round < 300; ++round) {
    std::vector<ContentStems> rows;
    for (int i = 0; i < 3; ++i) rows.push_back(RandomContent(random.Below(60), 40, &random));
    const Descent got = Compare(rows), expected = BruteForce(rows);
    EXPECT_EQ(got.both, expected.both);
    EXPECT_EQ(got.a_only, expected.a_only);
    EXPECT_EQ(got.b_only, expected.b_only);
  }
}

TEST(Descent, OfSiblingsIsCommon) {
  EXPECT_TRUE(
      Compare({Words({1, 2, 3, 20}), Words({3, 4, 5, 30}), Words({1, 2, 3, 4, 5})}).IsCommon());
}

TEST(Descent, OfARewriteOfARewriteIsNot) {
  const ContentStems wire = Words({1, 2, 3, 4, 5, 6}), spun = Words({1, 20, 3, 40, 5, 60});
  EXPECT_FALSE(Compare({spun, Words({1, 20, 40, 7}), wire}).IsCommon());
}

TEST(Descent, OfThreeTimesTheSameIsNot) {
  const ContentStems story = Words({1, 2, 3});
  EXPECT_FALSE(Compare({story, story, story}).IsCommon());
  EXPECT_FALSE(Compare({{}, {}, {}}).IsCommon());
}

}  // namespace
}  // namespace newsprint
