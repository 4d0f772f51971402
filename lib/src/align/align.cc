// From two texts to passages: seeds, the best chain of them, passages cut where the chain jumps,
// the tokens between two seeds aligned one by one; then the next best chain among what is left,
// whose passages stand in another order and count as moved.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "align/seeds.h"
#include "align/token_edits.h"
#include "newsprint/alignment.h"

namespace newsprint {
namespace {

// A skipped token costs 1/32 of a matched one: enough that a chain does not reach across the text
// for a chance match of four words, little enough that dropped paragraphs do not break it.
constexpr GapCosts kSeedGapCosts = {8, 8};

// A passage counts as quoted when at least 4 of 5 kept tokens are.
constexpr uint32_t kQuotedOf5 = 4;

void LoadStory(const Text& text, std::vector<uint64_t>* hashes) {
  hashes->clear();
  hashes->reserve(text.story.size());
  for (const uint32_t t : text.story) hashes->push_back(text.tokens[t].hash);
}

bool IsProse(const Text& text, uint32_t story_index) {
  return !(text.tokens[text.story[story_index]].flags & kTokenQuoted);
}

void CountKept(const Text& a, const Text& b, Passage* passage) {
  for (const Edit& e : passage->edits) {
    if (e.op != EditOp::kKept) continue;
    passage->kept += e.a.size();
    for (uint32_t i = 0; i < e.a.size(); ++i) {
      passage->kept_prose += IsProse(a, e.a.begin + i) && IsProse(b, e.b.begin + i);
    }
  }
}

Passage::Class Classify(const Passage& passage, bool moved) {
  const uint32_t quoted = passage.kept - passage.kept_prose;
  if (quoted * 5 >= passage.kept * kQuotedOf5) return Passage::Class::kQuoted;
  if (moved) return Passage::Class::kMoved;
  return passage.edits.size() == 1 ? Passage::Class::kVerbatim : Passage::Class::kEdited;
}

// The passage of consecutive anchors of a chain.
Passage MakePassage(std::span<const Anchor> anchors, std::span<const uint32_t> chain,
                    AlignBuffer* buffer) {
  Passage passage;
  const Anchor& first = anchors[chain.front()];
  uint32_t a = first.a, b = first.b;
  for (const uint32_t c : chain) {
    const Anchor& x = anchors[c];
    AppendTokenEdits({a, x.a}, {b, x.b}, buffer, &passage.edits);
    a = x.a + x.length;
    b = x.b + x.length;
    AppendEdit({EditOp::kKept, {x.a, a}, {x.b, b}}, &passage.edits);
  }
  passage.a = {first.a, a};
  passage.b = {first.b, b};
  return passage;
}

void MarkUsed(const Passage& passage, AlignBuffer* buffer) {
  std::fill(&buffer->a_used[passage.a.begin], &buffer->a_used[passage.a.begin] + passage.a.size(),
            1);
  std::fill(&buffer->b_used[passage.b.begin], &buffer->b_used[passage.b.begin] + passage.b.size(),
            1);
}

class Aligner {
 public:
  Aligner(const Text& a, const Text& b, const AlignOptions& options, AlignBuffer* buffer)
      : a_(a), b_(b), options_(options), buffer_(*buffer) {}

  void Run(Alignment* out) {
    LoadStory(a_, &buffer_.a_hash);
    LoadStory(b_, &buffer_.b_hash);
    buffer_.a_used.assign(a_.story.size(), 0);
    buffer_.b_used.assign(b_.story.size(), 0);
    FindSeeds(options_, &buffer_);
    for (uint32_t c = 0; c < options_.max_chains && !buffer_.anchors.empty(); ++c) {
      const Chain chain = BestChain(buffer_.anchors, kSeedGapCosts);
      if (chain.score < int64_t{options_.min_passage} * 256) break;
      AddPassages(chain, c > 0, out);
      RemoveUsed(chain);
    }
    std::sort(out->passages.begin(), out->passages.end(),
              [](const Passage& x, const Passage& y) { return x.a.begin < y.a.begin; });
    for (const Passage& p : out->passages) {
      out->kept += p.kept;
      out->kept_prose += p.kept_prose;
    }
  }

 private:
  bool Jumps(const Anchor& from, const Anchor& to) const {
    return std::max(to.a - from.a - from.length, to.b - from.b - from.length) > options_.max_gap;
  }

  void AddPassages(const Chain& chain, bool moved, Alignment* out) {
    const std::span<const uint32_t> all(chain.anchors);
    for (size_t begin = 0; begin < all.size();) {
      size_t end = begin + 1;
      while (end < all.size() && !Jumps(buffer_.anchors[all[end - 1]], buffer_.anchors[all[end]]))
        ++end;
      Passage passage = MakePassage(buffer_.anchors, all.subspan(begin, end - begin), &buffer_);
      CountKept(a_, b_, &passage);
      if (passage.kept >= options_.min_passage) {
        passage.match = Classify(passage, moved);
        MarkUsed(passage, &buffer_);
        out->passages.push_back(std::move(passage));
      }
      begin = end;
    }
  }

  bool Used(uint32_t a, uint32_t b) const { return buffer_.a_used[a] || buffer_.b_used[b]; }

  // Cuts used tokens off both ends; false when too little is left or the middle is used.
  bool Trim(Anchor* x) const {
    while (x->length > 0 && Used(x->a, x->b)) ++x->a, ++x->b, --x->length;
    while (x->length > 0 && Used(x->a + x->length - 1, x->b + x->length - 1)) --x->length;
    x->weight = static_cast<int32_t>(x->length);
    if (x->length < options_.seed_tokens) return false;
    for (uint32_t i = 0; i < x->length; ++i) {
      if (Used(x->a + i, x->b + i)) return false;
    }
    return true;
  }

  // The chain itself goes, used or too short to be a passage; so does what overlaps its passages.
  void RemoveUsed(const Chain& chain) {
    for (const uint32_t c : chain.anchors) buffer_.anchors[c].length = 0;
    std::erase_if(buffer_.anchors, [&](Anchor& x) { return !Trim(&x); });
    std::sort(buffer_.anchors.begin(), buffer_.anchors.end(),
              [](const Anchor& x, const Anchor& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  }

  const Text& a_;
  const Text& b_;
  const AlignOptions& options_;
  AlignBuffer& buffer_;
};

}  // namespace

void Align(const Text& a, const Text& b, const AlignOptions& options, AlignBuffer* buffer,
           Alignment* alignment) {
  *alignment = Alignment();
  Aligner(a, b, options, buffer).Run(alignment);
}

}  // namespace newsprint
