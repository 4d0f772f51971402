// Families: of whole texts against a twin that grows stars, of any relations by the promises of
// the header, on random graphs and on shapes made to join everything.
#include "newsprint/family.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "testing_relations.h"
#include "testing_text.h"

namespace newsprint {
namespace {

struct Story : RelatedArticles {
  using RelatedArticles::RelatedArticles;

  // `direction` is as seen with x for a and y for b.
  void Relate(Ordinal x, Ordinal y, Kind kind, Direction direction, uint32_t confidence) {
    Relation& r = Add(x, y, kind);
    r.confidence = confidence;
    r.direction = direction;
    if (x > y && direction == Direction::kAToB) r.direction = Direction::kBToA;
    if (x > y && direction == Direction::kBToA) r.direction = Direction::kAToB;
  }

  std::vector<Family> Families() const { return BuildFamilies(articles, words, relations); }

  std::tuple<int64_t, uint32_t, Ordinal> Rank(Ordinal i) const {
    const Timestamp& t = articles[i].published;
    return {t.known() ? t.seconds : INT64_MAX, UINT32_MAX - words[i], i};
  }
};

struct GraphShape {
  uint32_t articles;
  uint32_t relations;
  bool excerpts;  // also excerpts and quotes; else whole texts alone
};

// No two articles rank alike and no two relations are equally sure.
Story RandomStory(const GraphShape& shape, Random* random) {
  Story story(shape.articles);
  std::vector<uint32_t> days(shape.articles);
  std::iota(days.begin(), days.end(), 0);
  for (uint32_t i = shape.articles; i > 1; --i) std::swap(days[i - 1], days[random->Below(i)]);
  for (Ordinal i = 0; i < shape.articles; ++i) {
    story.words[i] = 100 + days[i];
    if (!random->Once(4)) story.Date(i, days[i] * 86'400);
  }
  constexpr Kind kWhole[] = {Kind::kIdentical, Kind::kNearDuplicate, Kind::kUpdate,
                             Kind::kSyndicated};
  constexpr Kind kOther[] = {Kind::kExcerpt, Kind::kExcerpt, Kind::kQuotes, Kind::kTemplate};
  constexpr Direction kDirections[] = {Direction::kUnknown, Direction::kAToB, Direction::kBToA,
                                       Direction::kCommon};
  std::set<std::pair<Ordinal, Ordinal>> taken;
  for (uint32_t i = 0; i < shape.relations && shape.articles > 1; ++i) {
    const Ordinal x = random->Below(shape.articles), y = random->Below(shape.articles);
    if (x == y || !taken.insert(std::minmax(x, y)).second) continue;
    const bool other = shape.excerpts && random->Once(2);
    story.Relate(x, y, (other ? kOther : kWhole)[random->Below(4)], kDirections[random->Below(4)],
                 random->Below(1'000) * 1'000 + i);
  }
  return story;
}

using Edges = std::set<std::pair<Ordinal, Ordinal>>;  // both ways

Edges ReuseEdges(const Story& story) {
  Edges edges;
  for (const Relation& r : story.relations) {
    if (IsReuse(r.kind)) edges.insert({r.a, r.b}), edges.insert({r.b, r.a});
  }
  return edges;
}

void ExpectPromises(const Story& story, const std::vector<Family>& families) {
  const Edges edges = ReuseEdges(story);
  std::set<Ordinal> seen;
  Ordinal first_before = 0;
  for (const Family& family : families) {
    std::map<Ordinal, Family::Member> members;
    for (const Family::Member& m : family.members) {
      ASSERT_TRUE(members.empty() || members.rbegin()->first < m.article);
      ASSERT_TRUE(seen.insert(m.article).second) << "in two families";
      members[m.article] = m;
    }
    ASSERT_GE(members.size(), 2u);
    ASSERT_TRUE(members.contains(family.representative));
    ASSERT_TRUE(&family == &families.front() || first_before < members.begin()->first);
    first_before = members.begin()->first;

    for (const Family::Member& m : family.members) {
      const Ordinal article = m.article;
      const bool close = article == family.representative ||
                         edges.contains({article, family.representative}) ||
                         std::any_of(members.begin(), members.end(), [&](const auto& other) {
                           return edges.contains({article, other.first}) &&
                                  edges.contains({other.first, family.representative});
                         });
      ASSERT_TRUE(close) << article;

      if (m.relation == kNoRelation) {
        ASSERT_EQ(m.parent, article);
        continue;
      }
      ASSERT_TRUE(members.contains(m.parent));
      const Relation& r = story.relations[m.relation];
      ASSERT_EQ(std::minmax(article, m.parent), std::minmax(r.a, r.b));
      ASSERT_TRUE(IsReuse(r.kind));
      ASSERT_NE(r.direction, r.a == article ? Direction::kAToB : Direction::kBToA);
      ASSERT_NE(r.direction, Direction::kCommon);
      Ordinal at = article;
      for (size_t step = 0; step <= members.size() && members[at].parent != at; ++step) {
        at = members[at].parent;
      }
      ASSERT_EQ(members[at].parent, at) << "a circle of parents";
    }
  }
}

using Sets = std::vector<std::pair<Ordinal, std::set<Ordinal>>>;  // representative, members

Sets SetsOf(const std::vector<Family>& families) {
  Sets sets;
  for (const Family& f : families) {
    std::set<Ordinal> members;
    for (const Family::Member& m : f.members) members.insert(m.article);
    sets.emplace_back(f.representative, members);
  }
  return sets;
}

// Takes the best free article again and again, with all free ones within two steps.
Sets Stars(const Story& story) {
  const Edges edges = ReuseEdges(story);
  std::vector<Ordinal> order(story.articles.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](Ordinal x, Ordinal y) { return story.Rank(x) < story.Rank(y); });
  std::set<Ordinal> free(order.begin(), order.end());
  Sets sets;
  for (const Ordinal representative : order) {
    if (!free.erase(representative)) continue;
    std::set<Ordinal> members = {representative};
    for (int step = 0; step < 2; ++step) {
      const std::set<Ordinal> from = members;
      for (const auto& [x, y] : edges) {
        if (from.contains(x) && free.erase(y)) members.insert(y);
      }
    }
    if (members.size() > 1) sets.emplace_back(representative, members);
  }
  std::sort(sets.begin(), sets.end(),
            [](const auto& x, const auto& y) { return *x.second.begin() < *y.second.begin(); });
  return sets;
}

TEST(BuildFamilies, GrowsStarsOfWholeTexts) {
  Random random(1);
  for (const uint32_t relations : {0u, 5u, 20u, 60u, 300u}) {
    for (int i = 0; i < 200; ++i) {
      Story story = RandomStory({1 + random.Below(40), relations, false}, &random);
      const std::vector<Family> families = story.Families();
      ASSERT_EQ(SetsOf(families), Stars(story));
      ExpectPromises(story, families);
    }
  }
}

TEST(BuildFamilies, KeepsItsPromisesWithExcerpts) {
  Random random(2);
  for (const uint32_t relations : {5u, 20u, 60u, 300u}) {
    for (int i = 0; i < 300; ++i) {
      Story story = RandomStory({2 + random.Below(40), relations, true}, &random);
      ExpectPromises(story, story.Families());
    }
  }
}

TEST(BuildFamilies, DoesNotDependOnTheOrderOfArticles) {
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    Story story = RandomStory({30, 60, true}, &random);
    // Undated articles rank by length, and all lengths differ: ordinals decide nothing.
    std::vector<Ordinal> place(30);
    std::iota(place.begin(), place.end(), 0);
    for (uint32_t n = 30; n > 1; --n) std::swap(place[n - 1], place[random.Below(n)]);
    Story other(30);
    for (Ordinal a = 0; a < 30; ++a) {
      other.articles[place[a]] = story.articles[a];
      other.words[place[a]] = story.words[a];
    }
    for (const Relation& r : story.relations) {
      other.Relate(place[r.a], place[r.b], r.kind, r.direction, r.confidence);
    }
    std::set<std::pair<Ordinal, std::set<Ordinal>>> expected, got;
    for (const auto& [representative, members] : SetsOf(story.Families())) {
      std::set<Ordinal> there;
      for (const Ordinal m : members) there.insert(place[m]);
      expected.emplace(place[representative], there);
    }
    for (const auto& family : SetsOf(other.Families())) got.insert(family);
    ASSERT_EQ(got, expected);
  }
}

TEST(BuildFamilies, TakesTheEarliestElseTheLongestAsRepresentative) {
  Story dated(3);
  dated.Date(0, 300), dated.Date(1, 100);
  dated.words[2] = 10'000;
  dated.Relate(0, 1, Kind::kSyndicated, Direction::kUnknown, 900);
  dated.Relate(1, 2, Kind::kSyndicated, Direction::kUnknown, 900);
  ASSERT_EQ(dated.Families().size(), 1u);
  EXPECT_EQ(dated.Families()[0].representative, 1u);

  Story undated(3);
  undated.words[2] = 101;
  undated.Relate(0, 1, Kind::kSyndicated, Direction::kUnknown, 900);
  undated.Relate(1, 2, Kind::kSyndicated, Direction::kUnknown, 900);
  EXPECT_EQ(undated.Families()[0].representative, 2u);
  undated.words[2] = 100;
  EXPECT_EQ(undated.Families()[0].representative, 0u);
}

TEST(BuildFamilies, TakesATimeBeforeADayAlone) {
  Story story(2);
  story.Date(1, 8 * 3600);
  story.articles[0].published = {0, 0, Timestamp::Resolution::kDay};
  story.Relate(0, 1, Kind::kSyndicated, Direction::kUnknown, 900);
  const std::vector<Family> families = story.Families();
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].representative, 1u);
}

