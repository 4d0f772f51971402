// XXH3 for what is long: with the widest vectors that the processor has, where the library was
// built to choose them. The hashes are those of <xxhash.h>.
#pragma once

#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif
