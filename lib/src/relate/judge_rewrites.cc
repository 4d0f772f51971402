// Rewrites in three steps. All pairs are scored, cheaply: those that no null could let pass, which
// most are, no further than their share. Then each is held against its null: what the other pairs
// of its two articles reach, which are reports of the same event as a rule; pairs that are surely
// related (a relation already, one text group, strong without any null) are no part of it. Only
// what passes is aligned. At last, a pair that a third article explains is left out: two rewrites
// of one story are told by the story.
#include "relate/judge_rewrites.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <utility>

#include "relate/descent.h"
#include "relate/house.h"
#include "relate/rewrite.h"
#include "relate/thresholds.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr size_t kPairsPerTask = 64;
constexpr size_t kArticlesPerTask = 256;
constexpr size_t kFetchedStems = 512;  // of a row; most have fewer
constexpr Ordinal kNobody = UINT32_MAX;

// What one thread works with.
struct Bench {
  RewriteBuffer rewrite;
  std::vector<uint32_t> shares;
  Text text_a, text_b;
  Stems stems_a, stems_b;
  StemCache cache;
  AlignBuffer align;
};

// One side of a scored pair, for looking up the pairs of an article.
struct Use {
  Ordinal article;
  uint32_t pair;
};

// The uses of an article among `uses`, sorted by article.
std::span<const Use> UsesOf(std::span<const Use> uses, Ordinal article) {
  const auto [begin, end] =
      std::equal_range(uses.begin(), uses.end(), Use{article, 0},
                       [](const Use& x, const Use& y) { return x.article < y.article; });
  return {begin, end};
}

// Both sides of all of `pairs` (candidates or relations), sorted by article, then by pair.
template <typename Pair>
std::vector<Use> ListUses(std::span<const Pair> pairs) {
  std::vector<Use> uses;
  for (uint32_t i = 0; i < pairs.size(); ++i) {
    uses.push_back({pairs[i].a, i});
    uses.push_back({pairs[i].b, i});
  }
  std::sort(uses.begin(), uses.end(), [](const Use& x, const Use& y) {
    return x.article != y.article ? x.article < y.article : x.pair < y.pair;
  });
  return uses;
}

// Whether one of the two is the other's text, as a whole or most of it.
bool IsCopy(const Relation& r) { return IsReuse(r.kind) && r.kind != Kind::kExcerpt; }

class Session {
 public:
  Session(const RewriteInput& input, std::span<const CandidatePair> pairs)
      : input_(input),
        pairs_(pairs),
        houses_(HousesOf(input.articles)),
        stories_(input.content->size()),
        scores_(pairs.size()),
        strengths_(pairs.size()) {
    for (const Relation& r : input.relations) {
      if (IsCopy(r)) copies_.emplace_back(r.a, r.b);
    }
    std::sort(copies_.begin(), copies_.end());
  }

  absl::StatusOr<std::vector<Relation>> Run() {
    WeighContent();
    InTasks([this](size_t i, Bench* bench) { Score(i, bench); });
    uses_ = ListUses(pairs_);
    nulls_.resize(pairs_.size());
    InTasks([this](size_t i, Bench* bench) { nulls_[i] = FindNull(i, &bench->shares); });
    Decide();
    if (!Advance(pairs_.size() - found_.size(), 0)) return absl::CancelledError("cancelled");
    absl::StatusOr<std::vector<Relation>> relations = Relate();
    if (relations.ok()) DropExplained(&*relations);
    return relations;
  }

 private:
  bool StandsForItself(Ordinal i) const { return input_.groups[i] == i; }

  void WeighContent() {
    ContentBatch& content = *input_.content;
    const size_t tasks = (content.size() + kArticlesPerTask - 1) / kArticlesPerTask;
    const auto for_each = [&](auto&& body) {
      ParallelFor(tasks, [&](size_t task) {
        const size_t end = std::min(content.size(), (task + 1) * kArticlesPerTask);
        for (size_t i = task * kArticlesPerTask; i < end; ++i) body(i);
      });
    };
    for_each([&](size_t i) {
      if (StandsForItself(static_cast<Ordinal>(i))) frequencies_.Count(content.Of(i));
    });
    for_each([&](size_t i) {
      frequencies_.Weigh(i, &content);
      stories_[i] = SumUp(content.Of(i));
    });
  }

