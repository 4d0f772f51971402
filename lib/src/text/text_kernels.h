// The loops over every byte of every article, on plain pointers: code for each target with dynamic
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
};

// Writes (size + 63) / 64 integers each; bits behind the end are 0.
void ClassifyBytes(const char* folded, size_t size, const ByteClasses& classes);

// Words as bits: a word is a run of set bits, or what a cut leaves of one.
struct WordBits {
  const uint64_t* words;
  size_t blocks;         // of 64 bytes
  const uint64_t* cuts;  // a word begins at each of these bits that is in a run
  size_t cut_blocks;     // there are no cuts behind
};

// Writes where each word begins and ends and returns how many there are. The end of a word that
// reaches the last bit is left to the caller. May write kBoundsSlack more of either.
inline constexpr size_t kBoundsSlack = 64;
size_t ListWords(const WordBits& bits, uint32_t* begins, uint32_t* ends);

// Words by their first 8 bytes (of a shorter word, whatever follows it), the first one lowest.
struct WordHeads {
  const uint64_t* heads;
  const uint32_t* begins;
  const uint32_t* ends;  // no word is empty
  size_t count;
};

// XXH3-64 of words of at most 8 bytes, those that are most; longer ones get rubbish.
inline constexpr uint32_t kLongestHead = 8;
void HashHeads(const WordHeads& words, uint64_t* hashes);

// Words behind one another in folded text.
struct WordRow {
  const char* folded;
  size_t size;  // of the folded text
  const uint32_t* begins;
  const uint32_t* ends;
  size_t count;
};

// Writes which of the words, but for the first, have something else than one blank or nothing
// before them, and returns how many these are. May write kBoundsSlack more.
size_t ListGaps(const WordRow& words, uint32_t* to);

// Writes which of the words are longer than kLongestHead, and returns how many these are. May write
// kBoundsSlack more.
size_t ListLongWords(const WordRow& words, uint32_t* to);

size_t CopyLowerAsciiScalar(const char* from, size_t size, char* to);
void ClassifyBytesScalar(const char* folded, size_t size, const ByteClasses& classes);
size_t ListWordsScalar(const WordBits& bits, uint32_t* begins, uint32_t* ends);
void HashHeadsScalar(const WordHeads& words, uint64_t* hashes);
// Those from word `first` on.
size_t ListGapsScalar(const WordRow& words, size_t first, uint32_t* to);
size_t ListLongWordsScalar(const WordRow& words, size_t first, uint32_t* to);

}  // namespace newsprint
