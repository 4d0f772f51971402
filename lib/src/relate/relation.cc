// Names of kinds, directions and direction evidence, as options take them and output has them.
#include "newsprint/relation.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "relate/outline.h"

namespace newsprint {
namespace {

constexpr std::array<std::string_view, kKinds> kKindNames = {
    "identical", "near-duplicate", "update", "syndicated", "excerpt",
    "condensed", "spun",           "quotes", "template"};
constexpr std::array<std::string_view, 4> kDirectionNames = {"unknown", "a->b", "b->a", "common"};
constexpr std::array<std::string_view, 4> kDirectionEvidenceNames = {"credit", "copied-credit",
                                                                     "time", "asymmetry"};
constexpr std::array<std::string_view, 4> kNullSourceNames = {"none", "neighbours", "blended",
                                                              "parametric"};

constexpr std::array<std::string_view, 4> kCheckUnitNames = {"share", "count", "points", "fact"};

}  // namespace

std::string_view KindName(Kind kind) { return kKindNames[static_cast<size_t>(kind)]; }

std::optional<Kind> ParseKind(std::string_view name) {
  for (size_t i = 0; i < kKindNames.size(); ++i) {
    if (kKindNames[i] == name) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

bool IsReuse(Kind kind) { return kind != Kind::kQuotes && kind != Kind::kTemplate; }

std::string_view DirectionName(Direction direction) {
  return kDirectionNames[static_cast<size_t>(direction)];
}

std::string_view DirectionEvidenceName(DirectionEvidence::Kind kind) {
  return kDirectionEvidenceNames[static_cast<size_t>(kind)];
}

std::string_view NullSourceName(Null::Source source) {
  return kNullSourceNames[static_cast<size_t>(source)];
}

std::vector<RelationOutline> OutlinesOf(std::span<const Relation> relations) {
  std::vector<RelationOutline> outlines;
  outlines.reserve(relations.size());
  for (const Relation& r : relations) outlines.push_back(OutlineOf(r));
  return outlines;
}

std::string_view CheckUnitName(Explanation::Check::Unit unit) {
  return kCheckUnitNames[static_cast<size_t>(unit)];
}

}  // namespace newsprint
