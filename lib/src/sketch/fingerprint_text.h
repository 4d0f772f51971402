// The fingerprint of one analysed text.
#pragma once

#include <cstdint>
#include <vector>

#include "newsprint/fingerprint.h"
#include "newsprint/text.h"

namespace newsprint {

// A shingle is a posting when its hash is below this.
inline constexpr uint64_t kPostingLimit = UINT64_MAX / kPostingSampling + 1;

// Keeps its memory from one text to the next; one per thread.
struct FingerprintScratch {
  std::vector<uint64_t> hashes;   // of all shingles
  std::vector<uint64_t> sampled;  // 2 * hash + quoted, of those that are postings
  std::vector<uint64_t> sorted;   // the same, ascending
  std::vector<uint32_t> bucket_end;
};

// Appends one row.
void FingerprintText(const Text& text, FingerprintScratch* scratch, FingerprintBatch* batch);

}  // namespace newsprint
