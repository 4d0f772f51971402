// Which inputs there are.
#include "inputs.h"

#include <cstdio>

#include "commands.h"
#include "options.h"
#include "terminal.h"

namespace newsprint::cli {

std::vector<std::string> InputPaths(const Settings& settings) {
  return settings.arguments.empty() ? std::vector<std::string>{"-"} : settings.arguments;
}

bool HelpsInstead(const Settings& settings, std::string_view verb) {
  if (!settings.arguments.empty() || !IsTerminal(stdin)) return false;
  PrintVerbHelp(*FindVerb(verb), false, stderr);
  return true;
}

}  // namespace newsprint::cli
