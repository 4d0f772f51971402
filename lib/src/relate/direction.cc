// Each reason votes with its weight: a credit that names one of the two houses outweighs everything
// (the other's word more than its own dateline), then a credit to one third party in both texts,
// then time, then the asymmetry of the two texts. Time stamps are easily wrong (Grozea and Popescu
// 2010), and agencies date a page by its last change, so a credit beats them.
#include "relate/direction.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "month.h"
#include "relate/shares.h"

namespace newsprint {
namespace {

constexpr int kCreditWeight = 8;
constexpr int kTimeWeight = 4;
constexpr int kAsymmetryWeight = 1;

// One side is nearly all in the other, which has this much more (1/1000).
constexpr uint32_t kTrimmedCoverage = 850;
constexpr uint32_t kTrimmedLead = 150;

// Of two versions of one house, the later has this much less of the other's matter in its first
// third (1/1000). In labelled families 11 of 12 updates have .11 to .74 less, one has .19 more.
constexpr uint32_t kNewsOnTop = 100;

// Agencies whose initials are not those of their name in English.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kAgencies = {{
    {"afp", "agencefrancepresse"},
    {"ap", "associatedpress"},
    {"dpa", "deutschepresseagentur"},
    {"efe", "agenciaefe"},
    {"upi", "unitedpressinternational"},
}};

std::string Letters(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    const unsigned char u = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(u) || u >= 0x80) letters.push_back(absl::ascii_tolower(u));
  }
  if (letters.starts_with("the") && letters.size() > 6) letters.erase(0, 3);
  for (const auto& [initials, agency] : kAgencies) {
    if (letters == initials) return std::string(agency);
  }
  return letters;
}

// How strongly a text is said to be of one of the two houses.
enum Claim {
  kNone,
  kOwn,      // its own dateline or byline says so; a source under its own picture says nothing
  kCredited  // the other side says so
};

// What the credits of both texts say together.
struct CreditVote {
  Claim to_a = kNone;
  Claim to_b = kNone;
  bool to_third = false;  // both credit the same third party
};

CreditVote CountCredits(const Side& a, const Side& b) {
  CreditVote vote;
  std::vector<std::string> thirds;
  const auto look = [&](const Credit& credit, bool in_b) {
    const bool to_a = NamesHouse(credit.name, *a.article);
    const bool to_b = NamesHouse(credit.name, *b.article);
    const Claim own = credit.kind == Credit::Kind::kSource ? kNone : kOwn;
    if (to_a) vote.to_a = std::max(vote.to_a, in_b ? kCredited : own);
    if (to_b) vote.to_b = std::max(vote.to_b, in_b ? own : kCredited);
    return to_a || to_b ? std::string() : Letters(credit.name);
  };
  for (const Credit& credit : a.text->credits) thirds.push_back(look(credit, false));
  for (const Credit& credit : b.text->credits) {
    const std::string third = look(credit, true);
    vote.to_third |=
        !third.empty() && std::find(thirds.begin(), thirds.end(), third) != thirds.end();
  }
  return vote;
}

void ListCredits(const Side& side, bool in_b, Relation* relation) {
  for (const Credit& credit : side.text->credits) relation->credits.push_back({in_b, credit});
}

int Sign(bool towards_a, bool towards_b) { return (towards_b ? 1 : 0) - (towards_a ? 1 : 0); }

// "Oct 14" of a dateline; nothing where it has no day, or no month by its English name.
struct Day {
  int month = 0;  // from 1
  int day = 0;
};

Day DatelineDay(const Side& side) {
  const auto dateline =
      std::find_if(side.text->credits.begin(), side.text->credits.end(),
                   [](const Credit& c) { return c.kind == Credit::Kind::kDateline; });
  if (dateline == side.text->credits.end()) return {};
  const std::string_view text =
      side.article->text.substr(dateline->bytes.begin, dateline->bytes.size());
  Day found;
  const auto is_word = [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); };
  for (auto at = text.begin(); at != text.end();) {
    const auto begin = std::find_if(at, text.end(), is_word);
    at = std::find_if_not(begin, text.end(), is_word);
    const std::string word(begin, at);
    if (const int month = MonthNumber(word); month != 0) found.month = month;
    int day = 0;
    if (absl::SimpleAtoi(word, &day) && day >= 1 && day <= 31) found.day = day;
  }
  return found;
}

// +1 when a's dateline has the earlier day. What is more than half a year apart lies on two sides
// of a New Year.
int DatelineOrder(const Side& a, const Side& b) {
  const Day x = DatelineDay(a), y = DatelineDay(b);
  if (x.month == 0 || y.month == 0 || x.day == 0 || y.day == 0) return 0;
  int later = (y.month - x.month) * 31 + y.day - x.day;
  if (later > 186) later -= 372;
  if (later < -186) later += 372;
  return Sign(later<0, later> 0);
}

