// Content of a story, and what its stems weigh.
#include "stem/content.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "testing_articles.h"
#include "testing_content.h"
#include "threads.h"

namespace newsprint {
namespace {

Article English(std::string_view text) {
  Article article;
  article.text = text;
  article.language = "en";
  return article;
}

void Append(const Article& article, ContentBatch* batch) {
  StemCache cache;
  Text text;
  Stems stems;
  AnalyzeText(article, &text);
  StemStory(article, text, &cache, &stems);
  AppendContent(text, stems, batch);
}

ContentBatch ContentOf(const Article& article) {
  ContentBatch batch;
  Append(article, &batch);
  return batch;
}

void ExpectWellFormed(const ContentBatch::Row& row) {
  ASSERT_EQ(row.by_stem.size(), row.stems.size());
  ASSERT_EQ(row.background.size(), row.stems.size());
  const std::set<uint16_t> indices(row.by_stem.begin(), row.by_stem.end());
  EXPECT_EQ(indices.size(), row.stems.size()) << "by_stem is no permutation";
  for (size_t i = 0; i < row.stems.size(); ++i) {
    ASSERT_LT(row.by_stem[i], row.stems.size());
    ASSERT_LE(row.background[i], kRareWeight);
    if (i == 0) continue;
    ASSERT_LT(row.stems[i - 1].place, row.stems[i].place);
    const ContentStem &x = row.stems[row.by_stem[i - 1]], &y = row.stems[row.by_stem[i]];
    ASSERT_TRUE(x.stem < y.stem || (x.stem == y.stem && x.place < y.place));
  }
  if (!row.stems.empty()) {
    EXPECT_TRUE(row.stems[0].flags & kContentSentence);
  }
}

TEST(AppendContent, TakesWhatAStoryIsAbout) {
  const ContentBatch batch = ContentOf(
      English("The harbourmaster of Tilbury, who was there, has seen 27 zeppelins.\n\n"
              "\"Zeppelins over Gravesend,\" he said, \"are nothing that we have here.\""));
  const ContentBatch::Row row = batch.Of(0);
  ExpectWellFormed(row);
  std::map<uint16_t, uint8_t> flags;  // by place
  for (const ContentStem& s : row.stems) flags[s.place] = s.flags;
  EXPECT_FALSE(flags.contains(0)) << "the";
  EXPECT_EQ(flags.at(2), kContentSentence) << "harbourmaster";
  EXPECT_EQ(flags.at(6), kContentFact) << "Tilbury";
  EXPECT_EQ(flags.at(18), kContentFact | kContentNumber) << "27";
  EXPECT_EQ(flags.at(20), 0) << "zeppelins";
  EXPECT_EQ(flags.at(22), kContentSentence | kContentQuoted) << "Zeppelins";
  EXPECT_EQ(flags.at(26), kContentFact | kContentQuoted) << "Gravesend";
  const auto stem_at = [&](uint16_t place) {
    return std::find_if(row.stems.begin(), row.stems.end(),
                        [&](const ContentStem& s) { return s.place == place; })
        ->stem;
  };
  EXPECT_EQ(stem_at(20), stem_at(22));
}

TEST(AppendContent, TakesMixedScriptsAndWhatIsNoText) {
  const std::string kTexts[] = {
      "",
      "!?",
      "the of and",
      "Read more: The other story",
      "\xff\xfe broken \x80 bytes",
      "東京都知事は記者会見で新しい計画を発表した。The plan of Koike was 三十億円。",
      "ראש הממשלה Netanyahu אמר 1,200 ביום שלישי. Москва ответила отказом.",
  };
  ContentBatch batch;
  for (const std::string& text : kTexts) {
    Article article;
    article.text = text;
    Append(article, &batch);
  }
  ASSERT_EQ(batch.size(), std::size(kTexts));
  for (size_t i = 0; i < batch.size(); ++i) ExpectWellFormed(batch.Of(i));
  EXPECT_TRUE(batch.Of(0).stems.empty());
  const auto has_pairs = [&](size_t i) {
    const ContentBatch::Row row = batch.Of(i);
    return std::any_of(row.stems.begin(), row.stems.end(),
                       [](const ContentStem& s) { return (s.flags & kContentPair) != 0; });
  };
  EXPECT_TRUE(has_pairs(5));
  EXPECT_FALSE(has_pairs(6));
}

TEST(AppendContent, TakesTheBeginningOfAStoryWithoutEnd) {
  constexpr uint16_t kMost = std::numeric_limits<uint16_t>::max();
  Writer writer(1);
  std::string words, characters;
  for (int i = 0; i < 40'000; ++i) absl::StrAppend(&words, writer.Name(), " ");
  for (int i = 0; i < 80'000; ++i) {
    const uint32_t c = 0x4E00 + writer.random().Below(2'000);
    characters += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
                   static_cast<char>(0x80 | (c & 63))};
  }
  ContentBatch batch;
  for (const std::string* text : {&words, &characters}) {
    Article article = English(*text);
    if (text == &characters) article.language = "zh";
    Append(article, &batch);
  }
  ExpectWellFormed(batch.Of(0));
  EXPECT_GE(batch.Of(0).stems.size(), kMost / 2u - 100);
  EXPECT_LE(batch.Of(0).stems.size(), kMost / 2u + 1);
  ExpectWellFormed(batch.Of(1));
  EXPECT_GE(batch.Of(1).stems.size(), kMost / 2u);
  EXPECT_LE(batch.Of(1).stems.size(), kMost);
}

TEST(IndexByStem, MakesWhatAppendContentMakes) {
  Writer writer(3);
  StemCache cache;
  ContentBatch indexed, unindexed;
  for (int i = 0; i < 600; ++i) {
    const std::string story = i % 7 == 0 ? "" : TextOf(writer.Story(1));
    const Article article = English(story);
    Text text;
    Stems stems;
    AnalyzeText(article, &text);
    StemStory(article, text, &cache, &stems);
    AppendContent(text, stems, &indexed);
    AppendUnindexed(text, stems, &unindexed);
  }
  EXPECT_TRUE(unindexed.by_stem.empty());
  EXPECT_TRUE(unindexed.Of(1).by_stem.empty());
  IndexByStem(&unindexed);
  EXPECT_EQ(unindexed.by_stem, indexed.by_stem);
}

TEST(ContentBatch, AppendsAsIfItHadBeenMadeAtOnce) {
  Writer writer(2);
  std::vector<std::string> texts;
  for (int i = 0; i < 9; ++i) texts.push_back(i == 4 ? "" : TextOf(writer.Story(3)));
  ContentBatch whole, parts;
  for (size_t i = 0; i < texts.size(); ++i) Append(English(texts[i]), &whole);
  for (size_t begin = 0; begin < texts.size(); begin += 3) {
    ContentBatch part;
    for (size_t i = begin; i < begin + 3; ++i) Append(English(texts[i]), &part);
    parts.Append(part);
  }
  parts.Append({});
  EXPECT_EQ(parts.begin, whole.begin);
  EXPECT_EQ(parts.background, whole.background);
  EXPECT_EQ(parts.by_stem, whole.by_stem);
  EXPECT_EQ(parts.language, whole.language);
  const auto same = [](const ContentStem& x, const ContentStem& y) {
    return x.stem == y.stem && x.place == y.place && x.weight == y.weight && x.flags == y.flags;
  };
  EXPECT_TRUE(std::equal(parts.stems.begin(), parts.stems.end(), whole.stems.begin(),
                         whole.stems.end(), same));
}

// --- weights ---

// 16 ln(1 / share): the share of `holders` of `articles` others, with 200 of the background.
double Weight(double background, double holders, double articles) {
  const double of_background = 200 * std::exp(-background / 16);
  const double share = (holders + of_background + .5) / (articles + 200);
  return std::min(128.0, 16 * std::log(1 / std::min(1.0, share)));
}

// Rows of one stem each, which `holders` of them share.
ContentBatch Corpus(size_t articles, size_t holders, uint8_t background) {
  ContentBatch batch;
  for (uint32_t i = 0; i < articles; ++i) {
    const uint32_t stem = i < holders ? 77 : 1'000 + i;
    AddContent(ContentStems{{stem, 0, 0, kContentSentence}}, &batch);
  }
  std::fill(batch.background.begin(), batch.background.end(), background);
  return batch;
}

void CountAll(const ContentBatch& batch, StemFrequencies* frequencies) {
  for (size_t i = 0; i < batch.size(); ++i) frequencies->Count(batch.Of(i));
}

TEST(StemFrequencies, WeighsAsTheLogarithmSays) {
  for (const size_t articles : {2u, 3u, 50u, 1'000u, 20'000u}) {
    for (const size_t holders : {1u, 2u, 3u, 20u, 700u, 20'000u}) {
      if (holders > articles) continue;
      for (const uint8_t background : {uint8_t{32}, uint8_t{50}, uint8_t{63}, kRareWeight}) {
        ContentBatch batch = Corpus(articles, holders, background);
        StemFrequencies frequencies;
        CountAll(batch, &frequencies);
        frequencies.Weigh(0, &batch);
        const double expected =
            Weight(background, static_cast<double>(holders - std::min(holders, size_t{2})),
                   static_cast<double>(articles - 2));
        EXPECT_NEAR(batch.stems[0].weight, expected - .5, .6)
            << holders << " of " << articles << ", " << int{background};
      }
    }
  }
}

TEST(StemFrequencies, WeighsTwoTextsAsTheyAreWithoutACorpus) {
  ContentBatch batch;
  for (const uint64_t seed : {uint64_t{1}, uint64_t{2}}) {
    const std::string text = TextOf(Writer(seed).Story(5)) + " The government said on Monday.";
    Append(English(text), &batch);
  }
  const ContentStems before = batch.stems;
  StemFrequencies frequencies;
  CountAll(batch, &frequencies);
  for (size_t i = 0; i < 2; ++i) frequencies.Weigh(i, &batch);
  for (size_t k = 0; k < before.size(); ++k) EXPECT_EQ(batch.stems[k].weight, before[k].weight);
}

TEST(StemFrequencies, WeighsAgainFromTheBackground) {
  ContentBatch batch = Corpus(3'000, 500, 40);
  StemFrequencies frequencies;
  CountAll(batch, &frequencies);
  frequencies.Weigh(0, &batch);
  const uint8_t once = batch.stems[0].weight;
  frequencies.Weigh(0, &batch);
  EXPECT_EQ(batch.stems[0].weight, once);
}

TEST(StemFrequencies, CountsAnArticleOnceAStem) {
  ContentBatch batch = Corpus(100, 1, kRareWeight);
  ContentBatch repeated;
  AddContent(ContentStems(50, {77, 0, 0, 0}), &repeated);
  StemFrequencies once, often;
  CountAll(batch, &once);
  CountAll(batch, &often);
  for (int i = 0; i < 3; ++i) once.Count(batch.Of(0));
  for (int i = 0; i < 3; ++i) often.Count(repeated.Of(0));
  ContentBatch again = batch;
  once.Weigh(0, &batch);
  often.Weigh(0, &again);
  EXPECT_EQ(batch.stems[0].weight, again.stems[0].weight);
}

TEST(StemFrequencies, CountsLanguagesApart) {
  ContentBatch batch = Corpus(4'000, 4'000, kRareWeight);
  batch.language.assign(batch.size(), 3);
  batch.language[0] = 5;
  StemFrequencies frequencies;
  CountAll(batch, &frequencies);
  EXPECT_EQ(frequencies.articles(3), 3'999u);
  EXPECT_EQ(frequencies.articles(5), 1u);
  for (size_t i = 0; i < 2; ++i) frequencies.Weigh(i, &batch);
  EXPECT_NEAR(batch.stems[0].weight, Weight(kRareWeight, 0, 0), 1.5);
  EXPECT_EQ(batch.stems[1].weight, 0);
}

TEST(StemFrequencies, CountsTheSameOnSeveralThreads) {
  Random random(5);
  std::vector<ContentStems> rows;
  for (int i = 0; i < 2'000; ++i) rows.push_back(RandomContent(60, 500, &random));
  ContentBatch one = ContentOf(rows), many = one;
  StemFrequencies serial, parallel;
  CountAll(one, &serial);
  ParallelFor(many.size(), [&](size_t i) { parallel.Count(many.Of(i)); });
  for (size_t i = 0; i < one.size(); ++i) serial.Weigh(i, &one);
  ParallelFor(many.size(), [&](size_t i) { parallel.Weigh(i, &many); });
  for (size_t k = 0; k < one.stems.size(); ++k) {
    ASSERT_EQ(one.stems[k].weight, many.stems[k].weight);
  }
}

}  // namespace
}  // namespace newsprint
