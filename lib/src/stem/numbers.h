// Numbers by value: "1.2 billion", "1,200 million" and "1.2bn" are one.
//
//   const NumberReader reader("en");               // one per article
//   if (is_digits || reader.Begins(token.hash)) {
//     NumberValue value;
//     const uint32_t taken = reader.Read(tokens, &value);  // 2 for "1.2 billion"
//     if (taken > 0) Use(NumberHash(value));
//   }
//
// What is read
//   * digits with thousands separators and decimals. Two kinds of separator say themselves which is
//     which, and so does one that is repeated or is not followed by three digits; else the language
//     says: "1.200" is 1200 in German and 1.2 in English. Where the language writes blanks between
//     thousands ("1 200 000") they are read as well. Ordinals have the value of their number
//     ("22nd").
//   * number words (en de fr es pt it; Chinese and Japanese numerals): "three", "twenty-five", "two
//     hundred and fifty", "fünfundzwanzig", "三百万". Never the words that are articles as well
//     ("un").
//   * scale words and signs behind these: "thousand", "bn", "Mio.", "mil millones", "млрд", "万".
//     Glued to digits "m" is a million ("$5m"). A scale word in the singular is one of it by
//     itself: "a million".
//   * percent words, which belong to the number and do not change it: "5 percent" is "5%" is 5.
//   * days: "Nov. 22", "22nd of November", "22. November", "22.11.2024", "11月22日". A day is
//     month and day; a year beside it is a number of its own (and is lost in "22.11.2024").
// Not read: fractions in words, ranges (two numbers), years in words, word ordinals, units:
// kilometres are never compared with miles.
//
// Values are exact decimals, no floating point. What has more than 18 digits is no number.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "stem/number_value.h"
#include "stem/number_words.h"

namespace newsprint {

// A story token as numbers look at it.
struct NumberToken {
  std::string_view word;  // folded
  std::string_view gap;   // original bytes between it and the token before it
};

// No number takes more tokens.
inline constexpr uint32_t kMaxNumberTokens = 12;

class NumberReader {
 public:
  // ISO 639-1, possibly with a region; digits are read in any language.
  explicit NumberReader(std::string_view language);

  // Whether a number can begin with a word, by the hash of its token (text.h). Digits always can.
  bool Begins(uint64_t token_hash) const;

  // False for the hash of a token (text.h) that is neither digits nor a word of any number in the
  // language; true for these words and for one other in thirty or more.
  bool MayHave(uint64_t token_hash) const { return words_->MayHave(token_hash); }

  // How many of the first of `tokens` are one number, 0 when they begin none.
  uint32_t Read(std::span<const NumberToken> tokens, NumberValue* value) const;

 private:
  const NumberWords* words_;
};

}  // namespace newsprint
