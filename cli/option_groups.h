// The groups of the table of options, a file each. For options.cc; all others ask options.h.
#pragma once

#include <span>

#include "options.h"

namespace newsprint::cli {

std::span<const OptionSpec> InputOptions();
std::span<const OptionSpec> MatchingOptions();
std::span<const OptionSpec> OutputOptions();
std::span<const OptionSpec> GeneralOptions();

}  // namespace newsprint::cli
