// How much two texts can have in common at most, told from a byte a token: cheap enough for every
// pair, and never less than what an alignment finds.
//
//   StoryBytes stories;
//   stories.Add(text);                      // every article, as it is read
//   KeptBound bound;                        // one per thread
//   bound.Index(stories.Of(a));
//   if (!bound.MayKeep(stories.Of(b), 30))  // Align(a, b) keeps fewer than 30 tokens
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sketch/story_bytes.h"

namespace newsprint {

// Keeps its memory from pair to pair; belongs to one thread at a time.
class KeptBound {
 public:
  // The first text of the pairs that are asked for from now on. `a` must stay where it is.
  void Index(std::span<const uint8_t> a);

  // Whether Align(a, b, {}), either way round, may keep `least` tokens, or the two may be equal.
  // False is certain.
  bool MayKeep(std::span<const uint8_t> b, uint32_t least);

 private:
  struct Run {
    uint32_t a, b, length;
  };
  // Runs that may be in one passage: where they lie, and how long they are together.
  struct Cluster {
    Span a, b;
    uint32_t length;
  };
  static constexpr int kLog2Slots = 13, kLog2Bits = 16;
  static constexpr size_t kMostRuns = 64;

  bool FindRuns(std::span<const uint8_t> b, uint32_t least);
  void Gather(const Run& run);

  std::span<const uint8_t> a_;
  std::array<uint32_t, size_t{1} << kLog2Slots> first_;  // windows of a by slot, chained
  std::bitset<size_t{1} << kLog2Bits> has_;  // a bit a window of a: most of b's are told by it
  std::vector<uint32_t> next_;
  std::vector<Run> runs_;
  std::vector<Cluster> clusters_;
};

}  // namespace newsprint
