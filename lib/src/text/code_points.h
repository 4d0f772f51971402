// What folding makes of a code point beyond ASCII.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsprint {

enum class FoldKind : uint8_t {
  kWord,         // a letter or digit that becomes one code point
  kUnspaced,     // the same in a script written without spaces
  kMark,         // a combining mark without a combining class, copied
  kOrderedMark,  // a combining mark with one: a second such mark would have to be sorted
  kComposing,    // a mark that may melt with what stands before it: normalised with its base
  kExpand,       // becomes several code points: normalised
  kAscii,        // punctuation or blank: 1 to 3 ASCII characters
  kQuote,        // a quotation mark that has a direction
  kDrop,         // zero width
};

struct FoldEntry {
  uint32_t value : 24;  // the code point it becomes; for kAscii the characters, first one lowest
  FoldKind kind : 8;
};

inline constexpr char32_t kBasicPlane = 0x10000;

// Entries of the code points 0x80 to 0xFFFF (of those below 0x80 nothing is said).
const FoldEntry* BasicPlaneFold();

// The entry of a code point beyond.
FoldEntry LookUpAstralFold(char32_t code_point);

inline FoldEntry LookUpFold(const FoldEntry* basic_plane, char32_t code_point) {
  return code_point < kBasicPlane ? basic_plane[code_point] : LookUpAstralFold(code_point);
}

struct Decoded {
  char32_t code_point;
  uint32_t size;
};

// The code point at `position`. A byte that begins none counts as U+FFFD of size 1.
inline Decoded DecodeUtf8(std::string_view text, size_t position) {
  constexpr Decoded kBad = {0xFFFD, 1};
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[position + i]); };
  const uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || position + size > text.size()) return kBad;
  char32_t code_point = lead & (0x7Fu >> size);
  for (uint32_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return kBad;
    code_point = code_point << 6 | (byte(i) & 0x3Fu);
  }
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < kSmallest[size] || code_point > 0x10FFFF || surrogate) return kBad;
  return {code_point, size};
}

// Writes 1 to 4 bytes and returns how many.
inline uint32_t EncodeUtf8(char32_t code_point, char* to) {
  const auto put = [&](uint32_t i, uint32_t value) { to[i] = static_cast<char>(value); };
  const auto tail = [&](uint32_t shift) { return 0x80 | (code_point >> shift & 0x3F); };
  if (code_point < 0x80) {
    put(0, code_point);
    return 1;
  }
  if (code_point < 0x800) {
    put(0, 0xC0 | code_point >> 6);
    put(1, tail(0));
    return 2;
  }
  if (code_point < 0x10000) {
    put(0, 0xE0 | code_point >> 12);
    put(1, tail(6));
    put(2, tail(0));
    return 3;
  }
  put(0, 0xF0 | code_point >> 18);
  put(1, tail(12));
  put(2, tail(6));
  put(3, tail(0));
  return 4;
}

// How a token's first character can begin a sentence.
enum class LetterCase : uint8_t { kUpper, kLower, kNone };
LetterCase CaseOf(char32_t code_point);
bool IsDecimalDigit(char32_t code_point);

}  // namespace newsprint
