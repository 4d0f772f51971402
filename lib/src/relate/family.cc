// Families by stars, not by closure. Representatives are taken best first; a family is what its
// representative reaches over verified whole-text relations in at most two steps; what is left
// forms families of its own. Then each article left alone joins, by its most confident excerpt, an
// article it took from that is a representative or next to one, and did not join by excerpt itself.
// So every member has a verified relation to the representative or to a member that has one, and no
// false link can drag two clusters together (published failures: one false cluster of 859,091
// members).
//
// A member of which no relation says that it took from another, and that names a house which no
// member is of, took from there: "(Reuters)" in a story that Reuters itself is not in the corpus
// with.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "relate/direction.h"
#include "relate/families.h"

namespace newsprint {
namespace {

// One direction of a relation, as seen from an article.
struct Link {
  Ordinal other;
  uint32_t relation;
};

// Relations of reuse by article, in one flat list.
class Links {
 public:
  Links(size_t articles, std::span<const RelationOutline> relations) : begin_(articles + 1, 0) {
    for (const RelationOutline& r : relations) {
      if (IsReuse(r.kind)) ++begin_[r.a + 1], ++begin_[r.b + 1];
    }
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    links_.resize(begin_.back());
    std::vector<uint64_t> next(begin_.begin(), begin_.end() - 1);
    for (uint32_t i = 0; i < relations.size(); ++i) {
      const RelationOutline& r = relations[i];
      if (!IsReuse(r.kind)) continue;
      links_[next[r.a]++] = {r.b, i};
      links_[next[r.b]++] = {r.a, i};
    }
  }

  std::span<const Link> Of(Ordinal article) const {
    return {links_.data() + begin_[article], begin_[article + 1] - begin_[article]};
  }

 private:
  std::vector<uint64_t> begin_;
  std::vector<Link> links_;
};

class Builder {
 public:
  explicit Builder(const FamilyInput& input)
      : input_(input),
        relations_(input.relations),
        links_(input.published.size(), input.relations),
        place_(input.published.size()) {}

  std::vector<Family> Build() {
    const std::vector<Ordinal> seeds = Seeds();
    for (const Ordinal seed : seeds) GatherWholeTexts(seed);
    for (const Ordinal seed : seeds) JoinByExcerpt(seed);
    std::vector<Family> families;
    for (std::vector<Ordinal>& members : members_) {
      if (members.size() > 1) families.push_back(MakeFamily(&members));
    }
    std::sort(families.begin(), families.end(), [](const Family& x, const Family& y) {
      return x.members.front().article < y.members.front().article;
    });
    return families;
  }

 private:
  // Where an article stands.
  struct Place {
    static constexpr uint32_t kNowhere = UINT32_MAX;
    uint32_t family = kNowhere;
    uint32_t steps = 0;  // to the representative: 0, 1 or 2
    bool by_excerpt = false;

    bool taken() const { return family != kNowhere; }
  };

  // Articles with relations, best representative first.
  std::vector<Ordinal> Seeds() const {
    std::vector<Ordinal> seeds;
    for (Ordinal i = 0; i < place_.size(); ++i) {
      if (!links_.Of(i).empty()) seeds.push_back(i);
    }
    std::sort(seeds.begin(), seeds.end(), [&](Ordinal x, Ordinal y) { return Rank(x) < Rank(y); });
    return seeds;
  }

  // Earliest, else longest, else first.
  std::tuple<std::pair<int32_t, int64_t>, uint32_t, Ordinal> Rank(Ordinal i) const {
    return {EarliestFirst(input_.published[i]), UINT32_MAX - input_.story_words[i], i};
  }

  void Put(Ordinal article, const Place& place) {
    place_[article] = place;
    members_[place.family].push_back(article);
  }

  uint32_t StartFamily(Ordinal representative) {
    members_.emplace_back();
    const uint32_t family = static_cast<uint32_t>(members_.size() - 1);
    Put(representative, {family, 0, false});
    return family;
  }

  bool IsWholeText(const Link& link) const {
    return relations_[link.relation].kind != Kind::kExcerpt;
  }

  void GatherWholeTexts(Ordinal seed) {
    const std::span<const Link> links = links_.Of(seed);
    if (place_[seed].taken()) return;
    if (std::none_of(links.begin(), links.end(), [&](const Link& l) { return IsWholeText(l); }))
      return;
    const uint32_t family = StartFamily(seed);
    for (size_t i = 0; i < members_[family].size(); ++i) {
      const Ordinal from = members_[family][i];
      const uint32_t steps = place_[from].steps + 1;
      if (steps > 2) break;
      for (const Link& link : links_.Of(from)) {
        if (IsWholeText(link) && !place_[link.other].taken()) {
          Put(link.other, {family, steps, false});
        }
      }
    }
  }

  bool IsAlone(Ordinal article) const {
    return !place_[article].taken() || members_[place_[article].family].size() == 1;
  }

  // Whether `article`, which is alone, may join the other end of an excerpt. A digest of the day
  // joins one of the articles it quotes; they do not join it. Where it is undecided who quotes
  // whom, two articles may join that are both alone.
  bool MayJoin(Ordinal article, const Link& link) const {
    if (!IsDecided(relations_[link.relation]))
      return IsAlone(link.other) && Rank(link.other) < Rank(article);
    const Place& there = place_[link.other];
    return TookFrom(article, link) && there.steps <= 1 && !there.by_excerpt;
  }

