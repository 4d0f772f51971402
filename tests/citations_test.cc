// Citations: a short passage that says where it comes from is no excerpt.
#include "relate/citations.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "newsprint/relation.h"
#include "testing_articles.h"

namespace newsprint {
namespace {

const std::string kOwn =
    "Nobody in the valley can say when the mill stopped turning. Its wheel lies in the grass and "
    "children climb on it after school.";

// Four sentences without a name in them.
const std::string kSentences[] = {
    "The board knew of the cracks for two years and kept them out of every report it published.",
    "Engineers who asked for money to mend them were told that the budget was closed for good.",
    "One of them wrote down what he had seen and left the letter in a drawer at home.",
    "His widow found it last month among old bills and took it to the police the same day.",
};

std::string Lifted(size_t sentences) {
  std::string text;
  for (size_t i = 0; i < sentences; ++i) absl::StrAppend(&text, i ? " " : "", kSentences[i]);
  return text;
}

Story Source(size_t sentences) {
  return {
      .text = TextOf(Paragraphs{"A letter has come to light in Port Ellery.", Lifted(sentences),
                                "The authority would not comment.", TextOf(Writer(2).Story(3))}),
      .source = "Northern Post - News"};
}

std::string KindBehind(std::string_view introduction, size_t sentences, std::string_view end = "") {
  const std::string passage =
      absl::StrCat(std::string(introduction), " ", Lifted(sentences), " ", std::string(end));
  const Story own = {.text = TextOf(Paragraphs{kOwn, passage, TextOf(Writer(1).Story(3))}),
                     .source = "Valley Echo"};
  return KindOf(Source(sentences), own);
}

TEST(Citations, OfUpToThreeSentencesAreNoExcerpts) {
  for (const char* introduction :
       {"The report reads:", "According to the Northern Post, this is what happened.",
        "The Northern Post writes that much was known."}) {
    EXPECT_EQ(KindBehind(introduction, 2), "none") << introduction;
    EXPECT_EQ(KindBehind(introduction, 3), "none") << introduction;
    EXPECT_EQ(KindBehind(introduction, 4), "excerpt") << introduction;
  }
  EXPECT_EQ(KindBehind("", 2, "So it stood in the Northern Post."), "none");
}

TEST(Citations, MustNameTheHouseOrEndInAColon) {
  for (const char* introduction :
       {"", "According to a report, this is what happened.", "It is a sad story, this one;",
        "The Post of the north, as it were, has it.", "It was said at 10:30 in the morning."}) {
    EXPECT_EQ(KindBehind(introduction, 2), "excerpt") << introduction;
  }
}

TEST(Citations, AreAskedForAsQuotes) {
  const Story own = {.text = TextOf(Paragraphs{kOwn, "The report reads: " + Lifted(2), kOwn})};
  EXPECT_EQ(KindOf(Source(2), own, {.quotes = true, .templates = false}), "quotes");
}

TEST(Citations, DoNotTakeAWordForAName) {
  const auto kind = [](const char* sentence) {
    const Story source = {.text = Source(2).text, .source = "Time"};
    const Story own = {.text = TextOf(Paragraphs{kOwn, absl::StrCat(sentence, " ", Lifted(2)),
                                                 TextOf(Writer(1).Story(3))})};
    return KindOf(source, own);
  };
  EXPECT_EQ(kind("It took a long time to come out."), "excerpt");
  EXPECT_EQ(kind("It was the magazine Time that had it first."), "none");
}

// The first passage that two texts share, as the two introduce it.
bool Introduced(const Story& a, const Story& b) {
  const Pair pair(a, b);
  const Article article_a = a.View(), article_b = b.View();
  AlignBuffer buffer;
  Alignment alignment;
  Align(pair.text_a, pair.text_b, {}, &buffer, &alignment);
  if (alignment.passages.empty()) return false;
  const Side side_a = {0, &article_a, &pair.text_a}, side_b = {1, &article_b, &pair.text_b};
  return Citations(side_a, side_b).Introduces(alignment.passages[0]);
}

TEST(Citations, LookOnlyAsFarAsASentenceOrTwo) {
  const auto named = [](size_t words) {
    std::string text = "The Northern Post.";
    for (size_t i = 0; i < words; ++i) absl::StrAppend(&text, " w", i);
    return Introduced({.text = Lifted(2), .source = "Northern Post"},
                      {.text = absl::StrCat(text, " ", Lifted(2))});
  };
  EXPECT_TRUE(named(28));
  EXPECT_FALSE(named(29));
}

TEST(Citations, CopeWithTheEdgesOfTexts) {
  const Story bare = {.text = Lifted(2)};
  EXPECT_FALSE(Introduced(bare, bare));
  EXPECT_FALSE(Introduced({.text = ": " + Lifted(2)}, bare)) << "nobody says it";
  for (const char* source : {"", "-", "(Web)", "|", " ", "The Northern Post of All the Valleys"}) {
    EXPECT_FALSE(Introduced({.text = Lifted(2), .source = source}, bare)) << source;
  }
  EXPECT_TRUE(Introduced({.text = "Es hei\u00dft dort\uff1a" + Lifted(2)}, bare));
}

}  // namespace
}  // namespace newsprint
