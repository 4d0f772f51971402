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
      {.name = "memory",
       .value = "SIZE",
       .verbs = kScan,
       .help = "use about SIZE of memory; a larger corpus is kept on disk",
       .more = "300M, 2G; without it half of what the machine has. A corpus that outgrows it is "
               "moved to a folder of its own below $TMPDIR, about 1.2 times the size of the "
               "uncompressed input, and the scan takes two fifths more time; the result is the "
               "same. On top of SIZE come 150 MB, 45 bytes an article and some 500 a relation.",
       .apply = [](const std::string& value,
                   Settings* settings) { return ParseBytes(value, &settings->engine.memory); }},
      {.name = "workdir",
       .value = "DIR",
       .verbs = kScan,
       .help = "keep the corpus on disk in DIR, from where the run can be resumed",
       .more =
           "The folder is made where it is missing, must hold nothing else, and is emptied when "
           "the results are written. After a run that was interrupted the same command goes on "
           "from what is there; with other options or inputs it is refused.",
       .apply =
           [](const std::string& value, Settings* settings) {
             settings->engine.workdir = value;
             return std::string();
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
