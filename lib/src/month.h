// Names of months, as dates and datelines have them.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "absl/strings/ascii.h"

namespace newsprint {

// 1 to 12 for the English name of a month or its first letters, of any case and at least three:
// "October", "Sept", "oct". 0 for anything else.
inline int MonthNumber(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (name.size() < 3) return 0;
  const auto same = [](char c, char lower) {
    return absl::ascii_tolower(static_cast<unsigned char>(c)) == lower;
  };
  const auto found = std::find_if(kMonths.begin(), kMonths.end(), [&](std::string_view month) {
    return name.size() <= month.size() && std::equal(name.begin(), name.end(), month.begin(), same);
  });
  return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

}  // namespace newsprint
