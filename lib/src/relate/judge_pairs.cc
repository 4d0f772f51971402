// The pairs are cut into tasks of consecutive ones; pairs come sorted, so a thread analyses the
// first article of a run of pairs once. Results are put together in task order.
#include "relate/judge_pairs.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "relate/house.h"
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

// What one thread works with.
struct Bench {
  Text a, b, deputy;
  Ordinal a_is = kNobody;
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
  explicit Session(const JudgeInput& input)
      : input_(input), houses_(HousesOf(input.articles.all())) {}

  absl::StatusOr<std::vector<Relation>> Run(std::span<const CandidatePair> pairs) {
    const size_t tasks = (pairs.size() + kPairsPerTask - 1) / kPairsPerTask;
    std::vector<std::vector<Relation>> found(tasks);
    tbb::enumerable_thread_specific<Bench> benches;
    ParallelFor(tasks, [&](size_t task) {
      const size_t begin = task * kPairsPerTask;
      const size_t size = std::min(pairs.size() - begin, kPairsPerTask);
      if (!Advance(0, 0)) return;
      JudgeSome(pairs.subspan(begin, size), &benches.local(), &found[task]);
      Advance(size, found[task].size());
    });
    if (cancelled_) return absl::CancelledError("cancelled");
    std::vector<Relation> relations;
    for (auto& f : found) std::move(f.begin(), f.end(), std::back_inserter(relations));
    return relations;
  }

 private:
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
    return SameHouse(houses_[input_.articles.At(pair.a)], houses_[input_.articles.At(pair.b)]);
  }

  // All postings in prose of who stands for an article, also those that nobody else holds.
  void MakeFullRow(Ordinal article, Bench* bench, std::vector<Posting>* row) const {
    const Ordinal deputy = DeputyOf(article);
    if (deputy != kNobody) article = deputy;
    AnalyzeText(input_.articles[article], &bench->deputy);
    FingerprintBatch batch;
    FingerprintText(bench->deputy, {}, &bench->sketch, &batch);
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

  void JudgeSome(std::span<const CandidatePair> pairs, Bench* bench,
                 std::vector<Relation>* found) const {
    for (const CandidatePair& pair : pairs) {
      std::optional<Relation> relation = JudgeOne(pair, bench);
      if (relation && relation->confidence >= input_.threshold) {
        found->push_back(*std::move(relation));
      }
    }
  }

  // Whether the postings alone say that what the two share is nobody's own prose: too little of it
  // is neither stock nor a statement. Pairs that are alike as wholes are judged whatever they
  // share.
  bool IsHopeless(const CandidatePair& pair, const PairContext& context) const {
    if (pair.similar || input_.also.quotes || input_.also.templates) return false;
    const auto fresh = std::count_if(
        context.shared.begin(), context.shared.end(), [&](const PairContext::SharedKey& key) {
          return MarkOf(key, context, /*lede_shared=*/true) == Mark::kFresh;
        });
    return fresh < kFreshKeys;
  }

  std::optional<Relation> JudgeOne(const CandidatePair& pair, Bench* bench) const {
    const Article& a = input_.articles[pair.a];
    const Article& b = input_.articles[pair.b];
    const PairContext context = ContextOf(pair, bench);
    if (IsHopeless(pair, context)) return std::nullopt;
    if (bench->a_is != pair.a) AnalyzeText(a, &bench->a);
    bench->a_is = pair.a;
    AnalyzeText(b, &bench->b);
    return Judge({pair.a, &a, &bench->a}, {pair.b, &b, &bench->b}, context, input_.also,
                 &bench->align);
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
  const std::vector<House> houses_;  // of the articles at hand
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
