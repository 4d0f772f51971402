// Groups of one text: who stands for whom, and what is tried besides the deputies.
#include "relate/text_groups.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "testing_batch.h"

namespace newsprint {
namespace {

constexpr Ordinal kNobody = UINT32_MAX;

using Ordinals = std::vector<Ordinal>;
using Pairs = std::vector<std::pair<Ordinal, Ordinal>>;

RelationOutline Related(Ordinal a, Ordinal b, Kind kind, uint16_t coverage_a = 0,
                        uint16_t coverage_b = 0) {
  RelationOutline relation;
  relation.a = a;
  relation.b = b;
  relation.kind = kind;
  relation.coverage_a = coverage_a;
  relation.coverage_b = coverage_b;
  return relation;
}

Ordinals Own(uint32_t count) {
  Ordinals own(count);
  std::iota(own.begin(), own.end(), 0);
  return own;
}

TEST(GroupTexts, LeavesUnrelatedArticlesAlone) {
  EXPECT_EQ(GroupTexts({}, {}, {}), Ordinals());
  EXPECT_EQ(GroupTexts(Own(3), std::vector<uint32_t>(3, 100), {}), Own(3));
}

TEST(GroupTexts, TakesTheLongestOfNearDuplicatesAsDeputy) {
  const std::vector<uint32_t> words = {100, 104, 104};
  const std::vector<RelationOutline> relations = {Related(0, 1, Kind::kNearDuplicate, 950, 940),
                                                  Related(0, 2, Kind::kNearDuplicate, 950, 940)};
  EXPECT_EQ(GroupTexts(Own(3), words, relations), (Ordinals{1, 1, 1}));
}

TEST(GroupTexts, LetsTheFullerTextStandForATrimmedCopy) {
  const std::vector<uint32_t> words = {50, 100};
  const auto group = [&](uint16_t coverage_a) {
    return GroupTexts(
        Own(2), words,
        std::vector<RelationOutline>{Related(0, 1, Kind::kSyndicated, coverage_a, 480)});
  };
  EXPECT_EQ(group(960), (Ordinals{1, 1}));
  EXPECT_EQ(group(899), (Ordinals{0, 1}));  // a tenth of its own
}

TEST(GroupTexts, NeverLetsATrimmedCopyStandForTheFullerText) {
  // 1 is a short copy that most others hold, 0 the story of a house of its own around it.
  const std::vector<uint32_t> words = {300, 50, 51, 52};
  const std::vector<RelationOutline> relations = {Related(0, 1, Kind::kExcerpt, 160, 950),
                                                  Related(1, 2, Kind::kNearDuplicate),
                                                  Related(1, 3, Kind::kNearDuplicate)};
  EXPECT_EQ(GroupTexts(Own(4), words, relations), (Ordinals{0, 3, 3, 3}));
}

TEST(GroupTexts, DoesNotFollowChains) {
  std::vector<RelationOutline> chain;
  for (Ordinal i = 0; i + 1 < 9; ++i) chain.push_back(Related(i, i + 1, Kind::kNearDuplicate));
  const Ordinals groups = GroupTexts(Own(9), std::vector<uint32_t>(9, 100), chain);
  for (Ordinal i = 0; i < 9; ++i) EXPECT_LE(std::max(i, groups[i]) - std::min(i, groups[i]), 2u);
}

// Where a crowded key was shortened, members are related to its representatives alone.
TEST(GroupTexts, MakesOneGroupOfNearCopiesRelatedToRepresentatives) {
  constexpr uint32_t kCopies = 200, kRepresentatives = 16;
  std::vector<uint32_t> words;
  std::vector<RelationOutline> relations;
  for (Ordinal i = 0; i < kCopies; ++i) {
    words.push_back(500 + i);
    for (Ordinal rep = 0; rep < std::min(i, kRepresentatives); ++rep) {
      relations.push_back(Related(rep, i, Kind::kNearDuplicate));
    }
  }
  EXPECT_EQ(GroupTexts(Own(kCopies), words, relations), Ordinals(kCopies, kCopies - 1));
}

TEST(GroupTexts, KeepsTheGroupsOfIdenticalStories) {
  // 0 = 2; 1 takes no part; relations of a story's second copy count for the story.
  const Ordinals deputies = {0, kNobody, 0, 3};
  const std::vector<uint32_t> words = {100, 5, 100, 101};
  EXPECT_EQ(
      GroupTexts(deputies, words, std::vector<RelationOutline>{Related(0, 2, Kind::kIdentical)}),
      deputies);
  EXPECT_EQ(GroupTexts(deputies, words,
                       std::vector<RelationOutline>{Related(2, 3, Kind::kNearDuplicate)}),
            (Ordinals{3, kNobody, 3, 3}));
}

TEST(GroupMembers, AreTriedAFewOfEachGroup) {
  const Ordinals groups = {4, 1, kNobody, 4, 4, 1};
  uint64_t left_out = 0;
  const std::vector<CandidatePair> pairs = {{1, 4, 300}};
  const std::vector<CandidatePair> wanted = {{0, 1, 300}, {1, 3, 300}, {1, 4, 300}, {4, 5, 300}};
  EXPECT_EQ(GroupMembers(groups).With(pairs, &left_out), wanted);
  EXPECT_EQ(left_out, 0u);

  const Ordinals crowd(100, 50);
  EXPECT_EQ(GroupMembers(crowd).With({}, &left_out), (std::vector<CandidatePair>{}));
  Ordinals and_one = crowd;
  and_one.push_back(100);
  const auto some = GroupMembers(and_one).With(std::vector<CandidatePair>{{50, 100, 1}}, &left_out);
  EXPECT_EQ(some.size() + left_out, 100u);
  EXPECT_GT(left_out, 80u);
}

}  // namespace
}  // namespace newsprint
