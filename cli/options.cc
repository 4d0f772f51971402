// The one table of options.
#include "options.h"

#include "option_values.h"

namespace newsprint::cli {
namespace {

std::string DefaultMinWords() { return std::to_string(Options().min_words); }
std::string DefaultMaxBucket() { return std::to_string(Options().candidates.max_bucket); }
std::string DefaultWindow() { return std::to_string(Options().candidates.window_days); }
std::string DefaultWithinSource() { return Options().within_source ? "yes" : "no"; }
std::string DefaultThreshold() {
  const uint32_t threshold = Options().threshold;
  return threshold == 0 ? "0" : std::to_string(threshold / 1000.0);
}

const std::vector<OptionSpec>& Table() {
  static const std::vector<OptionSpec> table = {
      {"field",
       0,
       "FIELD=KEY,...",
       Group::kInput,
       kScan | kDiff | kExplain,
       "where fields stand that have other names",
       "Fields are text, id, title, source, url, byline, published and language; a KEY may be "
       "nested, as in text=body,id=meta.uri. Without it the field names themselves are looked up, "
       "and 'series' for source and 'date' for published.",
       {},
       false,
       true,
       nullptr,
       ParseFields},
      {"from",
       0,
       "FILE",
       Group::kInput,
       kDiff | kExplain,
       "take A and B as ids of articles in FILE",
       "FILE is read as scan reads it.",
       {},
       false,
       false,
       nullptr,
       Store<&Settings::from>},
      {"relations",
       0,
       "FILE",
       Group::kInput,
       kDiff | kExplain,
       "judge with what a scan knew of the pair's neighbours",
       "FILE is what 'newsprint scan --format jsonl' wrote. It stores, for each relation, what the "
       "other candidates of the two articles scored: whatever is about the same event scores "
       "something. Without it A and B are judged by themselves.",
       {},
       false,
       false,
       nullptr,
       Store<&Settings::relations>},
      {"since",
       0,
       "DATE",
       Group::kInput,
       kScan,
       "only articles published on DATE or later",
       "A date (2025-10-14, the whole day counts) or a time (2025-10-14T17:42:00+02:00). Articles "
       "without a date always take part.",
       {},
       false,
       true,
       nullptr,
       [](const std::string& value, Settings* settings) {
         return ParseDate(value, &settings->engine.since);
       }},
      {"until",
       0,
       "DATE",
       Group::kInput,
       kScan,
       "only articles published before DATE",
       "Written as for --since; DATE itself is left out.",
       {},
       false,
       true,
       nullptr,
       [](const std::string& value, Settings* settings) {
         return ParseDate(value, &settings->engine.until);
       }},
      {"min-words",
       0,
       "N",
       Group::kInput,
       kScan,
       "leave out articles of fewer words",
       "Counted without datelines, credits and other furniture; two characters of a script "
       "without spaces count as a word.",
       {},
       false,
       true,
       DefaultMinWords,
       [](const std::string& value, Settings* settings) {
         return ParseNumber(value, 0, 1000000, &settings->engine.min_words);
       }},
      {"only-new",
       0,
       "FILE",
       Group::kInput,
       kScan,
       "add FILE and report only what touches its articles",
       "The other files are the archive that FILE is compared with; FILE is also compared with "
       "itself.",
       {},
       false,
       true,
       nullptr,
       Store<&Settings::only_new>},
      {"pairs",
       0,
       "LIST",
       Group::kInput,
       kScan,
       "judge just these pairs",
       "LIST has two ids a line, parted by a tab; further columns are ignored. Pairs are judged "
       "whether or not an index would have proposed them.",
       {},
       false,
       true,
       nullptr,
       Store<&Settings::pairs>},
      {"strict",
       0,
       "",
       Group::kInput,
       kScan | kDiff | kExplain,
       "stop at the first bad record",
       "Without it bad records are named, skipped and counted, and the exit code is 3.",
       {},
       false,
       false,
       nullptr,
       [](const std::string&, Settings* settings) {
         settings->read.strict = true;
         return std::string();
       }},

      {"threshold",
       0,
       "C",
       Group::kMatching,
       kScan,
       "least confidence reported, 0 to 1",
       "",
       {},
       false,
       true,
       DefaultThreshold,
       [](const std::string& value, Settings* settings) {
         return ParseShare(value, &settings->engine.threshold);
       }},
      {"also",
       0,
       "KIND,...",
       Group::kMatching,
       kScan,
       "also report what is no reuse: quotes, template",
       "'quotes' are pairs that share only quotations and statements, 'template' those that share "
       "only text which many articles print. Neither joins a family.",
       {"quotes", "template"},
       true,
       true,
       nullptr,
       ParseAlso},
      {"within-source",
       0,
       "yes|no",
       Group::kMatching,
       kScan,
       "also pairs of one house",
       "A house is told by equal source or registered domain. With 'no', what remains crosses "
       "houses.",
       {"yes", "no"},
       false,
       true,
       DefaultWithinSource,
       [](const std::string& value, Settings* settings) {
         settings->engine.within_source = value == "yes";
         return std::string();
       }},
      {"max-bucket",
       0,
       "N",
       Group::kMatching,
       kScan,
       "articles that one key pairs among themselves",
       "A key that more articles share is not dropped: its articles are paired with its first few "
       "only. What that leaves out is counted in the summary. More finds a little more and takes "
       "longer.",
       {},
       false,
       true,
       DefaultMaxBucket,
       [](const std::string& value, Settings* settings) {
         return ParseNumber(value, 2, 100000, &settings->engine.candidates.max_bucket);
       }},
      {"no-rewrites",
       0,
       "",
       Group::kMatching,
       kScan,
       "do not look for rewrites",
       "Leaves out the kinds spun and condensed: texts that say the same in other words.",
       {},
       false,
       true,
       nullptr,
       [](const std::string&, Settings* settings) {
         settings->engine.rewrites = false;
         return std::string();
       }},
      {"window",
       0,
       "SPAN",
       Group::kMatching,
       kScan,
       "look for rewrites only within SPAN",
       "A number of days or weeks: 14d, 2w; 0 is no limit. Articles published farther apart are "
       "not "
       "looked at as rewrites of each other; those without a date are. Copies are found at any "
       "distance.",
       {},
       false,
       true,
       DefaultWindow,
       [](const std::string& value, Settings* settings) {
         return ParseDays(value, &settings->engine.candidates.window_days);
       }},

      {"output",
       'o',
       "FILE",
       Group::kOutput,
       kScan | kDiff | kExplain,
       "write to FILE",
       "FILE appears under its name only when it is complete. '-' is standard output.",
       {},
       false,
       false,
       nullptr,
       Store<&Settings::output>},
      {"format",
       0,
       "FORMAT",
       Group::kOutput,
       kScan,
       "jsonl, tsv, graphml or text",
       "Without it: text on a terminal, else jsonl. Programs should read jsonl; text may change.",
       {"jsonl", "tsv", "graphml", "text"},
       false,
       false,
       nullptr,
       ParseFormat},
      {"format",
       0,
       "FORMAT",
       Group::kOutput,
       kDiff,
       "text, jsonl or html",
       "html is one page with both texts side by side, which needs no network and no server. "
       "Programs should read jsonl; text and html may change.",
       {"text", "jsonl", "html"},
       false,
       false,
       [] { return std::string("text"); },
       ParseFormat},
      {"format",
       0,
       "FORMAT",
       Group::kOutput,
       kExplain,
       "text or jsonl",
       "Programs should read jsonl; text may change.",
       {"text", "jsonl"},
       false,
       false,
       [] { return std::string("text"); },
       ParseFormat},
      {"offsets",
       0,
       "UNIT",
       Group::kOutput,
       kScan | kDiff | kExplain,
       "count offsets in byte, codepoint or utf16",
       "'byte' counts UTF-8 bytes (C++, Rust), 'codepoint' characters (Python, jq), 'utf16' code "
       "units (JavaScript, Java).",
       {"byte", "codepoint", "utf16"},
       false,
       false,
       [] { return std::string("byte"); },
       ParseOffsets},
      {"color",
       0,
       "WHEN",
       Group::kOutput,
       kEveryVerb,
       "auto, always or never",
       "'auto' paints on a terminal, unless NO_COLOR is set or TERM is dumb; CLICOLOR_FORCE "
       "paints anywhere.",
       {"auto", "always", "never"},
       false,
       false,
       [] { return std::string("auto"); },
       ParseColor},
      {"exit-code",
       0,
       "",
       Group::kOutput,
       kScan,
       "exit with 1 when reuse was found",
       "",
       {},
       false,
       false,
       nullptr,
       Set<&Settings::exit_code>},

      {"threads",
       'j',
       "N",
       Group::kGeneral,
       kScan,
       "use N threads, 0 for as many as there are",
       "The result does not depend on it.",
       {},
       false,
       false,
       [] { return std::to_string(Options().threads); },
       [](const std::string& value, Settings* settings) {
         return ParseNumber(value, 0, 1024, &settings->engine.threads);
       }},
      {"quiet",
       'q',
       "",
       Group::kGeneral,
       kScan | kDiff | kExplain,
       "no progress, no closing line, no notes on skipped records",
       "Errors are still named.",
       {},
       false,
       false,
       nullptr,
       Set<&Settings::quiet>},
      {"help",
       'h',
       "",
       Group::kGeneral,
       kEveryVerb,
       "this page with -h, more with --help",
       "",
       {},
       false,
       false,
       nullptr,
       nullptr},
      {"version",
       0,
       "",
       Group::kGeneral,
       kEveryVerb,
       "what was built",
       "",
       {},
       false,
       false,
       nullptr,
       Set<&Settings::version>},
  };
  return table;
}

}  // namespace

std::span<const OptionSpec> AllOptions() { return Table(); }

std::span<const VerbSpec> AllVerbs() {
  static const std::vector<VerbSpec> verbs = {
      {"scan",
       kScan,
       "FILE...",
       "find the articles that reuse each other's text",
       "Reads articles, compares each with all others and reports every pair in which one reuses "
       "the other: what kind of reuse, who took from whom, which passages.\n"
       "A FILE is JSON Lines (one record a line with at least 'text'), a text file (one article), "
       "a folder of these, or '-' for standard input; gzip and zstd are recognised by content.",
       {"newsprint scan news.jsonl.zst", "newsprint scan -o relations.jsonl feeds/",
        "newsprint scan archive.jsonl --only-new today.jsonl --format tsv"}},
      {"diff",
       kDiff,
       "A B",
       "show word by word what two articles share",
       "Says whether A and B are related, shows each passage that they share, what was removed "
       "from "
       "it and what was added, and how much only one of them has. What was reworded is shown "
       "sentence by sentence. A and B are text files, or with --from ids of a corpus.",
       {"newsprint diff wire.txt paper.txt", "newsprint diff --from news.jsonl wire-17 courier-4",
        "newsprint diff --format html -o pair.html wire.txt paper.txt",
        "newsprint diff --format jsonl wire.txt paper.txt | jq .class"}},
      {"explain",
       kExplain,
       "A B",
       "say why two articles are related, or are not",
       "Prints the verdict on A and B: the kind of reuse, who took from whom and how we know, the "
       "scores and what they were held against, each check that was made with its limit, the "
       "strongest evidence from both sides, and what spoke against. A and B are text files, or "
       "with --from ids of a corpus.",
       {"newsprint explain wire.txt paper.txt",
        "newsprint explain --from news.jsonl --relations out.jsonl wire-17 local-4"}},
      {"help", kHelp, "[VERB]", "explain newsprint or a verb", "", {"newsprint help scan"}},
  };
  return verbs;
}

const VerbSpec* FindVerb(std::string_view name) {
  for (const VerbSpec& verb : AllVerbs()) {
    if (verb.name == name) return &verb;
  }
  return nullptr;
}

std::string_view GroupName(Group group) {
  switch (group) {
    case Group::kInput:
      return "Input";
    case Group::kMatching:
      return "Matching";
    case Group::kOutput:
      return "Output";
    case Group::kGeneral:
      return "General";
  }
  return "";
}

}  // namespace newsprint::cli
