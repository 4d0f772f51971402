// Outlines: what later steps ask of all relations at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/relation.h"

namespace newsprint {

// 20 bytes, where a relation has 136 besides its lists. Shares as in Scores.
struct RelationOutline {
  Ordinal a = 0;
  Ordinal b = 0;
  Kind kind = Kind::kIdentical;
  Direction direction = Direction::kUnknown;
  uint16_t confidence = 0;
  uint16_t coverage_a = 0;
  uint16_t coverage_b = 0;
  uint16_t verbatim = 0;
};

inline RelationOutline OutlineOf(const Relation& r) {
  const auto narrow = [](uint32_t share) { return static_cast<uint16_t>(share); };
  return {r.a,
          r.b,
          r.kind,
          r.direction,
          narrow(r.confidence),
          narrow(r.scores.coverage_a),
          narrow(r.scores.coverage_b),
          narrow(r.scores.verbatim)};
}

inline std::vector<RelationOutline> OutlinesOf(std::span<const Relation> relations) {
  std::vector<RelationOutline> outlines;
  outlines.reserve(relations.size());
  for (const Relation& r : relations) outlines.push_back(OutlineOf(r));
  return outlines;
}

}  // namespace newsprint
