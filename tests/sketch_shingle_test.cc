// Which windows of a story are shingles, and how they are hashed.
#include <gtest/gtest.h>

#include <set>

#include "sketch/shingle.h"
#include "sketch_helpers.h"

namespace newsprint {
namespace {

std::vector<Shingle> ShinglesOf(const std::string& words) {
  std::vector<Shingle> shingles;
  MakeShingles(TextOf(words), &shingles);
  return shingles;
}

std::string Ranges(const std::vector<Shingle>& shingles) {
  std::string ranges;
  for (const Shingle& shingle : shingles) {
    ranges += std::to_string(shingle.story_begin) + "-" + std::to_string(shingle.story_end) +
              (shingle.quoted ? "q " : " ");
  }
  return ranges;
}

TEST(Shingle, IsAWindowOfFiveWordsOrTenCharacters) {
  const struct {
    std::string words;
    std::string ranges;
  } kCases[] = {
      {"", ""},
      {"#by #staff", ""},
      {"a", "0-1 "},
      {"a b c d", "0-4 "},
      {"a b c d e", "0-5 "},
      {"a b c d e f g", "0-5 1-6 2-7 "},
      {"a b #advert c d e f", "0-5 1-6 "},
      {"~1 ~2 ~3", "0-3 "},
      {"~1 ~2 ~3 ~4 ~5 ~6 ~7 ~8 ~9 ~0 ~x", "0-10 1-11 "},
      {"~1 b c d e ~6 ~7 ~8", "0-6 1-7 "},  // 11 half-words, then exactly 10, then too few
      {"a b c d ~5 ~6 ~7", "0-6 "},
      {"a >b c d e f g h", "0-5q 1-6q 2-7 3-8 "},
      {"a b c d e f >g", "0-5 1-6 2-7q "},
      {">a b", "0-2q "},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Ranges(ShinglesOf(test.words)), test.ranges) << test.words;
  }
}

// The hash written down directly: a polynomial over the window's tokens, finalised.
uint64_t WindowHash(const Text& text, const Shingle& shingle) {
  uint64_t sum = 0;
  for (uint32_t i = shingle.story_begin; i < shingle.story_end; ++i) {
    sum = sum * kShingleMultiplier + text.tokens[text.story[i]].hash;
  }
  return Mix(sum);
}

TEST(Shingle, HashesAWindowByItsOwnTokensAlone) {
  std::mt19937_64 random(1);
  for (const uint64_t characters : {0u, 1u, 2u, 3u}) {  // of three tokens
    std::string words;
    for (int i = 0; i < 500; ++i) {
      words += random() % 3 < characters ? "~" : "";
      words += std::to_string(random() % 50);
      words += ' ';
    }
    const Text text = TextOf(words);
    std::vector<Shingle> shingles;
    MakeShingles(text, &shingles);
    ASSERT_GT(shingles.size(), 480u);
    for (const Shingle& shingle : shingles) EXPECT_EQ(shingle.hash, WindowHash(text, shingle));
  }
}

TEST(Shingle, TellsOrdersAndRepeatsApart) {
  const std::string kWindows[] = {"a b c d e", "e d c b a", "a b c e d", "b a c d e", "e b c d a",
                                  "a a a a a", "b b b b b", "a a b b b", "a b a b a", "b a b a b"};
  std::set<uint64_t> hashes;
  for (const std::string& window : kWindows) hashes.insert(ShinglesOf(window).at(0).hash);
  EXPECT_EQ(hashes.size(), std::size(kWindows));
}

TEST(Shingle, ReplacesWhatTheColumnHeld) {
  std::vector<Shingle> shingles(9);
  MakeShingles(TextOf("a b c d e f"), &shingles);
  EXPECT_EQ(shingles.size(), 2u);
  MakeShingles(TextOf(""), &shingles);
  EXPECT_TRUE(shingles.empty());
}

// A change here changes every stored fingerprint: raise kFingerprintVersion.
TEST(Shingle, KnownAnswers) {
  const std::vector<Shingle> words = ShinglesOf("the quick brown fox jumps over");
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].hash, 6061272526827497690u);
  EXPECT_EQ(words[1].hash, 9455734947364088557u);
  EXPECT_EQ(ShinglesOf("brief").at(0).hash, 17791562345551317660u);
  EXPECT_EQ(ShinglesOf("~東 ~京 ~で ~速 ~報").at(0).hash, 11963855747697325214u);
}

}  // namespace
}  // namespace newsprint
