// Exit codes and environment variables, as the pages of help and the man page list them.
#include "manual.h"

namespace newsprint::cli {

std::span<const Term> ExitCodes() {
  static constexpr Term kCodes[] = {
      {"0", "done"},
      {"1", "reuse was found (only with --exit-code)"},
      {"2", "wrong usage, or input or output that cannot be used"},
      {"3", "finished, but records or files were skipped"},
      {"130", "interrupted"},
  };
  return kCodes;
}

std::span<const Term> EnvironmentVariables() {
  static constexpr Term kVariables[] = {
      {"NO_COLOR", "when not empty, no colours, unless --color always asks for them"},
      {"CLICOLOR_FORCE", "when neither empty nor 0, colours also where there is no terminal"},
      {"COLUMNS", "how wide text is where there is no terminal"},
      {"NEWSPRINT_SIMD",
       "allow only these instruction sets, as in avx2,scalar; the result is the same, and "
       "'newsprint --version' names those that are there"},
  };
  return kVariables;
}

}  // namespace newsprint::cli
