// First, pairs that cannot be related are dropped, by what is known without their texts. The others
// are taken in an order in which neighbours have articles in common (judging_order), and a thread
// keeps the last few texts that it has analysed: of 37,554 articles of news 6,500 are analysed for
// 6,800 pairs. All is cut into tasks of consecutive pairs; what they find is sorted.
#include "relate/judge_pairs.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "relate/judge.h"
#include "relate/judging_order.h"
#include "relate/marks.h"
#include "sketch/fingerprint_text.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr size_t kPairsPerTask = 64;
constexpr int kFreshKeys = 2;  // least shared keys of own prose, without which nothing is aligned
constexpr Ordinal kNobody = UINT32_MAX;

// How many articles besides one (or two) that are known to hold a key.
uint32_t Others(uint16_t holders, uint32_t known) {
  return holders - std::min<uint32_t>(holders, known);
}

using Posting = SharedPostings::Posting;

// The texts analysed last.
class TextCache {
 public:
  // Stays as it is until kTexts others were asked for.
  const Text& Of(Ordinal ordinal, const Article& article) {
    Slot* slot = std::find_if(slots_.begin(), slots_.end(),
                              [&](const Slot& s) { return s.ordinal == ordinal; });
    if (slot == slots_.end()) {
      slot = std::min_element(slots_.begin(), slots_.end(),
                              [](const Slot& x, const Slot& y) { return x.last_use < y.last_use; });
      AnalyzeText(article, &slot->text);
      slot->ordinal = ordinal;
    }
    slot->last_use = ++uses_;
    return slot->text;
  }

 private:
  static constexpr size_t kTexts = 16;
  struct Slot {
    Ordinal ordinal = kNobody;
    uint64_t last_use = 0;
    Text text;
  };
  std::array<Slot, kTexts> slots_;
  uint64_t uses_ = 0;
};

// What one thread works with.
struct Bench {
  TextCache texts;
  KeptBound bound;
  Ordinal bound_is = kNobody;  // indexed
  AlignBuffer align;
  FingerprintScratch sketch;
  std::vector<Posting> row_a, row_b;
  std::vector<PairContext::SharedKey> shared;
};

PairContext FindContext(std::span<const Posting> a, std::span<const Posting> b, bool same_house,
                        Bench* bench) {
  bench->shared.clear();
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].key == b[j].key) {
      bench->shared.push_back(
          {a[i].key, Others(a[i].prose, 2), a[i].quoted, same_house ? Others(a[i].house, 2) : 0});
    }
    const bool next_a = a[i].key <= b[j].key, next_b = b[j].key <= a[i].key;
    i += next_a;
    j += next_b;
  }
  PairContext context;
  context.shared = bench->shared;
  return context;
}

class Session {
 public:
  explicit Session(const JudgeInput& input) : input_(input) {}

  absl::StatusOr<std::vector<Relation>> Run(std::span<const CandidatePair> pairs) {
    const std::vector<CandidatePair> open = InTasks<CandidatePair>(
        pairs, [this](const CandidatePair& pair, Bench* bench, std::vector<CandidatePair>* open) {
          if (MayBeRelated(pair, bench)) open->push_back(pair);
        });
    Advance(pairs.size() - open.size(), 0);
    std::vector<Relation> relations = InTasks<Relation>(
        Ordered(open),
        [this](const CandidatePair& pair, Bench* bench, std::vector<Relation>* found) {
          std::optional<Relation> relation = JudgeOne(pair, bench);
          const bool counts = relation && relation->confidence >= input_.threshold;
          if (counts) found->push_back(*std::move(relation));
          Advance(1, counts ? 1 : 0);
        });
    if (cancelled_) return absl::CancelledError("cancelled");
    std::sort(relations.begin(), relations.end(), [](const Relation& x, const Relation& y) {
      return x.a != y.a ? x.a < y.a : x.b < y.b;
    });
    return relations;
  }

 private:
  static std::vector<CandidatePair> Ordered(std::span<const CandidatePair> pairs) {
    std::vector<CandidatePair> ordered;
    ordered.reserve(pairs.size());
    for (const uint32_t i : JudgingOrder(pairs)) ordered.push_back(pairs[i]);
    return ordered;
  }

  // What body(pair, bench, &found) finds for each of `pairs`, in their order.
  template <typename Found, typename Body>
  std::vector<Found> InTasks(std::span<const CandidatePair> pairs, const Body& body) {
    std::vector<std::vector<Found>> found((pairs.size() + kPairsPerTask - 1) / kPairsPerTask);
    ParallelFor(found.size(), [&](size_t task) {
      const size_t begin = task * kPairsPerTask;
      const size_t size = std::min(pairs.size() - begin, kPairsPerTask);
      if (!Advance(0, 0)) return;
      Bench& bench = benches_.local();
      for (const CandidatePair& pair : pairs.subspan(begin, size)) {
        body(pair, &bench, &found[task]);
      }
    });
    std::vector<Found> all;
    for (auto& f : found) std::move(f.begin(), f.end(), std::back_inserter(all));
    return all;
  }

