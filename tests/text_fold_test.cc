// Folding and tokens: what is compared, and where it stands in the original.
#include <gtest/gtest.h>
#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "analysed_text.h"
#include "text/code_points.h"
#include "text/fold.h"
#include "text/tokenize.h"

namespace newsprint {
namespace {

std::string FoldOf(std::string_view text) {
  std::string folded;
  Folding folding;
  Fold(text, &folded, &folding);
  return folded;
}

std::string Encode(const std::vector<char32_t>& code_points) {
  std::string text;
  for (const char32_t c : code_points) {
    char bytes[4];
    text.append(bytes, EncodeUtf8(c, bytes));
  }
  return text;
}

struct FoldCase {
  const char* text;
  const char* folded;
};

TEST(Fold, MakesEqualWhatReadsEqual) {
  const FoldCase cases[] = {
      {"Hello World", "hello world"},
      {"Größe STRASSE", "grösse strasse"},
      {"Straße", "strasse"},
      {"caf\u0065\u0301", "café"},
      {"“a” ‘b’ «c» „d“ ‹e›", "\"a\" 'b' \"c\" \"d\" 'e'"},
      {"a–b—c‑d−e", "a-b-c-d-e"},
      {"wait…", "wait..."},
      {"so\u00ADft zero\u200Bwidth \uFEFFmark", "soft zerowidth mark"},
      {"ＡＢＣ１２３！", "abc123!"},
      {"ﬁnance", "finance"},
      {"完了。次、「はい」", "完了.次,\"はい\""},
      {"ﾊﾟﾋﾟ", "パピ"},
      {"30㌔", "30キロ"},
      {"50 €", "50  "},
      {"a\u00A0b\u2009c", "a b c"},
      {"ΟΔΟΣ", "οδοσ"},
      {"Й \u0418\u0306", "й й"},
      {"한국 \u1112\u1161\u11AB", "한국 한"},
      {"bad \xFF\xC0 bytes", "bad    bytes"},
  };
  for (const FoldCase& c : cases) EXPECT_EQ(FoldOf(c.text), c.folded) << c.text;
}

// Letters and marks of many scripts in any order, against normalisation of the whole string.
TEST(Fold, AgreesWithNfkcCaseFoldOnLettersAndMarks) {
  const char32_t alphabet[] = {
      'a',    'E',    'o',    0xE9,   0xDF,   0xC5,   0x130,  0x1C4,  0x3A3,  0x3AC,
      0x416,  0x419,  0x300,  0x301,  0x308,  0x316,  0x323,  0x327,  0x328,  0x345,
      0x5D0,  0x5B7,  0x5BC,  0x627,  0x653,  0x64B,  0x651,  0x915,  0x93C,  0x93F,
      0x94D,  0x9BE,  0x9C7,  0xE01,  0xE34,  0xE48,  0x1E9B, 0x304B, 0x3099, 0x30AB,
      0xAC00, 0x1100, 0x1161, 0x11A8, 0xFB01, 0xFF21, 0xFF76, 0xFF9E, 0x1D400};
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::vector<char32_t> text = {'x'};
    for (size_t i = random() % 8; i > 0; --i) {
      text.push_back(alphabet[random() % std::size(alphabet)]);
    }
    const std::string bytes = Encode(text);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> expected(
        utf8proc_NFKC_Casefold(reinterpret_cast<const utf8proc_uint8_t*>(bytes.c_str())),
        &std::free);
    ASSERT_EQ(FoldOf(bytes), reinterpret_cast<const char*>(expected.get())) << bytes;
  }
}

TEST(Fold, LeavesNoPunctuationBeyondAscii) {
  for (char32_t c = 0x80; c < 0x20000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string folded = FoldOf(Encode({c}));
    for (size_t i = 0; i < folded.size();) {
      const Decoded d = DecodeUtf8(folded, i);
      i += d.size;
      const utf8proc_category_t category =
          utf8proc_category(static_cast<utf8proc_int32_t>(d.code_point));
      const bool word = category <= UTF8PROC_CATEGORY_NO && category != UTF8PROC_CATEGORY_CN;
      ASSERT_TRUE(d.code_point < 0x80 || word || d.code_point == 0x2044)
          << static_cast<uint32_t>(c);
    }
  }
}

std::string RandomText(std::mt19937* random) {
  const char32_t alphabet[] = {'a',    'B',    '7',    ' ',     '.',     ',',    '\'',   '"',
                               '\n',   0xE9,   0x301,  0x327,   0x2019,  0x201C, 0x201D, 0x200B,
                               0xAD,   0x2026, 0x416,  0x627,   0x651,   0x4E00, 0x3042, 0x3099,
                               0x300C, 0x3002, 0xFB01, 0x3314,  0x1F600, 0xBD,   0xFF21, 0xE01,
                               0xE34,  0x20AC, 0x130,  0x20000, 0xFFFD,  0x3231};
  std::vector<char32_t> text;
  for (size_t i = (*random)() % 40; i > 0; --i) {
    text.push_back(alphabet[(*random)() % std::size(alphabet)]);
  }
  return Encode(text);
}

TEST(Tokens, OriginalBytesFoldToTheTokenAgain) {
  std::mt19937 random(4);
  for (int round = 0; round < 20000; ++round) {
    const AnalysedText analysed(RandomText(&random));
    uint32_t end = 0;
    for (size_t i = 0; i < analysed.text.tokens.size(); ++i) {
      const Token& token = analysed.text.tokens[i];
      ASSERT_GE(token.bytes.begin, end) << analysed.body;
      ASSERT_LE(token.bytes.begin, token.bytes.end) << analysed.body;
      end = token.bytes.end;
      ASSERT_LE(end, analysed.body.size());
      if (token.bytes.empty()) continue;  // the rest of one character that becomes several words
      const std::string bytes = analysed.body.substr(token.bytes.begin, token.bytes.size());
      const std::vector<uint64_t> again = TokenHashes(bytes);
      ASSERT_FALSE(again.empty()) << analysed.body;
      ASSERT_EQ(again[0], token.hash) << analysed.body << " / " << bytes;
    }
  }
}

struct TokenCase {
  const char* text;
  Strings tokens;
};

TEST(Tokens, AreWordsNumbersAndUnspacedCharacters) {
  const TokenCase cases[] = {
      {"Don't pay $1,200.5, he said.", {"Don't", "pay", "1,200.5", "he", "said"}},
      {"l’homme d'État", {"l’homme", "d'État"}},
      {"'quoted' rock 'n' roll", {"quoted", "rock", "n", "roll"}},
      {"U.S. e.g. 3.5.", {"U", "S", "e", "g", "3.5"}},
      {"v1.2 10,a", {"v1.2", "10", "a"}},
      {"召回38460辆“云雀”", {"召", "回", "38460", "辆", "云", "雀"}},
      {"ガ\u304B\u3099x", {"ガ", "\u304B\u3099", "x"}},
      {"สวัสดี", {"ส", "วั", "ส", "ดี"}},
      {"한국어 텍스트", {"한국어", "텍스트"}},
      {"उनके हिन्दी", {"उनके", "हिन्दी"}},
      {"co-op so\u00ADft", {"co", "op", "so\u00ADft"}},
      {"30㌔", {"30", "㌔", ""}},
  };
  for (const TokenCase& c : cases) EXPECT_EQ(AnalysedText(c.text).Tokens(), c.tokens) << c.text;
}

TEST(Tokens, KnowCapitalsNumbersAndUnspacedCharacters) {
  const AnalysedText analysed("Ab cd 7x Öl Жук жук 日 ٣");
  const uint32_t mask = kTokenCapital | kTokenNumber | kTokenUnspaced;
  std::vector<uint32_t> flags;
  for (const Token& token : analysed.text.tokens) flags.push_back(token.flags & mask);
  EXPECT_EQ(flags, (std::vector<uint32_t>{kTokenCapital, 0, kTokenNumber, kTokenCapital,
                                          kTokenCapital, 0, kTokenUnspaced, kTokenNumber}));
}

TEST(Tokens, OfOneCharacterDoNotDependOnWhatComesNext) {
  for (const char* next : {"", " ", "A", "7"}) {
    const std::string text = std::string("㌔") + next;
    const std::vector<char> bytes(text.begin(), text.end());  // nothing may be read behind them
    Article article;
    article.text = {bytes.data(), bytes.size()};
    Text analysed;
    AnalyzeText(article, &analysed);
    ASSERT_GE(analysed.tokens.size(), 2u) << text;
    EXPECT_NE(analysed.tokens[0].flags & kTokenUnspaced, 0u) << text;
    const uint32_t mask = kTokenUnspaced | kTokenCapital | kTokenNumber;
    EXPECT_EQ(analysed.tokens[1].flags & mask, uint32_t{kTokenUnspaced}) << text;
  }
}

TEST(Tokens, HaveTheSameHashHoweverTheyAreWritten) {
  EXPECT_EQ(TokenHashes("CAFÉ don’t naı̈ve"), TokenHashes("cafe\u0301 Don't naı̈ve"));
  EXPECT_NE(TokenHashes("cafe"), TokenHashes("café"));
}

TEST(Tokens, CountUnspacedCharactersAsHalfWords) {
  EXPECT_EQ(AnalysedText("two words").text.story_half_words, 4u);
  EXPECT_EQ(AnalysedText("日本 word").text.story_half_words, 4u);
}

TEST(AnalyzeText, TakesAnything) {
  for (const char* text : {"", " ", "\n\n", "...", "\"", "“”", "\xFF\xFE", "(", "—", "\u0301",
                           "\u200B", "\r\r", "'''''", "「「「", "a"}) {
    const AnalysedText analysed(text);
    EXPECT_LE(analysed.text.tokens.size(), 1u) << text;
    EXPECT_EQ(analysed.text.sentences.size(), analysed.text.tokens.size()) << text;
  }
}

TEST(AnalyzeText, TakesAHugeLineAndDeeplyNestedMarks) {
  std::string line;
  while (line.size() < 10'000'000) line += "word \"quote “deep «( 3. Mai ";
  const AnalysedText huge(std::move(line));
  EXPECT_GT(huge.text.tokens.size(), 1'000'000u);
  std::string nested;
  for (int i = 0; i < 200'000; ++i) nested += i % 2 == 0 ? "«a " : "「‘b ";
  EXPECT_EQ(AnalysedText(std::move(nested)).text.tokens.size(), 200'000u);
}

TEST(AnalyzeText, GivesTheSameWhenItsMemoryIsUsedAgain) {
  Text used;
  for (const char* body : {"LONDON (AP) - “One” two. Three.", "日本。「はい」", "Short", ""}) {
    Article article;
    article.text = body;
    AnalyzeText(article, &used);
    const AnalysedText fresh(body);
    EXPECT_EQ(used.sentences, fresh.text.sentences);
    EXPECT_EQ(used.quotations, fresh.text.quotations);
    EXPECT_EQ(used.furniture, fresh.text.furniture);
    EXPECT_EQ(used.story, fresh.text.story);
    ASSERT_EQ(used.tokens.size(), fresh.text.tokens.size());
    for (size_t i = 0; i < used.tokens.size(); ++i) {
      EXPECT_EQ(used.tokens[i].hash, fresh.text.tokens[i].hash);
      EXPECT_EQ(used.tokens[i].flags, fresh.text.tokens[i].flags);
    }
  }
}

}  // namespace
}  // namespace newsprint
