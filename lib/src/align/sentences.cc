// Sentence by sentence: shared stems pair the sentences, and each pair becomes a passage with the
// word edits inside it. What moved within a sentence shows as dropped here and added there: a
// passage is read as one sentence against the other, in order.
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "align/passages.h"
#include "align/sentence_pairs.h"
#include "align/stem_chain.h"
#include "align/stem_edits.h"
#include "newsprint/alignment.h"

namespace newsprint {
namespace {

// A passage counts as quoted when at least 4 of 5 tokens on both sides are.
constexpr uint32_t kQuotedOf5 = 4;

Span TokensOf(const StorySentences& sentences, Span pair) {
  return {sentences.spans[pair.begin].begin, sentences.spans[pair.end - 1].end};
}

bool IsQuoted(const Text& text, Span story) {
  uint32_t quoted = 0;
  for (uint32_t i = story.begin; i < story.end; ++i) quoted += !IsProse(text, i);
  return quoted * 5 >= story.size() * kQuotedOf5;
}

Passage::Class Classify(const Text& a, const Text& b, const Passage& passage, bool moved) {
  if (IsQuoted(a, passage.a) && IsQuoted(b, passage.b)) return Passage::Class::kQuoted;
  if (moved) return Passage::Class::kMoved;
  const bool all_kept = passage.edits.size() == 1 && passage.edits[0].op == EditOp::kKept;
  return all_kept ? Passage::Class::kVerbatim : Passage::Class::kReworded;
}

}  // namespace

void AlignSentences(const StemmedText& a, const StemmedText& b, AlignBuffer* buffer,
                    Alignment* alignment) {
  *alignment = Alignment();
  StemIndex index_a, index_b;
  IndexStems(*a.stems, &index_a);
  IndexStems(*b.stems, &index_b);
  StemChainBuffer chain_buffer;
  StemAnchors(index_a, index_b, &chain_buffer, &buffer->anchors);
  const StorySentences sentences_a = SentencesOf(a), sentences_b = SentencesOf(b);
  LoadStory(*a.text, &buffer->a_hash);
  LoadStory(*b.text, &buffer->b_hash);
  for (const SentencePair& pair : PairSentences(sentences_a, sentences_b, buffer->anchors)) {
    Passage passage;
    passage.a = TokensOf(sentences_a, pair.a);
    passage.b = TokensOf(sentences_b, pair.b);
    AppendStemEdits(a, b, *buffer, &passage);
    CountKept(*a.text, *b.text, &passage);
    passage.match = Classify(*a.text, *b.text, passage, pair.moved);
    alignment->passages.push_back(std::move(passage));
  }
  FinishAlignment(alignment);
}

}  // namespace newsprint
