// The outline of one relation.
#pragma once

#include <cstdint>

#include "newsprint/relation.h"

namespace newsprint {

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

}  // namespace newsprint
