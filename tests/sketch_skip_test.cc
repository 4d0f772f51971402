// Rare skip-bigrams of hand-made stories, against the slow way.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <vector>

#include "newsprint/fingerprint.h"
#include "sketch/fingerprint_text.h"
#include "sketch/skip_keys.h"

namespace newsprint {
namespace {

using Hashes = std::vector<uint64_t>;

struct Story {
  Text text;
  Stems stems;
};

void AddToken(uint64_t hash, uint32_t flags, Story* story) {
  story->text.story.push_back(static_cast<uint32_t>(story->text.tokens.size()));
  story->text.tokens.push_back({hash, {}, flags});
  story->text.story_half_words += 2;
  story->stems.hash.push_back(hash);
  story->stems.idf.push_back(kRareIdf);
  story->stems.width.push_back(1);
}

Story RareStory(const Hashes& hashes, uint32_t flags = 0) {
  Story story;
  for (const uint64_t hash : hashes) AddToken(hash, flags, &story);
  return story;
}

// Of `percent` words in a hundred the first letter is a capital.
Story CasedStory(const Hashes& hashes, uint64_t percent, std::mt19937_64* random) {
  Story story;
  for (const uint64_t hash : hashes) {
    AddToken(hash, (*random)() % 100 < percent ? kTokenCapital : 0u, &story);
  }
  return story;
}

// Every pair at most kSkipStems rare stems apart, the slow way.
std::set<uint64_t> AllKeys(const Story& story, bool names = false, uint16_t least = kRareIdf) {
  Hashes rare;
  for (size_t i = 0; i < story.stems.hash.size(); ++i) {
    const bool name = (story.text.tokens[i].flags & (kTokenCapital | kTokenNumber)) != 0;
    if (story.stems.idf[i] >= least && (name || !names)) rare.push_back(story.stems.hash[i]);
  }
  std::set<uint64_t> keys;
  for (size_t i = 0; i < rare.size(); ++i) {
    for (size_t j = 0; j < rare.size(); ++j) {
      if (j > i && j - i <= kSkipStems && rare[i] != rare[j]) {
        keys.insert(SkipKey(rare[i], rare[j]));
      }
    }
  }
  return keys;
}

std::set<uint64_t> Smallest(std::set<uint64_t> keys, size_t most) {
  while (keys.size() > most) keys.erase(std::prev(keys.end()));
  return keys;
}

// What the keys of a story should be.
std::set<uint64_t> ExpectedKeys(const Story& story, bool names) {
  std::set<uint64_t> keys =
      names ? Smallest(AllKeys(story, true), kSkipNames) : Smallest(AllKeys(story), kSkipUncased);
  for (const uint64_t key : AllKeys(story)) {
    if (keys.size() < kSkipRare) keys.insert(key);
  }
  const bool plain = story.stems.hash.size() >= kSkipTokens;
  for (const uint64_t key : AllKeys(story, false, kSkipIdf)) {
    if (plain && keys.size() < kSkipEnough) keys.insert(key);
  }
  return keys;
}

Hashes KeysOf(const Story& story) {
  SkipScratch scratch;
  Hashes keys;
  AppendSkipKeys(story.text, story.stems, &scratch, &keys);
  return keys;
}

Hashes RandomHashes(size_t count, std::mt19937_64* random) {
  Hashes hashes(count);
  for (uint64_t& hash : hashes) hash = (*random)();
  return hashes;
}

TEST(SkipKeys, AreTheSmallestPairsOfNearStemsNamesFirstAndThenRareOnes) {
  std::mt19937_64 random(1);
  for (const size_t count : {0u, 1u, 2u, 3u, 4u, 5u, 50u, 79u, 80u, 100u, 200u, 700u}) {
    for (const uint64_t percent : {0u, 10u, 30u, 50u, 100u}) {
      Story story = CasedStory(RandomHashes(count, &random), percent, &random);
      for (size_t i = 0; i < count; ++i) {
        if (random() % 3 == 0) story.stems.idf[i] = static_cast<uint16_t>(random() % kRareIdf);
        if (i > 0 && random() % 5 == 0) {
          story.stems.hash[i] = story.stems.hash[i - random() % std::min(i, size_t{4})];
        }
      }
      const std::set<uint64_t> expected = ExpectedKeys(story, CapitalsTell(story.text));
      EXPECT_TRUE(std::ranges::equal(KeysOf(story), expected)) << count << ", " << percent;
    }
  }
}

TEST(SkipKeys, DependOnTheOrder) {
  EXPECT_NE(SkipKey(1, 2), SkipKey(2, 1));
  EXPECT_EQ(AllKeys(RareStory({7, 7, 7})).size(), 0u);
}

TEST(SkipKeys, PassOverCommonStems) {
  std::mt19937_64 random(2);
  const Hashes rare = RandomHashes(100, &random);
  Story story;
  for (const uint64_t hash : rare) {
    for (uint64_t common = random() % 4; common > 0; --common) {
      AddToken(random(), 0, &story);
      story.stems.idf.back() = kSkipIdf - 1;
    }
    AddToken(hash, 0, &story);
  }
  EXPECT_EQ(KeysOf(story), KeysOf(RareStory(rare)));
  EXPECT_FALSE(KeysOf(story).empty());
}

TEST(SkipKeys, AreBoundedWhateverTheLength) {
  std::mt19937_64 random(3);
  const Hashes hashes = RandomHashes(20'000, &random);
  EXPECT_EQ(KeysOf(RareStory(hashes)).size(), kSkipUncased);
  EXPECT_EQ(KeysOf(CasedStory(hashes, 30, &random)).size(), kSkipNames);
}

// Capitals tell names only where some words have one and others do not.
TEST(SkipKeys, TakeAllRareStemsWhereCapitalsTellNothing) {
  std::mt19937_64 random(4);
  const Hashes hashes = RandomHashes(1'000, &random);
  const struct {
    uint64_t percent;
    bool tell;
  } kCases[] = {{0, false}, {1, false}, {10, true}, {45, true}, {90, false}, {100, false}};
  for (const auto& test : kCases) {
    const Story story = CasedStory(hashes, test.percent, &random);
    EXPECT_EQ(CapitalsTell(story.text), test.tell) << test.percent;
  }
  Story starts = RareStory(hashes);
  for (size_t i = 0; i < hashes.size(); i += 10) {
    starts.text.tokens[i].flags = kTokenCapital | kTokenSentenceStart;
  }
  EXPECT_FALSE(CapitalsTell(starts.text));
  Story characters = CasedStory(hashes, 10, &random);
  for (size_t i = 0; i < 600; ++i) characters.text.tokens[i].flags |= kTokenUnspaced;
  EXPECT_FALSE(CapitalsTell(characters.text));
}

// A long story's sample and a short one's meet: what is small among the pairs of both is in both.
TEST(SkipKeys, SampleAlikeWhatTwoStoriesShare) {
  std::mt19937_64 random(5);
  const Hashes whole = RandomHashes(3'000, &random);
  const Hashes part(whole.begin() + 500, whole.begin() + 1'100);
  const Hashes keys = KeysOf(RareStory(whole)), of_part = KeysOf(RareStory(part));
  const std::set<uint64_t> all_of_part = AllKeys(RareStory(part));
  size_t shared = 0;
  for (const uint64_t key : keys) {
    if (!all_of_part.contains(key)) continue;
    ++shared;
    EXPECT_TRUE(std::ranges::binary_search(of_part, key));
  }
  EXPECT_GT(shared, kSkipUncased / 10);
}

TEST(SkipKeys, AreAFingerprintsColumn) {
  std::mt19937_64 random(4);
  FingerprintBatch batch;
  FingerprintScratch scratch;
  std::vector<Story> stories;
  for (const size_t count : {40u, 0u, 90u}) {
    stories.push_back(RareStory(RandomHashes(count, &random)));
    FingerprintText(stories.back().text, stories.back().stems, &scratch, &batch);
  }
  FingerprintBatch twice = batch;
  twice.Append(batch);
  ASSERT_EQ(twice.size(), 6u);
  for (size_t i = 0; i < 6; ++i) {
    EXPECT_TRUE(std::ranges::equal(twice.SkipPostings(i), KeysOf(stories[i % 3]))) << i;
  }
}

// From the bytes of an article on. A change here changes every stored fingerprint: raise
// kFingerprintVersion.
TEST(SkipKeys, KnownAnswers) {
  EXPECT_EQ(SkipKey(1, 2), 2192767074835645061u);
  const struct {
    const char* language;
    const char* text;
    Hashes keys;
  } kCases[] = {
      {"en",
       "Prime Minister Tadej Korbar resigned in Ljubljana after the Rural Compact walked out.",
       {4449956289855410962u, 10824765410644227538u, 11825655242860927165u, 12066308576411802162u,
        16405273454665124462u}},
      {"de",
       "Ministerpräsident Tadej Korbar trat in Ljubljana zurück, nachdem die Landpartei ging.",
       {4406430762555796492u, 8758071533370663249u, 10824765410644227538u, 11825655242860927165u,
        16405273454665124462u}},
      {"ja",
       "北鷹鉄道と沿線の鷹ノ瀬市は合意した。",
       {763812666356562919u,   1734440780326487159u,  1935764198896708550u,  1961688437805215356u,
        4587237068035156910u,  5371130512818223954u,  7457401231229918863u,  7951484498269935242u,
        9940709547942088179u,  10373075610012657522u, 10740711515100027986u, 11332449347211957768u,
        11468641280974520020u, 12394302237619039235u, 12535228365710925781u, 13233420845508836771u,
        13314851669828544592u, 14784759431411913285u, 15747593511666024370u, 15970433478219897588u,
        16038045090747009846u, 16426442582565240475u, 18002171976658101308u}},
      {"sw",
       "Daraja la bandari litafungwa Jumatatu kwa ukarabati, baraza lilisema.",
       {33752252928344455u, 40958498066827226u, 4862298344119283596u, 5636340535498163746u,
        6764561796272108384u, 7045149703600888747u, 7472263098717667382u, 8527589936613136368u,
        9438502463255270605u, 9496811712912570721u, 16345693572431560894u, 17154399370160943937u}},
  };
  for (const auto& test : kCases) {
    Article article;
    article.text = test.text;
    article.language = test.language;
    EXPECT_EQ(Fingerprint({&article, 1}).skip, test.keys) << test.text;
  }
}

}  // namespace
}  // namespace newsprint
