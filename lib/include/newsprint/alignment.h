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

#include "newsprint/stems.h"
#include "newsprint/text.h"

namespace newsprint {

// A piece that both texts have: tokens [a, a + length) of one and [b, b + length) of the other.
struct Anchor {
  uint32_t a;
  uint32_t b;
  uint32_t length;  // > 0
  int32_t weight;   // > 0, what it is worth to a chain

  friend bool operator==(const Anchor&, const Anchor&) = default;
};

// Gap costs in 1/256 weight per skipped token on each side. "Gaps cheap on the longer side": a
// condensed text skips most of its source.
struct GapCosts {
  int32_t a = 0;
  int32_t b = 0;
};

struct Chain {
  int64_t score = 0;              // in 1/256 weight, gap costs taken off
  std::vector<uint32_t> anchors;  // indices into the input, strictly increasing in both texts
};

// The heaviest chain of `anchors` (sorted by (a, b)): anchors that follow one another in both texts
// without overlap, the sum of their weights less the costs of the gaps between them. Ties go to the
// anchor that comes first. Empty for no anchors. Cost: 24 bytes an anchor, and a quarter of a byte
// for each position of b that they span.
Chain BestChain(std::span<const Anchor> anchors, const GapCosts& costs);

enum class EditOp : uint8_t {
  kKept,     // equal tokens
  kChanged,  // tokens of a replaced by tokens of b
  kDropped,  // only in a
  kAdded,    // only in b
};

// How the two sides of an edit correspond.
enum class Match : uint8_t {
  kSame,    // equal tokens: every kKept edit
  kStem,    // other forms of the same words: "announces", "announced"
  kNumber,  // the same value: "1.2 billion", "1,200 million"
  kOther,   // other words in the same place, and every kDropped and kAdded edit
};

struct Edit {
  EditOp op;
  Span a;  // story tokens; empty for kAdded
  Span b;  // story tokens; empty for kDropped
  Match match = Match::kSame;

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
  std::vector<Passage> passages;  // by begin in a; disjoint in a and in b
  uint32_t kept = 0;              // over all passages, each token once
  uint32_t kept_prose = 0;
};

struct AlignOptions {
  uint32_t seed_tokens = 4;      // shortest run that seeds
  uint32_t max_occurrences = 8;  // a seed more frequent than this in `a` does not seed
  uint32_t max_gap = 40;         // unmatched tokens on either side within one passage
  uint32_t min_passage = 8;      // kept tokens a passage must have
  uint32_t max_chains = 8;       // the one in order, then the moved ones
};

// Scratch memory, reused from pair to pair. Not shared between threads.
struct AlignBuffer {
  std::vector<uint64_t> a_hash, b_hash;        // of the story's tokens
  std::vector<uint64_t> a_windows, b_windows;  // hashes of windows
  std::vector<uint64_t> seed_filter_a, seed_filter_b;
  std::vector<uint32_t> seed_head, seed_next;  // windows of `a` by hash, chained
  std::vector<uint32_t> diagonal_end;          // where the last run on each diagonal ended
  std::vector<Anchor> anchors;
  std::vector<uint8_t> a_used, b_used;  // tokens that a passage has
  std::vector<uint16_t> cells;          // of the token alignment
  StemCache stems;                      // of those who stem a pair to judge it; 2 MB to set up
};

// Replaces `alignment` by the passages of verbatim and lightly edited text; none where a text has
// fewer than options.min_passage story tokens. Depends on the two texts and options alone.
void Align(const Text& a, const Text& b, const AlignOptions& options, AlignBuffer* buffer,
           Alignment* alignment);

// One side of a rewrite: an analysed text and the stems of its story.
struct StemmedText {
  const Text* text;
  const Stems* stems;
};

// Sentence by sentence: passages of class kReworded (or kMoved, where they stand out of order),
// each of one or more whole sentences on either side (a rewrite splits and joins), with the edits
// inside them. Sentences are paired by the heaviest ordered chain of the stems that both have, then
// by further chains for what was moved; a pair needs more than one stem and a fair share of the
// shorter sentence. Sentences without a counterpart are in no passage. `kept` counts equal tokens.
// Replaces `alignment`.
void AlignSentences(const StemmedText& a, const StemmedText& b, AlignBuffer* buffer,
                    Alignment* alignment);

}  // namespace newsprint
