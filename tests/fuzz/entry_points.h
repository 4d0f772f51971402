// What is fuzzed. An entry point takes any bytes and, if something is wrong, does not return.
//
// To add one: write fuzz_NAME.cc that defines `void FuzzName(std::string_view bytes)` and says
// NEWSPRINT_FUZZER(FuzzName), put some inputs into seeds/NAME/, and list it here and in
// tests/CMakeLists.txt. fuzz_test replays
// the seeds, and changed ones, as an ordinary test; -DNEWSPRINT_FUZZ=ON with clang builds a
// libFuzzer program of each file:
//
//   cmake -S . -B build/fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DNEWSPRINT_FUZZ=ON
//   ninja -C build/fuzz fuzz_source
//   mkdir found && build/fuzz/tests/fuzz_source found tests/fuzz/seeds/source
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace newsprint {

void FuzzBase(std::string_view bytes);
void FuzzDates(std::string_view bytes);
void FuzzDiff(std::string_view bytes);
void FuzzFingerprint(std::string_view bytes);
void FuzzJsonRecord(std::string_view bytes);
void FuzzRewrites(std::string_view bytes);
void FuzzSource(std::string_view bytes);
void FuzzStems(std::string_view bytes);
void FuzzStoredResult(std::string_view bytes);
void FuzzText(std::string_view bytes);
void FuzzUtf8(std::string_view bytes);

struct FuzzEntryPoint {
  const char* name;  // of the folder of its seeds
  void (*run)(std::string_view bytes);
};

inline constexpr FuzzEntryPoint kFuzzEntryPoints[] = {
    {"base", FuzzBase},
    {"dates", FuzzDates},
    {"diff", FuzzDiff},
    {"fingerprint", FuzzFingerprint},
    {"json_record", FuzzJsonRecord},
    {"rewrites", FuzzRewrites},
    {"source", FuzzSource},
    {"stems", FuzzStems},
    {"stored_result", FuzzStoredResult},
    {"text", FuzzText},
    {"utf8", FuzzUtf8},
};

// Ends the program unless `holds`.
inline void FuzzRequire(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzzing: %s\n", what);
  std::abort();
}

}  // namespace newsprint

#ifdef NEWSPRINT_LIBFUZZER
#define NEWSPRINT_FUZZER(function)                                                    \
  extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {           \
    newsprint::function(std::string_view(reinterpret_cast<const char*>(data), size)); \
    return 0;                                                                         \
  }
#else
#define NEWSPRINT_FUZZER(function)
#endif
