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
#include "threads.h"

namespace newsprint {
namespace {

constexpr size_t kPairsPerTask = 64;
constexpr size_t kArticlesPerTask = 256;
constexpr int kFreshKeys = 2;  // least shared keys of own prose, without which nothing is aligned
constexpr Ordinal kNobody = UINT32_MAX;

// How many articles besides one (or two) that are known to hold a key.
uint32_t Others(uint16_t holders, uint32_t known) {
  return holders - std::min<uint32_t>(holders, known);
}

// The prose postings of one article with their frequencies.
struct ProseRows {
  std::span<const uint64_t> keys;
  std::span<const uint16_t> prose;
  std::span<const uint16_t> quoted;
  std::span<const uint16_t> house;
};

ProseRows RowsOf(const JudgeInput& input, Ordinal article) {
  if (input.deputies[article] < input.articles.size()) article = input.deputies[article];
  const size_t begin = input.fingerprints.posting_begin[article];
  const size_t count = input.fingerprints.prose_count[article];
  return {input.fingerprints.ProsePostings(article),
          std::span(input.frequencies.prose).subspan(begin, count),
          std::span(input.frequencies.quoted).subspan(begin, count),
          std::span(input.frequencies.house).subspan(begin, count)};
}

uint32_t Usual(const ProseRows& rows, std::vector<uint16_t>* scratch) {
  if (rows.keys.empty()) return 0;
  scratch->assign(rows.prose.begin(), rows.prose.end());
  const auto quartile = scratch->begin() + static_cast<std::ptrdiff_t>(scratch->size() / 4);
  std::nth_element(scratch->begin(), quartile, scratch->end());
  return Others(*quartile, 1);
}

// What one thread works with.
struct Bench {
  Text a, b;
  Ordinal a_is = kNobody;
  AlignBuffer align;
  std::vector<PairContext::SharedKey> shared;
};

PairContext FindContext(const ProseRows& a, const ProseRows& b, bool same_house, Bench* bench) {
  bench->shared.clear();
  for (size_t i = 0, j = 0; i < a.keys.size() && j < b.keys.size();) {
    if (a.keys[i] == b.keys[j]) {
      bench->shared.push_back(
          {a.keys[i], Others(a.prose[i], 2), a.quoted[i], same_house ? Others(a.house[i], 2) : 0});
    }
    const bool next_a = a.keys[i] <= b.keys[j], next_b = b.keys[j] <= a.keys[i];
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
      : input_(input), houses_(HousesOf(input.articles)), usual_(input.articles.size()) {}

  absl::StatusOr<std::vector<Relation>> Run(std::span<const CandidatePair> pairs) {
    const size_t tasks = (pairs.size() + kPairsPerTask - 1) / kPairsPerTask;
    std::vector<std::vector<Relation>> found(tasks);
    tbb::enumerable_thread_specific<Bench> benches;
    FindUsual();
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
  void FindUsual() {
    const size_t tasks = (usual_.size() + kArticlesPerTask - 1) / kArticlesPerTask;
    ParallelFor(tasks, [&](size_t task) {
      std::vector<uint16_t> counts;
      const size_t end = std::min(usual_.size(), (task + 1) * kArticlesPerTask);
      for (size_t i = task * kArticlesPerTask; i < end; ++i) {
        usual_[i] = Usual(RowsOf(input_, static_cast<Ordinal>(i)), &counts);
      }
    });
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
    PairContext context = FindContext(RowsOf(input_, pair.a), RowsOf(input_, pair.b),
                                      SameHouse(houses_[pair.a], houses_[pair.b]), bench);
    context.usual_a = usual_[pair.a];
    context.usual_b = usual_[pair.b];
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
  const std::vector<House> houses_;  // by article, as the next
  std::vector<uint32_t> usual_;
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