  // How many articles a pair was found among: those of its language; of two languages, the fewer.
  uint64_t Articles(size_t pair) const {
    const std::vector<uint8_t>& language = input_.content->language;
    return std::min(frequencies_.articles(language[pairs_[pair].a]),
                    frequencies_.articles(language[pairs_[pair].b]));
  }

  template <typename Body>
  void InTasks(Body&& body) {
    const size_t tasks = (pairs_.size() + kPairsPerTask - 1) / kPairsPerTask;
    ParallelFor(tasks, [&](size_t task) {
      if (!Advance(0, 0)) return;
      Bench& bench = benches_.local();
      const size_t end = std::min(pairs_.size(), (task + 1) * kPairsPerTask);
      for (size_t i = task * kPairsPerTask; i < end; ++i) body(i, &bench);
    });
  }

  // Rows lie all over the memory, and the next pair's first article is this one's as a rule.
  void FetchNext(size_t i) const {
    if (i + 1 == pairs_.size()) return;
    const ContentBatch::Row& row = stories_[pairs_[i + 1].b].row;
    const auto fetch = [](const auto& column) {
      const std::span<const std::byte> bytes = std::as_bytes(column);
      for (size_t at = 0; at < bytes.size(); at += 64) __builtin_prefetch(bytes.data() + at);
    };
    fetch(row.stems.first(std::min(row.stems.size(), kFetchedStems)));
    fetch(row.by_stem.first(std::min(row.by_stem.size(), kFetchedStems)));
  }

  void Score(size_t i, Bench* bench) {
    FetchNext(i);
    const auto [a, b] = std::pair(pairs_[i].a, pairs_[i].b);
    RewriteScore& score = scores_[i];
    score.verbatim_is_reuse = pairs_[i].similar;
    NoteArticles(input_.articles[a], input_.articles[b], SameHouse(houses_[a], houses_[b]), &score);
    const auto hope = [this, i](const RewriteScore& best) {
      strengths_[i] = Strengthen(best, {}).Sum();
      return !IsChance(i);
    };
    if (ScoreRewrite(stories_[a], stories_[b], hope, &bench->rewrite, &score)) {
      strengths_[i] = Strengthen(score, {}).Sum();
    }
  }

  bool IsChance(size_t pair) const {
    return !pairs_[pair].similar && strengths_[pair] < RewriteLimit(Articles(pair));
  }

  bool InOneGroup(Ordinal x, Ordinal y) const {
    const std::span<const Ordinal> groups = input_.groups;
    return groups[x] < groups.size() && groups[x] == groups[y];
  }

  // Whether two articles are one text to a third one.
  bool IsOneText(Ordinal x, Ordinal y) const {
    return InOneGroup(x, y) || std::binary_search(copies_.begin(), copies_.end(),
                                                  std::pair(std::min(x, y), std::max(x, y)));
  }

  // What copies of one side have in common with the other says nothing of chance.
  // Within one house all that is alike counts: mastheads, notices and adverts that come again are
  // like each other, not like chance.
  Null FindNull(size_t pair, std::vector<uint32_t>* shares) const {
    shares->clear();
    const auto [a, b] = std::pair(pairs_[pair].a, pairs_[pair].b);
    for (const auto& [article, partner] : {std::pair(a, b), std::pair(b, a)}) {
      for (const Use& use : UsesOf(uses_, article)) {
        const bool forms = scores_[pair].one_house && scores_[use.pair].one_house;
        if (use.pair == pair || !(forms || IsChance(use.pair))) continue;
        if (InOneGroup(pairs_[use.pair].a + pairs_[use.pair].b - article, partner)) continue;
        shares->push_back(ChainShare(scores_[use.pair]));
      }
    }
    return QuantileOf(shares, scores_[pair]);
  }

