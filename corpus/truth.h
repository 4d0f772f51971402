// Exact figures of planted pairs.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace newsprint::corpus {

// The distinct 5-word shingles of a text, hashed, sorted; and its words in half words.
struct Shingles {
  std::vector<uint64_t> hashes;
  uint64_t half_words = 0;
};

Shingles ShinglesOf(std::string_view text);

struct Overlap {
  double jaccard = 0;      // of the two sets
  double containment = 0;  // share of the copy's shingles that the original has too
};

Overlap Compare(const Shingles& copy, const Shingles& original);

uint64_t CountShared(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

}  // namespace newsprint::corpus
