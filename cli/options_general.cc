// Options about the run itself.
#include <span>
#include <string>
#include <vector>

#include "option_groups.h"
#include "option_values.h"
#include "options.h"
#include "settings.h"

namespace newsprint::cli {

std::span<const OptionSpec> GeneralOptions() {
  static const std::vector<OptionSpec> options = {
      {.name = "threads",
       .letter = 'j',
       .value = "N",
       .verbs = kScan | kDedup | kStats,
       .help = "use N threads, 0 for as many as there are",
       .more = "The result does not depend on it.",
       .default_value = [] { return std::to_string(Options().threads); },
       .apply =
           [](const std::string& value, Settings* settings) {
             return ParseNumber(value, 0, 1024, &settings->engine.threads);
           }},
      {.name = "quiet",
       .letter = 'q',
       .verbs = kScan | kDiff | kExplain | kDedup | kStats,
       .help = "no progress, no closing line, no notes on skipped records",
       .more = "Errors are still named.",
       .apply = Set<&Settings::quiet>},
      {.name = "help",
       .letter = 'h',
       .verbs = kEveryVerb,
       .alone = true,
       .help = "this page with -h, more with --help",
       .apply = nullptr},
      {.name = "version",
       .verbs = kEveryVerb,
       .alone = true,
       .help = "what was built",
       .apply = Set<&Settings::version>},
      {.name = "generate",
       .value = "WHAT",
       .verbs = kHelp,
       .alone = true,
       .help = "write the man page, or completions for a shell",
       .more = "For packages, and where newsprint was not installed by one: put 'newsprint "
               "--generate bash' into a file of ~/.local/share/bash-completion/completions.",
       .choices = {"man", "bash", "zsh", "fish"},
       .apply = Store<&Settings::generate>},
  };
  return options;
}

}  // namespace newsprint::cli
