// Rare skip-bigrams: which pairs of a story's rare stems are keys.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/fingerprint.h"
#include "newsprint/stems.h"
#include "sketch/shingle.h"

namespace newsprint {

// A skip-bigram is a posting when its key is below this.
inline constexpr uint64_t kSkipLimit = UINT64_MAX / kSkipSampling + 1;

// The key of `first` and, behind it, `second`.
constexpr uint64_t SkipKey(uint64_t first, uint64_t second) {
  return Mix(first * kShingleMultiplier + second);
}

// The hashes of the rare stems, in order.
void CollectRareStems(const Stems& stems, std::vector<uint64_t>* rare);

// Calls `sink(key)` for every rare skip-bigram of a story: each of its `rare` stems with each of
// the next kSkipStems. The same stem twice is none.
template <typename Sink>
void ForEachSkipKey(std::span<const uint64_t> rare, Sink&& sink) {
  for (size_t i = 0; i + 1 < rare.size(); ++i) {
    const size_t end = i + 1 + kSkipStems < rare.size() ? i + 1 + kSkipStems : rare.size();
    for (size_t j = i + 1; j < end; ++j) {
      if (rare[i] != rare[j]) sink(SkipKey(rare[i], rare[j]));
    }
  }
}

// Scratch memory, reused from text to text.
struct SkipScratch {
  std::vector<uint64_t> rare;
  std::vector<uint64_t> keys, sorted;
  std::vector<uint32_t> bucket_end;
};

// Appends a story's sampled skip-bigrams to `to`: ascending, unique.
void AppendSkipKeys(const Stems& stems, SkipScratch* scratch, std::vector<uint64_t>* to);

}  // namespace newsprint
