// Deduplication: the choice against a twin that says the rule in plain words, and the whole with
// the engine on groups of copies that no index proposes completely.
#include "newsprint/dedup.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "gtest/gtest.h"
#include "testing_articles.h"
#include "testing_relations.h"

namespace newsprint {
namespace {

using Pairs = std::vector<std::pair<Ordinal, Ordinal>>;

struct Corpus : RelatedArticles {
  using RelatedArticles::RelatedArticles;

  void Relate(Ordinal x, Ordinal y, Kind kind, uint32_t coverage_x, uint32_t coverage_y) {
    Scores& scores = Add(x, y, kind).scores;
    scores.coverage_a = x < y ? coverage_x : coverage_y;
    scores.coverage_b = x < y ? coverage_y : coverage_x;
  }
  void Near(Ordinal x, Ordinal y) { Relate(x, y, Kind::kNearDuplicate, 980, 980); }

  std::vector<Duplicate> Choose(const DedupOptions& options = {}) const {
    return ChooseDuplicates(articles, words, relations, options);
  }
};

Pairs Dropped(const std::vector<Duplicate>& copies) {
  Pairs pairs;
  for (const Duplicate& copy : copies) pairs.emplace_back(copy.article, copy.kept);
  return pairs;
}

DedupOptions Keeping(Keep keep) {
  DedupOptions options;
  options.keep = keep;
  return options;
}

TEST(Deduplicate, KeepsTheOneThatWasAskedFor) {
  Corpus corpus(4);
  for (Ordinal x = 0; x < 4; ++x) {
    for (Ordinal y = x + 1; y < 4; ++y) corpus.Near(x, y);
  }
  corpus.Date(1, 500);
  corpus.Date(2, 300);
  corpus.words[3] = 120;
  EXPECT_EQ(Dropped(corpus.Choose(Keeping(Keep::kEarliest))), (Pairs{{0, 2}, {1, 2}, {3, 2}}));
  EXPECT_EQ(Dropped(corpus.Choose(Keeping(Keep::kLatest))), (Pairs{{0, 1}, {2, 1}, {3, 1}}));
  EXPECT_EQ(Dropped(corpus.Choose(Keeping(Keep::kLongest))), (Pairs{{0, 3}, {1, 3}, {2, 3}}));
  EXPECT_EQ(Dropped(corpus.Choose(Keeping(Keep::kFirst))), (Pairs{{1, 0}, {2, 0}, {3, 0}}));
}

TEST(Deduplicate, TakesATimeBeforeADayAlone) {
  Corpus corpus(3);
  corpus.Near(0, 1), corpus.Near(0, 2), corpus.Near(1, 2);
  corpus.DateByDay(0, 20);
  corpus.Date(1, 20 * 86'400 + 3'600);
  corpus.Date(2, 20 * 86'400 + 7'200);
  EXPECT_EQ(Dropped(corpus.Choose(Keeping(Keep::kEarliest))), (Pairs{{0, 1}, {2, 1}}));
  EXPECT_EQ(Dropped(corpus.Choose(Keeping(Keep::kLatest))), (Pairs{{0, 2}, {1, 2}}));
}

TEST(Deduplicate, NeverDropsForSomethingDropped) {
  Corpus chain(3);  // 2 is like 1 alone
  chain.Near(0, 1);
  chain.Near(1, 2);
  EXPECT_EQ(Dropped(chain.Choose()), (Pairs{{1, 0}}));
}

TEST(Deduplicate, DropsOnlyTheKindsAskedFor) {
  Corpus corpus(kKinds + 1);
  for (uint32_t kind = 0; kind < kKinds; ++kind) {
    corpus.Relate(0, kind + 1, static_cast<Kind>(kind), 1000, 1000);
  }
  EXPECT_EQ(Dropped(corpus.Choose()), (Pairs{{1, 0}, {2, 0}}));
  DedupOptions options;
  options.drop[static_cast<size_t>(Kind::kSyndicated)] = true;
  EXPECT_EQ(Dropped(corpus.Choose(options)), (Pairs{{1, 0}, {2, 0}, {4, 0}}));
}

TEST(Deduplicate, DropsOnlyWhatStandsInTheKeptOne) {
  Corpus corpus(3);
  corpus.Relate(0, 1, Kind::kNearDuplicate, 1000, 899);  // 1 has more than 0
  corpus.Relate(0, 2, Kind::kNearDuplicate, 899, 900);
  EXPECT_EQ(corpus.Choose(), (std::vector<Duplicate>{{2, 0, Kind::kNearDuplicate, 900}}));
}

TEST(Deduplicate, NamesTheKeptOneThatHoldsMost) {
  Corpus corpus(4);
  corpus.Relate(0, 3, Kind::kNearDuplicate, 950, 960);
  corpus.Relate(1, 3, Kind::kNearDuplicate, 950, 970);
  corpus.Relate(2, 3, Kind::kNearDuplicate, 950, 970);
  EXPECT_EQ(Dropped(corpus.Choose()), (Pairs{{3, 1}}));
}

TEST(Deduplicate, AsksAboutNeighboursOfACopy) {
  Corpus star(5);  // all are like 4, which is like 0 most
  for (Ordinal x = 0; x < 4; ++x) star.Near(x, 4);
  star.Relate(0, 1, Kind::kSyndicated, 800, 800);
  const std::vector<Duplicate> copies = star.Choose();
  EXPECT_EQ(Dropped(copies), (Pairs{{4, 0}}));
  EXPECT_EQ(PairsToCheck(star.relations, copies, {}), (Pairs{{0, 2}, {0, 3}}));
}

// The rule of the header, word by word: quadratic, without any order of relations.
std::vector<Duplicate> PlainChoice(const Corpus& corpus, const DedupOptions& options) {
  std::vector<Ordinal> order(corpus.articles.size());
  for (Ordinal i = 0; i < order.size(); ++i) order[i] = i;
  const auto better = [&](Ordinal x, Ordinal y) {
    const Timestamp &a = corpus.articles[x].published, &b = corpus.articles[y].published;
    if (options.keep == Keep::kLongest) return corpus.words[x] > corpus.words[y];
    if (options.keep == Keep::kFirst) return x < y;
    if (a.known() != b.known()) return a.known();
    const int by_time = CompareTimestamps(a, b);
    if (by_time == 0) return a.resolution > b.resolution;  // of one day: a time, a day alone
    return options.keep == Keep::kEarliest ? by_time < 0 : by_time > 0;
  };
  std::stable_sort(order.begin(), order.end(), better);
  std::vector<Ordinal> kept;
  std::vector<Duplicate> duplicates;
  for (const Ordinal article : order) {
    std::optional<Duplicate> best;
    for (const Ordinal other : kept) {
      for (const Relation& r : corpus.relations) {
        if (r.a != std::min(article, other) || r.b != std::max(article, other)) continue;
        const uint32_t coverage = r.a == article ? r.scores.coverage_a : r.scores.coverage_b;
        const bool may = options.drop[static_cast<size_t>(r.kind)] && coverage >= options.min_kept;
        if (may && (!best || coverage > best->coverage)) best = {article, other, r.kind, coverage};
      }
    }
    if (best) {
      duplicates.push_back(*best);
    } else {
      kept.push_back(article);
    }
  }
  std::sort(duplicates.begin(), duplicates.end(),
            [](const Duplicate& x, const Duplicate& y) { return x.article < y.article; });
  return duplicates;
}

TEST(Deduplicate, ChoosesAsItsTwinDoesOnRandomGraphs) {
  uint64_t state = 7;
  const auto random = [&state](uint32_t below) {
    state = state * 6364136223846793005 + 1442695040888963407;
    return static_cast<uint32_t>(state >> 33) % below;
  };
  for (int round = 0; round < 400; ++round) {
    const uint32_t size = 2 + random(12);
    Corpus corpus(size);
    for (Ordinal x = 0; x < size; ++x) {
      if (random(4) > 0) corpus.Date(x, random(5) * 40'000);
      if (random(8) == 0) corpus.DateByDay(x, static_cast<int32_t>(random(3)));
      corpus.words[x] = 100 + random(4);
      for (Ordinal y = x + 1; y < size; ++y) {
        if (random(3) > 0) continue;
        corpus.Relate(x, y, static_cast<Kind>(random(4)), 850 + random(150), 850 + random(150));
      }
    }
    DedupOptions options = Keeping(static_cast<Keep>(random(4)));
    options.drop[static_cast<size_t>(Kind::kUpdate)] = random(2) == 0;
    ASSERT_EQ(corpus.Choose(options), PlainChoice(corpus, options)) << "round " << round;
  }
}

// --- With the engine -----------------------------------------------------------------------------

DedupResult Dedup(const std::vector<Story>& stories, const DedupOptions& options = {}) {
  Options engine_options;
  engine_options.rewrites = false;
  engine_options.threads = 2;
  Engine engine(engine_options);
  EXPECT_TRUE(engine.Add(BatchOf(stories)).ok());
  absl::StatusOr<DedupResult> result = Deduplicate(&engine, options);
  EXPECT_TRUE(result.ok());
  return *std::move(result);
}

std::string ProseOf(uint64_t seed) { return TextOf(Writer(seed).Story(8)); }

TEST(Deduplicate, ComparesEachOfManyIdenticalOnesWithTheKeptOne) {
  std::vector<Story> stories;
  for (int i = 0; i < 50; ++i) stories.push_back({ProseOf(1)});
  stories[20].published = "2025-10-14";  // kept, though the index compares all with the first
  const DedupResult result = Dedup(stories);
  ASSERT_EQ(result.duplicates.size(), 49u);
  for (const Duplicate& copy : result.duplicates) {
    EXPECT_EQ(copy, (Duplicate{copy.article, 20, Kind::kIdentical, 1000}));
  }
}

TEST(Deduplicate, FindsNearCopiesWhateverStandsFirst) {
  std::vector<Story> stories;
  const std::string body = ProseOf(1);
  for (uint64_t i = 0; i < 60; ++i) {  // each with a closing of its own, of some 2 % of the words
    stories.push_back(
        {body + "\n\nCorrespondent number " + std::to_string(1000 + 7 * i) + " saw it."});
  }
  for (uint64_t i = 0; i < 20; ++i) stories.push_back({ProseOf(100 + i)});
  stories[59].published = "2025-10-14";
  const DedupResult result = Dedup(stories);
  ASSERT_EQ(result.duplicates.size(), 59u);
  for (const Duplicate& copy : result.duplicates) {
    EXPECT_EQ(copy.kept, 59u);
    EXPECT_GE(copy.coverage, 900u);
  }
}

TEST(Deduplicate, KeepsTheLongestStory) {
  const std::string body = ProseOf(1);
  const DedupResult result = Dedup(
      {{body}, {body + "\n\nNobody was hurt, said the mayor."}, {body}}, Keeping(Keep::kLongest));
  EXPECT_EQ(Dropped(result.duplicates), (Pairs{{0, 1}, {2, 1}}));
}

TEST(Deduplicate, KeepsWhatIsTooShortToCompare) {
  EXPECT_TRUE(Dedup({{"Ships sail again."}, {"Ships sail again."}, {""}, {""}}).duplicates.empty());
}

}  // namespace
}  // namespace newsprint
