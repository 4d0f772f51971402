// Signatures by Fast Similarity Sketching (Dahlgaard, Knudsen and Thorup, FOCS 2017,
// arXiv:1704.04370).
//
// Balls into bins, in rounds. In round i < k every hash is thrown, by that round's own hash
// function, at one of k bins with a value; in round k + b every hash is thrown at bin b. A bin
// keeps its smallest (round, value), and once every bin holds something no later round can change
// any of them. So a long story is done after one throw per shingle and a short one after about
// k ln k throws, whereas k permutations take k throws per shingle; and as a bin keeps what no
// other bin saw in that round, the slots of a short story are samples without replacement, with
// half the error of k permutations. Two sets agree in a slot with probability J, whatever their
// sizes. Measurements: bench/estimators.md.
#include "sketch/signature.h"

#include <algorithm>
#include <array>
#include <bit>

#include "sketch/shingle.h"

namespace newsprint {
namespace {

static_assert(std::has_single_bit(kSignatureSlots) && kSignatureSlots <= 128);
constexpr uint32_t kRounds = 2 * kSignatureSlots;
constexpr int kBinShift = 64 - std::countr_zero(kSignatureSlots);

// A bin's content: the round in the top byte, then the round hash without its lowest byte. (The
// round hash begins with the number of the bin, which is the same for all that meet there.)
using Bins = std::array<uint64_t, kSignatureSlots>;
constexpr uint64_t kEmptyBin = UINT64_MAX;

// Superfluous rounds change nothing, so bins are looked at only when they may well be full: one
// story in two is after 560 throws. After kThrowsAtEmpty one bin in eight is empty.
constexpr size_t kThrowsAtEmpty = 2 * kSignatureSlots;
constexpr size_t kThrowsBeforeLook = 448;
constexpr size_t kThrowsBetweenLooks = 64;

// The round hash is a multiplication: its top bits are as good as random because the shingle
// hashes are finalised, which serve as they are in round 0.
constexpr auto kMultipliers = [] {
  std::array<uint64_t, kRounds> multipliers{1};
  for (uint64_t i = 1; i < kRounds; ++i) multipliers[i] = Mix(i * 0x9E3779B97F4A7C15) | 1;
  return multipliers;
}();

uint64_t Ball(uint64_t round_hash, uint32_t round) {
  return (uint64_t{round} << 56) | (round_hash >> 8);
}

// While many bins are empty, whether a ball goes in is anybody's guess: a conditional move
// (a branch takes 2.2 us instead of 1.2 for a story of 20 shingles).
void ThrowAtEmpty(std::span<const uint64_t> hashes, uint32_t round, Bins* bins) {
  const uint64_t multiplier = kMultipliers[round];
  for (const uint64_t hash : hashes) {
    const uint64_t round_hash = hash * multiplier;
    const uint64_t ball = Ball(round_hash, round);
    uint64_t& bin = (*bins)[round_hash >> kBinShift];
    const uint64_t before = bin;
    bin = ball < before ? ball : before;
  }
}

// When most bins hold a ball of an earlier round, hardly any does: a branch, which
// saves the store.
void ThrowAtFilled(std::span<const uint64_t> hashes, uint32_t round, Bins* bins) {
  const uint64_t multiplier = kMultipliers[round];
  for (const uint64_t hash : hashes) {
    const uint64_t round_hash = hash * multiplier;
    const uint64_t ball = Ball(round_hash, round);
    uint64_t& bin = (*bins)[round_hash >> kBinShift];
    if (ball < bin) bin = ball;
  }
}

// Round k + `bin`: every hash goes to this bin.
uint64_t FillBin(std::span<const uint64_t> hashes, uint32_t bin) {
  const uint32_t round = kSignatureSlots + bin;
  uint64_t least = kEmptyBin;
  for (const uint64_t hash : hashes) {
    least = std::min(least, Ball(hash * kMultipliers[round], round));
  }
  return least;
}

bool AllFilled(const Bins& bins) {
  uint64_t most = 0;
  for (const uint64_t bin : bins) most = std::max(most, bin);
  return most != kEmptyBin;
}

}  // namespace

void MakeSignature(std::span<const uint64_t> hashes, std::span<uint32_t, kSignatureSlots> slots) {
  Bins bins;
  bins.fill(kEmptyBin);
  size_t thrown = 0;
  size_t next_look = kThrowsBeforeLook;
  bool filled = hashes.empty();
  for (uint32_t round = 0; round < kSignatureSlots && !filled; ++round) {
    (thrown < kThrowsAtEmpty ? ThrowAtEmpty : ThrowAtFilled)(hashes, round, &bins);
    thrown += hashes.size();
    if (thrown < next_look) continue;
    filled = AllFilled(bins);
    next_look = thrown + kThrowsBetweenLooks;
  }
  for (uint32_t bin = 0; bin < kSignatureSlots && !filled; ++bin) {
    if (bins[bin] == kEmptyBin) bins[bin] = FillBin(hashes, bin);
  }
  // The low half: the high one is small in every bin, being a minimum.
  for (uint32_t i = 0; i < kSignatureSlots; ++i) slots[i] = static_cast<uint32_t>(bins[i]);
}

}  // namespace newsprint