TEST(BuildFamilies, IgnoresWhatIsNoReuse) {
  Story story(3);
  story.Relate(0, 1, Kind::kQuotes, Direction::kUnknown, 900);
  story.Relate(1, 2, Kind::kTemplate, Direction::kUnknown, 900);
  EXPECT_TRUE(story.Families().empty());
}

TEST(BuildFamilies, CutsALongChainOfCopies) {
  Story story(1'000);
  for (Ordinal i = 0; i + 1 < 1'000; ++i) {
    story.Date(i, i);
    story.Relate(i, i + 1, Kind::kNearDuplicate, Direction::kAToB, 900);
  }
  const std::vector<Family> families = story.Families();
  ExpectPromises(story, families);
  for (const Family& f : families) EXPECT_LE(f.members.size(), 5u);
}

// Joins article 0 to each other by an excerpt of the given direction.
Story Hub(uint32_t size, Direction direction) {
  Story story(size);
  for (Ordinal i = 1; i < size; ++i) {
    story.Relate(0, i, Kind::kExcerpt, direction, 500 + i);
  }
  return story;
}

TEST(BuildFamilies, DoesNotJoinWhatADigestQuotes) {
  Story digest = Hub(100, Direction::kBToA);
  std::vector<Family> families = digest.Families();
  ExpectPromises(digest, families);
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(SetsOf(families), (Sets{{99, {0, 99}}}));  // by the surest

  // Printed as a whole elsewhere it brings in no more.
  Story printed = Hub(100, Direction::kBToA);
  printed.articles.resize(101);
  printed.words.resize(101, 100);
  printed.Relate(0, 100, Kind::kSyndicated, Direction::kAToB, 900);
  EXPECT_EQ(SetsOf(printed.Families()), (Sets{{0, {0, 100}}}));

  // Of the same day, the longest of all, it could be the source as well.
  for (const Direction direction : {Direction::kUnknown, Direction::kCommon}) {
    Story undecided = Hub(100, direction);
    undecided.words[0] = 3'000;
    EXPECT_EQ(SetsOf(undecided.Families()), (Sets{{0, {0, 1}}}));
  }
}

TEST(BuildFamilies, JoinsTheArticlesThatTookFromOne) {
  Story story = Hub(100, Direction::kAToB);
  const std::vector<Family> families = story.Families();
  ExpectPromises(story, families);
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].representative, 0u);
  EXPECT_EQ(families[0].members.size(), 100u);
  for (const Family::Member& m : families[0].members) EXPECT_EQ(m.parent, 0u);
}