  Ordinal DeputyOf(Ordinal article) const {
    const Ordinal deputy = input_.deputies[article];
    return deputy < input_.deputies.size() ? deputy : kNobody;
  }

  uint32_t Usual(Ordinal deputy) const {
    return deputy == kNobody ? 0 : input_.shared.usual[input_.articles.At(deputy)];
  }

  std::span<const Posting> Shared(Ordinal deputy) const {
    return input_.shared.Of(input_.articles.At(deputy));
  }

  bool OneHouse(const CandidatePair& pair) const {
    return SameHouse(input_.houses[input_.articles.At(pair.a)],
                     input_.houses[input_.articles.At(pair.b)]);
  }

  // All postings in prose of who stands for an article, also those that nobody else holds.
  void MakeFullRow(Ordinal article, Bench* bench, std::vector<Posting>* row) const {
    const Ordinal deputy = DeputyOf(article);
    if (deputy != kNobody) article = deputy;
    FingerprintBatch batch;
    FingerprintText(bench->texts.Of(article, input_.articles[article]), {}, &bench->sketch, &batch);
    row->clear();
    for (const uint64_t key : batch.ProsePostings(0)) row->push_back({key, 1, 0, 0});
    if (deputy == kNobody) return;
    auto at = row->begin();
    for (const Posting& shared : Shared(deputy)) {
      at = std::find_if(at, row->end(), [&](const Posting& p) { return p.key >= shared.key; });
      if (at != row->end() && at->key == shared.key) *at = shared;
    }
  }

  // What two of different stories share others hold as well: both. Between articles of one story,
  // and for those that were not counted, what nobody else holds counts, too.
  PairContext ContextOf(const CandidatePair& pair, Bench* bench) const {
    const Ordinal a = DeputyOf(pair.a), b = DeputyOf(pair.b);
    const bool same_house = OneHouse(pair);
    PairContext context;
    if (a != b && a != kNobody && b != kNobody) {
      context = FindContext(Shared(a), Shared(b), same_house, bench);
    } else {
      MakeFullRow(pair.a, bench, &bench->row_a);
      MakeFullRow(pair.b, bench, &bench->row_b);
      context = FindContext(bench->row_a, bench->row_b, same_house, bench);
    }
    context.usual_a = Usual(a);
    context.usual_b = Usual(b);
    return context;
  }

  // Whether the postings alone say that what the two share is nobody's own prose: too little of it
  // is neither stock nor a statement. Pairs that are alike as wholes are judged whatever they
  // share.
  bool IsHopeless(const CandidatePair& pair, Bench* bench) const {
    if (pair.similar || !input_.also.OnlyReuse()) return false;
    const PairContext context = ContextOf(pair, bench);
    const auto fresh = std::count_if(
        context.shared.begin(), context.shared.end(), [&](const PairContext::SharedKey& key) {
          return MarkOf(key, context, /*lede_shared=*/true) == Mark::kFresh;
        });
    return fresh < kFreshKeys;
  }

  // Whether the stories' bytes alone say that too little of the two is the same.
  bool KeepsTooLittle(const CandidatePair& pair, Bench* bench) const {
    if (input_.stories == nullptr || !input_.also.OnlyReuse()) return false;
    const auto a = input_.stories->Of(input_.articles.At(pair.a));
    const auto b = input_.stories->Of(input_.articles.At(pair.b));
    if (bench->bound_is != pair.a) bench->bound.Index(a);
    bench->bound_is = pair.a;
    return !bench->bound.MayKeep(b, LeastKept(a.size(), b.size()));
  }

  bool MayBeRelated(const CandidatePair& pair, Bench* bench) const {
    return !IsHopeless(pair, bench) && !KeepsTooLittle(pair, bench);
  }

  std::optional<Relation> JudgeOne(const CandidatePair& pair, Bench* bench) const {
    const Article& a = input_.articles[pair.a];
    const Article& b = input_.articles[pair.b];
    const PairContext context = ContextOf(pair, bench);
    const Text& text_a = bench->texts.Of(pair.a, a);
    const Text& text_b = bench->texts.Of(pair.b, b);
    return Judge({pair.a, &a, &text_a}, {pair.b, &b, &text_b}, context, input_.also, &bench->align);
  }

  // Counts and reports progress; false once the run is cancelled.
  bool Advance(size_t pairs, size_t relations) {
    const std::lock_guard lock(mutex_);
    done_ += pairs;
    relations_ += relations;
    cancelled_ = cancelled_ || (input_.progress && !input_.progress(done_, relations_));
    return !cancelled_;
  }

  const JudgeInput& input_;
  tbb::enumerable_thread_specific<Bench> benches_;
  std::mutex mutex_;
  uint64_t done_ = 0;
  uint64_t relations_ = 0;
  bool cancelled_ = false;
};

}  // namespace

absl::StatusOr<std::vector<Relation>> JudgePairs(const JudgeInput& input,
                                                 std::span<const CandidatePair> pairs) {
  return Session(input).Run(pairs);
}

}  // namespace newsprint
