// Partitioning: bringing equal keys together.
//
// Keys are hashes, so two counting passes over their leading bits leave buckets of a handful of
// entries, each finished by a small sort in cache. Measured against hash-map buckets in
// bench/candidates_bench.cc.
#pragma once

#include <cstddef>
#include <vector>

#include "newsprint/candidates.h"

namespace newsprint {

// Sorts by (key, article). `entries` must come in ascending order of articles; `scratch` is
// resized. Runs in parallel; the result does not depend on threads.
void PartitionByKey(std::vector<KeyEntry>* entries, std::vector<KeyEntry>* scratch);

}  // namespace newsprint
