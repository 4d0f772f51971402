// Shingles: the windows of a story and their hashes, for whoever needs them as a stream.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "newsprint/fingerprint.h"
#include "newsprint/text.h"

namespace newsprint {

inline constexpr uint32_t kShingleHalfWords = 2 * kShingleWords;

// Multiplier of the polynomial over token hashes; odd, so that no token's low bits are lost.
inline constexpr uint64_t kShingleMultiplier = 0x9FB21C651E98DF25;

// The multiplier's powers, up to the longest window: kShingleHalfWords tokens of half a word.
inline constexpr auto kShinglePowers = [] {
  std::array<uint64_t, kShingleHalfWords + 1> powers{1};
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * kShingleMultiplier;
  return powers;
}();

// A bijection of 64 bits in which every input bit reaches every output bit: the finaliser of
// SplitMix64 (Steele, Lea and Flood 2014).
constexpr uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

constexpr uint32_t HalfWords(const Token& token) {
  return (token.flags & kTokenUnspaced) != 0 ? 1 : 2;
}

// Calls `sink(shingle)` for every shingle of the story, in order.
//
// `head` and `tail` are the polynomials of all tokens before the window's end and before its
// begin; their difference is the window's own polynomial, so a shingle costs two multiply-adds and
// a finaliser, whatever its length.
template <typename Sink>
void ForEachShingle(const Text& text, Sink&& sink) {
  const auto story_end = static_cast<uint32_t>(text.story.size());
  uint64_t head = 0;
  uint64_t tail = 0;
  uint32_t end = 0;
  uint32_t half_words = 0;
  uint32_t quoted_end = 0;  // behind the last quoted token before `end`
  for (uint32_t begin = 0; begin < story_end; ++begin) {
    while (half_words < kShingleHalfWords && end < story_end) {
      const Token& token = text.tokens[text.story[end++]];
      head = head * kShingleMultiplier + token.hash;
      half_words += HalfWords(token);
      if ((token.flags & kTokenQuoted) != 0) quoted_end = end;
    }
    if (half_words < kShingleHalfWords && begin > 0) return;
    sink(Shingle{Mix(head - tail * kShinglePowers[end - begin]), begin, end, quoted_end > begin});
    const Token& first = text.tokens[text.story[begin]];
    tail = tail * kShingleMultiplier + first.hash;
    half_words -= HalfWords(first);
  }
}

}  // namespace newsprint
