// Rare skip-bigrams of hand-made stems, and what their sample says about the whole.
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

Stems RareStems(const Hashes& hashes) {
  Stems stems;
  stems.hash = hashes;
  stems.idf.assign(hashes.size(), kRareIdf);
  stems.width.assign(hashes.size(), 1);
  return stems;
}

// Every pair at most kSkipStems rare stems apart, the slow way.
std::set<uint64_t> AllKeys(const Stems& stems) {
  Hashes rare;
  for (size_t i = 0; i < stems.hash.size(); ++i) {
    if (stems.idf[i] == kRareIdf) rare.push_back(stems.hash[i]);
  }
  std::set<uint64_t> keys;
  for (size_t i = 0; i < rare.size(); ++i) {
    for (size_t j = 0; j < rare.size(); ++j) {
      if (j > i && j - i <= kSkipStems && rare[i] != rare[j])
        keys.insert(SkipKey(rare[i], rare[j]));
    }
  }
  return keys;
}

Hashes Sampled(const Stems& stems) {
  SkipScratch scratch;
  Hashes keys;
  AppendSkipKeys(stems, &scratch, &keys);
  return keys;
}

Hashes RandomHashes(size_t count, std::mt19937_64* random) {
  Hashes hashes(count);
  for (uint64_t& hash : hashes) hash = (*random)();
  return hashes;
}

TEST(SkipKeys, AreTheSampledPairsOfNearRareStems) {
  std::mt19937_64 random(1);
  for (const size_t count : {0u, 1u, 2u, 3u, 4u, 5u, 50u, 700u}) {
    Stems stems = RareStems(RandomHashes(count, &random));
    for (size_t i = 0; i < count; ++i) {
      if (random() % 3 == 0) stems.idf[i] = static_cast<uint16_t>(random() % kRareIdf);
      if (i > 0 && random() % 5 == 0)
        stems.hash[i] = stems.hash[i - random() % std::min(i, size_t{4})];
    }
    std::set<uint64_t> expected = AllKeys(stems);
    std::erase_if(expected, [](uint64_t key) { return key >= kSkipLimit; });
    EXPECT_TRUE(std::ranges::equal(Sampled(stems), expected)) << count;
  }
}

TEST(SkipKeys, DependOnTheOrder) {
  EXPECT_NE(SkipKey(1, 2), SkipKey(2, 1));
  EXPECT_EQ(AllKeys(RareStems({7, 7, 7})).size(), 0u);
}

TEST(SkipKeys, PassOverCommonStems) {
  std::mt19937_64 random(2);
  const Hashes rare = RandomHashes(100, &random);
  Stems stems;
  for (const uint64_t hash : rare) {
    for (uint64_t common = random() % 4; common > 0; --common) {
      stems.hash.push_back(random());
      stems.idf.push_back(kRareIdf - 1);
    }
    stems.hash.push_back(hash);
    stems.idf.push_back(kRareIdf);
  }
  EXPECT_EQ(Sampled(stems), Sampled(RareStems(rare)));
  EXPECT_FALSE(Sampled(stems).empty());
}

// The share of one story's sampled keys that another has, against the exact share of all of them.
TEST(SkipKeys, EstimateContainmentOfTheWholeSets) {
  std::mt19937_64 random(3);
  double error = 0;
  double bias = 0;
  constexpr int kPairs = 400;
  for (int pair = 0; pair < kPairs; ++pair) {
    const Hashes a = RandomHashes(120, &random);
    Hashes b = RandomHashes(300, &random);
    // b has a share of a's stems in order, among its own.
    const uint64_t percent = random() % 101;
    for (size_t i = 0; i < a.size(); ++i) {
      if (random() % 100 < percent) b[2 * i + random() % 2] = a[i];
    }
    const Stems stems_a = RareStems(a), stems_b = RareStems(b);
    const std::set<uint64_t> all_a = AllKeys(stems_a), all_b = AllKeys(stems_b);
    Hashes common, sampled_common;
    std::ranges::set_intersection(all_a, all_b, std::back_inserter(common));
    const Hashes keys_a = Sampled(stems_a), keys_b = Sampled(stems_b);
    std::ranges::set_intersection(keys_a, keys_b, std::back_inserter(sampled_common));
    const double exact = static_cast<double>(common.size()) / static_cast<double>(all_a.size());
    const double estimate =
        static_cast<double>(sampled_common.size()) / static_cast<double>(keys_a.size());
    bias += (estimate - exact) / kPairs;
    error += (estimate - exact) * (estimate - exact) / kPairs;
  }
  EXPECT_NEAR(bias, 0, 0.005);
  // p (1 - p) / n with p up to .5 and n about 90 sampled keys.
  EXPECT_LT(error, 0.25 / 85);
}

TEST(SkipKeys, AreAFingerprintsColumn) {
  std::mt19937_64 random(4);
  FingerprintBatch batch;
  FingerprintScratch scratch;
  std::vector<Stems> stories;
  for (const size_t count : {40u, 0u, 90u}) {
    stories.push_back(RareStems(RandomHashes(count, &random)));
    FingerprintText(Text(), stories.back(), &scratch, &batch);
  }
  FingerprintBatch twice = batch;
  twice.Append(batch);
  ASSERT_EQ(twice.size(), 6u);
  for (size_t i = 0; i < 6; ++i) {
    EXPECT_TRUE(std::ranges::equal(twice.SkipPostings(i), Sampled(stories[i % 3]))) << i;
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
       {4449956289855410962}},
      {"de",
       "Ministerpräsident Tadej Korbar trat in Ljubljana zurück, nachdem die Landpartei ging.",
       {4406430762555796492}},
      {"ja",
       "北鷹鉄道と沿線の鷹ノ瀬市は廃止し、バスに転換することで合意した。",
       {78573651067307937, 763812666356562919, 1575424914178857587, 1734440780326487159,
        1775603803225949164, 1935764198896708550, 1961688437805215356, 2295377990403423296,
        2349836490998354292, 2692683215903048261, 3103984078979807250, 3579769386449089279,
        4043453892738691011, 4318579948582051641, 4581670203604818940, 4587237068035156910}},
      {"sw",
       "Daraja la bandari litafungwa Jumatatu kwa ukarabati, baraza lilisema.",
       {33752252928344455, 40958498066827226, 4134836039661385088}},
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
