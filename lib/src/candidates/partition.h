// Partitioning: bringing equal keys together.
//
// Most keys are held by one article alone. Counters of two bits, which fit a cache, tell those
// first: of a haystack's 4.5 million postings 1.2 million are left to be sorted. Keys are hashes,
// so two counting passes over their leading bits leave buckets of a handful of entries, each
// finished by a small sort in cache. Measured against hash-map buckets in
// bench/candidates_bench.cc.
#pragma once

#include <cstddef>
#include <vector>

#include "newsprint/candidates.h"

namespace newsprint {

// Drops entries whose key no other entry has, which are most: of a thousand some 120 are mistaken
// and stay. What is left keeps its order.
void DropUnshared(std::vector<KeyEntry>* entries);

// Sorts by (key, article). `entries` must come in ascending order of articles; `scratch` is
// resized. Runs in parallel; the result does not depend on threads.
void PartitionByKey(std::vector<KeyEntry>* entries, std::vector<KeyEntry>* scratch);

}  // namespace newsprint
