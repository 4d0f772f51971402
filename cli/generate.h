// `newsprint --generate`: the man page and completions, from the tables of options.h and manual.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "options.h"

namespace newsprint::cli {

std::string ManPage();
std::string BashCompletion();
std::string ZshCompletion();
std::string FishCompletion();

// What can be completed after an option or a verb.
enum class Completes { kNothing, kFiles, kVerbs, kChoices };
Completes ValueOf(const OptionSpec& option);
Completes ArgumentsOf(const VerbSpec& verb);

// The items with `separator` between them.
std::string Join(const std::vector<std::string_view>& items, std::string_view separator);
std::string Join(const std::vector<std::string>& items, std::string_view separator);

}  // namespace newsprint::cli
