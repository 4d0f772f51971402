// Rare skip-bigrams: which pairs of a story's rare stems are keys.
#pragma once

#include <cstdint>
#include <vector>

#include "newsprint/fingerprint.h"
#include "newsprint/stems.h"
#include "newsprint/text.h"
#include "sketch/shingle.h"

namespace newsprint {

// The key of `first` and, behind it, `second`.
constexpr uint64_t SkipKey(uint64_t first, uint64_t second) {
  return Mix(first * kShingleMultiplier + second);
}

// Whether capitals tell the names of a story from its other words: not in a script that has none,
// nor in a text all of small letters or all of capitals. In news 3 to 45 of 100 words behind a
// sentence's first have one (99 of 100 English and German articles).
bool CapitalsTell(const Text& text);

// Scratch memory, reused from text to text.
struct SkipScratch {
  std::vector<uint32_t> listed;
  std::vector<uint64_t> rare;
  std::vector<uint64_t> keys, sorted, more;
  std::vector<uint32_t> bucket_end;
};

// Appends a story's skip-bigrams that are postings to `to`: ascending, unique.
void AppendSkipKeys(const Text& text, const Stems& stems, SkipScratch* scratch,
                    std::vector<uint64_t>* to);

}  // namespace newsprint
