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

// The multiplier's powers, up to the first token of the longest window: kShingleHalfWords tokens of
// half a word.
inline constexpr auto kShinglePowers = [] {
  std::array<uint64_t, kShingleHalfWords> powers{1};
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * kShingleMultiplier;
  return powers;
}();

// A bijection of 64 bits in which every input bit reaches every output bit: the finaliser of
// SplitMix64 (Steele, Lea and Flood 2014).
inline constexpr uint64_t kMixFirst = 0xBF58476D1CE4E5B9, kMixSecond = 0x94D049BB133111EB;
constexpr uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * kMixFirst;
  x = (x ^ (x >> 27)) * kMixSecond;
  return x ^ (x >> 31);
}

constexpr uint32_t HalfWords(const Token& token) {
  return (token.flags & kTokenUnspaced) != 0 ? 1 : 2;
}

// Every token of the story is a word, and there are enough for a shingle.
inline bool HasWordShingles(const Text& text) {
  return text.story.size() >= kShingleWords && text.story_half_words == 2 * text.story.size();
}

// ForEachShingle, below, where HasWordShingles: the window's length is fixed, so a token
// costs one step of a chain of multiply-adds (2 ns instead of 3).
template <typename Sink>
void ForEachWordShingle(const Text& text, Sink&& sink) {
  const Token* const tokens = text.tokens.data();
  const uint32_t* const story = text.story.data();
  const auto story_end = static_cast<uint32_t>(text.story.size());
  uint64_t sum = 0;
  uint64_t leaving = 0;     // what the token before the window still has in `sum`, times -1
  uint32_t quoted_end = 0;  // behind the last quoted token before `end`
  for (uint32_t end = 1; end <= story_end; ++end) {
    const Token& token = tokens[story[end - 1]];
    sum = sum * kShingleMultiplier + (token.hash - leaving);
    quoted_end = (token.flags & kTokenQuoted) != 0 ? end : quoted_end;
    if (end < kShingleWords) continue;
    const uint32_t begin = end - kShingleWords;
    sink(Shingle{Mix(sum), begin, end, quoted_end > begin});
    leaving = tokens[story[begin]].hash * kShinglePowers[kShingleWords];
  }
}

// Calls `sink(shingle)` for every shingle that begins at one of `begins`, story tokens, in order.
//
// `sum` is the polynomial of the window's tokens: one multiplication for a token that comes in, one
// for a token that goes out, whatever the window's length.
template <typename Sink>
void ForEachShingleIn(const Text& text, Span begins, Sink&& sink) {
  const Token* const tokens = text.tokens.data();
  const uint32_t* const story = text.story.data();
  const auto story_end = static_cast<uint32_t>(text.story.size());
  uint64_t sum = 0;
  uint32_t end = begins.begin;
  uint32_t half_words = 0;
  uint32_t quoted_end = 0;  // behind the last quoted token before `end`
  for (uint32_t begin = begins.begin; begin < begins.end; ++begin) {
    while (half_words < kShingleHalfWords && end < story_end) {
      const Token& token = tokens[story[end++]];
      sum = sum * kShingleMultiplier + token.hash;
      half_words += HalfWords(token);
      quoted_end = (token.flags & kTokenQuoted) != 0 ? end : quoted_end;
    }
    if (half_words < kShingleHalfWords && begin > 0) return;
    sink(Shingle{Mix(sum), begin, end, quoted_end > begin});
    const Token& first = tokens[story[begin]];
    sum -= first.hash * kShinglePowers[end - begin - 1];
    half_words -= HalfWords(first);
  }
}

// The same for every shingle of the story.
template <typename Sink>
void ForEachShingle(const Text& text, Sink&& sink) {
  if (HasWordShingles(text)) return ForEachWordShingle(text, sink);
  ForEachShingleIn(text, {0, static_cast<uint32_t>(text.story.size())}, sink);
}

}  // namespace newsprint