  void JoinByExcerpt(Ordinal article) {
    if (!IsAlone(article)) return;
    const Link* best = nullptr;
    for (const Link& link : links_.Of(article)) {
      if (IsWholeText(link) || !MayJoin(article, link)) continue;
      if (best == nullptr || Before(link, *best)) best = &link;
    }
    if (best == nullptr) return;
    if (!place_[best->other].taken()) StartFamily(best->other);
    const Place there = place_[best->other];
    if (place_[article].taken()) members_[place_[article].family].clear();
    Put(article, {there.family, there.steps + 1, true});
  }

  Family MakeFamily(std::vector<Ordinal>* members) const {
    Family family;
    family.representative = members->front();
    std::sort(members->begin(), members->end());
    for (const Ordinal m : *members) family.members.push_back(FindParent(m));
    BreakCircles(&family.members);
    for (Family::Member& m : family.members) LookOutside(*members, &m);
    return family;
  }

  // Of the relations within the family that say where `article` took from, the best supported;
  // undecided ones count towards the better-ranked article.
  Family::Member FindParent(Ordinal article) const {
    Family::Member member = {article, article, kNoRelation, {}};
    for (const Link& link : links_.Of(article)) {
      if (place_[link.other].family != place_[article].family || !TookFrom(article, link)) continue;
      const bool better =
          member.relation == kNoRelation || Before(link, {member.parent, member.relation});
      if (better) member = {article, link.other, link.relation, {}};
    }
    return member;
  }

  // A credit says more than a parent that is no more than the better-ranked of an undecided pair.
  void LookOutside(std::span<const Ordinal> members, Family::Member* member) const {
    if (member->relation != kNoRelation && IsDecided(relations_[member->relation])) return;
    for (const Link& link : links_.Of(member->article)) {
      for (const std::string_view name : input_.credited(link.relation, member->article)) {
        if (!IsOutside(name, members)) continue;
        *member = {member->article, member->article, kNoRelation, std::string(name)};
        return;
      }
    }
  }

  bool IsOutside(std::string_view name, std::span<const Ordinal> members) const {
    return std::none_of(members.begin(), members.end(),
                        [&](Ordinal m) { return input_.names_house(name, m); });
  }

  static bool IsDecided(const RelationOutline& r) {
    return r.direction == Direction::kAToB || r.direction == Direction::kBToA;
  }

  // Directions are judged pair by pair, so three of them can contradict one another. Of a circle
  // the best-ranked article loses its parent.
  void BreakCircles(std::vector<Family::Member>* members) const {
    const auto parent_of = [&](size_t i) {
      const auto found = std::lower_bound(
          members->begin(), members->end(), (*members)[i].parent,
          [](const Family::Member& m, Ordinal article) { return m.article < article; });
      return static_cast<size_t>(found - members->begin());
    };
    constexpr size_t kUnseen = SIZE_MAX;
    std::vector<size_t> seen_from(members->size(), kUnseen);
    for (size_t start = 0; start < members->size(); ++start) {
      size_t at = start;
      for (; seen_from[at] == kUnseen; at = parent_of(at)) seen_from[at] = start;
      if (seen_from[at] != start) continue;  // joins an earlier walk
      size_t first = at;
      for (size_t i = parent_of(at); i != at; i = parent_of(i)) {
        if (Rank((*members)[i].article) < Rank((*members)[first].article)) first = i;
      }
      Family::Member& m = (*members)[first];
      m = {m.article, m.article, kNoRelation, {}};
    }
  }

  bool TookFrom(Ordinal article, const Link& link) const {
    const RelationOutline& r = relations_[link.relation];
    switch (r.direction) {
      case Direction::kAToB:
        return r.b == article;
      case Direction::kBToA:
        return r.a == article;
      case Direction::kCommon:
        return false;
      case Direction::kUnknown:
        return Rank(link.other) < Rank(article);
    }
    return false;
  }

  // The better supported: common wording before a rewrite, then the more confident, then the
  // article that ranks better.
  bool Before(const Link& x, const Link& y) const {
    const auto key = [&](const Link& link) {
      const RelationOutline& r = relations_[link.relation];
      const bool rewrite = r.kind == Kind::kSpun || r.kind == Kind::kCondensed;
      return std::tuple(rewrite, -int64_t{r.confidence}, Rank(link.other));
    };
    return key(x) < key(y);
  }

  const FamilyInput& input_;
  const std::span<const RelationOutline> relations_;
  Links links_;
  std::vector<Place> place_;
  std::vector<std::vector<Ordinal>> members_;  // by family, the representative first
};

}  // namespace

std::vector<Family> BuildFamilies(std::span<const Article> articles,
                                  std::span<const uint32_t> story_words,
                                  std::span<const Relation> relations) {
  std::vector<Timestamp> published;
  published.reserve(articles.size());
  for (const Article& article : articles) published.push_back(article.published);
  const std::vector<RelationOutline> outlines = OutlinesOf(relations);
  const auto credited = [&](uint32_t relation, Ordinal article) {
    std::vector<std::string_view> names;
    const Relation& r = relations[relation];
    for (const RelationCredit& c : r.credits) {
      if ((c.in_b ? r.b : r.a) == article && CreditsHouse(c.credit)) names.push_back(c.credit.name);
    }
    return names;
  };
  const auto names_house = [&](std::string_view name, Ordinal article) {
    return NamesHouse(name, articles[article]);
  };
  return BuildFamilies({published, story_words, outlines, credited, names_house});
}

std::vector<Family> BuildFamilies(const FamilyInput& input) { return Builder(input).Build(); }

}  // namespace newsprint
