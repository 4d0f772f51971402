// The one table of options.
#include "options.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "newsprint/article.h"

namespace newsprint::cli {
namespace {

std::string Quoted(const std::string& value) { return "'" + value + "'"; }

// A whole number from `least` to `most`; what is wrong, or "".
std::string ParseNumber(const std::string& value, uint32_t least, uint32_t most, uint32_t* number) {
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, *number);
  if (error == std::errc() && stop == end && *number >= least && *number <= most) return "";
  return Quoted(value) + " is not a whole number from " + std::to_string(least) + " to " +
         std::to_string(most);
}

std::string ParseShare(const std::string& value, uint32_t* thousandths) {
  double share = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, share);
  if (error != std::errc() || stop != end || !(share >= 0 && share <= 1)) {
    return Quoted(value) + " is not a number from 0 to 1";
  }
  *thousandths = static_cast<uint32_t>(std::lround(share * 1000));
  return "";
}

std::string ParseDate(const std::string& value, int64_t* seconds) {
  const Timestamp timestamp = ParseTimestamp(value);
  if (!timestamp.known()) {
    return Quoted(value) + " is not a date (write 2025-10-14 or 2025-10-14T17:42:00+02:00)";
  }
  *seconds = timestamp.seconds;
  return "";
}

std::vector<std::string> SplitList(const std::string& value) {
  std::vector<std::string> items;
  for (size_t begin = 0; begin <= value.size();) {
    const size_t comma = std::min(value.find(',', begin), value.size());
    items.push_back(value.substr(begin, comma - begin));
    begin = comma + 1;
  }
  return items;
}

std::string ParseFields(const std::string& value, Settings* settings) {
  static constexpr std::string_view kFields[] = {"text", "id",     "title",     "source",
                                                 "url",  "byline", "published", "language"};
  for (const std::string& item : SplitList(value)) {
    const size_t equals = item.find('=');
    if (equals == std::string::npos || equals + 1 == item.size()) {
      return Quoted(item) + " is not FIELD=KEY (for example text=body,id=meta.uri)";
    }
    const std::string field = item.substr(0, equals);
    if (std::find(std::begin(kFields), std::end(kFields), field) == std::end(kFields)) {
      return Quoted(field) +
             " is no field (use text, id, title, source, url, byline, published, language)";
    }
    settings->read.fields.push_back({field, item.substr(equals + 1)});
  }
  return "";
}

std::string ParseFormat(const std::string& value, Settings* settings) {
  settings->format = value == "jsonl"     ? Format::kJsonl
                     : value == "tsv"     ? Format::kTsv
                     : value == "graphml" ? Format::kGraphml
                                          : Format::kText;
  return "";
}

std::string ParseOffsets(const std::string& value, Settings* settings) {
  settings->offsets = value == "byte"        ? OffsetUnit::kByte
                      : value == "codepoint" ? OffsetUnit::kCodepoint
                                             : OffsetUnit::kUtf16;
  return "";
}

std::string ParseColor(const std::string& value, Settings* settings) {
  settings->color = value == "always"  ? ColorChoice::kAlways
                    : value == "never" ? ColorChoice::kNever
                                       : ColorChoice::kAuto;
  return "";
}

std::string ParseAlso(const std::string& value, Settings* settings) {
  for (const std::string& item : SplitList(value)) {
    (item == "quotes" ? settings->engine.also.quotes : settings->engine.also.templates) = true;
  }
  return "";
}

// An option that takes any text and is stored as it is.
template <std::string Settings::*kMember>
std::string Store(const std::string& value, Settings* settings) {
  if (value.empty()) return "needs a value, not an empty one";
  settings->*kMember = value;
  return "";
}

template <bool Settings::*kMember>
std::string Set(const std::string&, Settings* settings) {
  settings->*kMember = true;
  return "";
}

std::string DefaultMinWords() { return std::to_string(Options().min_words); }
std::string DefaultMaxBucket() { return std::to_string(Options().candidates.max_bucket); }
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
       kScan | kDiff,
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
       kDiff,
       "take A and B as ids of articles in FILE",
       "FILE is read as scan reads it.",
       {},
       false,
       false,
       nullptr,
       Store<&Settings::from>},
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
       kScan | kDiff,
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
       "also report pairs that are no reuse",
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

      {"output",
       'o',
       "FILE",
       Group::kOutput,
       kScan | kDiff,
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
       kScan | kDiff,
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
       kScan | kDiff,
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
       "Shows each passage that A and B share, what was removed from it and what was added, and "
       "how much only one of them has. A and B are text files, or with --from ids of a corpus.",
       {"newsprint diff wire.txt paper.txt", "newsprint diff --from news.jsonl wire-17 courier-4",
        "newsprint diff --format jsonl wire.txt paper.txt | jq .class"}},
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
