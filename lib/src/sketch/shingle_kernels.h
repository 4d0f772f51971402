// Hashes of shingles where every token is a word, as code for each target with a plain twin.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsprint {

// Writes the hashes (shingle.h) of `count` shingles, of whose tokens there are kShingleWords - 1
// more.
void HashWordShingles(const uint64_t* tokens, size_t count, uint64_t* hashes);
void HashWordShinglesPlain(const uint64_t* tokens, size_t count, uint64_t* hashes);

}  // namespace newsprint
