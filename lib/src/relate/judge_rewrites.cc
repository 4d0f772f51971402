// Rewrites in three steps. All pairs are scored, cheaply: those that no null could let pass, which
// most are, no further than their share. Then each is held against its null: what the other pairs
// of its two articles reach, which are reports of the same event as a rule; pairs that are surely
// related (a relation already, one same-text group, strong without any null) are no part of it.
// Only what passes is aligned. At last, a pair that a third article explains is left out: two
// rewrites of one story are told by the story.
#include "relate/judge_rewrites.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <mutex>
#include <numeric>
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

// Two articles that were compared.
struct Compared {
  Ordinal a, b;

  Ordinal Other(Ordinal article) const { return a == article ? b : a; }
};

// A relation, as far as descent goes.
struct Link {
  Ordinal a, b;
  Direction direction;
};

// The places of each article's pairs (compared ones or links) among all, ascending.
class Uses {
 public:
  Uses() = default;

  template <typename Pair>
  Uses(size_t articles, std::span<const Pair> pairs) : begin_(articles + 1, 0) {
    for (const Pair& pair : pairs) ++begin_[pair.a + 1], ++begin_[pair.b + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    places_.resize(begin_.back());
    std::vector<uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (uint32_t i = 0; i < pairs.size(); ++i) {
      places_[next[pairs[i].a]++] = i;
      places_[next[pairs[i].b]++] = i;
    }
  }

  std::span<const uint32_t> Of(Ordinal article) const {
    return std::span(places_).subspan(begin_[article], begin_[article + 1] - begin_[article]);
  }

 private:
  std::vector<uint32_t> begin_, places_;
};

// Whether one of the two is the other's text, as a whole or most of it.
bool IsCopy(const RelationOutline& r) { return IsReuse(r.kind) && r.kind != Kind::kExcerpt; }

}  // namespace

class RewriteJudge::Session {
 public:
  Session(const RewriteInput& input, size_t pairs)
      : input_(input), languages_(input.groups.size()), stems_(input.groups.size()) {
    pairs_.reserve(pairs);
    notes_.reserve(pairs);
    for (const RelationOutline& r : input.relations) {
      if (IsCopy(r)) copies_.emplace_back(r.a, r.b);
    }
    std::sort(copies_.begin(), copies_.end());
  }

  void Count(const ContentBatch& content, Ordinal first) {
    ForEachRow(content, [&](size_t i) {
      const Ordinal article = static_cast<Ordinal>(first + i);
      languages_[article] = content.language[i];
      stems_[article] = static_cast<uint16_t>(content.Of(i).stems.size());
      if (input_.groups[article] == article) frequencies_.Count(content.Of(i));
    });
  }

  bool Score(std::span<const CandidatePair> pairs, const RewriteArticles& articles,
             ContentBatch* content) {
    const size_t first = pairs_.size(), count = pairs.size();
    for (const CandidatePair& pair : pairs) {
      pairs_.push_back({pair.a, pair.b});
      notes_.push_back({.similar = pair.similar});
    }
    articles_ = &articles.articles;
    houses_ = articles.houses;
    stories_.resize(content->size());
    ForEachRow(*content, [&](size_t i) {
      frequencies_.Weigh(i, content);
      stories_[i] = SumUp(content->Of(i));
    });
    std::vector<std::vector<Open>> open((count + kPairsPerTask - 1) / kPairsPerTask);
    ParallelFor(open.size(), [&](size_t task) {
      if (!Advance(0, 0)) return;
      Bench& bench = benches_.local();
      const size_t end = std::min(count, (task + 1) * kPairsPerTask);
      for (size_t i = task * kPairsPerTask; i < end; ++i) {
        if (i + 1 < count) {
          const Compared& next = pairs_[first + i + 1];
          if (next.a != pairs_[first + i].a) Fetch(next.a);
          Fetch(next.b);
        }
        ScoreOne(static_cast<uint32_t>(first + i), &bench, &open[task]);
      }
    });
    for (const auto& some : open) open_.insert(open_.end(), some.begin(), some.end());
    return !cancelled_;
  }

  void Decide() {
    uses_ = Uses(input_.groups.size(), std::span<const Compared>(pairs_));
    ParallelFor((open_.size() + kPairsPerTask - 1) / kPairsPerTask, [&](size_t task) {
      Bench& bench = benches_.local();
      const size_t end = std::min(open_.size(), (task + 1) * kPairsPerTask);
      for (size_t i = task * kPairsPerTask; i < end; ++i) {
        open_[i].null = FindNull(open_[i], &bench.shares);
      }
    });
    std::erase_if(open_, [&](Open& open) {
      open.strength = Strengthen(open.score, open.null).Sum();
      return !IsRewrite(open.score, open.null, Articles(open.pair));
    });
    DropOutshone();
    Advance(pairs_.size() - open_.size(), 0);
  }

