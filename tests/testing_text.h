// Texts for tests and benchmarks of the stages behind AnalyzeText: made by hand, or drawn from a
// seed and edited with the truth kept, so that a test knows what an alignment has to find.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/text.h"
#include "xxhash.h"

namespace newsprint {

using Tokens = std::vector<uint64_t>;

// The same numbers everywhere: std::uniform_int_distribution differs between libraries.
class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  uint64_t Next() { return engine_(); }
  uint32_t Below(uint32_t n) { return static_cast<uint32_t>((engine_() >> 32) * n >> 32); }
  bool Once(uint32_t in) { return Below(in) == 0; }

 private:
  std::mt19937_64 engine_;
};

inline uint64_t HashOf(std::string_view word) { return XXH3_64bits(word.data(), word.size()); }
inline uint64_t HashOf(uint32_t word) { return XXH3_64bits(&word, sizeof(word)); }

inline void AddToken(uint64_t hash, uint32_t flags, Text* text) {
  const uint32_t index = static_cast<uint32_t>(text->tokens.size());
  text->tokens.push_back({hash, {2 * index, 2 * index + 1}, flags});
  if (flags & kTokenFurniture) return;
  text->story.push_back(index);
  text->story_half_words += 2;
}

inline Text TextOf(std::span<const uint64_t> tokens) {
  Text text;
  for (const uint64_t t : tokens) AddToken(t, 0, &text);
  return text;
}

// Words separated by blanks. `"said` begins a quotation and `it"` ends one; #word is furniture.
inline Text TextOf(const std::string& words) {
  Text text;
  std::istringstream stream(words);
  bool quoted = false;
  for (std::string word; stream >> word;) {
    uint32_t flags = 0;
    if (word.front() == '"') quoted = true, word.erase(0, 1);
    if (quoted) flags |= kTokenQuoted;
    if (!word.empty() && word.back() == '"') quoted = false, word.pop_back();
    if (!word.empty() && word.front() == '#') flags |= kTokenFurniture, word.erase(0, 1);
    AddToken(HashOf(word), flags, &text);
  }
  return text;
}

// Words as prose has them: half of all are among sixty, the others among 20,000.
inline uint64_t RandomWord(Random* random) {
  return HashOf(random->Once(2) ? random->Below(60) : 100 + random->Below(20'000));
}

inline Tokens RandomProse(size_t size, Random* random) {
  Tokens tokens(size);
  for (uint64_t& t : tokens) t = RandomWord(random);
  return tokens;
}

inline Tokens RandomTokens(size_t size, uint32_t alphabet, Random* random) {
  Tokens tokens(size);
  for (uint64_t& t : tokens) t = HashOf(random->Below(alphabet));
  return tokens;
}

// A text made from another. `from[i]` is the source's token that token i is, or kNew.
struct Copy {
  static constexpr uint32_t kNew = UINT32_MAX;

  explicit Copy(const Tokens& source) : tokens(source), from(source.size()) {
    for (uint32_t i = 0; i < from.size(); ++i) from[i] = i;
  }

  // Puts `other` in place of [begin, end).
  void Replace(size_t begin, size_t end, const Tokens& other) {
    Splice(begin, end, other, std::vector<uint32_t>(other.size(), kNew));
  }

  // Takes [begin, end) out and puts it before the token that is then the `to`-th.
  void Move(size_t begin, size_t end, size_t to) {
    const auto b = static_cast<std::ptrdiff_t>(begin), e = static_cast<std::ptrdiff_t>(end);
    const Tokens block(tokens.begin() + b, tokens.begin() + e);
    const std::vector<uint32_t> origin(from.begin() + b, from.begin() + e);
    Splice(begin, end, {}, {});
    Splice(to, to, block, origin);
  }

  // Changes, drops or doubles one word in `in`.
  void EditWords(uint32_t in, Random* random) {
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (!random->Once(in)) continue;
      const uint32_t what = random->Below(4);
      if (what < 2) Replace(i, i + 1, {RandomWord(random)});
      if (what == 2) Replace(i, i + 1, {});
      if (what == 3) Replace(i, i, {RandomWord(random)});
    }
  }

  Tokens tokens;
  std::vector<uint32_t> from;

 private:
  void Splice(size_t begin, size_t end, const Tokens& other, const std::vector<uint32_t>& origin) {
    const auto b = static_cast<std::ptrdiff_t>(begin), e = static_cast<std::ptrdiff_t>(end);
    tokens.erase(tokens.begin() + b, tokens.begin() + e);
    tokens.insert(tokens.begin() + b, other.begin(), other.end());
    from.erase(from.begin() + b, from.begin() + e);
    from.insert(from.begin() + b, origin.begin(), origin.end());
  }
};

// A run of tokens that the copy has unchanged.
struct Block {
  uint32_t a;  // in the source
  uint32_t b;  // in the copy
  uint32_t length;
};

inline std::vector<Block> BlocksOf(const Copy& copy) {
  std::vector<Block> blocks;
  for (uint32_t i = 0; i < copy.from.size(); ++i) {
    const uint32_t a = copy.from[i];
    if (a == Copy::kNew) continue;
    const bool joins =
        i > 0 && !blocks.empty() && copy.from[i - 1] != Copy::kNew && copy.from[i - 1] + 1 == a;
    if (joins) {
      ++blocks.back().length;
    } else {
      blocks.push_back({a, i, 1});
    }
  }
  return blocks;
}

}  // namespace newsprint
