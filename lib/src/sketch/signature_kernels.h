// The SIMD part of signatures, behind plain pointers; the target is chosen at run time (version.h).
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsprint {

// In how many of `count` places two arrays agree.
size_t CountEqual(const uint32_t* a, const uint32_t* b, size_t count);

// The same in plain code: what every target is tested against.
inline size_t CountEqualPlain(const uint32_t* a, const uint32_t* b, size_t count) {
  size_t equal = 0;
  for (size_t i = 0; i < count; ++i) equal += a[i] == b[i] ? 1 : 0;
  return equal;
}

}  // namespace newsprint
