// From two texts to passages: seeds, the best chain of them, passages cut where the chain jumps,
// the tokens between two seeds aligned one by one; then the next best chain among what is left. Its
// passages count as moved where they cross one that is in order.
//
// Passages are disjoint on both sides, so a block that was moved out of a passage or into one cuts
// it there: else short paragraphs that change places would be lost as dropped and added words.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "align/passages.h"
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

Passage::Class Classify(const Passage& passage, bool moved) {
  const uint32_t quoted = passage.kept - passage.kept_prose;
  if (quoted * 5 >= passage.kept * kQuotedOf5) return Passage::Class::kQuoted;
  if (moved) return Passage::Class::kMoved;
  return passage.edits.size() == 1 ? Passage::Class::kVerbatim : Passage::Class::kEdited;
}

// The passage that consecutive anchors of a chain make.
Passage MakePassage(std::span<const Anchor> anchors, AlignBuffer* buffer) {
  Passage passage;
  uint32_t a = anchors.front().a, b = anchors.front().b;
  passage.a.begin = a;
  passage.b.begin = b;
  for (const Anchor& x : anchors) {
    AppendTokenEdits({a, x.a}, {b, x.b}, buffer, &passage.edits);
    a = x.a + x.length;
    b = x.b + x.length;
    AppendEdit({EditOp::kKept, {x.a, a}, {x.b, b}}, &passage.edits);
  }
  passage.a.end = a;
  passage.b.end = b;
  return passage;
}

void Mark(Span tokens, std::vector<uint8_t>* used) {
  std::fill_n(used->begin() + tokens.begin, tokens.size(), uint8_t{1});
}

bool AnyMarked(Span tokens, const std::vector<uint8_t>& used) {
  const auto begin = used.begin() + tokens.begin;
  return std::find(begin, begin + tokens.size(), uint8_t{1}) != begin + tokens.size();
}

// The anchors of a chain that are to make passages.
struct Line {
  std::vector<Anchor> anchors;
  std::vector<uint8_t> starts;  // whether a passage starts at the anchor
};

// Whether the passage crosses one of `main`, which are in order in both texts.
bool Crosses(const Passage& passage, std::span<const Passage> main) {
  const auto in_a = std::partition_point(
      main.begin(), main.end(), [&](const Passage& p) { return p.a.begin < passage.a.begin; });
  const auto in_b = std::partition_point(
      main.begin(), main.end(), [&](const Passage& p) { return p.b.begin < passage.b.begin; });
  return in_a != in_b;
}

class Aligner {
 public:
  Aligner(const Text& a, const Text& b, const AlignOptions& options, AlignBuffer* buffer)
      : a_(a), b_(b), options_(options), buffer_(*buffer) {}

  void Run(Alignment* out) {
    LoadStory(a_, &buffer_.a_hash);
    LoadStory(b_, &buffer_.b_hash);
    FindSeeds(options_, &buffer_);
    if (!MayHavePassage()) return;
    buffer_.a_used.assign(a_.story.size(), 0);
    buffer_.b_used.assign(b_.story.size(), 0);
    for (uint32_t c = 0; c < options_.max_chains && MayHavePassage(); ++c) {
      const Chain chain = BestChain(buffer_.anchors, kSeedGapCosts);
      if (chain.score < int64_t{options_.min_passage} * 256) break;
      Line line = TakeLine(chain);
      KeepUnused();
      CutAtMoved(&line);
      AddPassages(line, out);
      if (c == 0) main_passages_ = out->passages.size();
      KeepUnused();
    }
    FinishAlignment(out);
  }

 private:
  // Whether some anchors follow each other near enough, and weigh enough together, to be a stretch
  // that makes a passage, whichever chains they are on. Chance leaves a few anchors of most pairs:
  // one search of three is begun.
  bool MayHavePassage() {
    const std::vector<Anchor>& anchors = buffer_.anchors;
    row_.resize(anchors.size());
    for (size_t i = 0; i < anchors.size(); ++i) {
      const Anchor& x = anchors[i];
      uint32_t before = 0;
      for (size_t j = i;
           j-- > 0 && x.a - anchors[j].a <= options_.max_gap + options_.min_passage;) {
        if (Follow(anchors[j], x)) before = std::max(before, row_[j]);
      }
      row_[i] = before + x.length;
      if (row_[i] >= options_.min_passage) return true;
    }
    return false;
  }

  // Whether no more than a gap is between two anchors.
  bool Follow(const Anchor& x, const Anchor& y) const {
    const uint32_t a = x.a + x.length, b = x.b + x.length;
    return a <= y.a && b <= y.b && std::max(y.a - a, y.b - b) <= options_.max_gap;
  }

