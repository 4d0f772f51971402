// Direction: who took from whom, by credits, time and asymmetry.
#pragma once

#include "newsprint/relation.h"
#include "relate/evidence.h"

namespace newsprint {

// Fills direction, direction_evidence and credits of `relation`; its kind and coverage are set.
void FindDirection(const Side& a, const Side& b, Relation* relation);

}  // namespace newsprint
