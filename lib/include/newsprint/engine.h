// Engine: the whole line, articles in, relations and families out.
//
//   auto reader = newsprint::ArticleReader::Open({"news.jsonl"}, {});       // io.h
//   if (!reader.ok()) return reader.status();
//   newsprint::Options options;
//   newsprint::Engine engine(options);
//   if (absl::Status s = engine.Read(reader->get()); !s.ok()) return s;     // or Add(batch) ...
//   absl::StatusOr<newsprint::Result> result = engine.Run();
//   if (!result.ok()) return result.status();
//   for (const newsprint::Relation& r : result->relations) {
//     Show(engine.articles()[r.a].id, engine.articles()[r.b].id, newsprint::KindName(r.kind));
//   }
//
// The engine only composes the stages of the other headers; each can be used without it. Two
// rounds: texts that share wording are found and judged first, then rewrites, which are judged
// against what the first round has found.
//
// Threads: one Engine belongs to one thread at a time; inside it uses Options::threads. The result
// is the same to the byte for every thread count and every SIMD target. Memory, without a workdir:
// the texts, 1.7 KB an article of 1,000 words for its fingerprint, with rewrites 3.5 KB more for
// its content stems, and the candidates (16 bytes each, some four an article). Cancelling: a
// progress callback that returns false ends Read and Run with absl::CancelledError; the engine can
// then only be destroyed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/article.h"
#include "newsprint/candidates.h"
#include "newsprint/family.h"
#include "newsprint/io.h"
#include "newsprint/relation.h"

namespace newsprint {

// What a long call is at. Counts are of the stage named: articles read, pairs judged.
struct Progress {
  std::string_view stage;  // "reading", "candidates", "judging", "rewrites", "families"
  uint64_t done = 0;
  uint64_t total = 0;      // 0 = unknown
  uint64_t articles = 0;   // read so far
  uint64_t relations = 0;  // found so far
};
// Called at most some 50 times a second, from one thread at a time; false cancels.
using ProgressCallback = std::function<bool(const Progress&)>;

// What to look for, and among which articles. The defaults are for news of many houses; all of it
// but `threads` and `progress` may change the result, and goes into the header of reports.
struct Options {
  CandidateOptions candidates;
  JudgeOptions also;          // kinds that are no reuse to report all the same
  bool rewrites = true;       // look for `spun` and `condensed` too
  uint32_t threshold = 0;     // least confidence reported, 1/1000
  bool within_source = true;  // also pairs of one source
  int64_t since = INT64_MIN;  // articles published before are read, not related; seconds
  int64_t until = INT64_MAX;  // articles published at or after; unknown dates always count
  uint32_t min_words = 8;     // shorter stories take no part
  uint32_t threads = 0;       // 0 = as many as the machine has
  ProgressCallback progress;

  // Corpora larger than memory. A corpus that outgrows `memory` (bytes; 0 = there is no limit) is
  // moved from there to files of a folder of its own below $TMPDIR, which goes away with the
  // engine. With a `workdir` it is kept in that folder from the beginning, and a run that was ended
  // can go on, see Engine::Read; the folder is made where it is missing, may hold nothing else, and
  // is emptied by Engine::Finish; `memory` is DefaultMemory() then if it is 0. The result is the
  // same to the byte. Either folder takes up to 1.2 times the input.
  //
  // In files, at least 64 MiB of `memory` are used, for what one step has of articles, keys and
  // groups at a time. On top come 150 MB, and what is kept of all: some 45 bytes an article, 20 a
  // candidate of a rewrite and another 80 where it may be one, and for the result 40 a relation and
  // 110 an article with relations.
  uint64_t memory = 0;
  std::string workdir;

  // InvalidArgumentError with one clear line when a value is out of range.
  absl::Status Validate() const;
};

// Half of what the machine has, or of what its control group may use where that is less.
uint64_t DefaultMemory();

// What Engine::Find gives for an id that no article has.
inline constexpr Ordinal kNoArticle = UINT32_MAX;

// Time, counts and caps of a run.
struct Summary {
  struct Stage {
    std::string_view name;
    double seconds;
  };
  uint64_t articles = 0;
  uint64_t text_bytes = 0;
  uint64_t empty = 0;      // stories without a token
  uint64_t too_short = 0;  // not empty, below min_words
  uint64_t judged = 0;     // pairs
  uint64_t by_kind[kKinds] = {};
  CandidateStats candidates;
  // The second round, for rewrites.
  CandidateStats rewrites;
  uint64_t rewrites_judged = 0;       // pairs, of deputies and with members of their groups
  uint64_t rewrite_members_left = 0;  // pairs with members of large groups that were not judged
  std::vector<Stage> stages;
};

struct Result {
  std::vector<Relation> relations;  // sorted by (a, b); none of a corpus in files, see Source
  std::vector<Family> families;
  Summary summary;
};

// Where reports find what a result is about, and what is related. Not thread-safe.
class ResultSource {
 public:
  virtual ~ResultSource() = default;

  virtual size_t articles() const = 0;
  // By ordinal. Stays valid till a thousand others were asked for.
  virtual const Article& article(Ordinal ordinal) = 0;
  // All relations, sorted by (a, b).
  virtual std::span<const RelationOutline> relations() const = 0;
  // The whole of relations()[index]. Stays valid till another is asked for.
  virtual const Relation& relation(size_t index) = 0;
};

class Engine {
 public:
  explicit Engine(Options options);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Takes the articles; they keep their order, which is that of their ordinals, over all calls of
  // Add and Read. Ids must be unique (a reader sees to that). Fails on invalid options, or when
  // cancelled.
  absl::Status Add(ArticleBatch batch);
  // Reads everything `reader` has, overlapping reading and fingerprinting. Fails as the reader does
  // (io.h: a file that cannot be read, under `strict` a bad record), as Add does, or when
  // cancelled.
  //
  // With a workdir of a run that was ended (killed, cancelled, disk full) before it was finished,
  // what was done there is not done again: the same calls give the same result. Fails with
  // FailedPreconditionError where that run had other options that matter or other inputs.
  absl::Status Read(ArticleReader* reader);

  // The articles so far, by ordinal. Valid until the next Add or Read. None with a workdir, or once
  // they have outgrown Options::memory: see Source.
  std::span<const Article> articles() const;

  // Only relations with at least one article at or behind `first` (for --only-new).
  void OnlyNewFrom(Ordinal first);
  // Judges just these pairs, candidates or not.
  void OnlyPairs(std::vector<std::pair<Ordinal, Ordinal>> pairs);

  // The articles of these ids so far, kNoArticle for an id of none. With a corpus in files all of
  // them are read.
  std::vector<Ordinal> Find(std::span<const std::string> ids);

  // Finds, judges and gathers, after all articles are in. Fails on invalid options, or when
  // cancelled.
  absl::StatusOr<Result> Run();

  // What `result`, which Run has given last, is about, and its relations. Valid as long as both;
  // with a corpus in files, where a result has no relations of its own, until Finish.
  std::unique_ptr<ResultSource> Source(const Result& result);
  // Whether all files of the workdir could be read and written; if not, what Source gave is not to
  // be believed.
  absl::Status Check() const;
  // Empties the workdir, once the result was written.
  absl::Status Finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsprint
