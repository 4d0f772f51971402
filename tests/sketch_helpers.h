// Texts and shingle sets made by hand, for tests and benchmarks of the sketch stage.
#pragma once

#include <cstdint>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "newsprint/text.h"
#include "xxhash.h"

namespace newsprint {

// Words separated by blanks. In front of a word stand its marks: '>' quoted, '#' furniture,
// '~' a character of a script without spaces.
inline Text TextOf(const std::string& words) {
  Text text;
  std::istringstream stream(words);
  for (std::string word; stream >> word;) {
    Token token{};
    for (; word.find_first_of(">#~") == 0; word.erase(0, 1)) {
      token.flags |= word[0] == '>' ? kTokenQuoted : 0u;
      token.flags |= word[0] == '#' ? kTokenFurniture : 0u;
      token.flags |= word[0] == '~' ? kTokenUnspaced : 0u;
    }
    token.hash = XXH3_64bits(word.data(), word.size());
    if ((token.flags & kTokenFurniture) == 0) {
      text.story.push_back(static_cast<uint32_t>(text.tokens.size()));
      text.story_half_words += (token.flags & kTokenUnspaced) != 0 ? 1 : 2;
    }
    text.tokens.push_back(token);
  }
  return text;
}

// `count` words of a vocabulary so large that hardly one occurs twice.
inline std::string RandomWords(size_t count, std::mt19937_64* random) {
  std::string words;
  for (size_t i = 0; i < count; ++i) {
    words += 'w';
    words += std::to_string((*random)() % 1'000'000'000);
    words += ' ';
  }
  return words;
}

struct SetPair {
  std::vector<uint64_t> a;
  std::vector<uint64_t> b;
};

// Two sets of `size` random hashes of which `shared` are in both.
inline SetPair RandomSets(size_t size, size_t shared, std::mt19937_64* random) {
  SetPair sets;
  for (size_t i = 0; i < size; ++i) {
    sets.a.push_back((*random)());
    sets.b.push_back(i < shared ? sets.a[i] : (*random)());
  }
  return sets;
}

}  // namespace newsprint
