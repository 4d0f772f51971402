// What SameHouse (relation.h) asks of an article, taken once for many pairs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/article.h"

namespace newsprint {

// Hashes of the folded name of the source and of the registered domain; 0 = none.
struct House {
  uint64_t source = 0;
  uint64_t domain = 0;
};

std::vector<House> HousesOf(std::span<const Article> articles);

// HouseNumber of relation.h.
uint32_t HouseNumber(const House& house);

bool SameHouse(const House& a, const House& b);

}  // namespace newsprint
