// The command line: picks the verb, applies the environment, parses, runs.
#include <cstdlib>
#include <filesystem>

#include "commands.h"
#include "messages.h"
#include "newsprint/version.h"
#include "parse.h"
#include "signals.h"

namespace newsprint::cli {
namespace {

// Says that `name` is no verb, and what was probably meant.
int FailVerb(const std::string& name) {
  if (name[0] == '-') {
    return Fail(name, "options stand behind a verb", "see 'newsprint help'");
  }
  std::vector<std::string> names;
  for (const VerbSpec& verb : AllVerbs()) names.emplace_back(verb.name);
  std::string meant = Nearest(name, names);
  std::error_code error;
  if (meant.empty() && std::filesystem::exists(name, error)) meant = "newsprint scan " + name;
  return Fail(name, "no such verb",
              meant.empty() ? "see 'newsprint help'" : "did you mean '" + meant + "'?");
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
  // Options that make sense before a verb are those of `help`.
  const bool alone = first == "-h" || first == "--help" || first == "--version";
  const VerbSpec* verb = FindVerb(alone ? "help" : first);
  if (verb == nullptr) return FailVerb(first);
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
