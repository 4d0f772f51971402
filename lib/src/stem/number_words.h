// The words that numbers and days are made of, by language.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace newsprint {

struct NumberWord {
  enum class Role : uint8_t {
    kNone,
    kSmall,      // 0..999; value is the number
    kFactor,     // within a group: hundred, 十 百 千; value is the power of ten
    kScale,      // closes a group: thousand, million, 万; value is the power of ten
    kLoneScale,  // the same, and one of it by itself: "a million"
    kJoin,       // "two hundred and five", "treinta y cinco"
    kOf,         // "22 de noviembre"
    kPercent,
  };

  Role role = Role::kNone;
  uint8_t month = 0;  // 1..12 of a word that names a month, whatever else it is
  uint16_t value = 0;
};

struct NumberWords {
  absl::flat_hash_map<uint64_t, NumberWord> words;  // by token hash (text.h)
  bool decimal_comma = false;                       // "1.200" is 1200
  bool blank_thousands = false;                     // "1 200 000"
  bool by_twenties = false;                         // "soixante-dix", "quatre-vingt-dix"
  bool unspaced = false;                            // Chinese and Japanese numerals

  std::bitset<4096> hashes;  // low bits of the hashes of all words

  NumberWord Find(uint64_t token_hash) const;
  NumberWord Find(std::string_view word) const;  // folded
  bool MayHave(uint64_t token_hash) const { return hashes[token_hash % hashes.size()]; }
};

// "per cent", "pour cent", "por ciento": percent in two words.
bool IsPer(std::string_view word);
bool IsCent(std::string_view word);

// Those of a language, or of none.
const NumberWords& NumberWordsOf(std::string_view language);

}  // namespace newsprint
