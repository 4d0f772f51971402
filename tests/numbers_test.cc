// Numbers by value: what is read, how far, and what it equals.
#include "stem/numbers.h"

#include <cstdint>
#include <string>
#include <vector>

#include "analysed_text.h"
#include "gtest/gtest.h"
#include "testing_text.h"

namespace newsprint {
namespace {

// A text as number tokens. Words are folded by hand where the language has capitals.
struct Tokenised {
  Tokenised(const std::string& body, const std::string& language) : text(body, "", language) {
    uint32_t end = 0;
    for (const Token& t : text.text.tokens) {
      words.push_back(text.body.substr(t.bytes.begin, t.bytes.size()));
      gaps.push_back(text.body.substr(end, t.bytes.begin - end));
      end = t.bytes.end;
    }
    for (std::string& w : words) {
      for (char& c : w) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    for (size_t i = 0; i < words.size(); ++i) tokens.push_back({words[i], gaps[i]});
  }

  AnalysedText text;
  std::vector<std::string> words, gaps;
  std::vector<NumberToken> tokens;
};

// "12e8 of 2" for "1.2 billion", "day 1122 of 2" for "Nov 22", "none".
std::string ReadFirst(const std::string& body, const std::string& language) {
  const Tokenised t(body, language);
  NumberValue value;
  const uint32_t taken = NumberReader(language).Read(t.tokens, &value);
  if (taken == 0) return "none";
  const std::string of = " of " + std::to_string(taken);
  if (value.day) return "day " + std::to_string(value.mantissa) + of;
  return std::to_string(value.mantissa) + "e" + std::to_string(value.exponent) + of;
}

struct Case {
  const char* language;
  const char* text;
  const char* expected;
};

TEST(Numbers, ReadsDigits) {
  const Case cases[] = {
      {"en", "0", "0e0 of 1"},
      {"en", "7", "7e0 of 1"},
      {"en", "007", "7e0 of 1"},
      {"en", "1,200.5", "12005e-1 of 1"},
      {"de", "1.200,5", "12005e-1 of 1"},
      {"en", "1.200,5", "12005e-1 of 1"},
      {"en", "1,200", "12e2 of 1"},
      {"en", "1.200", "12e-1 of 1"},
      {"de", "1.200", "12e2 of 1"},
      {"de", "1,200", "12e-1 of 1"},
      {"de-AT", "1.200", "12e2 of 1"},
      {"sv", "1.200", "12e2 of 1"},
      {"", "1.200", "12e-1 of 1"},
      {"en", "0,125", "125e-3 of 1"},
      {"de", "1.2", "12e-1 of 1"},
      {"en", "1,200,000", "12e5 of 1"},
      {"en", "12,34,567", "1234567e0 of 1"},
      {"de", "1.200.000", "12e5 of 1"},
      {"en", "1.2.3", "none"},
      {"en", "1,2,3", "none"},
      {"fr", "1 200 000 euros", "12e5 of 3"},
      {"fr", "1\u202F200,5 euros", "12005e-1 of 2"},
      {"fr", "3, 200 personnes", "3e0 of 1"},
      {"en", "1 200 people", "1e0 of 1"},
      {"en", "123456789012345678", "123456789012345678e0 of 1"},
      {"en", "12345678901234567890", "none"},
      {"en", "99999999999999999999999999999999999999999", "none"},
      {"en", "22nd", "22e0 of 1"},
      {"en", "412p", "412e0 of 1"},
      {"en", "F16", "none"},
      {"en", "3d", "none"},
      {"ar", "١٢٣", "123e0 of 1"},
  };
  for (const Case& c : cases) EXPECT_EQ(ReadFirst(c.text, c.language), c.expected) << c.text;
}

TEST(Numbers, ReadsScales) {
  const Case cases[] = {
      {"en", "1.2 billion euros", "12e8 of 2"},
      {"en", "1,200 million euros", "12e8 of 2"},
      {"en", "1.2bn", "12e8 of 1"},
      {"en", "$5m", "5e6 of 1"},
      {"en", "5 mln dlrs", "5e6 of 2"},
      {"en", "million people", "1e6 of 1"},
      {"en", "millions of people", "none"},
      {"en", "5 thousand million", "5e9 of 3"},
      {"en", "2 million 300 people", "2e6 of 2"},
      {"en", "2, million", "2e0 of 1"},
      {"en", "20-30 million", "2e1 of 1"},
      {"de", "3,5 Mrd. Euro", "35e8 of 2"},
      {"de", "3,5 Milliarden Euro", "35e8 of 2"},
      {"de", "3,5 Mio Euro", "35e5 of 2"},
      {"de", "2 Billionen", "2e12 of 2"},
      {"fr", "2,5 milliards", "25e8 of 2"},
      {"es", "2.500 mil millones", "25e11 of 3"},
      {"es", "3,5 millones", "35e5 of 2"},
      {"pt", "2,5 milhões", "25e5 of 2"},
      {"it", "2,5 miliardi", "25e8 of 2"},
      {"nl", "2,5 miljard", "25e8 of 2"},
      {"pl", "2,5 mln", "25e5 of 2"},
      {"ru", "2,5 млрд", "25e8 of 2"},
      {"tr", "2,5 milyar", "25e8 of 2"},
      {"zh", "120万人", "12e5 of 2"},
      {"zh", "1.2亿", "12e7 of 2"},
      {"ja", "1億2000万円", "12e7 of 4"},
      {"zh", "三百万人", "3e6 of 3"},
      {"zh", "十二人", "12e0 of 2"},
      {"zh", "二十五", "25e0 of 3"},
      {"zh", "三千五百", "35e2 of 4"},
      {"zh", "一个", "none"},
      {"zh", "十分", "none"},
      {"zh", "万科", "none"},
      {"en", "5 percent", "5e0 of 2"},
      {"en", "5 per cent", "5e0 of 3"},
      {"en", "5%", "5e0 of 1"},
      {"de", "5,5 Prozent", "55e-1 of 2"},
      {"fr", "5 pour cent", "5e0 of 3"},
      {"es", "5 por ciento", "5e0 of 3"},
  };
  for (const Case& c : cases) EXPECT_EQ(ReadFirst(c.text, c.language), c.expected) << c.text;
}

TEST(Numbers, ReadsWords) {
  const Case cases[] = {
      {"en", "three men", "3e0 of 1"},
      {"en", "twenty-five men", "25e0 of 2"},
      {"en", "two hundred and fifty thousand", "25e4 of 5"},
      {"en", "two thousand five hundred", "25e2 of 4"},
      {"en", "twenty and thirty", "2e1 of 1"},
      {"en", "three four", "3e0 of 1"},
      {"en", "twenty twenty", "2e1 of 1"},
      {"en", "hundred", "none"},
      {"en", "two hundred and the", "2e2 of 2"},
      {"en", "three million", "3e6 of 2"},
      {"en", "and", "none"},
      {"de", "zwanzig", "2e1 of 1"},
      {"de", "fünfundzwanzig", "25e0 of 1"},
      {"de", "zwölf Millionen", "12e6 of 2"},
      {"fr", "vingt-cinq", "25e0 of 2"},
      {"fr", "soixante-dix-huit", "78e0 of 3"},
      {"fr", "quatre-vingts", "8e1 of 2"},
      {"fr", "trois cents", "3e2 of 2"},
      {"es", "treinta y cinco", "35e0 of 3"},
      {"es", "tres y cinco", "3e0 of 1"},
      {"es", "doscientos veinte", "22e1 of 2"},
      {"es", "mil", "1e3 of 1"},
      {"pt", "vinte e dois", "22e0 of 3"},
      {"it", "trenta", "3e1 of 1"},
      {"", "three", "none"},
  };
  for (const Case& c : cases) EXPECT_EQ(ReadFirst(c.text, c.language), c.expected) << c.text;
}

TEST(Numbers, ReadsDays) {
  const Case cases[] = {
      {"en", "Nov 22", "day 1122 of 2"},
      {"en", "Nov. 22, 2024", "day 1122 of 2"},
      {"en", "November 22nd", "day 1122 of 2"},
      {"en", "22 November", "day 1122 of 2"},
      {"en", "22nd of November", "day 1122 of 3"},
      {"en", "May 5,000 people", "none"},
      {"en", "May 5 million", "none"},
      {"en", "November 32", "none"},
      {"en", "22, November", "22e0 of 1"},
      {"en", "22.11.2024", "day 1122 of 1"},
      {"de", "22. November", "day 1122 of 2"},
      {"de", "22.11.2024", "day 1122 of 1"},
      {"de", "22.13.2024", "none"},
      {"fr", "1er mars", "day 301 of 2"},
      {"es", "22 de noviembre", "day 1122 of 3"},
      {"ru", "22 ноября", "day 1122 of 2"},
      {"zh", "11月22日", "day 1122 of 4"},
      {"ja", "11月22日", "day 1122 of 4"},
  };
  for (const Case& c : cases) EXPECT_EQ(ReadFirst(c.text, c.language), c.expected) << c.text;
}

TEST(Numbers, AHashCanBeReadBack) {
  const NumberValue values[] = {{}, {12, 8}, {1, -20}, {999'999'999'999, 43}, {1122, 0, true}};
  for (const NumberValue& v : values) {
    NumberValue back;
    ASSERT_TRUE(NumberOf(NumberHash(v), &back));
    EXPECT_EQ(back, v);
  }
  EXPECT_NE(NumberHash({1122, 0, true}), NumberHash({1122, 0}));
  EXPECT_NE(NumberHash({1, 50}), NumberHash({1, 51}));
  EXPECT_NE(NumberHash({1, 50}), NumberHash({2, 50}));
}

TEST(Numbers, AWordIsHardlyEverTakenForANumber) {
  uint32_t taken = 0;
  for (uint32_t i = 0; i < 100'000; ++i) {
    NumberValue value;
    taken += NumberOf(HashOf(i), &value);
  }
  EXPECT_LT(taken, 15u);
}

TEST(Numbers, AgreeWhenOneIsTheOtherRounded) {
  struct {
    NumberValue x, y;
    bool agree;
  } cases[] = {
      {{12, 5}, {11997, 2}, true},            // 1.2 million, 1,199,700
      {{12, 5}, {12, 5}, true},               //
      {{12, 5}, {1234567, 0}, true},          // rounds to 1.2 million
      {{12, 5}, {1254567, 0}, false},         // rounds to 1.3 million
      {{2, 2}, {197, 0}, true},               // 200, 197
      {{2, 2}, {2049, -1}, true},             // 200, 204.9
      {{2, 2}, {24, 1}, false},               // one digit still means two
      {{1234, 0}, {1236, 0}, false},          // neither is round
      {{2, 1}, {19, 0}, false},               // small
      {{2, 1}, {196, -1}, false},             // small
      {{2, 3}, {1999, 0}, false},             // years
      {{2024, 0}, {2019, 0}, false},          //
      {{2, 6}, {1999, 3}, true},              // millions are no years
      {{1122, 0, true}, {1122, 0}, false},    // a day is no number
      {{111, 1}, {1'105, 0}, true},           // halves go up
      {{999'999'999'999, 0}, {1, 12}, true},  //
  };
  for (const auto& c : cases) {
    EXPECT_EQ(NumbersAgree(c.x, c.y), c.agree) << c.x.mantissa << " " << c.y.mantissa;
    EXPECT_EQ(NumbersAgree(c.y, c.x), c.agree) << c.x.mantissa << " " << c.y.mantissa;
  }
}

// Whatever stands there: no crash, no more tokens than there are.
TEST(Numbers, TakeAnything) {
  const std::vector<std::string> pieces = {
      "1",       "200",  "0",     "1.2",    "1,200", "99999999999999999",
      "5m",      "22nd", "three", "twenty", "and",   "y",
      "万",      "十",   "百",    "three",  "mil",   "hundred",
      "million", "bn",   "may",   "of",     "cent",  "per",
      "percent", "月",   "日",    "٣",      "\xD9",  ""};
  const std::vector<std::string> gaps = {" ", "", ". ", ", ", "-", "\u00A0"};
  Random random(1);
  for (const char* language : {"en", "de", "fr", "es", "pt", "zh", "ja", "ru", ""}) {
    const NumberReader reader(language);
    for (int i = 0; i < 5'000; ++i) {
      std::vector<NumberToken> tokens(random.Below(15));
      for (NumberToken& t : tokens) {
        t.word = pieces[random.Below(static_cast<uint32_t>(pieces.size()))];
        t.gap = gaps[random.Below(static_cast<uint32_t>(gaps.size()))];
      }
      NumberValue value;
      const uint32_t taken = reader.Read(tokens, &value);
      ASSERT_LE(taken, tokens.size());
      if (taken > 0 && !value.day) {
        ASSERT_TRUE(value.mantissa == 0 ? value.exponent == 0 : value.mantissa % 10 != 0);
      }
    }
  }
}

}  // namespace
}  // namespace newsprint
