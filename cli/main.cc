// The command line: picks the verb, applies the environment, parses, runs.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "commands.h"
#include "messages.h"
#include "newsprint/version.h"
#include "options.h"
#include "parse.h"
#include "signals.h"

namespace newsprint::cli {
namespace {

// "--generate" of "--generate=man".
std::string OptionName(const std::string& argument) {
  return argument.substr(0, argument.find('='));
}

bool MayStandAlone(const std::string& argument) {
  for (const OptionSpec* option : OptionsWithoutVerb()) {
    const std::vector<std::string> names = NamesOf(*option);
    if (std::find(names.begin(), names.end(), OptionName(argument)) != names.end()) return true;
  }
  return false;
}

bool SelectSimd() {
  const char* names = std::getenv("NEWSPRINT_SIMD");
  if (names == nullptr || SelectTargets(names)) return true;
  std::string built;
  for (const std::string& target : BuiltTargets()) built += (built.empty() ? "" : ", ") + target;
  Fail("NEWSPRINT_SIMD", std::string("'") + names + "' cannot be used", "use some of: " + built);
  return false;
}

int Main(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    PrintOverview(stdout);
    return kFailed;
  }
  if (!SelectSimd()) return kFailed;
  const std::string& first = arguments[0];
  // Options without a verb are those of `help`.
  const bool alone = MayStandAlone(first);
  if (!alone && first[0] == '-') return FailLoneOption(OptionName(first));
  const VerbSpec* verb = FindVerb(alone ? "help" : first);
  if (verb == nullptr) return FailUnknownVerb(first);
  const auto settings =
      ParseArguments(*verb, {arguments.begin() + (alone ? 0 : 1), arguments.end()});
  if (!settings) return kFailed;
  if (settings->version) {
    PrintVersion(stdout);
    return kDone;
  }
  if (settings->help != HelpWanted::kNone && !alone) {
    PrintVerbHelp(*verb, settings->help == HelpWanted::kLong, stdout);
    return kDone;
  }
  return verb->run(*settings);
}

}  // namespace
}  // namespace newsprint::cli

int main(int argc, char** argv) {
  newsprint::cli::InstallSignalHandlers();
  return newsprint::cli::Main({argv + 1, argv + argc});
}
