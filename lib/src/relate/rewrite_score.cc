// Equal stems are found by merging the two sides' sorted columns. From what both have comes a list
// of all places of equal stems, in order of the longer side, and all that is asked of them goes
// along that list: which stems a story shares with another cannot be predicted, so each loop over
// a stem's own places would wait at its end. The heaviest chain that increases strictly on both
// sides is a weighted longest increasing subsequence of that list (chain_kernels.cc); of a stem
// that stands more than once on the shorter side the last place comes first, so that none follows
// itself.
#include "relate/rewrite_score.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "relate/chain_kernels.h"
#include "relate/equal_stems.h"
#include "relate/thresholds.h"

namespace newsprint {
namespace {

using Row = ContentBatch::Row;

// A stem that the longer side has more often says little by any one of its places: no chain goes
// through it, and no run of shared wording is told by it alone.
constexpr size_t kMostPlaces = 12;

// A run of equal stems at equal distances is shared wording from eight words on.
constexpr uint32_t kVerbatimHalfWords = 16;
constexpr uint32_t kVerbatimStems = 3;

// Two stems are close from the second next one on (the next is often the other half of a name) up
// to the fourth; on the longer side, which may say it in more words, up to the eighth.
constexpr int kNearFirst = 2;
constexpr int kNearShorter = 4;
constexpr int kNearLonger = 8;

// Why a stem is taken out.
constexpr uint8_t kOutVerbatim = 1;
constexpr uint8_t kOutQuoted = 2;

uint32_t Weight(const Row& row) {
  return std::accumulate(row.stems.begin(), row.stems.end(), uint32_t{0},
                         [](uint32_t sum, const ContentStem& s) { return sum + s.weight; });
}

size_t CountFlagged(const Row& row, ContentFlag flag) {
  return static_cast<size_t>(
      std::count_if(row.stems.begin(), row.stems.end(),
                    [flag](const ContentStem& s) { return (s.flags & flag) != 0; }));
}

bool IsUnspaced(const Row& row) { return CountFlagged(row, kContentPair) * 2 > row.stems.size(); }

// Up to the last content stem.
uint32_t Words(const Row& row) { return row.stems.empty() ? 0 : row.stems.back().place / 2u + 1; }

bool IsForm(const Row& row) {
  return CountFlagged(row, kContentNumber) * 100 > row.stems.size() * kFormNumbers;
}

// Some order of stories of equal weight, so that it does not matter which of a pair comes first.
bool Before(const Row& x, const Row& y) {
  const auto key = [](const ContentStem& s) { return std::tuple(s.stem, s.place, s.flags); };
  return std::lexicographical_compare(
      x.stems.begin(), x.stems.end(), y.stems.begin(), y.stems.end(),
      [key](const ContentStem& s, const ContentStem& t) { return key(s) < key(t); });
}

class Scorer {
 public:
  Scorer(const Row& shorter, const Row& longer, RewriteBuffer* buffer)
      : s_(shorter), l_(longer), buffer_(*buffer) {
    buffer_.matches.assign(s_.stems.size(), {});
    buffer_.shorter_out.assign(s_.stems.size(), 0);
    buffer_.longer_out.assign(l_.stems.size(), 0);
  }

  bool Score(const RewriteHope& hope, RewriteScore* score) {
    FindMatches();
    TakeOutVerbatim();
    if (any_verbatim_) score->verbatim = VerbatimProse();
    TakeOutQuotations();
    score->shorter -= WeightOut(s_, buffer_.shorter_out);
    score->chain = Chain();
    // A quotation of both may stand on one side in plain words, too: then it was taken out and
    // counts.
    score->shorter = std::max(score->shorter, score->chain);
    CountFacts(score);
    // Whatever the order, a chain has its heaviest stem, and not more than all of them; nor have
    // the neighbours.
    score->reversed = heaviest_;
    score->near = MatchedWeight();
    const bool shorter_is_final = score->near <= score->shorter;
    if (shorter_is_final && hope && !hope(*score)) return false;
    score->reversed = ReversedChain();
    score->shorter = std::max(score->shorter, score->reversed);
    if (hope && !hope(*score)) return false;
    score->longer -= WeightOut(l_, buffer_.longer_out);
    score->bag = Bag();
    CountNear(score);
    CountNumbers(score);
    return true;
  }

 private:
  static void ListStems(const Row& row, std::vector<uint32_t>* stems) {
    stems->resize(row.stems.size());
    for (size_t k = 0; k < stems->size(); ++k) (*stems)[k] = row.stems[row.by_stem[k]].stem;
  }