  void Decide() {
    for (uint32_t i = 0; i < pairs_.size(); ++i) {
      if (!IsRewrite(scores_[i], nulls_[i], Articles(i))) continue;
      strengths_[i] = Strengthen(scores_[i], nulls_[i]).Sum();
      found_.push_back(i);
    }
    DropOutshone();
  }

  // A pair goes when each of its articles has a much stronger one with an article that has nothing
  // to do with the other: texts that were rewritten from something look a little like what that
  // something looks like.
  void DropOutshone() {
    struct Best {
      int64_t strength = INT64_MIN;
      Ordinal partner = kNobody;
    };
    std::vector<Best> best(input_.articles.size());
    const auto offer = [&](Ordinal article, Ordinal partner, int64_t strength) {
      if (strength > best[article].strength) best[article] = {strength, partner};
    };
    for (const uint32_t i : found_) {
      offer(pairs_[i].a, pairs_[i].b, strengths_[i]);
      offer(pairs_[i].b, pairs_[i].a, strengths_[i]);
    }
    std::vector<uint32_t> kept;
    for (const uint32_t i : found_) {
      const auto [a, b] = std::pair(pairs_[i].a, pairs_[i].b);
      const bool outshone =
          strengths_[i] + kOutshone < std::min(best[a].strength, best[b].strength);
      const bool one_family =
          outshone && (IsFound(best[a].partner, b) || IsOneText(best[a].partner, b) ||
                       IsFound(a, best[b].partner) || IsOneText(a, best[b].partner));
      if (!outshone || one_family) kept.push_back(i);
    }
    found_ = std::move(kept);
  }

  // Whether two articles are a pair of found_.
  bool IsFound(Ordinal x, Ordinal y) const {
    const auto [a, b] = std::minmax(x, y);
    const auto at = std::lower_bound(found_.begin(), found_.end(), std::pair(a, b),
                                     [&](uint32_t i, const std::pair<Ordinal, Ordinal>& pair) {
                                       return std::pair(pairs_[i].a, pairs_[i].b) < pair;
                                     });
    return at != found_.end() && pairs_[*at].a == a && pairs_[*at].b == b;
  }

  // Two rewrites of one story look like rewrites of each other. They are told by the story: a pair
  // goes when one of its articles was taken from a third and what the two have in common is no
  // more than both have of that (descent.h). A copy of one of them is no third: who rewrote the one
  // rewrote the other. All is decided on what was found at first.
  void DropExplained(std::vector<Relation>* relations) const {
    const std::vector<Use> uses = ListUses(std::span<const Relation>(*relations));
    std::vector<bool> explained(relations->size());
    for (uint32_t r = 0; r < relations->size(); ++r) {
      explained[r] = IsExplained(r, *relations, uses);
    }
    size_t at = 0;
    std::erase_if(*relations, [&](const Relation& r) {
      return explained[at++] || r.confidence < input_.threshold;
    });
  }

  // The other article of a relation if `article` may have taken from it, else nobody. Where the
  // direction is not known the longer one may be the source.
  Ordinal Source(const Relation& relation, Ordinal article) const {
    const bool is_a = relation.a == article;
    const Ordinal other = is_a ? relation.b : relation.a;
    if (relation.direction == (is_a ? Direction::kBToA : Direction::kAToB)) return other;
    if (relation.direction == (is_a ? Direction::kAToB : Direction::kBToA)) return kNobody;
    const ContentBatch& content = *input_.content;
    return std::pair(content.Of(other).stems.size(), article) <
                   std::pair(content.Of(article).stems.size(), other)
               ? kNobody
               : other;
  }

  bool IsExplained(uint32_t pair, std::span<const Relation> relations,
                   std::span<const Use> uses) const {
    const Ordinal a = relations[pair].a, b = relations[pair].b;
    return IsExplained(a, b, relations, uses) || IsExplained(b, a, relations, uses);
  }

