// Reading a corpus: articles, with what is kept of each for everything that follows.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "newsprint/article.h"
#include "newsprint/fingerprint.h"
#include "newsprint/io.h"
#include "sketch/fingerprint_text.h"
#include "stem/content.h"

namespace newsprint {

// Row i of every column belongs to article i.
struct Corpus {
  std::vector<Article> articles;
  std::vector<Arena> arenas;  // their strings
  FingerprintBatch fingerprints;
  ContentBatch content;  // empty where nobody looks for rewrites
  uint64_t text_bytes = 0;
};

// Appends a batch. `scratch` is worth keeping from call to call: its cache alone is 2 MB.
void AddArticles(ArticleBatch batch, bool for_rewrites, ArticleScratch* scratch, Corpus* corpus);

struct Reading {
  bool for_rewrites = true;  // content and skip-bigrams are wanted, too
  uint32_t threads = 1;      // of the arena it runs in
  // Told how much is read and how much there is, 0 = unknown, and that the corpus has grown; false
  // cancels.
  std::function<bool(uint64_t done, uint64_t total)> progress;
};

// Appends everything `reader` has, overlapping reading and fingerprinting.
absl::Status ReadArticles(ArticleReader* reader, const Reading& reading, Corpus* corpus);

}  // namespace newsprint
