// The built-in table: its shape, that it is the one its version names, and the tool that writes it.
#include "stem/background.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "newsprint/stems.h"
#include "newsprint/text.h"
#include "temp_folder.h"
#include "xxhash.h"

namespace newsprint {
namespace {

// A change here changes every stored fingerprint: raise kBackgroundVersion and kFingerprintVersion.
TEST(Background, IsTheOneOfItsVersion) {
  XXH3_state_t* const state = XXH3_createState();
  XXH3_64bits_reset(state);
  for (const BackgroundPart& part : BackgroundParts()) {
    XXH3_64bits_update(state, part.language.data(), part.language.size());
    XXH3_64bits_update(state, part.entries.data(), part.entries.size_bytes());
  }
  EXPECT_EQ(kBackgroundVersion, 1u);
  EXPECT_EQ(XXH3_64bits_digest(state), 4088338854231997165u);
  XXH3_freeState(state);
}

TEST(Background, IsSmallSortedAndUnique) {
  size_t bytes = 0;
  std::string_view before;
  for (const BackgroundPart& part : BackgroundParts()) {
    EXPECT_LT(before, part.language);
    before = part.language;
    bytes += part.entries.size_bytes();
    EXPECT_LT(part.entries.size(), 65536u) << part.language;  // BackgroundIndex has 16 bits
    for (size_t i = 1; i < part.entries.size(); ++i) {
      ASSERT_LT(part.entries[i - 1] >> 8, part.entries[i] >> 8) << part.language;
    }
  }
  EXPECT_LT(bytes, size_t{1} << 20);
}

TEST(Background, KnowsTheLanguagesOfTheFamilies) {
  for (const char* language : {"ar", "de", "en", "es", "fr", "ja", "ru", "zh"}) {
    ASSERT_NE(FindBackground(language), nullptr) << language;
    EXPECT_GT(FindBackground(language)->entries.size(), 500u) << language;
  }
  EXPECT_EQ(FindBackground(""), nullptr);
  EXPECT_EQ(FindBackground("sw"), nullptr);
}

TEST(BackgroundIndex, FindsEveryEntryAndNothingElse) {
  for (const BackgroundPart& part : BackgroundParts()) {
    const BackgroundIndex index(&part);
    for (size_t i = 0; i < part.entries.size(); ++i) {
      const uint64_t prefix = part.entries[i] >> 8;
      EXPECT_EQ(index.Idf(prefix << 40 | 0x123456789A), (part.entries[i] & 0xFF) * kBackgroundStep);
      const bool next_is_free =
          i + 1 == part.entries.size() || part.entries[i + 1] >> 8 > prefix + 1;
      if (next_is_free && prefix < 0xFFFFFF) {
        EXPECT_EQ(index.Idf((prefix + 1) << 40), kRareIdf);
      }
    }
  }
  EXPECT_EQ(BackgroundIndex(nullptr).Idf(0), kRareIdf);
  EXPECT_EQ(BackgroundIndex(nullptr).Idf(UINT64_MAX), kRareIdf);
}

uint64_t StemOf(const std::string& word) {
  Article article;
  article.text = word;
  article.language = "en";
  Text text;
  AnalyzeText(article, &text);
  StemCache cache;
  Stems stems;
  StemStory(article, text, &cache, &stems);
  return stems.hash.at(0);
}

// Whether a table that the tool wrote has the stem of `word`, with this idf.
bool Has(const std::string& table, const std::string& word, uint32_t idf) {
  char entry[16];
  std::snprintf(entry, sizeof(entry), "0x%08x,",
                static_cast<uint32_t>(StemOf(word) >> 40 << 8 | idf / kBackgroundStep));
  return table.find(entry) != std::string::npos;
}

size_t EntriesIn(const std::string& table) {
  size_t count = 0;
  for (size_t at = 0; (at = table.find(" 0x", at)) != std::string::npos; ++at) ++count;
  return count;
}

// What the tool writes; "" when it fails.
std::string Table(const TempFolder& folder, const std::string& arguments) {
  const std::string path = folder.Path("table.cc");
  const std::string command =
      std::string(NEWSPRINT_BACKGROUND) + " " + arguments + " -o " + path + " 2>/dev/null";
  if (std::system(command.c_str()) != 0) return "";
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(BackgroundTool, ReadsWordCounts) {
  const TempFolder folder;
  const std::string counts = folder.Write(
      "counts", "# articles 100\nthe\t100\nminister\t50\nministers\t20\nbridge\t5\nharbour\t4\n");
  const std::string table = Table(folder, "en=" + counts);
  EXPECT_TRUE(Has(table, "the", 0)) << table;
  EXPECT_TRUE(Has(table, "minister", 130)) << table;  // in 60 articles: 256 ln(1 / .6)
  EXPECT_TRUE(Has(table, "bridge", 766)) << table;
  EXPECT_EQ(EntriesIn(table), 3u) << table;  // four articles are too few
}

TEST(BackgroundTool, ReadsArticlesAndTakesTheLargerShareOfSeveralSources) {
  const TempFolder folder;
  std::string lines;
  for (int i = 0; i < 10; ++i) {
    lines += R"({"text":"Ministers met, ministers spoke)" +
             std::string(i < 6 ? " of harbours" : "") + R"(.","id":")" + std::to_string(i) +
             "\"}\n";
  }
  const std::string articles = folder.Write("articles.jsonl", lines);
  const std::string counts = folder.Write("counts", "# articles 100\nharbour\t10\nmeet\t50\n");
  const std::string table = Table(folder, "en=" + articles + " en=" + counts);
  EXPECT_TRUE(Has(table, "minister", 0)) << table;
  EXPECT_TRUE(Has(table, "harbour", 130)) << table;
  EXPECT_TRUE(Has(table, "meet", 177)) << table;
}

TEST(BackgroundTool, RefusesWhatItCannotRead) {
  const TempFolder folder;
  const std::string bad = folder.Write("bad", "# articles 10\nword\t11\n");
  const std::string none = folder.Write("none", "# articles 0\n");
  const std::string empty = folder.Write("empty.jsonl", "");
  EXPECT_EQ(Table(folder, "en=" + bad), "");
  EXPECT_EQ(Table(folder, "en=" + none), "");
  EXPECT_EQ(Table(folder, "en=" + empty), "");
  EXPECT_EQ(Table(folder, "en"), "");
  EXPECT_EQ(Table(folder, "en=" + folder.Path("missing")), "");
}

}  // namespace
}  // namespace newsprint
