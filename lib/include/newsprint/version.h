// What was built: for `--version`, headers of output and bug reports.
#pragma once

#include <string>
#include <vector>

namespace newsprint {

std::string Version();                    // "0.1.0"
std::string CompilerName();               // "GCC 12.2.0"
std::vector<std::string> BuiltTargets();  // SIMD targets compiled in and supported here, best first
std::string ActiveTarget();               // the one in use

// Uses only these SIMD targets from now on, comma-separated as in NEWSPRINT_SIMD: "scalar" (plain
// code, there on every machine), "ssse3", "sse4", "avx2", "avx3" (AVX-512), "neon". The best of
// them is the active one; none changes a result. Empty = all. False, and no change, for a name that
// is not known, not built in or not supported here. Not thread-safe; call before any work. The
// environment variable NEWSPRINT_SIMD is applied by the command line, not by the library.
bool SelectTargets(const std::string& names);

}  // namespace newsprint
