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
  uint32_t value;  // the code point it becomes; for kAscii the characters, first one lowest
  FoldKind kind;
};

// For any code point >= 0x80; unassigned ones are blanks.
FoldEntry LookUpFold(char32_t code_point);

struct Decoded {
  char32_t code_point;
  uint32_t size;
};

// The code point at `position`. A byte that begins none counts as U+FFFD of size 1.
Decoded DecodeUtf8(std::string_view text, size_t position);

// Writes 1 to 4 bytes and returns how many.
uint32_t EncodeUtf8(char32_t code_point, char* to);

// Whether it belongs to a script that is written without spaces between words.
bool IsUnspaced(char32_t code_point);

// How a token's first character can begin a sentence.
enum class LetterCase : uint8_t { kUpper, kLower, kNone };
LetterCase CaseOf(char32_t code_point);
bool IsDecimalDigit(char32_t code_point);

}  // namespace newsprint
