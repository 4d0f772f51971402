// Global alignment by dynamic programming with a weight for each pair of units (Needleman and
// Wunsch 1970, without gap costs). Equal rare words weigh most, common ones least: a rewrite and
// its source always have some "the" and "of" in an order that fits, which is no correspondence. So
// weights keep them from pulling names apart, and what common words match alone, away from other
// matches, goes.
#include "align/stem_edits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "align/stem_chain.h"
#include "align/token_edits.h"
#include "stem/numbers.h"

namespace newsprint {
namespace {

// A word, or all words of a number.
struct Unit {
  Span at;
  uint64_t words;  // of all its tokens
  uint64_t stem;
  uint16_t idf;
  bool is_number;
  NumberValue number;
};

struct Pairing {
  uint32_t a, b;  // units
  Match match;
};

// Consecutive pairings.
struct Run {
  uint32_t begin, end;
  bool firm;  // has more than common words
};

std::vector<Unit> UnitsOf(Span range, const std::vector<uint64_t>& hashes, const Stems& stems) {
  std::vector<Unit> units;
  units.reserve(range.size());
  for (uint32_t i = range.begin; i < range.end;) {
    const uint32_t width = std::max<uint32_t>(1, stems.width[i]);
    Unit unit = {
        {i, std::min(range.end, i + width)}, hashes[i], stems.hash[i], stems.idf[i], false, {}};
    unit.is_number = NumberOf(unit.stem, &unit.number);
    for (uint32_t t = i + 1; t < unit.at.end; ++t) {
      unit.words = unit.words * 0x9e3779b97f4a7c15u + hashes[t];
    }
    i = unit.at.end;
    units.push_back(unit);
  }
  return units;
}

bool IsSame(const Unit& x, const Unit& y) {
  return x.words == y.words && x.at.size() == y.at.size();
}

// 0 = no match. The weight of a word is 1 for the most common to 17 for rare ones.
uint32_t WeightOf(const Unit& x, const Unit& y) {
  const bool stem = x.stem != 0 && x.stem == y.stem;
  const uint32_t rarity = stem ? std::min(x.idf, y.idf) / 64u : 0;
  if (IsSame(x, y)) return 2 + rarity;
  if (stem) return 1 + rarity;
  return x.is_number && y.is_number && NumbersAgree(x.number, y.number) ? 6 : 0;
}

Match MatchOf(const Unit& x, const Unit& y) {
  if (IsSame(x, y)) return Match::kSame;
  return x.is_number && y.is_number ? Match::kNumber : Match::kStem;
}

class UnitAligner {
 public:
  UnitAligner(Span a, Span b, const StemmedText& text_a, const StemmedText& text_b,
              const AlignBuffer& buffer)
      : a_range_(a),
        b_range_(b),
        a_(UnitsOf(a, buffer.a_hash, *text_a.stems)),
        b_(UnitsOf(b, buffer.b_hash, *text_b.stems)) {}

  void Append(std::vector<Edit>* edits) {
    Fill();
    Trace();
    DropStrays();
    Span a = a_range_, b = b_range_;
    for (const Run& run : runs_) {
      for (uint32_t p = run.begin; p < run.end; ++p) {
        const Pairing& pair = pairs_[p];
        const Span at_a = a_[pair.a].at, at_b = b_[pair.b].at;
        AppendGap({a.begin, at_a.begin}, {b.begin, at_b.begin}, edits);
        const bool same = pair.match == Match::kSame;
        AppendEdit({same ? EditOp::kKept : EditOp::kChanged, at_a, at_b, pair.match}, edits);
        a.begin = at_a.end;
        b.begin = at_b.end;
      }
    }
    AppendGap(a, b, edits);
  }

 private:
  // cells_[i][j] = the heaviest alignment of a_[i..] and b_[j..].
  void Fill() {
    width_ = b_.size() + 1;
    cells_.assign((a_.size() + 1) * width_, 0);
    for (size_t i = a_.size(); i-- > 0;) {
      uint32_t* row = cells_.data() + i * width_;
      for (size_t j = b_.size(); j-- > 0;) {
        row[j] = std::max(row[j + width_], row[j + 1]);
        const uint32_t weight = WeightOf(a_[i], b_[j]);
        if (weight > 0) row[j] = std::max(row[j], row[j + width_ + 1] + weight);
      }
    }
  }

  // One path; where several are as heavy, pairs first, then what drops.
  void Trace() {
    for (uint32_t i = 0, j = 0; i < a_.size() && j < b_.size();) {
      const uint32_t* cell = &cells_[i * width_ + j];
      const uint32_t weight = WeightOf(a_[i], b_[j]);
      if (weight > 0 && *cell == cell[width_ + 1] + weight) {
        AddPair({i, j, MatchOf(a_[i], b_[j])});
        ++i, ++j;
      } else if (*cell == cell[width_]) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  void AddPair(const Pairing& pair) {
    const bool joins =
        !pairs_.empty() && pairs_.back().a + 1 == pair.a && pairs_.back().b + 1 == pair.b;
    const bool firm = pair.match != Match::kSame || StemWeight(a_[pair.a].idf) > 0;
    const auto at = static_cast<uint32_t>(pairs_.size());
    pairs_.push_back(pair);
    if (!joins) runs_.push_back({at, at, false});
    runs_.back().end = at + 1;
    runs_.back().firm |= firm;
  }

  // Units between two runs, on the side that has more.
  uint32_t GapBefore(size_t r) const {
    const bool first = r == 0, last = r == runs_.size();
    const Pairing* from = first ? nullptr : &pairs_[runs_[r - 1].end - 1];
    const Pairing* to = last ? nullptr : &pairs_[runs_[r].begin];
    const size_t a = (last ? a_.size() : to->a) - (first ? 0 : from->a + 1);
    const size_t b = (last ? b_.size() : to->b) - (first ? 0 : from->b + 1);
    return static_cast<uint32_t>(std::max(a, b));
  }

  // Left to right, as what follows a removed run may be a stray now.
  void DropStrays() {
    for (size_t r = 0; r < runs_.size();) {
      const uint32_t length = runs_[r].end - runs_[r].begin;
      if (!runs_[r].firm && length < GapBefore(r) && length < GapBefore(r + 1)) {
        runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(r));
        if (r > 0) --r;
      } else {
        ++r;
      }
    }
  }

  const Span a_range_, b_range_;
  const std::vector<Unit> a_, b_;
  size_t width_ = 0;
  std::vector<uint32_t> cells_;
  std::vector<Pairing> pairs_;
  std::vector<Run> runs_;
};

}  // namespace

void AppendStemEdits(const StemmedText& a, const StemmedText& b, const AlignBuffer& buffer,
                     Passage* passage) {
  const uint64_t cells = uint64_t{passage->a.size()} * passage->b.size();
  if (cells == 0 || cells > kMaxEditCells) {
    return AppendGap(passage->a, passage->b, &passage->edits);
  }
  UnitAligner(passage->a, passage->b, a, b, buffer).Append(&passage->edits);
}

}  // namespace newsprint
