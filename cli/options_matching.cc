// Options that say what counts as reuse.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "newsprint/dedup.h"
#include "option_groups.h"
#include "option_values.h"
#include "options.h"
#include "settings.h"

namespace newsprint::cli {
namespace {

std::string DefaultThreshold() {
  const uint32_t threshold = Options().threshold;
  return threshold == 0 ? "0" : std::to_string(threshold / 1000.0);
}

}  // namespace

std::span<const OptionSpec> MatchingOptions() {
  static const std::vector<OptionSpec> options = {
      {.name = "threshold",
       .value = "C",
       .verbs = kScan,
       .help = "least confidence reported, 0 to 1",
       .echoed = true,
       .default_value = DefaultThreshold,
       .apply = [](const std::string& value,
                   Settings* settings) { return ParseShare(value, &settings->engine.threshold); }},
      {.name = "also",
       .value = "KIND,...",
       .verbs = kScan,
       .help = "also report what is no reuse: quotes, template",
       .more = "'quotes' are pairs that share only quotations and statements, 'template' those "
               "that share only text which many articles print. Neither joins a family.",
       .choices = {"quotes", "template"},
       .list = true,
       .echoed = true,
       .apply = ParseAlso},
      {.name = "within-source",
       .value = "yes|no",
       .verbs = kScan,
       .help = "also pairs of one house",
       .more = "A house is told by equal source or registered domain. With 'no', what remains "
               "crosses houses.",
       .choices = {"yes", "no"},
       .echoed = true,
       .default_value = [] { return std::string(Options().within_source ? "yes" : "no"); },
       .apply =
           [](const std::string& value, Settings* settings) {
             settings->engine.within_source = value == "yes";
             return std::string();
           }},
      {.name = "max-bucket",
       .value = "N",
       .verbs = kScan,
       .help = "articles that one key pairs among themselves",
       .more = "A key that more articles share is not dropped: its articles are paired with its "
               "first few only. What that leaves out is counted in the summary. More finds a "
               "little more and takes longer.",
       .echoed = true,
       .default_value = [] { return std::to_string(Options().candidates.max_bucket); },
       .apply =
           [](const std::string& value, Settings* settings) {
             return ParseNumber(value, 2, 100000, &settings->engine.candidates.max_bucket);
           }},
      {.name = "no-rewrites",
       .verbs = kScan,
       .help = "do not look for rewrites",
       .more = "Leaves out the kinds spun and condensed: texts that say the same in other words.",
       .echoed = true,
       .apply =
           [](const std::string&, Settings* settings) {
             settings->engine.rewrites = false;
             return std::string();
           }},
      {.name = "window",
       .value = "SPAN",
       .verbs = kScan,
       .help = "look for rewrites only within SPAN, 0 for no limit",
       .more = "A number of days or weeks: 14d, 2w. Articles published farther "
               "apart are not looked at as rewrites of each other; those without a date are. "
               "Copies are found at any distance.",
       .echoed = true,
       .default_value = [] { return std::to_string(Options().candidates.window_days); },
       .apply =
           [](const std::string& value, Settings* settings) {
             return ParseDays(value, &settings->engine.candidates.window_days);
           }},
      {.name = "keep",
       .value = "WHICH",
       .verbs = kDedup,
       .help = "of several copies: earliest, latest, longest or first",
       .more = "'earliest' and 'latest' go by the date of publication, 'longest' by the words of "
               "the story, 'first' by the place in the input, which also decides between equals. "
               "Articles without a date come after those with one.",
       .choices = {"earliest", "latest", "longest", "first"},
       .default_value = [] { return std::string("earliest"); },
       .apply = ParseKeep},
      {.name = "drop",
       .value = "KIND,...",
       .verbs = kDedup,
       .help = "also drop copies of these kinds: update, syndicated, excerpt, condensed, spun",
       .more = "Besides 'identical' and 'near-duplicate'. An article is dropped only when its "
               "relation to the one that is kept is of such a kind and --min-kept of its words "
               "stand there; 'spun' and 'condensed', which have words of their own, take a lower "
               "--min-kept.",
       .choices = {"update", "syndicated", "excerpt", "condensed", "spun"},
       .list = true,
       .apply = ParseDrop},
      {.name = "min-kept",
       .value = "SHARE",
       .verbs = kDedup,
       .help = "drop only what stands in the kept article to this share",
       .more = "0 to 1, of the words of the dropped article's story that are the same in both, "
               "passage by passage.",
       .default_value = [] { return ShareText(DedupOptions().min_kept); },
       .apply = [](const std::string& value,
                   Settings* settings) { return ParseShare(value, &settings->dedup.min_kept); }},
  };
  return options;
}

}  // namespace newsprint::cli
