// Alignment of texts whose common blocks are known because they were planted, and of texts made to
// break it.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "newsprint/alignment.h"
#include "testing_text.h"

namespace newsprint {
namespace {

Alignment AlignTokens(const Tokens& a, const Tokens& b) {
  AlignBuffer buffer;
  Alignment alignment;
  Align(TextOf(a), TextOf(b), {}, &buffer, &alignment);
  return alignment;
}

bool Overlap(Span x, Span y) { return x.begin < y.end && y.begin < x.end; }

// What holds of every alignment: edits tile their passage, what is kept is equal and counted once,
// and passages are disjoint on both sides.
void ExpectSound(const Tokens& a, const Tokens& b, const Alignment& alignment) {
  uint32_t kept = 0;
  for (size_t i = 0; i < alignment.passages.size(); ++i) {
    const Passage& p = alignment.passages[i];
    uint32_t at_a = p.a.begin, at_b = p.b.begin, kept_here = 0;
    for (const Edit& e : p.edits) {
      ASSERT_EQ(e.a.begin, at_a);
      ASSERT_EQ(e.b.begin, at_b);
      at_a = e.a.end, at_b = e.b.end;
      if (e.op != EditOp::kKept) continue;
      ASSERT_EQ(e.a.size(), e.b.size());
      ASSERT_TRUE(std::equal(&a[e.a.begin], &a[e.a.begin] + e.a.size(), &b[e.b.begin]));
      kept_here += e.a.size();
    }
    ASSERT_EQ(at_a, p.a.end);
    ASSERT_EQ(at_b, p.b.end);
    ASSERT_EQ(p.kept, kept_here);
    ASSERT_GE(p.kept, AlignOptions().min_passage);
    kept += p.kept;
    for (size_t j = 0; j < i; ++j) {
      ASSERT_FALSE(Overlap(p.a, alignment.passages[j].a));
      ASSERT_FALSE(Overlap(p.b, alignment.passages[j].b));
      ASSERT_LT(alignment.passages[j].a.begin, p.a.begin);
    }
  }
  ASSERT_EQ(alignment.kept, kept);
  ASSERT_LE(alignment.kept_prose, kept);
}

// Whether token `b` of the copy is kept against token `a` of the source.
bool KeptAgainst(const Alignment& alignment, uint32_t a, uint32_t b) {
  return std::any_of(alignment.passages.begin(), alignment.passages.end(), [&](const Passage& p) {
    return std::any_of(p.edits.begin(), p.edits.end(), [&](const Edit& e) {
      return e.op == EditOp::kKept && e.a.begin <= a && a < e.a.end &&
             b - e.b.begin == a - e.a.begin;
    });
  });
}

uint32_t KeptOf(const Alignment& alignment, const Block& block) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < block.length; ++i) {
    kept += KeptAgainst(alignment, block.a + i, block.b + i);
  }
  return kept;
}

// Ends may go to the neighbour where an edit repeats a word.
void ExpectFindsBlocks(const Copy& copy, const Alignment& alignment) {
  for (const Block& block : BlocksOf(copy)) {
    if (block.length < 12) continue;
    EXPECT_GE(KeptOf(alignment, block) + 2, block.length)
        << "block " << block.a << ", " << block.b << " of " << block.length;
  }
}

TEST(Align, FindsEveryBlockOfAnEditedCopy) {
  Random random(1);
  for (const uint32_t in : {5u, 10u, 25u, 100u}) {
    for (int i = 0; i < 40; ++i) {
      Copy copy(RandomProse(100 + random.Below(900), &random));
      const Tokens source = copy.tokens;
      copy.EditWords(in, &random);
      const Alignment alignment = AlignTokens(source, copy.tokens);
      ExpectSound(source, copy.tokens, alignment);
      ExpectFindsBlocks(copy, alignment);
    }
  }
}

// Drops, adds or moves a few paragraphs of 30 to 80 tokens.
void EditParagraphs(uint32_t edits, Random* random, Copy* copy) {
  for (uint32_t i = 0; i < edits; ++i) {
    const uint32_t size = 30 + random->Below(50);
    if (copy->tokens.size() < 2 * size) return;
    const uint32_t left = static_cast<uint32_t>(copy->tokens.size()) - size;
    const uint32_t at = random->Below(left);
    const uint32_t what = random->Below(3);
    if (what == 0) copy->Replace(at, at + size, {});
    if (what == 1) copy->Replace(at, at, RandomProse(size, random));
    if (what == 2) copy->Move(at, at + size, random->Below(left));
  }
}

