// Frequencies: how many articles hold a posting.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/candidates.h"

namespace newsprint {

// All rows as if nobody else held their keys.
PostingFrequencies SoleHolders(const CandidateInput& input);

// One holder of a key.
struct Holder {
  uint32_t house;
  bool quoted;
  size_t row;  // of its posting
};

// Writes the frequencies of one key to the rows of all its holders. `scratch` is overwritten. Safe
// to call at once for different keys.
void RecordFrequency(const CandidateInput& input, std::span<const KeyEntry> group,
                     std::vector<Holder>* scratch, PostingFrequencies* frequencies);

}  // namespace newsprint
