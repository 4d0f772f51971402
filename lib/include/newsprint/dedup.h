// Deduplication: which articles of a corpus are copies of others, so that one of each may be kept.
//
//   newsprint::Engine engine(options);
//   engine.Read(reader.get());
//   absl::StatusOr<newsprint::DedupResult> result = newsprint::Deduplicate(&engine, {});
//   for (const newsprint::Duplicate& copy : result->duplicates) Drop(copy.article);   // copy.kept
//   stays
//
// The rule. Articles are put in order of DedupOptions::keep. One after the other, each is kept,
// unless an article that is kept already has a relation with it, of a kind of DedupOptions::drop,
// judged between just these two, and holds at least DedupOptions::min_kept of its story's tokens.
// So the one for which an article is dropped is never dropped itself, and no chain of copies of
// copies reaches a text that has little in common with the first.
//
// An article that no relation of these kinds joins to any other is kept: unlike ones, those without
// a story, and those shorter than Options::min_words, which nobody compares.
//
// ChooseDuplicates is that rule alone, a pure function over columns; with relations from elsewhere
// it can be used without the engine. An index proposes each copy with some of the others, not with
// all: PairsToCheck names the pairs whose judgement may still turn a kept article into a copy.
// Deduplicate asks the engine for these and repeats, until there are none.
//
// Cost of Deduplicate: that of Engine::Run, and for a corpus with copies that of counting its
// frequencies again, once or twice; memory besides: 170 bytes a relation.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/article.h"
#include "newsprint/engine.h"
#include "newsprint/relation.h"

namespace newsprint {

// Which article of several is kept. Ties, and articles of which it is not known (undated ones, all
// after the dated), go by input order; a day alone comes behind the times of that day
// (EarliestFirst and LatestFirst in article.h).
enum class Keep : uint8_t {
  kEarliest,  // published first
  kLatest,    // published last
  kLongest,   // most words in its story
  kFirst,     // first in the input
};

struct DedupOptions {
  Keep keep = Keep::kEarliest;
  // By Kind: whether articles of such a relation may be dropped.
  std::array<bool, kKinds> drop = {/*identical=*/true, /*near-duplicate=*/true};
  uint32_t min_kept = 900;  // least coverage of what is dropped by what is kept, 1/1000
};

// An article that may be dropped.
struct Duplicate {
  Ordinal article;
  Ordinal kept;       // for which; itself no copy
  Kind kind;          // of their relation
  uint32_t coverage;  // share of the article's story tokens that stand in `kept`, 1/1000

  friend bool operator==(const Duplicate&, const Duplicate&) = default;
};

// The copies among `articles`, ascending by article. `relations` as Engine::Run gives them;
// `story_words`, one an article, are looked at for Keep::kLongest alone and may be empty otherwise.
// Of several kept articles a copy names the one that holds most of it, then the first in order.
std::vector<Duplicate> ChooseDuplicates(std::span<const Article> articles,
                                        std::span<const uint32_t> story_words,
                                        std::span<const Relation> relations,
                                        const DedupOptions& options);

// What `article` is a copy of, or null when it is kept. `duplicates` ascend by article. Cost: a
// binary search.
const Duplicate* FindDuplicate(std::span<const Duplicate> duplicates, Ordinal article);

// Pairs of an article that is kept and the one kept for a copy that it is related to, where
// `relations` has no relation between the two. Sorted, each once, the smaller ordinal first.
std::vector<std::pair<Ordinal, Ordinal>> PairsToCheck(std::span<const Relation> relations,
                                                      std::span<const Duplicate> copies,
                                                      const DedupOptions& options);

struct DedupResult {
  std::vector<Duplicate> duplicates;  // ascending by article
  Summary summary;                    // of the run that found the relations
};

// Runs `engine`, which has read its articles. The engine's options decide what is found: kinds that
// are rewrites need Options::rewrites. CancelledError as from Engine::Run.
absl::StatusOr<DedupResult> Deduplicate(Engine* engine, const DedupOptions& options);

}  // namespace newsprint
