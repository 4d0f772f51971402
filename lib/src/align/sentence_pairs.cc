// The links of the heaviest chain, sentence by sentence, are cells of a grid; the chain goes
// through them as a staircase. A cell that holds a fair share of the lighter of its two sentences
// pairs them, and neighbours on a step (one sentence split into two, or two joined) make one pair.
// Then what moved: of the sentences left over, the cell with the heaviest chain of its own, as long
// as there is one that holds enough.
#include "align/sentence_pairs.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "align/stem_chain.h"

namespace newsprint {
namespace {

// A skipped token costs 1/64 of a rare stem on the shorter side: enough that a chain does not reach
// over three sentences for a chance match. On the longer side 1/512, for condensing skips.
constexpr int32_t kShorterGap = kRareIdf * 4;
constexpr int32_t kLongerGap = kRareIdf / 2;

// Links that a pair of sentences needs, and their share of the lighter sentence in 1/100. Out of
// order there is only the sentence itself to go by, so it takes more.
constexpr uint32_t kLinks = 2;
constexpr uint64_t kShare = 35;
constexpr uint32_t kMovedLinks = 3;
constexpr uint64_t kMovedShare = 50;

struct Cell {
  uint32_t a, b;  // sentences
  uint64_t weight;
  uint32_t links;
};

class Pairer {
 public:
  Pairer(const StorySentences& a, const StorySentences& b, std::vector<Anchor> anchors)
      : a_(a),
        b_(b),
        anchors_(std::move(anchors)),
        a_used_(a.spans.size(), 0),
        b_used_(b.spans.size(), 0) {}

  std::vector<SentencePair> Run() {
    PairInOrder();
    PairMoved();
    std::sort(pairs_.begin(), pairs_.end(),
              [](const SentencePair& x, const SentencePair& y) { return x.a.begin < y.a.begin; });
    return std::move(pairs_);
  }

 private:
  // The cells on the staircase of a chain.
  std::vector<Cell> CellsOf(std::span<const Anchor> anchors, const Chain& chain) const {
    std::vector<Cell> cells;
    for (const uint32_t c : chain.anchors) {
      const Anchor& x = anchors[c];
      const uint32_t a = a_.of[x.a], b = b_.of[x.b];
      if (cells.empty() || cells.back().a != a || cells.back().b != b) {
        cells.push_back({a, b, 0, 0});
      }
      cells.back().weight += static_cast<uint64_t>(x.weight);
      ++cells.back().links;
    }
    return cells;
  }

  bool Holds(const Cell& cell, uint32_t links, uint64_t share) const {
    const uint64_t lighter = std::min(a_.weights[cell.a], b_.weights[cell.b]);
    return cell.links >= links && cell.weight * 100 >= lighter * share;
  }

  // The heaviest cell of its row or of its column: a sentence that has its own counterpart is not
  // drawn to its neighbour's by a few words besides.
  static bool IsBest(const std::vector<Cell>& cells, size_t c) {
    bool row = true, column = true;
    for (size_t d = c; d-- > 0 && (cells[d].a == cells[c].a || cells[d].b == cells[c].b);) {
      (cells[d].a == cells[c].a ? row : column) &= cells[d].weight < cells[c].weight;
    }
    for (size_t d = c + 1; d < cells.size(); ++d) {
      if (cells[d].a != cells[c].a && cells[d].b != cells[c].b) break;
      (cells[d].a == cells[c].a ? row : column) &= cells[d].weight <= cells[c].weight;
    }
    return row || column;
  }

  void PairInOrder() {
    const bool a_shorter = a_.of.size() <= b_.of.size();
    const GapCosts costs =
        a_shorter ? GapCosts{kShorterGap, kLongerGap} : GapCosts{kLongerGap, kShorterGap};
    const std::vector<Cell> cells = CellsOf(anchors_, BestChain(anchors_, costs));
    for (size_t c = 0; c < cells.size(); ++c) {
      if (Holds(cells[c], kLinks, kShare) && IsBest(cells, c)) AddInOrder(cells[c]);
    }
  }

  // Extends the last pair by a cell on the same step, or begins a new one.
  void AddInOrder(const Cell& cell) {
    if (!a_used_[cell.a] && !b_used_[cell.b])
      return Add({{cell.a, cell.a + 1}, {cell.b, cell.b + 1}, false});
    SentencePair& last = pairs_.back();
    const bool same_a = cell.a + 1 == last.a.end, same_b = cell.b + 1 == last.b.end;
    const bool next_a = cell.a == last.a.end, next_b = cell.b == last.b.end;
    if (same_a && next_b && last.b.size() < kMaxPairSentences) {
      ++last.b.end;
      b_used_[cell.b] = 1;
    } else if (same_b && next_a && last.a.size() < kMaxPairSentences) {
      ++last.a.end;
      a_used_[cell.a] = 1;
    }
  }

