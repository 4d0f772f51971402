// The bound against what alignments find, on texts made to have a little in common.
#include "align/kept_bound.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "newsprint/alignment.h"
#include "testing_text.h"

namespace newsprint {
namespace {

StoryBytes BytesOf(const Tokens& a, const Tokens& b) {
  StoryBytes bytes;
  bytes.Add(TextOf(a));
  bytes.Add(TextOf(b));
  return bytes;
}

bool MayKeep(const Tokens& a, const Tokens& b, uint32_t least) {
  const StoryBytes bytes = BytesOf(a, b);
  KeptBound bound;
  bound.Index(bytes.Of(0));
  return bound.MayKeep(bytes.Of(1), least);
}

uint32_t Kept(const Tokens& a, const Tokens& b) {
  AlignBuffer buffer;
  Alignment alignment;
  Align(TextOf(a), TextOf(b), {}, &buffer, &alignment);
  return alignment.kept;
}

Tokens Part(const Tokens& tokens, size_t begin, size_t size) {
  const auto from = tokens.begin() + static_cast<std::ptrdiff_t>(begin);
  return {from, from + static_cast<std::ptrdiff_t>(size)};
}

// Copies `pieces` short pieces of `a` over parts of `b`, near each other or not, and edits them.
void PlantPieces(const Tokens& a, uint32_t pieces, Random* random, Tokens* b) {
  const bool near = random->Once(2);
  const uint32_t from = random->Below(static_cast<uint32_t>(a.size()) / 2);
  const uint32_t to = random->Below(static_cast<uint32_t>(b->size()) / 2);
  for (uint32_t i = 0; i < pieces; ++i) {
    const uint32_t size = 3 + random->Below(12), reach = near ? 60 : 100'000;
    const auto place = [&](uint32_t base, const Tokens& in) {
      const auto room = static_cast<uint32_t>(in.size()) - size;
      return std::min(room, base + random->Below(std::min(reach, room)));
    };
    const uint32_t begin = place(from, a), at = place(to, *b);
    for (uint32_t k = 0; k < size; ++k) {
      if (!random->Once(9)) (*b)[at + k] = a[begin + k];
    }
  }
}

void ExpectHolds(const Tokens& a, const Tokens& b) {
  const uint32_t kept = Kept(a, b);
  if (kept == 0) return;
  ASSERT_TRUE(MayKeep(a, b, kept)) << "kept " << kept;
  ASSERT_TRUE(MayKeep(b, a, kept)) << "kept " << kept;
}

TEST(KeptBound, IsNeverLessThanAnAlignmentKeeps) {
  Random random(1);
  for (int i = 0; i < 1500; ++i) {
    const Tokens a = RandomProse(30 + random.Below(500), &random);
    Tokens b = RandomProse(30 + random.Below(500), &random);
    PlantPieces(a, 1 + random.Below(8), &random, &b);
    ExpectHolds(a, b);
  }
}

TEST(KeptBound, HoldsForTextsOfFewWords) {
  Random random(2);
  for (int i = 0; i < 1500; ++i) {
    const uint32_t alphabet = 2 + random.Below(40);
    const Tokens a = RandomTokens(1 + random.Below(150), alphabet, &random);
    const Tokens b = RandomTokens(1 + random.Below(150), alphabet, &random);
    ExpectHolds(a, b);
  }
}

TEST(KeptBound, HoldsForEditedCopies) {
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const Tokens source = RandomProse(40 + random.Below(400), &random);
    Copy copy(source);
    copy.EditWords(2 + random.Below(10), &random);
    ExpectHolds(source, copy.tokens);
  }
}

TEST(KeptBound, TellsMostPairsThatKeepTooLittle) {
  Random random(4);
  uint32_t told = 0;
  constexpr uint32_t kPairs = 300;
  for (uint32_t i = 0; i < kPairs; ++i) {
    const Tokens a = RandomProse(800, &random);
    Tokens b = RandomProse(800, &random);
    for (uint32_t k = 0; k < 20; ++k) b[300 + k] = a[500 + k];
    told += !MayKeep(a, b, 30);
  }
  EXPECT_GE(told, kPairs * 9 / 10);
}

TEST(KeptBound, NeverSaysNoOfEqualTexts) {
  Random random(5);
  for (const size_t size : {0u, 1u, 3u, 4u, 7u, 8u, 9u, 40u}) {
    const Tokens tokens = RandomProse(size, &random);
    EXPECT_TRUE(MayKeep(tokens, tokens, static_cast<uint32_t>(size))) << size;
  }
}

// One word over and over has more windows in common than anybody looks at.
TEST(KeptBound, GivesUpOnEndlessRepetition) {
  EXPECT_TRUE(MayKeep(Tokens(50'000, 1), Tokens(50'000, 1), 60'000));
}

TEST(KeptBound, IndexesOneTextForManyPairs) {
  Random random(6);
  const Tokens a = RandomProse(300, &random);
  const StoryBytes first = BytesOf(a, Part(a, 100, 50));
  StoryBytes all;
  all.Append(BytesOf(RandomProse(70, &random), RandomProse(300, &random)));
  all.Append(first);
  ASSERT_EQ(all.size(), 4u);
  KeptBound bound;
  bound.Index(all.Of(2));
  EXPECT_TRUE(bound.MayKeep(all.Of(3), 50));
  EXPECT_FALSE(bound.MayKeep(all.Of(1), 50));
  bound.Index(all.Of(1));
  EXPECT_FALSE(bound.MayKeep(all.Of(3), 50));
  EXPECT_TRUE(bound.MayKeep(all.Of(1), 300));
}

}  // namespace
}  // namespace newsprint
