// The table of verbs, in the order in which help lists them.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands.h"
#include "options.h"

namespace newsprint::cli {

std::span<const VerbSpec> AllVerbs() {
  static const std::vector<VerbSpec> verbs = {
      {.name = "scan",
       .bit = kScan,
       .run = RunScan,
       .arguments = "FILE...",
       .help = "find the articles that reuse each other's text",
       .more = "Reads articles, compares each with all others and reports every pair in which one "
               "reuses the other: what kind of reuse, who took from whom, which passages.\n"
               "A FILE is JSON Lines (one record a line with at least 'text'), a text file (one "
               "article), a folder of these, or '-' for standard input; gzip and zstd are "
               "recognised by content.",
       .examples = {"newsprint scan news.jsonl.zst", "newsprint scan -o relations.jsonl feeds/",
                    "newsprint scan archive.jsonl --only-new today.jsonl --format tsv"}},
      {.name = "diff",
       .bit = kDiff,
       .run = RunDiff,
       .arguments = "A B",
       .help = "show word by word what two articles share",
       .more = "Says whether A and B are related, shows each passage that they share, what was "
               "removed from it and what was added, and how much only one of them has. What was "
               "reworded is shown sentence by sentence. A and B are text files, or with --from ids "
               "of a corpus.",
       .examples = {"newsprint diff wire.txt paper.txt",
                    "newsprint diff --from news.jsonl wire-17 courier-4",
                    "newsprint diff --format html -o pair.html wire.txt paper.txt",
                    "newsprint diff --format jsonl wire.txt paper.txt | jq .class"}},
      {.name = "explain",
       .bit = kExplain,
       .run = RunExplain,
       .arguments = "A B",
       .help = "say why two articles are related, or are not",
       .more = "Prints the verdict on A and B: the kind of reuse, who took from whom and how we "
               "know, the scores and what they were held against, each check that was made with "
               "its limit, the strongest evidence from both sides, and what spoke against. A and B "
               "are text files, or with --from ids of a corpus.",
       .examples = {"newsprint explain wire.txt paper.txt",
                    "newsprint explain --from news.jsonl --relations out.jsonl wire-17 local-4"}},
      {.name = "dedup",
       .bit = kDedup,
       .run = RunDedup,
       .arguments = "FILE...",
       .help = "write the articles without copies of one another",
       .more = "Drops an article only if it is identical to, or a near-duplicate of, one that is "
               "kept, compared with just that one, and at least --min-kept of its words stand "
               "there. All other records are written as they came, in the same order, also those "
               "that cannot be read. A FILE is what scan takes, and is read twice; it is never "
               "changed. A text file becomes a record with 'id' and 'text'.",
       .examples = {"newsprint dedup dump.jsonl.zst -o kept.jsonl --dropped dropped.tsv",
                    "newsprint dedup --keep longest --drop update,syndicated -o kept.jsonl feeds/",
                    "zcat dump.gz | newsprint dedup --annotate - > marked.jsonl"}},
      {.name = "families",
       .bit = kFamilies,
       .run = RunFamilies,
       .arguments = "RESULT [ID]",
       .help = "list the families that a scan has found, or show one",
       .more = "RESULT is what 'newsprint scan --format jsonl' wrote, or '-' for standard input. "
               "Families are listed largest first, each with its number and headline, dates, "
               "kinds and sources. With ID, of an article or the number of a family, that family "
               "is shown as a tree: below each article those that took from it.",
       .examples = {"newsprint families relations.jsonl",
                    "newsprint families relations.jsonl --min-size 5 --kind spun",
                    "newsprint families relations.jsonl wire-17"}},
      {.name = "stats",
       .bit = kStats,
       .run = RunStats,
       .arguments = "FILE...",
       .help = "say what a corpus is made of",
       .more = "Counts languages, sources, dates, lengths, how much is furniture, quotation and "
               "credit, and what could not be read, without comparing anything. A FILE is what "
               "scan takes.",
       .examples = {"newsprint stats news.jsonl.zst",
                    "newsprint stats feeds/ --format jsonl | jq .sources"}},
      {.name = "help",
       .bit = kHelp,
       .run = RunHelp,
       .arguments = "[VERB]",
       .help = "explain newsprint or a verb",
       .examples = {"newsprint help scan"}},
  };
  return verbs;
}

std::vector<std::string> VerbNames() {
  std::vector<std::string> names;
  for (const VerbSpec& verb : AllVerbs()) names.emplace_back(verb.name);
  return names;
}

const VerbSpec* FindVerb(std::string_view name) {
  for (const VerbSpec& verb : AllVerbs()) {
    if (verb.name == name) return &verb;
  }
  return nullptr;
}

}  // namespace newsprint::cli
