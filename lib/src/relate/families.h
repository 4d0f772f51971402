// Families from what is kept at hand of a corpus of any size; BuildFamilies (family.h) is this with
// all in memory.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "newsprint/family.h"

namespace newsprint {

struct FamilyInput {
  // Columns of articles.
  std::span<const Timestamp> published;
  std::span<const uint32_t> story_words;
  // Sorted by (a, b).
  std::span<const RelationOutline> relations;
  // The houses that `article` credits, as relation `relation` has it.
  std::function<std::vector<std::string_view>(uint32_t relation, Ordinal article)> credited;
  // Whether a credit's name means the house of `article`.
  std::function<bool(std::string_view name, Ordinal article)> names_house;
};

std::vector<Family> BuildFamilies(const FamilyInput& input);

// Whether a credit names a house. Bylines name people as a rule, and who contributed did not write
// it all.
inline bool CreditsHouse(const Credit& credit) {
  return credit.kind == Credit::Kind::kDateline || credit.kind == Credit::Kind::kSource;
}

}  // namespace newsprint
