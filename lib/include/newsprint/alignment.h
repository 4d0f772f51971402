// Alignment: which passages of two texts correspond, and word by word how they differ.
//
//   newsprint::AlignBuffer buffer;                       // one per thread
//   newsprint::Alignment alignment;
//   newsprint::Align(text_a, text_b, {}, &buffer, &alignment);
//   for (const newsprint::Passage& p : alignment.passages) ...
//
// Seeds are runs of equal story tokens; weighted collinear chaining (as in minimap2, Li 2018, with
// gap costs linear on each side so that a Fenwick tree finds the exact optimum in O(n log n)) picks
// the best set that is in order in both texts, further chains pick up what was moved, and tokens
// between two seeds of a passage are aligned by banded dynamic programming.
//
// All ranges count *story* tokens: indices into Text::story. Integers throughout.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/text.h"

namespace newsprint {

// A piece that both texts have: tokens [a, a + length) of one and [b, b + length) of the other.
struct Anchor {
  uint32_t a;
  uint32_t b;
  uint32_t length;
  int32_t weight;  // > 0, what it is worth to a chain

  friend bool operator==(const Anchor&, const Anchor&) = default;
};

// Gap costs in 1/256 weight per skipped token on each side. "Gaps cheap on the longer side": a
// condensed text skips most of its source.
struct ChainOptions {
  int32_t gap_a = 0;
  int32_t gap_b = 0;
  uint32_t max_chains = 8;
  int32_t min_weight = 1;  // of a chain, in anchor weight
};

struct Chain {
  int64_t score;                  // in 1/256 weight, gap costs taken off
  std::vector<uint32_t> anchors;  // indices into the input, strictly increasing in both texts
};

// The heaviest chain of `anchors`, then the heaviest of the anchors left, and so on. Anchors of one
// chain do not overlap on either side. Ties go to the anchor with the smaller (a, b).
std::vector<Chain> ChainAnchors(std::span<const Anchor> anchors, const ChainOptions& options);

enum class EditOp : uint8_t {
  kKept,     // equal tokens
  kChanged,  // tokens of a replaced by tokens of b
  kDropped,  // only in a
  kAdded,    // only in b
};

struct Edit {
  EditOp op;
  Span a;  // story tokens; empty for kAdded
  Span b;  // story tokens; empty for kDropped

  friend bool operator==(const Edit&, const Edit&) = default;
};

struct Passage {
  enum class Class : uint8_t { kVerbatim, kEdited, kReworded, kMoved, kQuoted };

  Span a;  // story tokens
  Span b;
  Class match = Class::kVerbatim;
  uint32_t kept = 0;        // tokens equal on both sides
  uint32_t kept_prose = 0;  // of these, outside quotations on both sides
  std::vector<Edit> edits;  // in order, covering both ranges without gaps
};

struct Alignment {
  std::vector<Passage> passages;  // by begin in a
  uint32_t kept = 0;              // over all passages, each token once
  uint32_t kept_prose = 0;
};

struct AlignOptions {
  uint32_t seed_tokens = 4;      // shortest run that seeds
  uint32_t max_occurrences = 8;  // a seed more frequent than this in a text does not seed
  uint32_t max_gap = 40;         // unmatched tokens on both sides within one passage
  uint32_t min_passage = 8;      // kept tokens a passage must have
};

// Scratch memory, reused from pair to pair. Not shared between threads.
struct AlignBuffer {
  std::vector<uint64_t> a_hash, b_hash;  // story token hashes
  std::vector<std::pair<uint64_t, uint32_t>> seeds;
  std::vector<Anchor> anchors;
  std::vector<uint32_t> cells;
};

void Align(const Text& a, const Text& b, const AlignOptions& options, AlignBuffer* buffer,
           Alignment* alignment);

}  // namespace newsprint
