// What verbs that read articles have in common: which inputs there are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "settings.h"

namespace newsprint::cli {

// What a FILE may be, as advice where nothing was found in one.
inline constexpr std::string_view kFileAdvice =
    "a FILE is JSON Lines, one text, or a folder of .txt and .jsonl files";

// The files that were given, standard input ("-") when there are none.
std::vector<std::string> InputPaths(const Settings& settings);

// True when no file was given and standard input is a terminal, on which nobody will type an
// article: then the short help of the verb is shown on standard error, and there is nothing to do.
bool HelpsInstead(const Settings& settings, std::string_view verb);

}  // namespace newsprint::cli
