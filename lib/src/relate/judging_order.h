// An order of pairs in which neighbours have articles in common.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/candidates.h"

namespace newsprint {

// Indices of `pairs`, each once, such that an article's pairs stand as close together as a walk
// over the graph of pairs brings them. Depends on the pairs and their order alone.
std::vector<uint32_t> JudgingOrder(std::span<const CandidatePair> pairs);

}  // namespace newsprint
