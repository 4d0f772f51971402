// Chains of equal stems: what two stories tell in the same order, whatever their words.
//
//   StemIndex a, b;                     // once per story, then for any number of pairs
//   IndexStems(stems_a, &a);
//   IndexStems(stems_b, &b);
//   StemChainBuffer buffer;             // one per thread
//   const StemScores scores = ScoreStems(a, b, &buffer);
//   Use(scores.chain, std::min(a.weight, b.weight));  // the share of the shorter side
//
// Integers throughout; weights are idf in 1/256. All positions are story tokens.
#pragma once

#include <cstdint>
#include <vector>

#include "newsprint/alignment.h"
#include "newsprint/stems.h"

namespace newsprint {

// Stems more common than this weigh nothing: e^2.5, in one of twelve articles.
inline constexpr uint16_t kChainIdf = 5 * 256 / 2;

// What a stem with this idf is worth to a chain.
constexpr uint32_t StemWeight(uint16_t idf) { return idf < kChainIdf ? 0 : idf; }

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
  uint64_t weight = 0;              // of all places

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
  std::vector<uint64_t> best;                              // Fenwick tree over positions of b
};

struct StemScores {
  uint64_t chain = 0;   // weight of the heaviest chain, strictly increasing in both stories
  uint64_t bag = 0;     // weight of all shared stems, each place once, in any order
  uint32_t shared = 0;  // different stems shared
};

StemScores ScoreStems(const StemIndex& a, const StemIndex& b, StemChainBuffer* buffer);

// The anchors of which ScoreStems takes the heaviest chain, sorted by (a, b): places of equal
// stems. A stem that is frequent on both sides goes only with places near its own rank, so that
// there are never many more anchors than places.
void StemAnchors(const StemIndex& a, const StemIndex& b, StemChainBuffer* buffer,
                 std::vector<Anchor>* anchors);

}  // namespace newsprint