  void FindMatches() {
    ListStems(s_, &buffer_.shorter_stems);
    ListStems(l_, &buffer_.longer_stems);
    FindEqual(buffer_.shorter_stems, buffer_.longer_stems, &buffer_.equal);
    buffer_.groups.clear();
    for (const auto& [i, j] : buffer_.equal) {
      if (buffer_.groups.empty() || buffer_.groups.back().l_begin != j) AddGroup(i, j);
      RewriteBuffer::Group& group = buffer_.groups.back();
      group.s_end = i + 1;
      buffer_.matches[s_.by_stem[i]] = {j, group.l_end - j};
    }
    ListPlaces();
  }

  void AddGroup(uint32_t i, uint32_t j) {
    const std::vector<uint32_t>& y = buffer_.longer_stems;
    uint32_t j_end = j + 1;
    while (j_end < y.size() && y[j_end] == y[j]) ++j_end;
    buffer_.groups.push_back({i, i + 1, j, j_end});
  }

  // In order of the longer side; of equal stems on the shorter one the last comes first.
  void ListPlaces() {
    std::vector<uint16_t>& group_of = buffer_.group_of;
    group_of.assign(l_.stems.size(), 0);
    size_t size = 0;
    for (size_t g = 0; g < buffer_.groups.size(); ++g) {
      const RewriteBuffer::Group& group = buffer_.groups[g];
      const uint32_t count = group.l_end - group.l_begin;
      if (count > kMostPlaces) continue;
      size += size_t{count} * (group.s_end - group.s_begin);
      for (uint32_t k = group.l_begin; k < group.l_end; ++k) {
        group_of[l_.by_stem[k]] = static_cast<uint16_t>(g + 1);
      }
    }
    buffer_.places.resize(size);
    RewriteBuffer::Place* next = buffer_.places.data();
    ListMatched(group_of.size(), [&](size_t j) { return group_of[j] != 0; });
    for (const uint16_t j : buffer_.matched) {
      const RewriteBuffer::Group& group = buffer_.groups[group_of[j] - size_t{1}];
      for (uint32_t k = group.s_end; k > group.s_begin; --k) *next++ = {s_.by_stem[k - 1], j};
    }
  }

  // Without a branch: which stems both have cannot be predicted.
  template <typename IsMatched>
  void ListMatched(size_t size, IsMatched is_matched) {
    buffer_.matched.resize(size);
    size_t count = 0;
    for (size_t i = 0; i < size; ++i) {
      buffer_.matched[count] = static_cast<uint16_t>(i);
      count += is_matched(i);
    }
    buffer_.matched.resize(count);
  }

  // Of a stem in `matched`.
  std::span<const uint16_t> Places(size_t i) const {
    return l_.by_stem.subspan(buffer_.matches[i].begin, buffer_.matches[i].count);
  }

  // Whether stems i and j continue a run that has i - 1 and j - 1.
  bool Continues(size_t i, size_t j) const {
    return i > 0 && j > 0 && i < s_.stems.size() && j < l_.stems.size() &&
           s_.stems[i].stem == l_.stems[j].stem && s_.stems[i - 1].stem == l_.stems[j - 1].stem &&
           s_.stems[i].place - s_.stems[i - 1].place == l_.stems[j].place - l_.stems[j - 1].place;
  }

  bool IsFrequent(size_t i) const { return buffer_.matches[i].count > kMostPlaces; }

  // How many stems the run of i and j has before them; nothing if one of these is looked at, too.
  std::optional<size_t> RunBefore(size_t i, size_t j) const {
    size_t before = 0;
    for (; Continues(i - before, j - before); ++before) {
      if (!IsFrequent(i - before - 1)) return std::nullopt;
    }
    return before;
  }

  // A run is followed once, from its first stem that is not frequent, and not more than kMostPlaces
  // runs go through a stem.
  void TakeOutVerbatim() {
    for (const auto [i, j] : buffer_.places) {
      if (const std::optional<size_t> before = RunBefore(i, j)) {
        TakeOutRun(i - *before, j - *before);
      }
    }
  }

  void TakeOutRun(size_t i, size_t j) {
    size_t length = 1;
    while (Continues(i + length, j + length)) ++length;
    const uint32_t half_words = s_.stems[i + length - 1].place - s_.stems[i].place + 2u;
    if (length < kVerbatimStems || half_words < kVerbatimHalfWords) return;
    any_verbatim_ = true;
    std::fill_n(buffer_.shorter_out.begin() + static_cast<std::ptrdiff_t>(i), length, kOutVerbatim);
    std::fill_n(buffer_.longer_out.begin() + static_cast<std::ptrdiff_t>(j), length, kOutVerbatim);
  }

  bool BothQuote(size_t i, size_t j) const {
    return (s_.stems[i].flags & l_.stems[j].flags & kContentQuoted) != 0;
  }

