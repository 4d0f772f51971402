// Reading a corpus: articles, with what is kept of each for everything that follows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "newsprint/article.h"
#include "newsprint/fingerprint.h"
#include "newsprint/io.h"
#include "sketch/fingerprint_text.h"
#include "sketch/story_bytes.h"
#include "stem/content.h"

namespace newsprint {

// Row i of every column belongs to article i.
struct Corpus {
  std::vector<Article> articles;
  std::vector<Arena> arenas;  // their strings
  FingerprintBatch fingerprints;
  ContentBatch content;  // empty where nobody looks for rewrites
  StoryBytes stories;    // empty where texts are not kept in memory
  uint64_t text_bytes = 0;
};

// A batch with what is kept of it.
struct FingerprintedBatch {
  ArticleBatch batch;
  FingerprintBatch fingerprints;
  ContentBatch content;
  StoryBytes stories;
  uint64_t hash = 0;  // of all articles up to its last, as read
};

// What is kept of articles besides what wording is matched with.
struct KeptOfArticles {
  bool for_rewrites = true;  // content and skip-bigrams
  bool stories = false;      // their bytes
};

// `scratch` is worth keeping from call to call: its cache alone is 2 MB.
FingerprintedBatch FingerprintBatchOf(ArticleBatch batch, const KeptOfArticles& kept,
                                      ArticleScratch* scratch);

void Append(FingerprintedBatch batch, Corpus* corpus);

// Makes room for all of a corpus, of which `done` of `total` bytes are read, once so much is that
// this can be told; whether it is done. Columns that double again and again are copied again and
// again, into pages that are new each time.
bool MakeRoom(uint64_t done, uint64_t total, Corpus* corpus);

// Rows [first, last) of the corpus, which goes on owning their strings.
FingerprintedBatch SliceOf(const Corpus& corpus, size_t first, size_t last);

struct Reading {
  KeptOfArticles kept;
  uint32_t threads = 1;  // of the arena it runs in
  // Told how much is read and how much there is, 0 = unknown, and that the corpus has grown; false
  // cancels.
  std::function<bool(uint64_t done, uint64_t total)> progress;
  bool hashed = false;  // FingerprintedBatch::hash is wanted
  // So many articles are known already and only read; they must hash to this.
  uint64_t known = 0;
  uint64_t known_hash = 0;
};

// Passes on everything `reader` has in order, overlapping reading and fingerprinting. `append` is
// called by one thread at a time.
absl::Status ReadArticles(ArticleReader* reader, const Reading& reading,
                          const std::function<absl::Status(FingerprintedBatch)>& append);

}  // namespace newsprint
