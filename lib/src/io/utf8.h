// UTF-8 as bytes: encoding, and what the reader needs beside RepairUtf8 and IsValidUtf8 of io.h.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsprint {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// What is said of an input that RepairUtf8 had to change.
inline constexpr std::string_view kNotUtf8 =
    "not UTF-8, bad bytes are read as U+FFFD (convert it with iconv)";

std::string_view WithoutByteOrderMark(std::string_view bytes);

// Writes `code_point` (at most U+10FFFF, no surrogate) to `out` and returns the end, at most 4
// bytes on.
char* EncodeUtf8(uint32_t code_point, char* out);

}  // namespace newsprint