  // Whether what x and y have in common is told by what x was taken from.
  bool IsExplained(Ordinal x, Ordinal y, std::span<const Relation> relations,
                   std::span<const Use> uses) const {
    const std::span<const Use> of_x = UsesOf(uses, x);
    return std::any_of(of_x.begin(), of_x.end(), [&](const Use& use) {
      const Ordinal third = Source(relations[use.pair], x);
      if (third == kNobody || third == y || IsOneText(x, third) || IsOneText(y, third))
        return false;
      return MayComeFrom(y, third, relations, uses) &&
             CompareDescent(stories_[x].row, stories_[y].row, stories_[third].row).IsCommon();
    });
  }

  // Whether `article` was taken from `third`, or was found not to have to do with it: what little
  // it has of it then is not what it took from a rewrite of it.
  bool MayComeFrom(Ordinal article, Ordinal third, std::span<const Relation> relations,
                   std::span<const Use> uses) const {
    const std::span<const Use> found = UsesOf(uses, article);
    for (const Use& use : found) {
      const Relation& r = relations[use.pair];
      if (r.a + r.b - article == third) return Source(r, article) == third;
    }
    const std::span<const Use> scored = UsesOf(uses_, article);
    return std::any_of(scored.begin(), scored.end(), [&](const Use& use) {
      return pairs_[use.pair].a + pairs_[use.pair].b - article == third;
    });
  }

  absl::StatusOr<std::vector<Relation>> Relate() {
    std::vector<Relation> relations(found_.size());
    ParallelFor(found_.size(), [&](size_t f) {
      if (!Advance(0, 0)) return;
      relations[f] = RelateOne(found_[f], &benches_.local());
      Advance(1, 1);
    });
    if (cancelled_) return absl::CancelledError("cancelled");
    return relations;
  }

  Relation RelateOne(size_t pair, Bench* bench) const {
    const Article& a = input_.articles[pairs_[pair].a];
    const Article& b = input_.articles[pairs_[pair].b];
    AnalyzeText(a, &bench->text_a);
    AnalyzeText(b, &bench->text_b);
    StemStory(a, bench->text_a, &bench->cache, &bench->stems_a);
    StemStory(b, bench->text_b, &bench->cache, &bench->stems_b);
    PairContext context;
    context.null = nulls_[pair];
    context.articles = Articles(pair);
    return MakeRewrite({{pairs_[pair].a, &a, &bench->text_a}, &bench->stems_a},
                       {{pairs_[pair].b, &b, &bench->text_b}, &bench->stems_b}, scores_[pair],
                       context, &bench->align);
  }

  // Counts and reports progress; false once the run is cancelled.
  bool Advance(size_t pairs, size_t relations) {
    const std::lock_guard lock(mutex_);
    done_ += pairs;
    made_ += relations;
    cancelled_ = cancelled_ || (input_.progress && !input_.progress(done_, made_));
    return !cancelled_;
  }

  const RewriteInput& input_;
  const std::span<const CandidatePair> pairs_;
  std::vector<std::pair<Ordinal, Ordinal>> copies_;
  StemFrequencies frequencies_;
  std::vector<House> houses_;          // by article, as the next
  std::vector<RewriteStory> stories_;  // once weighed
  std::vector<RewriteScore> scores_;   // by pair, as the next three; of chance not in full
  std::vector<int64_t> strengths_;     // without a null, of chance the most it can be; of found
                                       // pairs with it
  std::vector<Null> nulls_;
  std::vector<Use> uses_;
  std::vector<uint32_t> found_;  // pairs
  tbb::enumerable_thread_specific<Bench> benches_;
  std::mutex mutex_;
  uint64_t done_ = 0;
  uint64_t made_ = 0;
  bool cancelled_ = false;
};

}  // namespace

absl::StatusOr<std::vector<Relation>> JudgeRewrites(const RewriteInput& input,
                                                    std::span<const CandidatePair> pairs) {
  return Session(input, pairs).Run();
}

}  // namespace newsprint
