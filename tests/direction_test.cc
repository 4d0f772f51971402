// Houses and directions, case by case.
#include "relate/direction.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "newsprint/relation.h"

namespace newsprint {
namespace {

using std::string_literals::operator""s;

TEST(RegisteredDomain, IsTheNameThatWasRegistered) {
  const struct {
    std::string url;
    const char* domain;
  } kCases[] = {
      // Plain ones.
      {"https://www.bbc.co.uk/news/1", "bbc.co.uk"},
      {"https://edition.cnn.com/2020/a.html", "cnn.com"},
      {"http://CNN.com", "cnn.com"},
      {"https://a.b.c.abc.net.au/x", "abc.net.au"},
      {"http://www.smh.com.au", "smh.com.au"},
      {"https://www3.nhk.or.jp/news/", "nhk.or.jp"},
      {"https://www.mofa.go.jp/", "mofa.go.jp"},
      {"https://www.elysee.gouv.fr/", "elysee.gouv.fr"},
      {"https://co.com/x", "co.com"},
      {"https://www.spiegel.de/", "spiegel.de"},
      // Without a scheme, as credits have them.
      {"www.cnbc.com", "cnbc.com"},
      {"cnbc.com/a//b", "cnbc.com"},
      {"//cdn.cnbc.com/a", "cnbc.com"},
      {"example.com/?u=https://other.org/", "example.com"},
      {"example.com/redirect/http://other.org/", "example.com"},
      // All that may stand around a host.
      {"http://example.com:8080/x", "example.com"},
      {"http://user:pass@www.example.com/x", "example.com"},
      {"http://user@other.org@www.example.com/x", "example.com"},
      {"http://example.com?mail=a@b.org", "example.com"},
      {"http://example.com#a@b.org", "example.com"},
      {"http://www.example.com./x", "example.com"},
      {"http://www.example.com..../x", "example.com"},
      {" http://example.com ", "example.com"},
      // Addresses are no names: 1.1 is nobody's.
      {"http://192.168.1.1/x", "192.168.1.1"},
      {"http://192.168.1.1:80/", "192.168.1.1"},
      {"http://[2001:db8::1]:80/x", "[2001:db8::1]"},
      // Nothing to go by.
      {"", ""},
      {"localhost", ""},
      {"http://", ""},
      {"http:///path", ""},
      {"http://localhost:80/", ""},
      {"http://.com/", ""},
      {"http://a..com/", ""},
      {"http://.../", ""},
      {"http://co.uk/", ""},
      {"http://[2001:db8::1", ""},
      {"Reuters", ""},
      {"@", ""},
      {":", ""},
      {"?", ""},
      {"\xff\xfe\x00://\x80"s, ""},
      {"http://\xff.\xfe/", "\xff.\xfe"},
  };
  for (const auto& c : kCases) EXPECT_EQ(RegisteredDomain(c.url), c.domain) << c.url;
}

Article House(std::string_view source, std::string_view url = "") {
  Article article;
  article.source = source;
  article.url = url;
  return article;
}

TEST(SameHouse, GoesBySourceOrDomainAndNeverByNothing) {
  EXPECT_TRUE(SameHouse(House("BBC News"), House("bbc news")));
  EXPECT_TRUE(SameHouse(House("BBC News"), House(" BBC  News ")));
  EXPECT_TRUE(SameHouse(House("A", "http://www.x.org/1"), House("B", "https://x.org/2")));
  EXPECT_FALSE(SameHouse(House("BBC"), House("BBC News")));
  EXPECT_FALSE(SameHouse(House(""), House("")));
  EXPECT_FALSE(SameHouse(House(" "), House("\t")));
  EXPECT_FALSE(SameHouse(House("", "localhost"), House("", "localhost")));
  EXPECT_FALSE(SameHouse(House("", "http://a.co.uk"), House("", "http://b.co.uk")));
  EXPECT_FALSE(SameHouse(House("", "http://10.0.1.1"), House("", "http://10.9.1.1")));
}

// One side of a case: source, url, date and credited names.
struct SideCase {
  const char* source = "";
  const char* published = "";
  std::vector<std::string> credits = {};
  const char* url = "";
};

struct Outcome {
  Direction direction;
  std::vector<DirectionEvidence::Kind> reasons;
};

Relation Find(const SideCase& a, const SideCase& b, Relation relation) {
  const auto article = [](const SideCase& c) {
    Article made = House(c.source, c.url);
    made.published = ParseTimestamp(c.published);
    return made;
  };
  const auto text = [](const SideCase& c) {
    Text made;
    for (const std::string& name : c.credits) {
      made.credits.push_back({Credit::Kind::kReporting, name, {0, 1}});
    }
    return made;
  };
  const Article article_a = article(a), article_b = article(b);
  const Text text_a = text(a), text_b = text(b);
  FindDirection({0, &article_a, &text_a}, {1, &article_b, &text_b}, &relation);
  return relation;
}

// Finds it both ways round: the mirrored pair must say the mirrored thing.
void ExpectOutcome(const SideCase& a, const SideCase& b, const Outcome& outcome,
                   Relation relation = {}) {
  const Relation there = Find(a, b, relation);
  std::swap(relation.scores.coverage_a, relation.scores.coverage_b);
  const Relation back = Find(b, a, relation);
  std::vector<DirectionEvidence::Kind> reasons;
  for (const DirectionEvidence& e : there.direction_evidence) reasons.push_back(e.kind);
  EXPECT_EQ(there.direction, outcome.direction) << a.source << " - " << b.source;
  EXPECT_EQ(reasons, outcome.reasons) << a.source << " - " << b.source;
  const Direction mirrored = outcome.direction == Direction::kAToB   ? Direction::kBToA
                             : outcome.direction == Direction::kBToA ? Direction::kAToB
                                                                     : outcome.direction;
  EXPECT_EQ(back.direction, mirrored) << a.source << " - " << b.source;
  EXPECT_EQ(there.credits.size(), a.credits.size() + b.credits.size());
}

using Reason = DirectionEvidence::Kind;

TEST(FindDirection, KnowsNothingWithoutEvidence) {
  ExpectOutcome({}, {}, {Direction::kUnknown, {}});
  ExpectOutcome({"Herald"}, {"Courier"}, {Direction::kUnknown, {}});
}

TEST(FindDirection, GoesByTimeAtTheCoarserResolution) {
  ExpectOutcome({"Herald", "2025-10-14"}, {"Courier", "2025-10-15"},
                {Direction::kAToB, {Reason::kTime}});
  ExpectOutcome({"Herald", "2025-10-14T10:00:00Z"}, {"Courier", "2025-10-14T11:00:00Z"},
                {Direction::kAToB, {Reason::kTime}});
  ExpectOutcome({"Herald", "2025-10-14"}, {"Courier", "2025-10-14T11:00:00Z"},
                {Direction::kUnknown, {}});
  ExpectOutcome({"Herald", "2025-10-14"}, {"Courier", "2025-10-14"}, {Direction::kUnknown, {}});
  ExpectOutcome({"Herald", "2025-10-14"}, {"Courier", ""}, {Direction::kUnknown, {}});
}

TEST(FindDirection, BelievesACreditMoreThanTime) {
  ExpectOutcome({"Reuters", "2025-10-15"}, {"Courier", "2025-10-14", {"Reuters"}},
                {Direction::kAToB, {Reason::kCredit, Reason::kTime}});
}

TEST(FindDirection, KnowsAHouseByItsNames) {
  const Outcome from_a = {Direction::kAToB, {Reason::kCredit}};
  const Outcome unknown = {Direction::kUnknown, {}};
  ExpectOutcome({"Reuters World News"}, {"Courier", "", {"REUTERS"}}, from_a);
  ExpectOutcome({"Reuters"}, {"Courier", "", {"Reuters Health"}}, from_a);
  ExpectOutcome({"Associated Press"}, {"Courier", "", {"AP"}}, from_a);
  ExpectOutcome({"The Associated Press"}, {"Courier", "", {"AP"}}, from_a);
  ExpectOutcome({"AP"}, {"Courier", "", {"Associated Press"}}, from_a);
  ExpectOutcome({"CNBC", "", {}, "https://www.cnbc.com/x"}, {"Courier", "", {"www.cnbc.com"}},
                from_a);
  ExpectOutcome({"", "", {}, "https://www.cnbc.com/x"}, {"Courier", "", {"cnbc.com"}}, from_a);
  ExpectOutcome({"Times"}, {"Courier", "", {"T"}}, unknown);
  ExpectOutcome({"AP"}, {"Courier", "", {"APA"}}, unknown);
  ExpectOutcome({""}, {"Courier", "", {"", "  ", "--"}}, unknown);
}

TEST(FindDirection, TakesAHousesOwnCreditAsAClaim) {
  ExpectOutcome({"Reuters", "", {"Reuters"}}, {"Courier", ""},
                {Direction::kAToB, {Reason::kCredit}});
  // Both claim it: time decides.
  ExpectOutcome({"Reuters", "2025-10-14", {"Reuters"}}, {"Courier", "2025-10-15", {"Courier"}},
                {Direction::kAToB, {Reason::kTime}});
  // Each credits the other.
  ExpectOutcome({"Reuters", "", {"Courier"}}, {"Courier", "", {"Reuters"}},
                {Direction::kUnknown, {}});
}

TEST(FindDirection, SeesACommonSourceInACreditThatBothHave) {
  const SideCase herald = {"Herald", "2025-10-14", {"AP"}};
  const SideCase courier = {"Courier", "2025-10-15", {"The Associated Press"}};
  ExpectOutcome(herald, courier, {Direction::kCommon, {Reason::kCopiedCredit, Reason::kTime}});
  ExpectOutcome(herald, {"Courier", "2025-10-15", {"Reuters"}},
                {Direction::kAToB, {Reason::kTime}});
  ExpectOutcome(herald, {"Courier", "2025-10-15"}, {Direction::kAToB, {Reason::kTime}});
  // One of the two credited as well: that one it is.
  ExpectOutcome(herald, {"Courier", "2025-10-15", {"AP", "Herald"}},
                {Direction::kAToB, {Reason::kCredit, Reason::kTime}});
  // A later version keeps the credit of the earlier.
  Relation update;
  update.kind = Kind::kUpdate;
  ExpectOutcome(herald, courier, {Direction::kAToB, {Reason::kTime}}, update);
}

TEST(FindDirection, LetsAsymmetryBreakTiesOnly) {
  Relation trimmed;
  trimmed.kind = Kind::kSyndicated;
  trimmed.scores.coverage_a = 400;
  trimmed.scores.coverage_b = 950;
  ExpectOutcome({"Herald"}, {"Courier"}, {Direction::kAToB, {Reason::kAsymmetry}}, trimmed);
  ExpectOutcome({"Herald", "2025-10-15"}, {"Courier", "2025-10-14"},
                {Direction::kBToA, {Reason::kTime, Reason::kAsymmetry}}, trimmed);
  ExpectOutcome({"Herald", "", {"Courier"}}, {"Courier"},
                {Direction::kBToA, {Reason::kCredit, Reason::kAsymmetry}}, trimmed);
  trimmed.scores.coverage_a = 810;
  ExpectOutcome({"Herald"}, {"Courier"}, {Direction::kUnknown, {}}, trimmed);
  trimmed.scores.coverage_a = 10;
  trimmed.kind = Kind::kExcerpt;
  ExpectOutcome({"Herald"}, {"Courier"}, {Direction::kUnknown, {}}, trimmed);
}

// A story with a dateline, as AnalyzeText finds it.
struct Dated {
  Article article;
  Text text;
};

Dated WithText(std::string_view text, const Article& house) {
  Dated dated{house, {}};
  dated.article.text = text;
  dated.article.language = "en";
  AnalyzeText(dated.article, &dated.text);
  return dated;
}

Direction Between(const Dated& a, const Dated& b, Relation relation) {
  FindDirection({0, &a.article, &a.text}, {1, &b.article, &b.text}, &relation);
  return relation.direction;
}

TEST(FindDirection, ReadsTheDayOfDatelines) {
  const auto said = [](const std::string& day) {
    return "MARSEILLE, France, " + day +
           " (Meridian) - Rain fell on the old port and did not stop.";
  };
  const std::pair<const char*, const char*> kInOrder[] = {
      {"Oct 14", "Oct 15"}, {"Oct. 31", "Nov. 1"}, {"March 9", "April 1"}, {"Dec 31", "Jan 1"}};
  const Article house = House("Meridian");
  for (const auto& [first, then] : kInOrder) {
    const std::string early = said(first), late = said(then);
    const Dated a = WithText(early, house), b = WithText(late, house);
    ASSERT_EQ(a.text.credits.size(), 1u) << early;
    EXPECT_EQ(Between(a, b, {}), Direction::kAToB) << early;
    EXPECT_EQ(Between(b, a, {}), Direction::kBToA) << early;
    EXPECT_EQ(Between(a, a, {}), Direction::kUnknown) << early;
  }
}

TEST(FindDirection, TakesTheShorterForTheCondensedOne) {
  Relation relation;
  relation.kind = Kind::kCondensed;
  const Dated longer = WithText("Rain fell on the old port for hours and did not stop.", House(""));
  const Dated shorter = WithText("Rain fell on the port.", House(""));
  EXPECT_EQ(Between(longer, shorter, relation), Direction::kAToB);
  EXPECT_EQ(Between(shorter, longer, relation), Direction::kBToA);
}

TEST(FindDirection, TakesASpunCopyForTheOneWithoutADateline) {
  Relation relation;
  relation.kind = Kind::kSpun;
  const Dated wire = WithText("PARIS, May 2 (Meridian) - Rain fell on the old port.", House(""));
  const Dated spun = WithText("Water dropped upon the ancient harbour.", House(""));
  EXPECT_EQ(Between(wire, spun, relation), Direction::kAToB);
  EXPECT_EQ(Between(spun, wire, relation), Direction::kBToA);
  EXPECT_EQ(Between(spun, spun, relation), Direction::kUnknown);
}

TEST(FindDirection, TakesTheVersionWithNewsOnTopForTheLater) {
  const Article house = House("Herald");
  const std::string both = "Rain fell on the old port for hours and it did not stop before noon. ";
  const std::string news = "A second wave of rain came at night and the port was closed to all. ";
  const std::string old_text = both + both + news.substr(0, 20), new_text = news + both + both;
  const Dated a = WithText(old_text, house), b = WithText(new_text, house);
  Relation relation;
  relation.kind = Kind::kSyndicated;
  const uint32_t size = static_cast<uint32_t>(2 * both.size()),
                 after = static_cast<uint32_t>(news.size());
  relation.passages = {{{0, size}, {after, after + size}, Passage::Class::kVerbatim}};
  EXPECT_EQ(Between(a, b, relation), Direction::kAToB);
}

TEST(FindDirection, HasNoThirdForVersionsOfOneHouse) {
  ExpectOutcome({"Herald", "", {"Iva Radman"}}, {"Herald", "", {"Iva Radman"}},
                {Direction::kUnknown, {}});
}

TEST(FindDirection, TakesAPictureCreditToItselfForNothing) {
  Relation relation;
  relation.kind = Kind::kSpun;
  const Dated wire =
      WithText("PARIS, May 2 (Meridian) - Rain fell on the port.", House("Meridian"));
  const std::string pictured = "Water dropped upon the harbour.\n\nimage credit : www.buzz.example";
  const Dated spun = WithText(pictured, House("Buzz", "https://www.buzz.example/1"));
  ASSERT_EQ(spun.text.credits.size(), 1u);
  EXPECT_EQ(Between(wire, spun, relation), Direction::kAToB);
}

TEST(FindDirection, ListsTheCreditsOfBothSides) {
  const Relation r = Find({"Herald", "", {"AP", "Courier"}}, {"Courier", "", {"Reuters"}}, {});
  ASSERT_EQ(r.credits.size(), 3u);
  EXPECT_EQ(r.credits[1].credit.name, "Courier");
  EXPECT_FALSE(r.credits[1].in_b);
  EXPECT_EQ(r.credits[2].credit.name, "Reuters");
  EXPECT_TRUE(r.credits[2].in_b);
}

}  // namespace
}  // namespace newsprint
