// What the pages of help and the man page say besides verbs and options.
#pragma once

#include <span>
#include <string_view>

namespace newsprint::cli {

inline constexpr std::string_view kPurpose =
    "finds the articles of a news corpus that reuse each other's text";

struct Term {
  std::string_view name;
  std::string_view help;
};
std::span<const Term> ExitCodes();
std::span<const Term> EnvironmentVariables();

}  // namespace newsprint::cli
