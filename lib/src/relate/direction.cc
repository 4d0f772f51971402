// Each reason votes with its weight: a credit that names the other house outweighs everything, then
// a credit to one third party in both texts, then time, then the asymmetry of a text trimmed to
// fit. Time stamps are easily wrong (Grozea and Popescu 2010), so a credit beats them.
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

namespace newsprint {
namespace {

constexpr int kCreditWeight = 8;
constexpr int kTimeWeight = 4;
constexpr int kAsymmetryWeight = 1;

// One side is nearly all in the other, which has this much more (1/1000).
constexpr uint32_t kTrimmedCoverage = 850;
constexpr uint32_t kTrimmedLead = 150;

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

// Whether a credit's name means this house: equal names, one the beginning of the other ("Reuters"
// and "Reuters World News"), or its domain.
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

// What the credits of both texts say together.
struct CreditVote {
  bool to_a = false;  // somebody credits a's house
  bool to_b = false;
  bool to_third = false;  // both credit the same third party
};

CreditVote CountCredits(const Side& a, const Side& b) {
  CreditVote vote;
  std::vector<std::string> thirds;
  const auto look = [&](const Credit& credit) {
    const bool to_a = NamesHouse(credit.name, *a.article);
    const bool to_b = NamesHouse(credit.name, *b.article);
    vote.to_a |= to_a;
    vote.to_b |= to_b;
    return to_a || to_b ? std::string() : Letters(credit.name);
  };
  for (const Credit& credit : a.text->credits) thirds.push_back(look(credit));
  for (const Credit& credit : b.text->credits) {
    const std::string third = look(credit);
    vote.to_third |=
        !third.empty() && std::find(thirds.begin(), thirds.end(), third) != thirds.end();
  }
  return vote;
}

void ListCredits(const Side& side, bool in_b, Relation* relation) {
  for (const Credit& credit : side.text->credits) relation->credits.push_back({in_b, credit});
}

int Sign(bool towards_a, bool towards_b) { return (towards_b ? 1 : 0) - (towards_a ? 1 : 0); }

// +1 when b looks trimmed from a, -1 the other way round.
int Asymmetry(const Relation& relation) {
  if (relation.kind == Kind::kExcerpt) return 0;
  const uint32_t a = relation.scores.coverage_a, b = relation.scores.coverage_b;
  return Sign(a >= kTrimmedCoverage && a >= b + kTrimmedLead,
              b >= kTrimmedCoverage && b >= a + kTrimmedLead);
}

}  // namespace

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
  vote(Reason::kCredit, Sign(credits.to_b, credits.to_a), kCreditWeight);
  vote(Reason::kTime, -CompareTimestamps(a.article->published, b.article->published), kTimeWeight);
  vote(Reason::kAsymmetry, Asymmetry(*relation), kAsymmetryWeight);

  const bool credited = credits.to_a != credits.to_b;
  if (credits.to_third && !credited && relation->kind != Kind::kUpdate) {
    relation->direction_evidence.insert(relation->direction_evidence.begin(),
                                        {Reason::kCopiedCredit, Direction::kCommon});
    relation->direction = Direction::kCommon;
  } else if (sum != 0) {
    relation->direction = sum > 0 ? Direction::kAToB : Direction::kBToA;
  }
}

}  // namespace newsprint