TEST(Align, FindsEveryBlockOfARearrangedCopy) {
  Random random(2);
  for (int i = 0; i < 200; ++i) {
    Copy copy(RandomProse(300 + random.Below(700), &random));
    const Tokens source = copy.tokens;
    EditParagraphs(1 + random.Below(4), &random, &copy);
    copy.EditWords(30, &random);
    const Alignment alignment = AlignTokens(source, copy.tokens);
    ExpectSound(source, copy.tokens, alignment);
    ExpectFindsBlocks(copy, alignment);
  }
}

TEST(Align, FindsAnExcerptInAHostOfAnyLength) {
  Random random(3);
  for (const uint32_t host : {100u, 1'000u, 20'000u}) {
    Copy copy(RandomProse(60, &random));
    const Tokens source = copy.tokens;
    copy.Replace(0, 0, RandomProse(host / 2, &random));
    copy.Replace(copy.tokens.size(), copy.tokens.size(), RandomProse(host / 2, &random));
    const Alignment alignment = AlignTokens(source, copy.tokens);
    ExpectSound(source, copy.tokens, alignment);
    ExpectFindsBlocks(copy, alignment);
    EXPECT_GE(alignment.kept, 60u);
  }
}

TEST(Align, CoversTheSameSwapped) {
  Random random(4);
  for (int i = 0; i < 100; ++i) {
    Copy copy(RandomProse(400, &random));
    const Tokens source = copy.tokens;
    EditParagraphs(random.Below(3), &random, &copy);
    copy.EditWords(20, &random);
    const Alignment there = AlignTokens(source, copy.tokens);
    const Alignment back = AlignTokens(copy.tokens, source);
    ExpectSound(copy.tokens, source, back);
    EXPECT_NEAR(there.kept, back.kept, 8);
  }
}

