// Stems of stories in many languages, and that nothing but the story decides them.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analysed_text.h"
#include "log2_fixed.h"
#include "newsprint/stems.h"
#include "stem/language.h"
#include "stem/stemmer.h"
#include "xxhash.h"

namespace newsprint {
namespace {

Stems StemsOf(const std::string& body, std::string_view language, StemCache* cache) {
  const AnalysedText analysed(body, "", language);
  Article article;
  article.text = body;
  article.language = language;
  Stems stems;
  StemStory(article, analysed.text, cache, &stems);
  EXPECT_EQ(stems.hash.size(), analysed.text.story.size());
  EXPECT_EQ(stems.idf.size(), analysed.text.story.size());
  EXPECT_EQ(stems.width.size(), analysed.text.story.size());
  return stems;
}

Stems StemsOf(const std::string& body, std::string_view language) {
  StemCache cache;
  return StemsOf(body, language, &cache);
}

uint64_t StemOf(const std::string& word, std::string_view language) {
  return StemsOf(word, language).hash.at(0);
}

TEST(Log2Table, AgreesWithLog2Fixed) {
  const Log2Table<10> log2;
  for (uint64_t x = 1; x < 100'000; ++x) ASSERT_EQ(log2.Of(x), Log2Fixed<10>(x)) << x;
  for (uint64_t x = 100'000; x < UINT64_MAX / 2; x += x / 10'000 + 1) {
    ASSERT_EQ(log2.Of(x), Log2Fixed<10>(x)) << x;
  }
  for (uint64_t x : {uint64_t{UINT32_MAX}, uint64_t{UINT32_MAX} + 1, UINT64_MAX / 2, UINT64_MAX}) {
    ASSERT_EQ(log2.Of(x), Log2Fixed<10>(x)) << x;
  }
}

TEST(Stems, AreEqualForInflectionsOfAWord) {
  const struct {
    const char* language;
    const char* a;
    const char* b;
  } kCases[] = {
      {"en", "announces", "Announced"},   {"en", "Trump", "Trump’s"},
      {"en-GB", "ministers", "minister"}, {"EN_us", "ministers", "minister"},
      {"de", "Straßen", "Strasse"},       {"de", "Ministern", "Minister"},
      {"fr", "économie", "l’économie"},   {"fr", "réformes", "d'réforme"},
      {"it", "acqua", "dell’acqua"},      {"es", "ministros", "ministro"},
      {"pt", "ministros", "ministro"},    {"ru", "правительства", "правительство"},
      {"ar", "الحكومة", "حكومة"},         {"tr", "Ankara’da", "Ankara"},
      {"nl", "regeringen", "regering"},   {"pl", "Rząd", "rząd"},
      {"he", "ממשלה", "ממשלה"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(StemOf(test.a, test.language), StemOf(test.b, test.language)) << test.a;
  }
}

TEST(Stems, DifferForDifferentWords) {
  const std::vector<uint64_t> hashes =
      StemsOf("minister harbour bridge council repairs Monday 24 25 1,200 1.2.3 3d", "en").hash;
  EXPECT_EQ(std::set<uint64_t>(hashes.begin(), hashes.end()).size(), hashes.size());
}

TEST(Stems, OfANumberStandForAllItsWords) {
  const Stems words = StemsOf("about 1.2 billion dollars", "en");
  const Stems digits = StemsOf("about 1,200,000,000 dollars", "en");
  EXPECT_EQ(words.width, (std::vector<uint16_t>{1, 2, 1, 1}));
  EXPECT_EQ(words.hash, (std::vector<uint64_t>{digits.hash[0], digits.hash[1], 0, digits.hash[2]}));
  EXPECT_EQ(words.idf[2], 0);
}

TEST(Stems, HoldRareWordsApartFromCommonOnes) {
  const Stems stems = StemsOf("The government said Korbar resigned in Ljubljana", "en");
  ASSERT_TRUE(stems.background);
  EXPECT_EQ(stems.language, "en");
  EXPECT_LT(stems.idf[0], 64);            // the
  EXPECT_LT(stems.idf[1], 3 * 256);       // government
  EXPECT_LT(stems.idf[2], stems.idf[1]);  // said
  EXPECT_EQ(stems.idf[3], kRareIdf);      // Korbar
  EXPECT_EQ(stems.idf[6], kRareIdf);      // Ljubljana
}

TEST(Stems, OfALanguageWithoutBackgroundAreRareFromFourLettersOn) {
  const Stems stems = StemsOf("Serikali ya nchi ilisema jana 2024 24 10", "sw");
  EXPECT_EQ(stems.language, "sw");
  EXPECT_FALSE(stems.background);
  EXPECT_EQ(stems.idf, (std::vector<uint16_t>{kRareIdf, 0, kRareIdf, kRareIdf, kRareIdf, kRareIdf,
                                              kRareIdf, 0}));
}

TEST(Stems, CountAHangulSyllableAsTwoLetters) {
  EXPECT_EQ(LetterCount("정부"), 4u);
  EXPECT_EQ(LetterCount("été"), 3u);
  EXPECT_EQ(LetterCount("мост"), 4u);
  EXPECT_EQ(LetterCount(""), 0u);
}

TEST(Stems, OfCharactersArePairsWithinARun) {
  const Stems stems = StemsOf("北鷹鉄道は、A鉄道北鷹", "ja");
  const std::vector<uint64_t>& h = stems.hash;  // 北 鷹 鉄 道 は A 鉄 道 北 鷹
  ASSERT_EQ(h.size(), 10u);
  EXPECT_EQ(h[0], h[8]);  // 北鷹
  EXPECT_EQ(h[2], h[6]);  // 鉄道
  EXPECT_NE(h[0], h[1]);
  for (const size_t last : {4u, 9u}) {
    EXPECT_EQ(h[last], 0u);
    EXPECT_EQ(stems.idf[last], 0);
  }
  EXPECT_NE(StemOf("北鷹", "ja"), StemOf("鷹北", "ja"));
  EXPECT_LT(StemsOf("です", "ja").idf[0], 256);
  EXPECT_EQ(StemsOf("鷹北", "ja").idf[0], kRareIdf);
  EXPECT_EQ(StemsOf("ประชา", "th").idf[0], kRareIdf);  // no background
}

TEST(Stems, OfCharactersDoNotReachAcrossFurniture) {
  const AnalysedText analysed("甲乙丙丁");
  Text text = analysed.text;
  text.story = {0, 1, 3};
  Article article;
  article.text = analysed.body;
  article.language = "zh";
  StemCache cache;
  Stems stems;
  StemStory(article, text, &cache, &stems);
  EXPECT_NE(stems.hash[0], 0u);
  EXPECT_EQ(stems.hash[1], 0u);
  EXPECT_EQ(stems.hash[2], 0u);
}

// Words of one hash from different originals, and more words than the cache holds.
TEST(Stems, NeverDependOnWhatTheCacheHasSeen) {
  std::string many;
  for (int i = 0; i < 200'000; ++i) {
    many += i % 3 == 0 ? "word" : i % 3 == 1 ? "Wörter" : "слово";
    many += std::to_string(i * 7919 % 200'000) + "s ";
  }
  const std::string body =
      "The ﬁnal ½ of ㍘ and ㋿ 12㎞ 12km ١٢٣ cafe\xCC\x81 café STRASSE straße don’t "
      "Don't "
      "24 "
      "running " +
      many.substr(0, 4000);
  StemCache used;
  for (const char* language : {"en", "de", "sw", "en"}) {
    StemsOf(many, "ru", &used);
    const Stems warm = StemsOf(body, language, &used);
    const Stems twice = StemsOf(body, language, &used);
    const Stems fresh = StemsOf(body, language);
    EXPECT_EQ(warm.hash, fresh.hash) << language;
    EXPECT_EQ(warm.idf, fresh.idf) << language;
    EXPECT_EQ(twice.hash, fresh.hash) << language;
    EXPECT_EQ(twice.idf, fresh.idf) << language;
  }
}

TEST(Stems, TakeTheSmallestAndTheLongestWords) {
  const Stems stems =
      StemsOf("a " + std::string(100'000, 'x') + "ing " + std::string(63, 'y'), "en");
  EXPECT_EQ(stems.hash.size(), 3u);
  EXPECT_TRUE(StemsOf("", "en").hash.empty());
  EXPECT_TRUE(StemsOf("... \xE2\x80\x9C", "en").hash.empty());
}

TEST(LanguageOf, IsTheArticlesOwnOrWhatTheTextShows) {
  const std::string german =
      "Die Stadt hat am Montag mitgeteilt, dass die Brücke wegen dringender Arbeiten bis zum "
      "Herbst für den Verkehr gesperrt bleibt.";
  const struct {
    std::string text;
    const char* given;
    const char* language;
  } kCases[] = {
      {german, "en", "en"},
      {german, "DE-at", "de"},
      {german, "", "de"},
      {german, "und", "de"},
      {german, "german", "de"},
      {german, "x", "de"},
      {"", "", ""},
      {"12 34", "", ""},
      {"העירייה הודיעה כי הגשר ייסגר לתיקונים ביום שני, וכי העבודות יימשכו עד הסתיו הבא.", "",
       "he"},
      {"", "iw", "he"},
      {"", "nb", "no"},
      {"市议会星期一批准了桥梁修缮计划，工程将持续到秋天，市长在记者会上表示。", "", "zh"},
      {"市議会は月曜日に橋の修繕計画を承認した。工事は秋まで続くと市長は述べた。", "", "ja"},
      {"Мост закроют на ремонт в понедельник, сообщили в мэрии города журналистам.", "", "ru"},
  };
  for (const auto& test : kCases) {
    Article article;
    article.text = test.text;
    article.language = test.given;
    EXPECT_EQ(LanguageOf(article), test.language) << test.given << " " << test.text;
  }
}

TEST(LanguageOf, LooksFurtherWhereTheBeginningDoesNotTell) {
  std::string body;
  for (int i = 0; i < 90; ++i) body += std::to_string(i * 37) + " 4.5 ";
  for (int i = 0; i < 20; ++i) body += "Мост закроют на ремонт в понедельник, сообщили в мэрии. ";
  Article article;
  article.text = body;
  EXPECT_EQ(LanguageOf(article), "ru");
}

TEST(LanguageOf, TakesAnyBytes) {
  Article article;
  for (const std::string& text : {std::string("\xFF\xFE\xC3"), std::string(600, '\x80'),
                                  std::string("\0\0abc", 5), std::string(512, 'a') + "\xE4"}) {
    article.text = text;
    LanguageOf(article);
  }
}

// A change here changes every stored fingerprint: raise kFingerprintVersion.
TEST(Stems, KnownAnswers) {
  const struct {
    const char* language;
    const char* text;
    uint64_t hash;
    uint64_t idf;
  } kCases[] = {
      {"en", "The harbour bridge will close for repairs on Monday, the council said.",
       13730656782543166626u, 9785631915675303134u},
      {"de", "Die Straßenbahn fährt ab Montag wieder über die „Große Brücke“.",
       2707226098641753823u, 7649226169522541090u},
      {"es", "El puente del puerto cerrará el lunes por reparaciones.", 7126014924229543077u,
       9174738204574353526u},
      {"pt", "A ponte do porto será fechada na segunda-feira para reparos.", 9481712918721703556u,
       2262724075692941244u},
      {"fr", "Le pont de l’arsenal sera fermé lundi, a annoncé la mairie.", 7050269614088631406u,
       4069083851513205831u},
      {"it", "Il ponte dell’arsenale sarà chiuso lunedì, ha detto il comune.",
       15783834243858002644u, 9080169178750937410u},
      {"ru", "Мост закроют на ремонт в понедельник, сообщили в мэрии города.",
       16286696841154730089u, 17194425013647412764u},
      {"ar", "أعلنت البلدية أن الجسر سيغلق يوم الاثنين للإصلاحات.", 16940249077648715616u,
       9074279334832194036u},
      {"pl", "Most zostanie zamknięty w poniedziałek, podał ratusz.", 588930117016937627u,
       6238608534275264180u},
      {"tr", "Köprü pazartesi günü onarım için kapatılacak, dedi belediye.", 13161726766150615306u,
       15916794712509705907u},
      {"he", "העירייה הודיעה כי הגשר ייסגר לתיקונים ביום שני.", 18180047524328043709u,
       2931277007063105714u},
      {"zh", "市议会星期一批准了桥梁修缮计划。", 16652027885085257302u, 4805134180044546964u},
      {"ja", "市議会は月曜日に橋の修繕計画を承認した。", 11023389899429403036u,
       3143118448233883186u},
      {"sw", "Daraja litafungwa Jumatatu kwa ukarabati.", 7669800951597058194u,
       4418326187946827858u},
  };
  for (const auto& test : kCases) {
    const Stems stems = StemsOf(test.text, test.language);
    const uint64_t hash = XXH3_64bits(stems.hash.data(), stems.hash.size() * 8);
    const uint64_t idf = XXH3_64bits(stems.idf.data(), stems.idf.size() * 2);
    EXPECT_TRUE(hash == test.hash && idf == test.idf)
        << "{\"" << test.language << "\", ..., " << hash << "u, " << idf << "u}";
  }
}

}  // namespace
}  // namespace newsprint
