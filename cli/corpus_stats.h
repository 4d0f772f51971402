// What a corpus is made of, counted while it is read: nothing of an article is kept but its
// numbers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "newsprint/io.h"
#include "progress.h"

namespace newsprint::cli {

struct CorpusStats {
  using Counts = std::map<std::string, uint64_t>;  // articles by name

  std::vector<InputFile> inputs;
  ReadStats read;
  uint64_t articles = 0;

  Counts languages;  // own, else recognised; "" = cannot be told
  uint64_t own_language = 0;
  Counts sources;  // "" = none given
  Counts credits;  // houses that articles name as an origin; an article counts once a name
  uint64_t credited = 0;

  Counts months;            // "2025-10", of the dated ones
  std::string first, last;  // days
  uint64_t with_time = 0;   // more than a day is known
  uint64_t undated = 0;     // no date, or in an unknown form
  uint64_t with_title = 0, with_url = 0, with_byline = 0;

  std::vector<uint32_t> story_words;  // of each article that has a story, ascending
  uint64_t empty = 0;                 // without a story
  uint64_t too_short = 0;             // shorter than what scan compares by default
  uint64_t tokens = 0;                // of all text: words, and characters of unspaced scripts
  uint64_t furniture_tokens = 0;      // not of the story
  uint64_t quoted_tokens = 0;         // of the story, between quotation marks
  uint64_t with_furniture = 0;        // articles
};

// Reads everything `reader` has, on `threads` threads (0 = as many as the machine has).
absl::Status CollectStats(ArticleReader* reader, uint32_t threads, ProgressLine* line,
                          CorpusStats* stats);

}  // namespace newsprint::cli
