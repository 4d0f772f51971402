// Direction: who took from whom, by credits, time and asymmetry.
#pragma once

#include <string_view>

#include "newsprint/relation.h"
#include "relate/evidence.h"

namespace newsprint {

// Fills direction, direction_evidence and credits of `relation`; its kind, coverage and passages
// are set.
void FindDirection(const Side& a, const Side& b, Relation* relation);

// Whether a credit's name means the house of `article`: equal names, one the beginning of the other
// ("Reuters" and "Reuters World News"), or its domain.
bool NamesHouse(std::string_view credit, const Article& article);

}  // namespace newsprint
