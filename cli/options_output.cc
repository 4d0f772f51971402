// Options that say what is written, where and how.
#include <span>
#include <string>
#include <vector>

#include "option_groups.h"
#include "option_values.h"
#include "options.h"
#include "settings.h"

namespace newsprint::cli {

std::span<const OptionSpec> OutputOptions() {
  static const std::vector<OptionSpec> options = {
      {.name = "output",
       .letter = 'o',
       .value = "FILE",
       .verbs = kScan | kDiff | kExplain | kDedup | kFamilies | kStats,
       .help = "write to FILE, not to standard output",
       .more = "FILE appears under its name only when it is complete. '-' is standard output.",
       .apply = Store<&Settings::output>},
      {.name = "format",
       .value = "FORMAT",
       .verbs = kScan,
       .help = "jsonl, tsv, graphml or text",
       .more = "Programs should read jsonl; text may change.",
       .choices = {"jsonl", "tsv", "graphml", "text"},
       .default_value = [] { return std::string("text on a terminal, else jsonl"); },
       .apply = ParseFormat},
      {.name = "format",
       .value = "FORMAT",
       .verbs = kDiff,
       .help = "text, jsonl or html",
       .more = "html is one page with both texts side by side, which needs no network and no "
               "server. Programs should read jsonl; text and html may change.",
       .choices = {"text", "jsonl", "html"},
       .default_value = [] { return std::string("text"); },
       .apply = ParseFormat},
      {.name = "format",
       .value = "FORMAT",
       .verbs = kExplain | kFamilies | kStats,
       .help = "text or jsonl",
       .more = "Programs should read jsonl; text may change.",
       .choices = {"text", "jsonl"},
       .default_value = [] { return std::string("text"); },
       .apply = ParseFormat},
      {.name = "offsets",
       .value = "UNIT",
       .verbs = kScan | kDiff | kExplain,
       .help = "count offsets in byte, codepoint or utf16",
       .more = "'byte' counts UTF-8 bytes (C++, Rust), 'codepoint' characters (Python, jq), "
               "'utf16' code units (JavaScript, Java).",
       .choices = {"byte", "codepoint", "utf16"},
       .default_value = [] { return std::string("byte"); },
       .apply = ParseOffsets},
      {.name = "color",
       .value = "WHEN",
       .verbs = kEveryVerb,
       .help = "auto, always or never",
       .more = "'auto' paints on a terminal, unless NO_COLOR is set or TERM is dumb; "
               "CLICOLOR_FORCE paints anywhere.",
       .choices = {"auto", "always", "never"},
       .default_value = [] { return std::string("auto"); },
       .apply = ParseColor},
      {.name = "exit-code",
       .verbs = kScan,
       .help = "exit with 1 when reuse was found",
       .apply = Set<&Settings::exit_code>},
      {.name = "dropped",
       .value = "FILE",
       .verbs = kDedup,
       .help = "list in FILE what is dropped, and for what",
       .more = "A table with tabs and a header row: dropped id, kept id, kind, coverage (the share "
               "of the dropped story that the kept one has), and where the record stood. FILE "
               "appears under its name only when it is complete.",
       .apply = Store<&Settings::dropped>},
      {.name = "annotate",
       .verbs = kDedup,
       .help = "mark copies instead of dropping them",
       .more = "All records are written; a copy gets the fields duplicate_of, duplicate_kind and "
               "duplicate_coverage at its end.",
       .apply = Set<&Settings::annotate>},
  };
  return options;
}

}  // namespace newsprint::cli
