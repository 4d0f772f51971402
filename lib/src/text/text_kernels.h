// The two loops over every byte of every article, on plain pointers: vector code with dynamic
// dispatch, and its scalar twin that tests hold it against.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsprint {

// Copies `from` to `to` in lower case up to the first byte >= 0x80 and returns how many bytes that
// were. May write rubbish behind them, within `size` bytes.
size_t CopyLowerAscii(const char* from, size_t size, char* to);

// Bitmaps of bytes: bit i % 64 of the integer i / 64 belongs to byte i.
struct ByteClasses {
  uint64_t* words;    // belongs to a word: a-z, 0-9, >= 0x80
  uint64_t* joiners;  // one of ' . , which may join two words
  uint64_t* blanks;   // a blank (no tab, no line break)
};

// Writes (size + 63) / 64 integers each; bits behind the end are 0.
void ClassifyBytes(const char* folded, size_t size, const ByteClasses& classes);

size_t CopyLowerAsciiScalar(const char* from, size_t size, char* to);
void ClassifyBytesScalar(const char* folded, size_t size, const ByteClasses& classes);

}  // namespace newsprint
