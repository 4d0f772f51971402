// Which sentences of two stories tell the same, by the stems they share.
#pragma once

#include <cstdint>
#include <vector>

#include "newsprint/alignment.h"

namespace newsprint {

// A story cut into sentences, each with what its stems weigh. Sentences longer than
// kMaxSentenceTokens (lists, text without full stops) are cut into equal pieces.
inline constexpr uint32_t kMaxSentenceTokens = 128;
struct StorySentences {
  std::vector<Span> spans;        // story tokens, in order, without gaps
  std::vector<uint64_t> weights;  // of StemWeight
  std::vector<uint32_t> of;       // the sentence of each story token
  const Stems* stems = nullptr;
};
StorySentences SentencesOf(const StemmedText& text);

// Sentences [a.begin, a.end) of one story against [b.begin, b.end) of the other.
struct SentencePair {
  Span a;
  Span b;
  bool moved = false;  // crosses one that is on the heaviest chain
};

// At most so many sentences of either side in one pair.
inline constexpr uint32_t kMaxPairSentences = 3;

// Disjoint on both sides, ordered by a. `anchors` are the shared stems, sorted by (a, b).
std::vector<SentencePair> PairSentences(const StorySentences& a, const StorySentences& b,
                                        std::vector<Anchor> anchors);

}  // namespace newsprint
