// One token of digits, with separators and what is glued to it, as a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "stem/number_value.h"
#include "stem/number_words.h"

namespace newsprint {

// Of any script whose digits are read: ASCII (folding makes the full-width ones so) and Arabic.
bool StartsWithDigit(std::string_view word);

// Digits cut at their separators, and letters behind them.
struct Digits {
  static constexpr size_t kMaxGroups = 7;
  std::string_view groups[kMaxGroups];
  char separators[kMaxGroups];  // before the group
  size_t count = 0;
  std::string_view suffix;
  std::string text;  // what the views point into

  Digits() = default;
  Digits(const Digits&) = delete;
  Digits& operator=(const Digits&) = delete;

  // Digits alone, up to `most` of them.
  bool Plain(size_t most) const { return count == 1 && suffix.empty() && groups[0].size() <= most; }
};

// False for what is not digits, separators and a suffix.
bool CutDigits(std::string_view word, Digits* digits);

// The value without the suffix; nothing where the separators make no number of it.
std::optional<NumberValue> ValueOf(const Digits& digits, const NumberWords& words);

// "st", "nd", "er", ...
bool IsOrdinalSuffix(std::string_view suffix);

// The power of ten that letters glued to digits stand for, 0 for ordinals; nothing for others.
std::optional<int32_t> GluedScale(std::string_view suffix);

}  // namespace newsprint