  static bool Crosses(const Cell& cell, std::span<const SentencePair> in_order) {
    return std::any_of(in_order.begin(), in_order.end(), [&](const SentencePair& p) {
      return (p.a.begin < cell.a) != (p.b.begin < cell.b);
    });
  }

  void Add(const SentencePair& pair) {
    pairs_.push_back(pair);
    for (uint32_t i = pair.a.begin; i < pair.a.end; ++i) a_used_[i] = 1;
    for (uint32_t i = pair.b.begin; i < pair.b.end; ++i) b_used_[i] = 1;
  }

  // Anchors between unused sentences, by cell.
  void SortUnused() {
    std::erase_if(anchors_,
                  [&](const Anchor& x) { return a_used_[a_.of[x.a]] || b_used_[b_.of[x.b]]; });
    std::stable_sort(anchors_.begin(), anchors_.end(), [&](const Anchor& x, const Anchor& y) {
      return a_.of[x.a] != a_.of[y.a] ? a_.of[x.a] < a_.of[y.a] : b_.of[x.b] < b_.of[y.b];
    });
  }

  // Adds cells of unused sentences that hold enough, heaviest first.
  void PairMoved() {
    SortUnused();
    std::vector<Cell> cells;
    for (size_t begin = 0, end = 0; begin < anchors_.size(); begin = end) {
      const auto same = [&](const Anchor& x) {
        return a_.of[x.a] == a_.of[anchors_[begin].a] && b_.of[x.b] == b_.of[anchors_[begin].b];
      };
      while (end < anchors_.size() && same(anchors_[end])) ++end;
      if (end - begin < kMovedLinks) continue;
      const std::span<const Anchor> anchors(&anchors_[begin], end - begin);
      const std::vector<Cell> own = CellsOf(anchors, BestChain(anchors, {}));
      if (Holds(own[0], kMovedLinks, kMovedShare)) cells.push_back(own[0]);
    }
    std::stable_sort(cells.begin(), cells.end(),
                     [](const Cell& x, const Cell& y) { return x.weight > y.weight; });
    const size_t in_order = pairs_.size();
    for (const Cell& c : cells) {
      if (a_used_[c.a] || b_used_[c.b]) continue;
      const bool moved = Crosses(c, std::span(pairs_).first(in_order));
      Add({{c.a, c.a + 1}, {c.b, c.b + 1}, moved});
    }
  }

  const StorySentences& a_;
  const StorySentences& b_;
  std::vector<Anchor> anchors_;
  std::vector<uint8_t> a_used_, b_used_;
  std::vector<SentencePair> pairs_;
};

void AddSentence(Span span, StorySentences* sentences) {
  const uint32_t pieces = (span.size() + kMaxSentenceTokens - 1) / kMaxSentenceTokens;
  for (uint32_t i = 0; i < pieces; ++i) {
    const auto at = [&](uint64_t piece) {
      return span.begin + static_cast<uint32_t>(span.size() * piece / pieces);
    };
    sentences->spans.push_back({at(i), at(i + 1)});
  }
}

}  // namespace

StorySentences SentencesOf(const StemmedText& text) {
  StorySentences sentences;
  const std::vector<uint32_t>& story = text.text->story;
  uint32_t begin = 0, end = 0;
  for (const Span tokens : text.text->sentences) {
    while (end < story.size() && story[end] < tokens.end) ++end;
    AddSentence({begin, end}, &sentences);
    begin = end;
  }
  AddSentence({begin, static_cast<uint32_t>(story.size())}, &sentences);
  for (uint32_t s = 0; s < sentences.spans.size(); ++s) {
    uint64_t weight = 0;
    for (uint32_t i = sentences.spans[s].begin; i < sentences.spans[s].end; ++i) {
      if (text.stems->hash[i] != 0) weight += StemWeight(text.stems->idf[i]);
      sentences.of.push_back(s);
    }
    sentences.weights.push_back(weight);
  }
  return sentences;
}

std::vector<SentencePair> PairSentences(const StorySentences& a, const StorySentences& b,
                                        std::vector<Anchor> anchors) {
  return Pairer(a, b, std::move(anchors)).Run();
}

}  // namespace newsprint
