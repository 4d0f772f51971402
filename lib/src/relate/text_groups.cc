// Groups are stars, not connected components: by a chain of small steps a component reaches texts
// that have nothing in common. Hubs are taken greedily, first those that can stand for most others
// (a wire before its trimmed copies; where crowded keys were shortened, a representative, which is
// related to all, before members, which are related to representatives alone).
#include "relate/text_groups.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace newsprint {
namespace {

// Share of a text that stands in the other, so that the other can stand for it: what a longer text
// has besides does not keep a rewrite from being found. Below it, a tenth and more of the text is
// its own, and a rewrite may have come from there.
constexpr uint32_t kStandsFor = 900;  // 1/1000
constexpr size_t kMembersTried = 8;   // of a group, besides its deputy

struct Link {
  Ordinal hub;
  Ordinal member;

  friend auto operator<=>(const Link&, const Link&) = default;
};

// Who could stand for whom, sorted by hub.
std::vector<Link> FindLinks(std::span<const Ordinal> deputies,
                            std::span<const RelationOutline> relations) {
  std::vector<Link> links;
  for (const RelationOutline& r : relations) {
    const Ordinal a = deputies[r.a], b = deputies[r.b];
    if (a == b || a >= deputies.size() || b >= deputies.size()) continue;
    const bool same = r.kind == Kind::kIdentical || r.kind == Kind::kNearDuplicate;
    if (same || r.coverage_b >= kStandsFor) links.push_back({a, b});
    if (same || r.coverage_a >= kStandsFor) links.push_back({b, a});
  }
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
  return links;
}

using Links = std::span<const Link>;

// The links of each hub, those with most first.
std::vector<Links> Hubs(Links links, std::span<const uint32_t> story_words) {
  std::vector<Links> hubs;
  for (size_t begin = 0, end; begin < links.size(); begin = end) {
    end = begin + 1;
    while (end < links.size() && links[end].hub == links[begin].hub) ++end;
    hubs.push_back(links.subspan(begin, end - begin));
  }
  std::stable_sort(hubs.begin(), hubs.end(), [&](const Links& x, const Links& y) {
    if (x.size() != y.size()) return x.size() > y.size();
    return story_words[x.front().hub] > story_words[y.front().hub];
  });
  return hubs;
}

}  // namespace

std::vector<Ordinal> GroupTexts(std::span<const Ordinal> deputies,
                                std::span<const uint32_t> story_words,
                                std::span<const RelationOutline> relations) {
  const std::vector<Link> links = FindLinks(deputies, relations);
  std::vector<Ordinal> group(deputies.size());  // by deputy of identical stories
  std::iota(group.begin(), group.end(), 0);
  std::vector<bool> taken(deputies.size());
  std::vector<Ordinal> members;
  for (const Links& hub : Hubs(links, story_words)) {
    if (taken[hub.front().hub]) continue;
    members.assign(1, hub.front().hub);
    for (const Link& link : hub) {
      if (!taken[link.member]) members.push_back(link.member);
    }
    if (members.size() == 1) continue;
    const Ordinal longest =
        *std::max_element(members.begin(), members.end(), [&](Ordinal x, Ordinal y) {
          return story_words[x] != story_words[y] ? story_words[x] < story_words[y] : x > y;
        });
    for (const Ordinal member : members) {
      taken[member] = true;
      group[member] = longest;
    }
  }
  std::vector<Ordinal> result(deputies.begin(), deputies.end());
  for (Ordinal& deputy : result) {
    if (deputy < group.size()) deputy = group[deputy];
  }
  return result;
}

GroupMembers::GroupMembers(std::span<const Ordinal> groups) {
  for (size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] < groups.size() && groups[i] != i) {
      members_.emplace_back(groups[i], static_cast<Ordinal>(i));
    }
  }
  std::sort(members_.begin(), members_.end());
}

std::vector<CandidatePair> GroupMembers::With(std::span<const CandidatePair> pairs,
                                              uint64_t* left_out) const {
  std::vector<CandidatePair> result(pairs.begin(), pairs.end());
  const auto add_members = [&](Ordinal deputy, Ordinal other, uint32_t evidence) {
    const auto by_deputy = [](const auto& x, const auto& y) { return x.first < y.first; };
    const auto [begin, end] = std::equal_range(members_.begin(), members_.end(),
                                               std::pair(deputy, Ordinal{0}), by_deputy);
    const size_t size = static_cast<size_t>(end - begin), tried = std::min(size, kMembersTried);
    *left_out += size - tried;
    for (size_t i = 0; i < tried; ++i) {
      const Ordinal member = begin[static_cast<std::ptrdiff_t>(i)].second;
      result.push_back({std::min(member, other), std::max(member, other), evidence});
    }
  };
  for (const CandidatePair& pair : pairs) {
    add_members(pair.a, pair.b, pair.evidence);
    add_members(pair.b, pair.a, pair.evidence);
  }
  std::sort(result.begin(), result.end(),
            [](const auto& x, const auto& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  return result;
}

}  // namespace newsprint