  // Too much is skipped, or another chain's passage stands between.
  bool Jumps(const Anchor& from, const Anchor& to) const {
    const Span a = {from.a + from.length, to.a}, b = {from.b + from.length, to.b};
    return std::max(a.size(), b.size()) > options_.max_gap || AnyMarked(a, buffer_.a_used) ||
           AnyMarked(b, buffer_.b_used);
  }

  // Takes the chain out of the anchors. Stretches too light for a passage are chance and go.
  Line TakeLine(const Chain& chain) {
    Line line;
    size_t start = 0;
    int64_t weight = 0;
    const auto end_stretch = [&] {
      if (weight < options_.min_passage) line.anchors.resize(start);
      start = line.anchors.size();
      line.starts.resize(start, 0);
      weight = 0;
    };
    for (const uint32_t c : chain.anchors) {
      Anchor& x = buffer_.anchors[c];
      if (weight > 0 && Jumps(line.anchors.back(), x)) end_stretch();
      if (weight == 0) line.starts.push_back(1);
      line.anchors.push_back(x);
      weight += x.weight;
      x.length = 0;
    }
    end_stretch();
    for (const Anchor& x : line.anchors) {
      Mark({x.a, x.a + x.length}, &buffer_.a_used);
      Mark({x.b, x.b + x.length}, &buffer_.b_used);
    }
    return line;
  }

  // A passage's worth of anchor that lies between other anchors of the line in `a` than in `b` was
  // moved out of one passage or into another.
  void CutAtMoved(Line* line) const {
    const std::vector<Anchor>& anchors = line->anchors;
    for (const Anchor& x : buffer_.anchors) {
      if (x.length < options_.min_passage) continue;
      const auto in_a = std::upper_bound(anchors.begin(), anchors.end(), x.a,
                                         [](uint32_t a, const Anchor& y) { return a < y.a; });
      const auto in_b = std::upper_bound(anchors.begin(), anchors.end(), x.b,
                                         [](uint32_t b, const Anchor& y) { return b < y.b; });
      if (in_a == in_b) continue;
      if (in_a != anchors.end()) line->starts[static_cast<size_t>(in_a - anchors.begin())] = 1;
      if (in_b != anchors.end()) line->starts[static_cast<size_t>(in_b - anchors.begin())] = 1;
    }
  }

  void AddPassages(const Line& line, Alignment* out) {
    const std::span<const Anchor> all(line.anchors);
    for (size_t begin = 0; begin < all.size();) {
      size_t end = begin + 1;
      while (end < all.size() && !line.starts[end]) ++end;
      Passage passage = MakePassage(all.subspan(begin, end - begin), &buffer_);
      CountKept(a_, b_, &passage);
      if (passage.kept >= options_.min_passage) AddPassage(std::move(passage), out);
      begin = end;
    }
  }

  void AddPassage(Passage passage, Alignment* out) {
    const std::span<const Passage> main(out->passages.data(), main_passages_);
    passage.match = Classify(passage, Crosses(passage, main));
    Mark(passage.a, &buffer_.a_used);
    Mark(passage.b, &buffer_.b_used);
    out->passages.push_back(std::move(passage));
  }

  // Leaves of every anchor the pieces that no passage has and that still can seed.
  void KeepUnused() {
    std::vector<Anchor> pieces;
    for (const Anchor& x : buffer_.anchors) {
      for (uint32_t i = 0, begin = 0; i <= x.length; ++i) {
        if (i < x.length && !buffer_.a_used[x.a + i] && !buffer_.b_used[x.b + i]) continue;
        const uint32_t length = i - begin;
        if (length > 0 && length >= options_.seed_tokens) {
          pieces.push_back({x.a + begin, x.b + begin, length, static_cast<int32_t>(length)});
        }
        begin = i + 1;
      }
    }
    std::sort(pieces.begin(), pieces.end(),
              [](const Anchor& x, const Anchor& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    buffer_.anchors.swap(pieces);
  }

  const Text& a_;
  const Text& b_;
  const AlignOptions& options_;
  AlignBuffer& buffer_;
  std::vector<uint32_t> row_;  // of each anchor: the heaviest stretch that ends with it
  size_t main_passages_ = 0;   // of the first chain; they come first until all are sorted
};

}  // namespace

void Align(const Text& a, const Text& b, const AlignOptions& options, AlignBuffer* buffer,
           Alignment* alignment) {
  *alignment = Alignment();
  Aligner(a, b, options, buffer).Run(alignment);
}

}  // namespace newsprint
