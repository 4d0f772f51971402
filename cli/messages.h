// One line on standard error: "newsprint: WHERE: what (what to do)".
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace newsprint::cli {

inline constexpr int kDone = 0;
inline constexpr int kReuseFound = 1;  // only under --exit-code
inline constexpr int kFailed = 2;      // usage, or input or output that cannot be used
inline constexpr int kSkipped = 3;     // finished, but records or files were skipped
inline constexpr int kInterrupted = 130;

// Both return kFailed, so that a command can end with `return Fail(...)`.
int Fail(std::string_view where, std::string_view what, std::string_view advice = "");
int Fail(const absl::Status& status);

// "newsprint: LINE" without a verdict; clears a progress line first.
void Say(std::string_view line);

}  // namespace newsprint::cli