TEST(BuildFamilies, DoesNotFollowAChainOfExcerpts) {
  for (const Direction direction : {Direction::kAToB, Direction::kUnknown, Direction::kCommon}) {
    Story story(1'000);
    for (Ordinal i = 0; i < 1'000; ++i) {
      story.Date(i, i);
      if (i > 0) story.Relate(i - 1, i, Kind::kExcerpt, direction, 900);
    }
    const std::vector<Family> families = story.Families();
    ExpectPromises(story, families);
    EXPECT_EQ(families.size(), 500u);
    for (const Family& f : families) EXPECT_EQ(f.members.size(), 2u);
  }
}

TEST(BuildFamilies, GivesTheParentOfTheSurestRelation) {
  Story story(3);
  for (Ordinal i = 0; i < 3; ++i) story.Date(i, i);
  story.Relate(0, 1, Kind::kSyndicated, Direction::kAToB, 900);
  story.Relate(0, 2, Kind::kSyndicated, Direction::kAToB, 700);
  story.Relate(1, 2, Kind::kSyndicated, Direction::kAToB, 800);
  const std::vector<Family> families = story.Families();
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].members[0].parent, 0u);
  EXPECT_EQ(families[0].members[1].parent, 0u);
  EXPECT_EQ(families[0].members[2].parent, 1u);
  EXPECT_EQ(families[0].members[2].relation, 2u);
}

