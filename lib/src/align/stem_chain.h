// Chains of equal stems: what two stories tell in the same order, whatever their words.
//
//   StemIndex a, b;
//   IndexStems(stems_a, &a);
//   IndexStems(stems_b, &b);
//   StemChainBuffer buffer;  // one per thread
//   StemAnchors(a, b, &buffer, &anchors);
//   const Chain chain = BestChain(anchors, PairingCosts(a.size, b.size));
//
// Integers throughout; weights are idf in 1/256. All positions are story tokens.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "newsprint/alignment.h"
#include "newsprint/stems.h"

namespace newsprint {

// Stems more common than this weigh nothing: e^2.5, in one of twelve articles.
inline constexpr uint16_t kChainIdf = 5 * 256 / 2;

// What a stem with this idf is worth to a chain.
constexpr uint32_t StemWeight(uint16_t idf) { return idf < kChainIdf ? 0 : idf; }

// Gap costs for pairing sentences: a story told in the same order has its shared stems close
// together, chance spreads them. A skipped token of the shorter story costs a sixteenth of a rare
// stem, one of the longer story, which may hold much else, a small part of that. A chain that need
// not reach everywhere leaves out chance links (1.5 passages in a pair that shares nothing instead
// of 2.2), and nothing of a copy.
inline constexpr int32_t kPairingGap = kRareIdf * 256 / 16;
inline constexpr int32_t kLongerGapPart = 64;
constexpr GapCosts PairingCosts(uint32_t size_a, uint32_t size_b) {
  const int32_t longer = kPairingGap / kLongerGapPart;
  return size_a <= size_b ? GapCosts{kPairingGap, longer} : GapCosts{longer, kPairingGap};
}

// The stems of one story that weigh something, by hash.
struct StemIndex {
  // All places of one stem: positions [begin, begin + count) of the column below.
  struct Stem {
    uint64_t hash;
    uint32_t begin;
    uint32_t count;
    uint32_t weight;  // of one place
  };

  std::vector<Stem> stems;          // ascending by hash
  std::vector<uint32_t> positions;  // of each stem ascending
  uint32_t size = 0;                // story tokens

  std::vector<std::pair<uint64_t, uint32_t>> sorting;  // scratch
};

void IndexStems(const Stems& stems, StemIndex* index);

// Scratch memory, reused from pair to pair. Not shared between threads.
struct StemChainBuffer {
  struct Match {
    uint32_t a, b;    // stems of the two indexes
    bool all_places;  // every place of one side may go with every place of the other
  };
  std::vector<Match> matches;
  std::vector<uint32_t> match_at;                          // story token of a: match + 1, or 0
  std::vector<std::pair<uint32_t, uint32_t>> some_places;  // of the other matches, sorted
};

// What the two stories share as anchors, sorted by (a, b): places of equal stems. A stem that is
// frequent on both sides goes only with places near its own rank, so that there are never many more
// anchors than places.
void StemAnchors(const StemIndex& a, const StemIndex& b, StemChainBuffer* buffer,
                 std::vector<Anchor>* anchors);

}  // namespace newsprint
