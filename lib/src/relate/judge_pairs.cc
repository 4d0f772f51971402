// Round one judges every pair by its two texts. Its whole-text relations join articles to kin;
// every other pair with something in common is judged again in round two, told who else prints what
// the two share. Pairs come sorted, so a thread analyses the first article of a run of pairs once.
#include "relate/judge_pairs.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "relate/elsewhere.h"
#include "union_find.h"

namespace newsprint {
namespace {

constexpr size_t kPairsPerTask = 64;
constexpr Ordinal kNobody = UINT32_MAX;

bool IsWholeText(Kind kind) { return kind <= Kind::kSyndicated; }

// What one thread works with.
struct Bench {
  Text a, b;
  Ordinal a_is = kNobody;
  AlignBuffer align;
  std::vector<PairContext::Elsewhere> elsewhere;
};

class Session {
 public:
  explicit Session(const JudgeInput& input) : input_(input) {}

  absl::StatusOr<std::vector<Relation>> Run(std::span<const CandidatePair> pairs) {
    total_ = pairs.size();
    std::vector<Relation> relations = JudgeAll(pairs, nullptr);
    const std::vector<CandidatePair> doubtful = TakeDoubtful(&relations);
    total_ += doubtful.size();
    const std::vector<Ordinal> kin = Kin(relations);
    const HolderIndex holders(input_.fingerprints, kin, doubtful);
    std::vector<Relation> second = JudgeAll(doubtful, &holders);
    if (cancelled_) return absl::CancelledError("cancelled");
    std::move(second.begin(), second.end(), std::back_inserter(relations));
    std::erase_if(relations, [&](const Relation& r) { return !Reported(r); });
    std::sort(relations.begin(), relations.end(), [](const Relation& x, const Relation& y) {
      return x.a != y.a ? x.a < y.a : x.b < y.b;
    });
    return relations;
  }

 private:
  bool Reported(const Relation& r) const {
    if (r.kind == Kind::kQuotes && !input_.options.also_quotes) return false;
    if (r.kind == Kind::kTemplate && !input_.options.also_template) return false;
    return r.confidence >= input_.options.threshold;
  }

  std::vector<Relation> JudgeAll(std::span<const CandidatePair> pairs, const HolderIndex* holders) {
    const size_t tasks = (pairs.size() + kPairsPerTask - 1) / kPairsPerTask;
    std::vector<std::vector<Relation>> found(tasks);
    tbb::enumerable_thread_specific<Bench> benches;
    tbb::parallel_for(size_t{0}, tasks, [&](size_t task) {
      const size_t begin = task * kPairsPerTask;
      const size_t end = std::min(pairs.size(), begin + kPairsPerTask);
      if (!Advance(0, 0)) return;
      for (size_t i = begin; i < end; ++i) {
        std::optional<Relation> r = JudgeOne(pairs[i], holders, &benches.local());
        if (r) found[task].push_back(*std::move(r));
      }
      Advance(end - begin, found[task].size());
    });
    std::vector<Relation> relations;
    for (auto& f : found) std::move(f.begin(), f.end(), std::back_inserter(relations));
    return relations;
  }

  std::optional<Relation> JudgeOne(const CandidatePair& pair, const HolderIndex* holders,
                                   Bench* bench) const {
    const Article& a = input_.articles[pair.a];
    const Article& b = input_.articles[pair.b];
    if (bench->a_is != pair.a) AnalyzeText(a, &bench->a);
    bench->a_is = pair.a;
    AnalyzeText(b, &bench->b);
    if (holders) holders->Find(pair.a, pair.b, &bench->elsewhere);
    return Judge({pair.a, &a, &bench->a}, {pair.b, &b, &bench->b}, {bench->elsewhere},
                 &bench->align);
  }

  static std::vector<CandidatePair> TakeDoubtful(std::vector<Relation>* relations) {
    std::vector<CandidatePair> doubtful;
    for (const Relation& r : *relations) {
      if (!IsWholeText(r.kind)) doubtful.push_back({r.a, r.b, 0});
    }
    std::erase_if(*relations, [](const Relation& r) { return !IsWholeText(r.kind); });
    return doubtful;
  }

  std::vector<Ordinal> Kin(std::span<const Relation> relations) const {
    UnionFind sets(input_.articles.size());
    for (const Relation& r : relations) sets.Join(r.a, r.b);
    std::vector<Ordinal> kin(input_.articles.size());
    for (Ordinal i = 0; i < kin.size(); ++i) kin[i] = sets.Root(i);
    return kin;
  }

  // Counts and reports progress; false once the run is cancelled.
  bool Advance(size_t pairs, size_t relations) {
    const std::lock_guard lock(mutex_);
    done_ += pairs;
    relations_ += relations;
    const Options& options = input_.options;
    if (!cancelled_ && options.progress) {
      cancelled_ =
          !options.progress({"judging", done_, total_, input_.articles.size(), relations_});
    }
    return !cancelled_;
  }

  const JudgeInput& input_;
  std::mutex mutex_;
  uint64_t done_ = 0;
  uint64_t total_ = 0;
  uint64_t relations_ = 0;
  bool cancelled_ = false;
};

}  // namespace

absl::StatusOr<std::vector<Relation>> JudgePairs(const JudgeInput& input,
                                                 std::span<const CandidatePair> pairs) {
  return Session(input).Run(pairs);
}

}  // namespace newsprint