TEST(Align, MakesOneVerbatimPassageOfIdenticalTexts) {
  Random random(5);
  for (const uint32_t size : {8u, 100u, 5'000u}) {
    const Tokens text = RandomProse(size, &random);
    const Alignment alignment = AlignTokens(text, text);
    ExpectSound(text, text, alignment);
    ASSERT_EQ(alignment.passages.size(), 1u);
    EXPECT_EQ(alignment.passages[0].match, Passage::Class::kVerbatim);
    EXPECT_EQ(alignment.kept, size);
    EXPECT_EQ(alignment.kept_prose, size);
  }
}

TEST(Align, SaysNothingOfTextsThatShareNothing) {
  Random random(6);
  const Tokens prose = RandomProse(500, &random);
  const std::pair<Tokens, Tokens> kPairs[] = {{{}, {}},     {{}, prose},
                                              {prose, {}},  {{1}, {1}},
                                              {{1}, prose}, {prose, RandomProse(500, &random)}};
  for (const auto& [a, b] : kPairs) {
    const Alignment alignment = AlignTokens(a, b);
    ExpectSound(a, b, alignment);
    EXPECT_LT(alignment.kept, 10u);
  }
}

TEST(Align, ForgetsThePairBefore) {
  Random random(7);
  AlignBuffer buffer;
  Alignment alignment;
  const Tokens long_text = RandomProse(3'000, &random), short_text = RandomProse(50, &random);
  Align(TextOf(long_text), TextOf(long_text), {}, &buffer, &alignment);
  Align(TextOf(short_text), TextOf(short_text), {}, &buffer, &alignment);
  ExpectSound(short_text, short_text, alignment);
  EXPECT_EQ(alignment.kept, 50u);
  Align(TextOf(short_text), TextOf(Tokens()), {}, &buffer, &alignment);
  EXPECT_TRUE(alignment.passages.empty());
  EXPECT_EQ(alignment.kept, 0u);
}

// The passage classes in order of `a`.
std::vector<Passage::Class> Classes(const Alignment& alignment) {
  std::vector<Passage::Class> classes;
  for (const Passage& p : alignment.passages) classes.push_back(p.match);
  return classes;
}

using Class = Passage::Class;

TEST(Align, CallsMovedWhatStandsInAnotherOrder) {
  Random random(8);
  Copy copy(RandomProse(400, &random));
  const Tokens source = copy.tokens;
  copy.Move(20, 60, 240);
  const Alignment alignment = AlignTokens(source, copy.tokens);
  ExpectSound(source, copy.tokens, alignment);
  ExpectFindsBlocks(copy, alignment);
  // [0, 20), the moved [20, 60), [60, 280) up to where that now stands, and the rest.
  EXPECT_EQ(Classes(alignment), (std::vector<Class>{Class::kVerbatim, Class::kMoved,
                                                    Class::kVerbatim, Class::kVerbatim}));
}

// A dropped phrase that ends like what stands before it gives two runs that share a token: they
// cannot be in one chain, but nothing has moved.
TEST(Align, DoesNotCallMovedWhatADroppedPhraseParts) {
  Random random(9);
  Copy copy(RandomTokens(300, UINT32_MAX, &random));
  copy.tokens[149] = copy.tokens[209];
  const Tokens source = copy.tokens;
  copy.Replace(150, 210, {});
  const Alignment alignment = AlignTokens(source, copy.tokens);
  ExpectSound(source, copy.tokens, alignment);
  EXPECT_EQ(alignment.kept, 240u);
  EXPECT_EQ(Classes(alignment), (std::vector<Class>{Class::kVerbatim, Class::kVerbatim}));
}

TEST(Align, FindsShortBlocksFarApart) {
  Random random(10);
  Copy copy(RandomProse(6'000, &random));
  const Tokens source = copy.tokens;
  for (uint32_t block = 0; block < 6; ++block) {
    const uint32_t end = (6 - block) * 1'000;
    copy.Replace(end - 988, end, RandomProse(988, &random));
  }
  const Alignment alignment = AlignTokens(source, copy.tokens);
  ExpectSound(source, copy.tokens, alignment);
  ExpectFindsBlocks(copy, alignment);
  for (const Class c : Classes(alignment)) EXPECT_NE(c, Class::kMoved);
}

// A moved block that holds a phrase which the chain in order has used already.
TEST(Align, FindsBothSidesOfAPhraseThatIsTaken) {
  Random random(11);
  const Tokens phrase = RandomTokens(10, UINT32_MAX, &random);
  Copy copy(RandomTokens(600, UINT32_MAX, &random));
  std::copy(phrase.begin(), phrase.end(), copy.tokens.begin() + 50);
  std::copy(phrase.begin(), phrase.end(), copy.tokens.begin() + 300);
  const Tokens source = copy.tokens;
  copy.Move(30, 80, 550);
  copy.Replace(245, 270, {});  // the phrase's second place goes: its first one fits there
  const Alignment alignment = AlignTokens(source, copy.tokens);
  ExpectSound(source, copy.tokens, alignment);
  ExpectFindsBlocks(copy, alignment);
}

TEST(Align, CountsProseOnlyWhereBothSidesHaveIt) {
  const std::string words = "a b c d e f g h i j k l m n o p";
  const std::string quoted = "a b c d \"e f g h\" i j k l m n o p";
  AlignBuffer buffer;
  Alignment alignment;
  Align(TextOf(words), TextOf(quoted), {}, &buffer, &alignment);
  EXPECT_EQ(alignment.kept, 16u);
  EXPECT_EQ(alignment.kept_prose, 12u);
  EXPECT_EQ(Classes(alignment), (std::vector<Class>{Class::kVerbatim}));

  Align(TextOf('"' + words + '"'), TextOf(words), {}, &buffer, &alignment);
  EXPECT_EQ(alignment.kept_prose, 0u);
  EXPECT_EQ(Classes(alignment), (std::vector<Class>{Class::kQuoted}));
}

TEST(Align, PassesOverFurniture) {
  AlignBuffer buffer;
  Alignment alignment;
  Align(TextOf("#by #line a b c d e f g h"), TextOf("a b c d #ad #ad e f g h"), {}, &buffer,
        &alignment);
  ASSERT_EQ(alignment.passages.size(), 1u);
  EXPECT_EQ(alignment.passages[0].match, Class::kVerbatim);
  EXPECT_EQ(alignment.passages[0].a, (Span{0, 8}));
}

// Texts that repeat themselves must not make a chain out of everything with everything.
TEST(Align, DoesBoundedWorkOnRepetitions) {
  Random random(12);
  const uint32_t size = 100'000;
  const auto periodic = [&](uint32_t period) {
    Tokens tokens = RandomTokens(size, UINT32_MAX, &random);
    for (uint32_t i = period; i < size; ++i) tokens[i] = tokens[i - period];
    return tokens;
  };
  const Tokens equal = periodic(1), four = periodic(4);
  Tokens odd_ones = four;
  for (size_t i = 0; i < size; i += 100) odd_ones[i] = i / 800;  // each eight times
  const std::pair<Tokens, Tokens> kPairs[] = {{equal, equal},
                                              {four, four},
                                              {odd_ones, odd_ones},
                                              {Tokens(equal.begin(), equal.begin() + 11), equal},
                                              {periodic(size / 8), periodic(size / 8)},
                                              {odd_ones, four}};
  for (const auto& [a, b] : kPairs) {
    AlignBuffer buffer;
    Alignment alignment;
    Align(TextOf(a), TextOf(b), {}, &buffer, &alignment);
    ExpectSound(a, b, alignment);
    EXPECT_LE(buffer.cells.capacity(), 1'000'000u);
  }
}

}  // namespace
}  // namespace newsprint