  size_t found() const { return open_.size(); }

  CandidatePair Found(size_t i) const {
    const Compared& pair = pairs_[open_[i].pair];
    return {pair.a, pair.b, 0};
  }

  bool Relate(size_t first, size_t count, const AtHand& articles,
              std::vector<Relation>* relations) {
    articles_ = &articles;
    const size_t before = relations->size();
    relations->resize(before + count);
    ParallelFor(count, [&](size_t f) {
      if (!Advance(0, 0)) return;
      (*relations)[before + f] = RelateOne(open_[first + f], &benches_.local());
      Advance(1, 1);
    });
    return !cancelled_;
  }

  // Two rewrites of one story look like rewrites of each other. They are told by the story: a pair
  // goes when one of its articles was taken from a third and what the two have in common is no
  // more than both have of that (descent.h). A copy of one of them is no third: who rewrote the one
  // rewrote the other. All is decided on what was found at first.
  std::vector<bool> Kept(std::span<const RelationOutline> relations,
                         const ContentOf& content_of) const {
    std::vector<Link> links;
    for (const RelationOutline& r : relations) links.push_back({r.a, r.b, r.direction});
    for (const RelationOutline& r : input_.relations) {
      if (IsReuse(r.kind)) links.push_back({r.a, r.b, r.direction});
    }
    const std::span<const Link> all = links;
    const Descents descents = {all, Uses(input_.groups.size(), all), content_of};
    std::vector<bool> kept;
    for (const RelationOutline& r : relations) {
      kept.push_back(r.confidence >= input_.threshold && !IsExplained(r.a, r.b, descents) &&
                     !IsExplained(r.b, r.a, descents));
    }
    return kept;
  }

 private:
  // What is kept of every pair: what it says of its neighbours' nulls.
  struct Note {
    uint16_t share = 0;  // ChainShare
    bool one_house : 1 = false;
    bool chance : 1 = false;   // no null could let it pass
    bool similar : 1 = false;  // CandidatePair::similar
  };
  // What is kept of a pair that is not chance.
  struct Open {
    uint32_t pair;
    RewriteScore score;
    int64_t strength;  // without a null; once decided, with it
    Null null;
  };

  // What descent is asked with.
  struct Descents {
    std::span<const Link> links;
    Uses uses;  // of the links
    const ContentOf& content_of;
  };

  template <typename Body>
  static void ForEachRow(const ContentBatch& content, const Body& body) {
    ParallelFor((content.size() + kArticlesPerTask - 1) / kArticlesPerTask, [&](size_t task) {
      const size_t end = std::min(content.size(), (task + 1) * kArticlesPerTask);
      for (size_t i = task * kArticlesPerTask; i < end; ++i) body(i);
    });
  }

  // How many articles a pair was found among: those of its language; of two languages, the fewer.
  uint64_t Articles(size_t pair) const {
    return std::min(frequencies_.articles(languages_[pairs_[pair].a]),
                    frequencies_.articles(languages_[pairs_[pair].b]));
  }

  // Rows lie all over the memory.
  void Fetch(Ordinal article) const {
    const ContentBatch::Row& row = stories_[articles_->At(article)].row;
    const auto fetch = [](const auto& column) {
      const std::span<const std::byte> bytes = std::as_bytes(column);
      for (size_t at = 0; at < bytes.size(); at += 64) __builtin_prefetch(bytes.data() + at);
    };
    fetch(row.stems.first(std::min(row.stems.size(), kFetchedStems)));
    fetch(row.by_stem.first(std::min(row.by_stem.size(), kFetchedStems)));
  }

