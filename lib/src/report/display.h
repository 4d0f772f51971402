// Text for a terminal: widths, cuts, colours and numbers that people read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsprint {

// ANSI colours, or nothing at all.
struct Paint {
  bool on = false;

  std::string operator()(std::string_view code, std::string_view text) const;

  static constexpr std::string_view kBold = "1";
  static constexpr std::string_view kDim = "2";
  static constexpr std::string_view kRed = "31";
  static constexpr std::string_view kGreen = "32";
  static constexpr std::string_view kYellow = "33";
  static constexpr std::string_view kCyan = "36";
};

// Columns that `text` takes: 2 for wide characters of East Asia, 0 for combining marks.
uint32_t DisplayWidth(std::string_view text);

// `text` on one line, safe to print: each run of blanks, line breaks and control characters is one
// blank, none at the ends. Foreign text must not move the cursor or change colours.
std::string OneLine(std::string_view text);

// OneLine(text) in at most `width` columns, with "..." where something was cut.
std::string Fit(std::string_view text, uint32_t width);

// `text` followed by blanks up to `width` columns.
std::string Pad(std::string text, uint32_t width);

// Those that are not empty, with `by` between them.
std::string Joined(const std::vector<std::string>& parts, std::string_view by);

// 37554 as "37,554".
std::string Grouped(uint64_t value);

// "37,554 articles", "1 article".
std::string Count(uint64_t value, std::string_view singular, std::string_view plural);

// 673 thousandths as ".67"; "1.00" only for all.
std::string ShortShare(uint32_t thousandths);

// `text` (one line, words parted by blanks) on lines of at most `width` columns, all but the first
// indented; the first begins at column `at`. Ends without a line break.
std::string Wrapped(std::string_view text, uint32_t width, uint32_t indent, uint32_t at = 0);

// 240273616 as "240 MB".
std::string ByteSize(uint64_t bytes);

// 5.13 as "5.1 s", 312 as "5:12".
std::string Duration(double seconds);

}  // namespace newsprint
