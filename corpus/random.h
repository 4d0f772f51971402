// Seeded randomness: every choice of the generator is a pure function of the seed and of what it
// decides about, so that the same options give the same bytes on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace newsprint::corpus {

// The finaliser of SplitMix64: a bijection in which every input bit moves every output bit.
inline uint64_t Mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15ull;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

class Random {
 public:
  // What the stream decides about: {seed, purpose, article number, ...}.
  explicit Random(std::initializer_list<uint64_t> about) {
    for (const uint64_t part : about) state_ = Mix(state_ ^ part);
  }

  uint64_t Next() { return Mix(state_++); }
  // Below(0) is 0.
  size_t Below(size_t n) { return static_cast<size_t>((Next() >> 32) * n >> 32); }
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }
  bool Chance(double p) { return Unit() < p; }

 private:
  uint64_t state_ = 0;
};

// The second part of Random's key: streams of different purpose never meet.
enum Purpose : uint64_t {
  kForPermutation = 1,
  kForFamilies,
  kForRewrites,
  kForEdits,
  kForHosts,
  kForMetadata,
  kForDistance,
};

}  // namespace newsprint::corpus