  void ScoreOne(uint32_t pair, Bench* bench, std::vector<Open>* open) {
    const size_t a = articles_->At(pairs_[pair].a), b = articles_->At(pairs_[pair].b);
    RewriteScore score;
    int64_t strength = 0;
    score.verbatim_is_reuse = notes_[pair].similar;
    NoteArticles(articles_->all()[a], articles_->all()[b], SameHouse(houses_[a], houses_[b]),
                 &score);
    const auto is_chance = [&] {
      return !notes_[pair].similar && strength < RewriteLimit(Articles(pair));
    };
    const auto hope = [&](const RewriteScore& best) {
      strength = Strengthen(best, {}).Sum();
      return !is_chance();
    };
    if (ScoreRewrite(stories_[a], stories_[b], hope, &bench->rewrite, &score)) {
      strength = Strengthen(score, {}).Sum();
    }
    Note& note = notes_[pair];
    note.share = static_cast<uint16_t>(ChainShare(score));
    note.one_house = score.one_house;
    note.chance = is_chance();
    if (!note.chance) open->push_back({pair, score, strength, {}});
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
  Null FindNull(const Open& open, std::vector<uint32_t>* shares) const {
    shares->clear();
    const auto [a, b] = pairs_[open.pair];
    for (const auto& [article, partner] : {std::pair(a, b), std::pair(b, a)}) {
      for (const uint32_t use : uses_.Of(article)) {
        const Note& note = notes_[use];
        const bool forms = open.score.one_house && note.one_house;
        if (use == open.pair || !(forms || note.chance)) continue;
        if (InOneGroup(pairs_[use].Other(article), partner)) continue;
        shares->push_back(note.share);
      }
    }
    return QuantileOf(shares, open.score);
  }

  // A pair goes when each of its articles has a much stronger one with an article that has nothing
  // to do with the other: texts that were rewritten from something look a little like what that
  // something looks like.
  void DropOutshone() {
    struct Best {
      int64_t strength = INT64_MIN;
      Ordinal partner = kNobody;
    };
    std::vector<Best> best(input_.groups.size());
    const auto offer = [&](Ordinal article, Ordinal partner, int64_t strength) {
      if (strength > best[article].strength) best[article] = {strength, partner};
    };
    for (const Open& open : open_) {
      offer(pairs_[open.pair].a, pairs_[open.pair].b, open.strength);
      offer(pairs_[open.pair].b, pairs_[open.pair].a, open.strength);
    }
    std::vector<bool> goes;
    for (const Open& open : open_) {
      const auto [a, b] = pairs_[open.pair];
      const bool outshone =
          open.strength + kOutshone < std::min(best[a].strength, best[b].strength);
      const bool one_family =
          outshone && (IsOpen(best[a].partner, b) || IsOneText(best[a].partner, b) ||
                       IsOpen(a, best[b].partner) || IsOneText(a, best[b].partner));
      goes.push_back(outshone && !one_family);
    }
    size_t kept = 0;
    for (size_t i = 0; i < open_.size(); ++i) {
      if (!goes[i]) open_[kept++] = open_[i];
    }
    open_.erase(open_.begin() + static_cast<ptrdiff_t>(kept), open_.end());
  }

  // Whether two articles are a pair of open_.
  bool IsOpen(Ordinal x, Ordinal y) const {
    const auto [a, b] = std::minmax(x, y);
    const auto at =
        std::lower_bound(open_.begin(), open_.end(), std::pair(a, b),
                         [&](const Open& open, const std::pair<Ordinal, Ordinal>& pair) {
                           return std::pair(pairs_[open.pair].a, pairs_[open.pair].b) < pair;
                         });
    return at != open_.end() && pairs_[at->pair].a == a && pairs_[at->pair].b == b;
  }

  // The other article of a link if `article` may have taken from it, else nobody. Where the
  // direction is not known the longer one may be the source.
  Ordinal Source(const Link& link, Ordinal article) const {
    const bool is_a = link.a == article;
    const Ordinal other = is_a ? link.b : link.a;
    if (link.direction == (is_a ? Direction::kBToA : Direction::kAToB)) return other;
    if (link.direction == (is_a ? Direction::kAToB : Direction::kBToA)) return kNobody;
    return std::pair(stems_[other], article) < std::pair(stems_[article], other) ? kNobody : other;
  }

  // Whether what x and y have in common is told by what x was taken from.
  bool IsExplained(Ordinal x, Ordinal y, const Descents& descents) const {
    const auto weighed = [&](Ordinal article) {
      ContentBatch content = descents.content_of(article);
      frequencies_.Weigh(0, &content);
      return content;
    };
    const std::span<const uint32_t> of_x = descents.uses.Of(x);
    return std::any_of(of_x.begin(), of_x.end(), [&](uint32_t use) {
      const Ordinal third = Source(descents.links[use], x);
      if (third == kNobody || third == y || IsOneText(x, third) || IsOneText(y, third))
        return false;
      return MayComeFrom(y, third, descents) &&
             CompareDescent(weighed(x).Of(0), weighed(y).Of(0), weighed(third).Of(0)).IsCommon();
    });
  }

  // Whether `article` was taken from `third`, or was judged not to have to do with it: what little
  // it has of it then is not what it took from a rewrite of it.
  bool MayComeFrom(Ordinal article, Ordinal third, const Descents& descents) const {
    for (const uint32_t use : descents.uses.Of(article)) {
      const Link& link = descents.links[use];
      if (link.a == third || link.b == third) return Source(link, article) == third;
    }
    const std::span<const uint32_t> scored = uses_.Of(article);
    return std::any_of(scored.begin(), scored.end(),
                       [&](uint32_t use) { return pairs_[use].Other(article) == third; });
  }

  Relation RelateOne(const Open& open, Bench* bench) const {
    const auto [a_is, b_is] = pairs_[open.pair];
    const Article& a = (*articles_)[a_is];
    const Article& b = (*articles_)[b_is];
    AnalyzeText(a, &bench->text_a);
    AnalyzeText(b, &bench->text_b);
    StemStory(a, bench->text_a, &bench->cache, &bench->stems_a);
    StemStory(b, bench->text_b, &bench->cache, &bench->stems_b);
    PairContext context;
    context.null = open.null;
    context.articles = Articles(open.pair);
    return MakeRewrite({{a_is, &a, &bench->text_a}, &bench->stems_a},
                       {{b_is, &b, &bench->text_b}, &bench->stems_b}, open.score, context,
                       &bench->align);
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
  std::vector<std::pair<Ordinal, Ordinal>> copies_;
  StemFrequencies frequencies_;
  std::vector<Compared> pairs_;
  std::vector<Note> notes_;  // by pair
  // By pair; once decided, what was found. Where most pairs are rewrites this is the most that is
  // kept of them: a vector would have it twice whenever it grew.
  std::deque<Open> open_;
  std::vector<uint8_t> languages_;  // by article, as the next
  std::vector<uint16_t> stems_;     // how many
  const AtHand* articles_ = nullptr;
  std::span<const House> houses_;      // of the articles at hand, as the next
  std::vector<RewriteStory> stories_;  // once weighed
  Uses uses_;
  tbb::enumerable_thread_specific<Bench> benches_;
  std::mutex mutex_;
  uint64_t done_ = 0;
  uint64_t made_ = 0;
  bool cancelled_ = false;
};

RewriteJudge::RewriteJudge(const RewriteInput& input, size_t pairs)
    : session_(std::make_unique<Session>(input, pairs)) {}
RewriteJudge::~RewriteJudge() = default;

void RewriteJudge::Count(const ContentBatch& content, Ordinal first) {
  session_->Count(content, first);
}
bool RewriteJudge::Score(std::span<const CandidatePair> pairs, const RewriteArticles& articles,
                         ContentBatch* content) {
  return session_->Score(pairs, articles, content);
}
void RewriteJudge::Decide() { session_->Decide(); }
size_t RewriteJudge::found() const { return session_->found(); }
CandidatePair RewriteJudge::Found(size_t i) const { return session_->Found(i); }
bool RewriteJudge::Relate(size_t first, size_t count, const AtHand& articles,
                          std::vector<Relation>* relations) {
  return session_->Relate(first, count, articles, relations);
}
std::vector<bool> RewriteJudge::Kept(std::span<const RelationOutline> relations,
                                     const ContentOf& content_of) const {
  return session_->Kept(relations, content_of);
}

absl::StatusOr<std::vector<Relation>> JudgeRewrites(const RewriteInput& input,
                                                    std::span<const CandidatePair> pairs) {
  RewriteJudge judge(input, pairs.size());
  const AtHand all = input.articles;
  const std::vector<House> houses = HousesOf(input.articles);
  judge.Count(*input.content, 0);
  std::vector<Relation> relations;
  if (!judge.Score(pairs, {all, houses}, input.content)) {
    return absl::CancelledError("cancelled");
  }
  judge.Decide();
  if (!judge.Relate(0, judge.found(), all, &relations)) {
    return absl::CancelledError("cancelled");
  }
  const std::vector<bool> kept = judge.Kept(OutlinesOf(relations), [&](Ordinal article) {
    ContentBatch row;
    row.AppendRow(*input.content, article);
    return row;
  });
  size_t at = 0;
  std::erase_if(relations, [&](const Relation&) { return !kept[at++]; });
  return relations;
}

}  // namespace newsprint
