// Stems for texts of testing_text.h: a word is its own stem, the sixty most frequent ones are
// common and all others rare.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_set>
#include <vector>

#include "newsprint/stems.h"
#include "newsprint/text.h"
#include "testing_text.h"

namespace newsprint {

inline bool IsCommonWord(uint64_t token) {
  static const std::unordered_set<uint64_t>& common = *[] {
    auto* words = new std::unordered_set<uint64_t>;
    for (uint32_t i = 0; i < 60; ++i) words->insert(HashOf(i));
    return words;
  }();
  return common.count(token) > 0;
}

inline Stems StemsOf(std::span<const uint64_t> tokens) {
  Stems stems;
  for (const uint64_t t : tokens) {
    stems.hash.push_back(t);
    stems.idf.push_back(IsCommonWord(t) ? 100 : kRareIdf);
    stems.width.push_back(1);
  }
  return stems;
}

inline Stems StemsOf(const Text& text) {
  std::vector<uint64_t> tokens;
  for (const uint32_t t : text.story) tokens.push_back(text.tokens[t].hash);
  return StemsOf(tokens);
}

}  // namespace newsprint
