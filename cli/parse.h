// From arguments to Settings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "options.h"
#include "settings.h"

namespace newsprint::cli {

// Applies the options among `arguments` (all behind the verb). Nothing, after a message, when they
// do not make sense.
std::optional<Settings> ParseArguments(const VerbSpec& verb,
                                       const std::vector<std::string>& arguments);

// Names a verb that is none and what was probably meant. Returns kFailed.
int FailUnknownVerb(const std::string& name);
// The same for an option without a verb, where only a few make sense.
int FailLoneOption(const std::string& name);

// The candidate with the fewest edits from `word`, "" when none is near.
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace newsprint::cli
