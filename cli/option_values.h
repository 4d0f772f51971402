// Values of options: from what was written to what is stored. Each returns what is wrong, or "".
#pragma once

#include <cstdint>
#include <string>

#include "settings.h"

namespace newsprint::cli {

// A whole number from `least` to `most`.
std::string ParseNumber(const std::string& value, uint32_t least, uint32_t most, uint32_t* number);
// 0 to 1, stored in thousandths.
// 900 as "0.9".
std::string ShareText(uint32_t thousandths);
std::string ParseShare(const std::string& value, uint32_t* thousandths);
// "300M", "2G": powers of 1024.
std::string ParseBytes(const std::string& value, uint64_t* bytes);
// "14d", "2w" or "0".
std::string ParseDays(const std::string& value, uint32_t* days);
std::string ParseDate(const std::string& value, int64_t* seconds);
// "text=body,id=meta.uri"
std::string ParseFields(const std::string& value, Settings* settings);

// Those that have choices; the parser has checked that the value is one of them.
std::string ParseFormat(const std::string& value, Settings* settings);
std::string ParseOffsets(const std::string& value, Settings* settings);
std::string ParseColor(const std::string& value, Settings* settings);
std::string ParseKeep(const std::string& value, Settings* settings);
std::string ParseKinds(const std::string& value, Settings* settings);
std::string ParseDrop(const std::string& value, Settings* settings);
std::string ParseAlso(const std::string& value, Settings* settings);

// An option that takes any text and is stored as it is.
template <std::string Settings::*kMember>
std::string Store(const std::string& value, Settings* settings) {
  if (value.empty()) return "needs a value, not an empty one";
  settings->*kMember = value;
  return "";
}

template <bool Settings::*kMember>
std::string Set(const std::string&, Settings* settings) {
  settings->*kMember = true;
  return "";
}

}  // namespace newsprint::cli