  // And out of `places` all that is taken out. Marked apart, so that one quotation does not hide
  // another place of the same stem.
  void TakeOutQuotations() {
    size_t count = 0;
    uint8_t heaviest = 0;
    for (const auto [i, j] : buffer_.places) {
      const uint8_t quoted = BothQuote(i, j) ? kOutQuoted : 0;
      buffer_.shorter_out[i] |= quoted;
      buffer_.longer_out[j] |= quoted;
      any_quoted_ |= quoted != 0;
      buffer_.places[count] = {i, j};
      const int out = buffer_.shorter_out[i] | buffer_.longer_out[j];
      const bool stays = (out & kOutVerbatim) == 0 && quoted == 0;
      count += stays;
      heaviest = std::max(heaviest, stays ? s_.stems[i].weight : uint8_t{0});
    }
    buffer_.places.resize(count);
    heaviest_ = heaviest;
  }

  uint32_t WeightOut(const Row& row, const std::vector<uint8_t>& out) const {
    uint32_t sum = 0;
    if (!any_verbatim_ && !any_quoted_) return sum;
    for (size_t i = 0; i < out.size(); ++i) sum += out[i] != 0 ? row.stems[i].weight : 0;
    return sum;
  }

  // Before quotations are taken out.
  uint32_t VerbatimProse() const {
    uint32_t sum = 0;
    for (size_t i = 0; i < s_.stems.size(); ++i) {
      const bool quoted = (s_.stems[i].flags & kContentQuoted) != 0;
      sum += buffer_.shorter_out[i] != 0 && !quoted ? s_.stems[i].weight : 0;
    }
    return sum;
  }

  // Of all stems that a chain may go through or that may have neighbours.
  uint32_t MatchedWeight() const {
    uint32_t sum = 0;
    for (const auto& [k, first] : buffer_.equal) {
      const uint16_t i = s_.by_stem[k];
      const bool matched = buffer_.matches[i].count - 1 < kMostPlaces;
      sum += matched && (buffer_.shorter_out[i] & kOutVerbatim) == 0 ? s_.stems[i].weight : 0;
    }
    return sum;
  }

  uint32_t Bag() const {
    uint32_t sum = 0;
    for (const RewriteBuffer::Group& group : buffer_.groups) {
      uint32_t here = 0, there = 0;
      for (uint32_t k = group.s_begin; k < group.s_end; ++k) {
        here += buffer_.shorter_out[s_.by_stem[k]] == 0;
      }
      for (uint32_t k = group.l_begin; k < group.l_end; ++k) {
        there += buffer_.longer_out[l_.by_stem[k]] == 0;
      }
      sum += std::min(here, there) * s_.stems[s_.by_stem[group.s_begin]].weight;
    }
    return sum;
  }

  uint32_t Chain() {
    std::vector<ChainStep>& steps = buffer_.steps;
    steps.resize(buffer_.places.size());
    for (size_t k = 0; k < steps.size(); ++k) steps[k] = StepOf(buffer_.places[k]);
    return Heaviest(steps);
  }

  // With the sentences of the longer side in reverse.
  uint32_t ReversedChain() {
    NumberSentences();
    const std::vector<RewriteBuffer::Place>& places = buffer_.places;
    std::vector<ChainStep>& steps = buffer_.steps;
    steps.clear();
    for (size_t begin = places.size(), end = begin; end > 0; end = begin) {
      const uint16_t sentence = buffer_.sentences[places[end - 1].l];
      while (begin > 0 && buffer_.sentences[places[begin - 1].l] == sentence) --begin;
      for (size_t k = begin; k < end; ++k) steps.push_back(StepOf(places[k]));
    }
    return Heaviest(steps);
  }

  void NumberSentences() {
    buffer_.sentences.resize(l_.stems.size());
    uint16_t sentence = 0;
    for (size_t j = 0; j < l_.stems.size(); ++j) {
      sentence = static_cast<uint16_t>(sentence + (l_.stems[j].flags & kContentSentence));
      buffer_.sentences[j] = sentence;
    }
  }

  ChainStep StepOf(const RewriteBuffer::Place& place) const {
    return {place.s, s_.stems[place.s].weight};
  }

  uint32_t Heaviest(const std::vector<ChainStep>& steps) {
    return static_cast<uint32_t>(HeaviestChain(steps, s_.stems.size(), &buffer_.chains));
  }

  void CountKept() {
    buffer_.kept.resize(s_.stems.size());
    uint16_t kept = 0;
    for (size_t i = 0; i < s_.stems.size(); ++i) {
      buffer_.kept[i] = kept;
      kept = static_cast<uint16_t>(kept + (buffer_.shorter_out[i] == 0));
    }
  }

