// Options that say what is read.
#include <span>
#include <string>
#include <vector>

#include "option_groups.h"
#include "option_values.h"
#include "options.h"
#include "settings.h"

namespace newsprint::cli {

std::span<const OptionSpec> InputOptions() {
  static const std::vector<OptionSpec> options = {
      {.name = "field",
       .value = "FIELD=KEY,...",
       .verbs = kScan | kDiff | kExplain | kDedup | kStats,
       .help = "where fields stand that have other names",
       .more = "Fields are text, id, title, source, url, byline, published and language; a KEY may "
               "be nested, as in text=body,id=meta.uri. Without it the field names themselves are "
               "looked up, and 'series' for source and 'date' for published.",
       .echoed = true,
       .apply = ParseFields},
      {.name = "from",
       .value = "FILE",
       .verbs = kDiff | kExplain,
       .help = "take A and B as ids of articles in FILE",
       .more = "FILE is read as scan reads it.",
       .apply = Store<&Settings::from>},
      {.name = "relations",
       .value = "FILE",
       .verbs = kDiff | kExplain,
       .help = "judge with what a scan knew of the pair's neighbours",
       .more = "FILE is what 'newsprint scan --format jsonl' wrote. It stores, for each relation, "
               "what the other candidates of the two articles scored: whatever is about the same "
               "event scores something. Without it A and B are judged by themselves.",
       .apply = Store<&Settings::relations>},
      {.name = "since",
       .value = "DATE",
       .verbs = kScan,
       .help = "only articles published on DATE or later",
       .more = "A date (2025-10-14, the whole day counts) or a time (2025-10-14T17:42:00+02:00). "
               "Articles without a date always take part.",
       .echoed = true,
       .apply = [](const std::string& value,
                   Settings* settings) { return ParseDate(value, &settings->engine.since); }},
      {.name = "until",
       .value = "DATE",
       .verbs = kScan,
       .help = "only articles published before DATE",
       .more = "Written as for --since; DATE itself is left out.",
       .echoed = true,
       .apply = [](const std::string& value,
                   Settings* settings) { return ParseDate(value, &settings->engine.until); }},
      {.name = "min-words",
       .value = "N",
       .verbs = kScan | kDedup,
       .help = "leave out articles of fewer words",
       .more = "Counted without datelines, credits and other furniture; two characters of a script "
               "without spaces count as a word.",
       .echoed = true,
       .default_value = [] { return std::to_string(Options().min_words); },
       .apply =
           [](const std::string& value, Settings* settings) {
             return ParseNumber(value, 0, 1000000, &settings->engine.min_words);
           }},
      {.name = "only-new",
       .value = "FILE",
       .verbs = kScan,
       .help = "add FILE and report only what touches its articles",
       .more = "The other files are the archive that FILE is compared with; FILE is also compared "
               "with itself.",
       .echoed = true,
       .apply = Store<&Settings::only_new>},
      {.name = "pairs",
       .value = "FILE",
       .verbs = kScan,
       .help = "judge just the pairs that FILE lists",
       .more = "FILE has two ids a line, parted by a tab; further columns are ignored. Pairs are "
               "judged whether or not an index would have proposed them.",
       .echoed = true,
       .apply = Store<&Settings::pairs>},
      {.name = "strict",
       .verbs = kScan | kDiff | kExplain | kDedup | kStats,
       .help = "stop at the first bad record or unreadable file",
       .more =
           "Without it bad records, and in folders files that cannot be read, are named, skipped "
           "and counted, and the exit code is 3.",
       .apply =
           [](const std::string&, Settings* settings) {
             settings->read.strict = true;
             return std::string();
           }},
      {.name = "min-size",
       .value = "N",
       .verbs = kFamilies,
       .help = "only families of N articles or more",
       .default_value = [] { return std::to_string(Settings().min_size); },
       .apply =
           [](const std::string& value, Settings* settings) {
             return ParseNumber(value, 0, UINT32_MAX, &settings->min_size);
           }},
      {.name = "kind",
       .value = "KIND,...",
       .verbs = kFamilies,
       .help = "only families with such a relation: identical, near-duplicate, update, syndicated, "
               "excerpt, condensed, spun",
       .choices = {"identical", "near-duplicate", "update", "syndicated", "excerpt", "condensed",
                   "spun"},
       .list = true,
       .apply = ParseKinds},
      {.name = "source",
       .value = "NAME",
       .verbs = kFamilies,
       .help = "only families with an article of the source NAME",
       .more = "The whole name, in capitals or not.",
       .apply = Store<&Settings::source>},
  };
  return options;
}

}  // namespace newsprint::cli