// A member's parent, or in brackets the house outside that it took from.
std::string SourceOf(const Family::Member& m) {
  return m.outside.empty() ? std::to_string(m.parent) : "(" + m.outside + ")";
}

TEST(BuildFamilies, PrefersASourceOfTheWordsToARewriteOfThem) {
  Story story(3);
  for (Ordinal i = 0; i < 3; ++i) story.Date(i, i * 86'400);
  story.Relate(0, 1, Kind::kSpun, Direction::kAToB, 990);
  story.Relate(0, 2, Kind::kSyndicated, Direction::kAToB, 900);
  story.Relate(1, 2, Kind::kSpun, Direction::kAToB, 999);
  const std::vector<Family> families = story.Families();
  ASSERT_EQ(families.size(), 1u);
  ASSERT_EQ(families[0].members.size(), 3u);
  EXPECT_EQ(families[0].members[2].parent, 0u);
}

TEST(BuildFamilies, NamesTheCreditedHouseThatIsNotThere) {
  const struct {
    Direction direction;
    Credit::Kind kind;
    const char* name;
    const char* source_of_0;
    const char* source_of_1;
  } kCases[] = {
      {Direction::kUnknown, Credit::Kind::kSource, "www.cnbc.com", "0", "(www.cnbc.com)"},
      {Direction::kCommon, Credit::Kind::kDateline, "Reuters", "0", "(Reuters)"},
      {Direction::kBToA, Credit::Kind::kDateline, "Reuters", "1", "(Reuters)"},
      // A relation that is sure of a parent says more.
      {Direction::kAToB, Credit::Kind::kSource, "www.cnbc.com", "0", "0"},
      // A member of that house is there; a person; help.
      {Direction::kUnknown, Credit::Kind::kSource, "Herald", "0", "0"},
      {Direction::kUnknown, Credit::Kind::kReporting, "Iva Radman", "0", "0"},
      {Direction::kUnknown, Credit::Kind::kContributed, "Reuters", "0", "0"},
  };
  for (const auto& c : kCases) {
    Story story(2);
    story.articles[0].source = "Herald";
    story.articles[1].source = "Courier";
    story.words[0] = 200;
    story.Relate(0, 1, Kind::kSpun, c.direction, 900);
    story.relations[0].credits = {{true, {c.kind, c.name, {0, 1}}}};
    const std::vector<Family> families = story.Families();
    ASSERT_EQ(families.size(), 1u);
    EXPECT_EQ(SourceOf(families[0].members[0]), c.source_of_0) << c.name;
    EXPECT_EQ(SourceOf(families[0].members[1]), c.source_of_1) << c.name;
  }
}

TEST(BuildFamilies, OpensACircleAtItsEarliestArticle) {
  Story story(4);
  for (Ordinal i = 0; i < 4; ++i) story.Date(i, 100 - i);
  story.Relate(0, 1, Kind::kSyndicated, Direction::kAToB, 900);
  story.Relate(1, 2, Kind::kSyndicated, Direction::kAToB, 900);
  story.Relate(2, 0, Kind::kSyndicated, Direction::kAToB, 900);
  story.Relate(2, 3, Kind::kSyndicated, Direction::kUnknown, 10);
  const std::vector<Family> families = story.Families();
  ExpectPromises(story, families);
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].members[0].parent, 2u);
  EXPECT_EQ(families[0].members[1].parent, 0u);
  EXPECT_EQ(families[0].members[2].parent, 2u);
  EXPECT_EQ(families[0].members[2].relation, kNoRelation);
}

}  // namespace
}  // namespace newsprint