  struct Near {
    bool behind = false;
    bool in_front = false;
  };

  // Adds how stem x stands to stem i of the shorter side on the longer one.
  void AddNear(size_t i, size_t x, Near* near) const {
    if (s_.stems[i].stem == s_.stems[x].stem) return;
    for (const uint16_t j : Places(i)) {
      if (buffer_.longer_out[j] != 0) continue;
      for (const uint16_t y : Places(x)) {
        if (buffer_.longer_out[y] != 0) continue;
        const int behind = y - j;
        near->behind |= behind >= kNearFirst && behind <= kNearLonger;
        near->in_front |= -behind >= kNearFirst && -behind <= kNearLonger;
      }
    }
  }

  void CountNear(RewriteScore* score) {
    CountKept();
    ListMatched(s_.stems.size(),
                [this](size_t i) { return buffer_.matches[i].count - 1 < kMostPlaces; });
    score->near = 0;
    const std::span<const uint16_t> matched(buffer_.matched);
    for (size_t k = 0; k < matched.size(); ++k) {
      const size_t i = matched[k];
      if (buffer_.shorter_out[i] != 0) continue;
      Near near;
      for (const uint16_t x : matched.subspan(k + 1)) {
        const int apart = buffer_.kept[x] - buffer_.kept[i];
        if (apart > kNearShorter) break;
        if (apart >= kNearFirst && buffer_.shorter_out[x] == 0) AddNear(i, x, &near);
      }
      score->near += near.behind ? s_.stems[i].weight : 0;
      score->near_reversed += near.in_front ? s_.stems[i].weight : 0;
    }
  }

  // A stem counts at the first of its places that is a fact.
  void CountFacts(RewriteScore* score) const {
    const std::vector<uint32_t>& stems = buffer_.shorter_stems;
    uint32_t counted = 0;
    for (size_t k = 0; k < stems.size(); ++k) {
      const uint16_t i = s_.by_stem[k];
      const uint8_t flags = s_.stems[i].flags & (kContentFact | kContentQuoted);
      const uint32_t fact = flags == kContentFact && (buffer_.shorter_out[i] & kOutVerbatim) == 0;
      counted &= k > 0 && stems[k] == stems[k - 1];
      score->facts += fact & ~counted;
      score->facts_kept += fact & ~counted & (buffer_.matches[i].count > 0 ? 1u : 0u);
      counted |= fact;
    }
  }

  // Different numbers, each at its first place.
  void CountNumbers(RewriteScore* score) const {
    const std::vector<uint32_t>& stems = buffer_.shorter_stems;
    uint32_t numbers = 0, kept = 0;
    for (size_t k = 0; k < stems.size(); ++k) {
      const uint16_t i = s_.by_stem[k];
      if ((s_.stems[i].flags & kContentNumber) == 0 || (k > 0 && stems[k] == stems[k - 1]))
        continue;
      ++numbers;
      kept += buffer_.matches[i].count > 0;
    }
    score->other_numbers = numbers >= kFormLeastNumbers && kept * 100 < numbers * kFormFactsKept;
  }

  const Row& s_;
  const Row& l_;
  RewriteBuffer& buffer_;
  bool any_verbatim_ = false;  // whether any stem is taken out
  bool any_quoted_ = false;
  uint32_t heaviest_ = 0;  // of the stems that a chain may go through
};

bool IsCased(const Row& row) {
  return std::any_of(row.stems.begin(), row.stems.end(), [](const ContentStem& s) {
    return (s.flags & (kContentFact | kContentNumber)) == kContentFact;
  });
}

}  // namespace

RewriteStory SumUp(const Row& row) {
  return {row, Weight(row), Words(row), IsUnspaced(row), IsForm(row), IsCased(row)};
}

bool ScoreRewrite(const RewriteStory& a, const RewriteStory& b, const RewriteHope& hope,
                  RewriteBuffer* buffer, RewriteScore* score) {
  score->unspaced = a.unspaced && b.unspaced;
  score->forms = a.form || b.form;
  score->words = std::min(a.words, b.words);
  score->b_is_shorter = a.weight != b.weight ? b.weight < a.weight : Before(b.row, a.row);
  const RewriteStory &shorter = score->b_is_shorter ? b : a, &longer = score->b_is_shorter ? a : b;
  score->uncased = !shorter.cased;
  score->shorter = shorter.weight;
  score->longer = longer.weight;
  return Scorer(shorter.row, longer.row, buffer).Score(hope, score);
}

RewriteScore ScoreRewrite(const Row& a, const Row& b, RewriteBuffer* buffer) {
  RewriteScore score;
  ScoreRewrite(SumUp(a), SumUp(b), nullptr, buffer, &score);
  return score;
}

}  // namespace newsprint
