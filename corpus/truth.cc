// Shingle sets as the truth knows them: lower-cased words (see unicode.h), five in a row, the title
// left out. Nothing is sampled, nothing is furniture.
#include "truth.h"

#include <xxhash.h>

#include <algorithm>
#include <string>

#include "random.h"
#include "unicode.h"

namespace newsprint::corpus {

Shingles ShinglesOf(std::string_view text) {
  std::vector<WordRange> words;
  const std::string lower = Lower(text);
  FindWords(lower, &words);
  std::vector<uint64_t> tokens;
  Shingles shingles;
  for (const WordRange& word : words) {
    tokens.push_back(XXH3_64bits(lower.data() + word.begin, word.end - word.begin));
    shingles.half_words += word.unspaced ? 1 : 2;
  }
  for (size_t i = 0; i + 5 <= tokens.size(); ++i) {
    uint64_t hash = 0;
    for (size_t k = 0; k < 5; ++k) hash = Mix(hash ^ tokens[i + k]);
    shingles.hashes.push_back(hash);
  }
  std::sort(shingles.hashes.begin(), shingles.hashes.end());
  shingles.hashes.erase(std::unique(shingles.hashes.begin(), shingles.hashes.end()),
                        shingles.hashes.end());
  return shingles;
}

uint64_t CountShared(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  uint64_t shared = 0;
  for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    shared += a[i] == b[k];
    const bool next_a = a[i] <= b[k];
    k += b[k] <= a[i];
    i += next_a;
  }
  return shared;
}

Overlap Compare(const Shingles& copy, const Shingles& original) {
  if (copy.hashes.empty() || original.hashes.empty()) return {};
  const auto shared = static_cast<double>(CountShared(copy.hashes, original.hashes));
  const auto sum = static_cast<double>(copy.hashes.size() + original.hashes.size());
  return {shared / (sum - shared), shared / static_cast<double>(copy.hashes.size())};
}

}  // namespace newsprint::corpus
