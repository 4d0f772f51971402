// Text for a terminal. Widths come from utf8proc, which follows Unicode's East Asian Width.
#include "report/display.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace newsprint {
namespace {

// The next character of `text` at `*at`; an ill-formed byte counts as U+FFFD.
utf8proc_int32_t NextCharacter(std::string_view text, size_t* at) {
  utf8proc_int32_t character = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + *at);
  const auto left = static_cast<utf8proc_ssize_t>(text.size() - *at);
  const utf8proc_ssize_t used = utf8proc_iterate(bytes, left, &character);
  *at += used > 0 ? static_cast<size_t>(used) : 1;
  return used > 0 ? character : 0xFFFD;
}

// Characters that end or disturb a line: separators, controls, and the marks that switch the
// direction of what follows.
bool IsUnsafe(utf8proc_int32_t character) {
  const utf8proc_category_t category = utf8proc_category(character);
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP || (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

bool IsBlank(utf8proc_int32_t character) {
  return utf8proc_category(character) == UTF8PROC_CATEGORY_ZS || IsUnsafe(character);
}

// The bytes of the first characters that fit into `width` columns.
size_t PrefixThatFits(std::string_view text, uint32_t width) {
  size_t at = 0;
  for (uint32_t used = 0; at < text.size();) {
    size_t next = at;
    used += static_cast<uint32_t>(std::max(0, utf8proc_charwidth(NextCharacter(text, &next))));
    if (used > width) break;
    at = next;
  }
  return at;
}

}  // namespace

std::string Paint::operator()(std::string_view code, std::string_view text) const {
  if (!on || text.empty()) return std::string(text);
  return std::string("\033[").append(code).append("m").append(text).append("\033[0m");
}

uint32_t DisplayWidth(std::string_view text) {
  uint32_t width = 0;
  for (size_t at = 0; at < text.size();) {
    width += static_cast<uint32_t>(std::max(0, utf8proc_charwidth(NextCharacter(text, &at))));
  }
  return width;
}

std::string OneLine(std::string_view text) {
  std::string line;
  bool blank = false;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    if (IsBlank(NextCharacter(text, &at))) {
      blank = true;
      continue;
    }
    if (blank && !line.empty()) line.push_back(' ');
    blank = false;
    line.append(text.substr(begin, at - begin));
  }
  return line;
}

std::string Fit(std::string_view text, uint32_t width) {
  std::string line = OneLine(text);
  if (DisplayWidth(line) <= width) return line;
  line.resize(PrefixThatFits(line, width - std::min(width, 3u)));
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line.append(std::min(width, 3u), '.');
}

std::string Pad(std::string text, uint32_t width) {
  const uint32_t used = DisplayWidth(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

std::string Joined(const std::vector<std::string>& parts, std::string_view by) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += by;
    text += part;
  }
  return text;
}

std::string Grouped(uint64_t value) {
  std::string digits = std::to_string(value);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string Count(uint64_t value, std::string_view singular, std::string_view plural) {
  return Grouped(value).append(" ").append(value == 1 ? singular : plural);
}

std::string ShortShare(uint32_t thousandths) {
  if (thousandths >= 1000) return "1.00";
  const uint32_t hundredths = std::min((thousandths + 5) / 10, 99u);
  return std::string(".").append(hundredths < 10 ? "0" : "").append(std::to_string(hundredths));
}

std::string Wrapped(std::string_view text, uint32_t width, uint32_t indent, uint32_t at) {
  std::string lines;
  bool first = true;  // on its line
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const uint32_t used = DisplayWidth(word);
    if (!first && at + 1 + used > width) {
      lines.append("\n").append(indent, ' ');
      at = indent;
      first = true;
    }
    if (!first) lines.push_back(' ');
    at += used + (first ? 0 : 1);
    lines.append(word);
    first = false;
    begin = end + 1;
  }
  return lines;
}

std::string ByteSize(uint64_t bytes) {
  constexpr const char* kUnits[] = {"bytes", "kB", "MB", "GB", "TB", "PB"};
  auto value = static_cast<double>(bytes);
  size_t unit = 0;
  for (; value >= 999.5 && unit + 1 < std::size(kUnits); ++unit) value /= 1000;
  char text[32];
  // Two figures at least: 1.7 GB, but 240 MB.
  std::snprintf(text, sizeof text, value < 9.95 && unit > 0 ? "%.1f %s" : "%.0f %s", value,
                kUnits[unit]);
  return text;
}

std::string Duration(double seconds) {
  char text[64];
  if (seconds < 99.95) {
    std::snprintf(text, sizeof text, "%.1f s", seconds);
    return text;
  }
  const auto whole = static_cast<unsigned long long>(seconds + 0.5);
  if (whole < 3600) {
    std::snprintf(text, sizeof text, "%llu:%02llu min", whole / 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%llu:%02llu h", whole / 3600, whole / 60 % 60);
  }
  return text;
}

}  // namespace newsprint
