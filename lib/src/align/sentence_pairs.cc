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

// Links that a pair of sentences needs, and their share of the lighter sentence in 1/100. On the
// written families: at 20, 25, 30, 35, 40 the passages cover .64, .50, .46, .38, .33 of a median
// condensed copy's stems and .12, .10, .09, .09, .08 of a median article that took nothing
// (followup, independent, quoting); nearly all of the pairs read right at 20. Out of order there is
// only the sentence itself to go by, so it takes more.
constexpr uint32_t kLinks = 2;
constexpr uint64_t kShare = 20;
constexpr uint32_t kMovedLinks = 3;
constexpr uint64_t kMovedShare = 50;

// Between two pairs: at most so many sentences on either side, which share so much of all stems.
// The tokens covered go from .89 to .98 in the median spun copy, from .48 to .61 in the condensed
// one, and stay as they are in articles that took nothing; at 20 these begin to gain.
constexpr uint32_t kGapSentences = 4;
constexpr uint64_t kGapShare = 30;

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
    const size_t in_order = pairs_.size();
    PairMoved();
    FillGaps(in_order);
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
    const GapCosts costs =
        PairingCosts(static_cast<uint32_t>(a_.of.size()), static_cast<uint32_t>(b_.of.size()));
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

  // Between two pairs that are in order, or before the first and behind the last, a few sentences
  // on either side: where they stand speaks for them, so the common words count as well.
  void FillGaps(size_t in_order) {
    if (in_order < 2) return;  // nothing says that one text follows the other
    SentencePair from;
    for (size_t p = 0; p <= in_order; ++p) {
      const bool last = p == in_order;
      const SentencePair to = last ? EndOfBoth() : pairs_[p];
      FillGap({from.a.end, to.a.begin}, {from.b.end, to.b.begin});
      from = to;
    }
  }

  SentencePair EndOfBoth() const {
    const auto a = static_cast<uint32_t>(a_.spans.size()),
               b = static_cast<uint32_t>(b_.spans.size());
    return {{a, a}, {b, b}, false};
  }

  // The heaviest cell, then what is left before and behind it.
  void FillGap(Span a, Span b) {
    if (a.size() > kGapSentences || b.size() > kGapSentences) return;
    Cell best = {0, 0, 0, 0};
    for (uint32_t i = a.begin; i < a.end; ++i) {
      for (uint32_t j = b.begin; j < b.end; ++j) {
        if (a_used_[i] || b_used_[j]) continue;
        const Cell cell = CellOfAll(i, j);
        if (cell.weight > best.weight) best = cell;
      }
    }
    if (best.links == 0) return;
    Add({{best.a, best.a + 1}, {best.b, best.b + 1}, false});
    FillGap({a.begin, best.a}, {b.begin, best.b});
    FillGap({best.a + 1, a.end}, {best.b + 1, b.end});
  }

  // What two sentences share, in any order and common words too; nothing when that is too little.
  Cell CellOfAll(uint32_t a, uint32_t b) const {
    const std::vector<Stem> x = AllStemsOf(a_, a), y = AllStemsOf(b_, b);
    Cell cell = {a, b, 0, 0};
    for (auto i = x.begin(), j = y.begin(); i != x.end() && j != y.end();) {
      if (i->hash == j->hash) {
        cell.weight += i->idf;
        ++cell.links;
        ++i, ++j;
      } else {
        i->hash < j->hash ? ++i : ++j;
      }
    }
    const uint64_t lighter = std::min(WeightOf(x), WeightOf(y));
    const bool holds = cell.links >= kLinks && cell.weight * 100 >= lighter * kGapShare;
    return holds ? cell : Cell{a, b, 0, 0};
  }

  struct Stem {
    uint64_t hash;
    uint16_t idf;
  };

  static uint64_t WeightOf(const std::vector<Stem>& stems) {
    uint64_t weight = 0;
    for (const Stem& s : stems) weight += s.idf;
    return weight;
  }

  // Ascending by hash.
  static std::vector<Stem> AllStemsOf(const StorySentences& story, uint32_t sentence) {
    std::vector<Stem> stems;
    const Span span = story.spans[sentence];
    for (uint32_t i = span.begin; i < span.end; ++i) {
      if (story.stems->hash[i] != 0) stems.push_back({story.stems->hash[i], story.stems->idf[i]});
    }
    std::sort(stems.begin(), stems.end(),
              [](const Stem& s, const Stem& t) { return s.hash < t.hash; });
    return stems;
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
  sentences.stems = text.stems;
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