int Order(const Side& a, const Side& b) {
  const int stamps = -CompareTimestamps(a.article->published, b.article->published);
  return stamps != 0 ? stamps : DatelineOrder(a, b);
}

// How much of the first third of a story the other side has, 1/1000.
uint32_t SharedOnTop(const Side& side, const Relation& relation, Span RelationPassage::*of_side) {
  const Text& text = *side.text;
  if (text.story.empty()) return 0;
  const uint32_t begin = text.tokens[text.story.front()].bytes.begin;
  const uint32_t third = (text.tokens[text.story.back()].bytes.end - begin) / 3;
  uint32_t shared = 0;
  for (const RelationPassage& passage : relation.passages) {
    const Span& bytes = passage.*of_side;
    shared += std::min(bytes.end, begin + third) - std::min(bytes.begin, begin + third);
  }
  return Thousandths(shared, third);
}

bool IsAgency(const Credit& credit) {
  return credit.kind == Credit::Kind::kDateline || credit.kind == Credit::Kind::kReporting;
}

bool HasAgencyLine(const Side& side) {
  return std::any_of(side.text->credits.begin(), side.text->credits.end(), IsAgency);
}

// +1 when b looks trimmed from a.
int Trimmed(const Scores& scores) {
  return Sign(scores.coverage_a >= kTrimmedCoverage &&
                  scores.coverage_a >= scores.coverage_b + kTrimmedLead,
              scores.coverage_b >= kTrimmedCoverage &&
                  scores.coverage_b >= scores.coverage_a + kTrimmedLead);
}

// +1 when b's news stands on top of what both have.
int NewsOnTop(const Side& a, const Side& b, const Relation& relation) {
  const uint32_t top_a = SharedOnTop(a, relation, &RelationPassage::a);
  const uint32_t top_b = SharedOnTop(b, relation, &RelationPassage::b);
  return Sign(top_b >= top_a + kNewsOnTop, top_a >= top_b + kNewsOnTop);
}

// +1 when b looks made from a, by what the two texts have themselves: the shorter of a condensed
// pair is the made one, and so is one reworded without the dateline or byline that the other has;
// the later of two versions has its news on top.
int Asymmetry(const Side& a, const Side& b, const Relation& relation) {
  switch (relation.kind) {
    case Kind::kExcerpt:
    case Kind::kQuotes:
    case Kind::kTemplate:
      return 0;
    case Kind::kCondensed:
      return Sign(a.text->story_half_words < b.text->story_half_words,
                  b.text->story_half_words < a.text->story_half_words);
    case Kind::kSpun:
      return Sign(HasAgencyLine(b) && !HasAgencyLine(a), HasAgencyLine(a) && !HasAgencyLine(b));
    default:
      return SameHouse(*a.article, *b.article) ? NewsOnTop(a, b, relation)
                                               : Trimmed(relation.scores);
  }
}

}  // namespace

bool NamesHouse(std::string_view credit, const Article& article) {
  const std::string name = Letters(credit);
  if (name.size() < 2) return false;
  const std::string source = Letters(article.source);
  if (!source.empty() && (source == name || (name.size() >= 4 && source.starts_with(name)) ||
                          (source.size() >= 4 && name.starts_with(source)))) {
    return true;
  }
  const std::string domain = RegisteredDomain(article.url);
  return !domain.empty() && RegisteredDomain(credit) == domain;
}

void FindDirection(const Side& a, const Side& b, Relation* relation) {
  ListCredits(a, false, relation);
  ListCredits(b, true, relation);
  using Reason = DirectionEvidence::Kind;
  int sum = 0;
  const auto vote = [&](Reason reason, int sign, int weight) {
    if (sign == 0) return;
    sum += sign * weight;
    relation->direction_evidence.push_back(
        {reason, sign > 0 ? Direction::kAToB : Direction::kBToA});
  };
  const CreditVote credits = CountCredits(a, b);
  vote(Reason::kCredit, Sign(credits.to_b > credits.to_a, credits.to_a > credits.to_b),
       kCreditWeight);
  vote(Reason::kTime, Order(a, b), kTimeWeight);
  vote(Reason::kAsymmetry, Asymmetry(a, b, *relation), kAsymmetryWeight);

  const bool common = credits.to_third && credits.to_a == credits.to_b &&
                      relation->kind != Kind::kUpdate && !SameHouse(*a.article, *b.article);
  if (common) {
    relation->direction_evidence.insert(relation->direction_evidence.begin(),
                                        {Reason::kCopiedCredit, Direction::kCommon});
    relation->direction = Direction::kCommon;
  } else if (sum != 0) {
    relation->direction = sum > 0 ? Direction::kAToB : Direction::kBToA;
  }
}

}  // namespace newsprint
