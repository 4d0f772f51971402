// The fingerprint of one analysed text, and of articles with reused memory.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/fingerprint.h"
#include "newsprint/stems.h"
#include "newsprint/text.h"
#include "sketch/skip_keys.h"
#include "sketch/story_bytes.h"
#include "stem/content.h"

namespace newsprint {

// A shingle is a posting when its hash is below this.
inline constexpr uint64_t kPostingLimit = UINT64_MAX / kPostingSampling + 1;

// Keeps its memory from one text to the next; one per thread.
struct FingerprintScratch {
  std::vector<uint64_t> tokens;   // hashes of the story's
  std::vector<uint64_t> hashes;   // of all shingles
  std::vector<uint64_t> sampled;  // 2 * hash + quoted, of those that are postings
  std::vector<uint64_t> sorted;   // the same, ascending
  std::vector<uint32_t> bucket_end;
  SkipScratch skip;
};

// Appends one row. `stems` are those of the story; without any it has no skip-bigrams.
void FingerprintText(const Text& text, const Stems& stems, FingerprintScratch* scratch,
                     FingerprintBatch* batch);

// All that articles are fingerprinted with; one per thread. It pays to keep it: without a cache
// that has seen articles before, stems take ten times as long.
struct ArticleScratch {
  Text text;
  Stems stems;
  StemCache cache;
  FingerprintScratch sketch;
};

// Analyses and fingerprints every article; their content (without by_stem) and story bytes go to
// `content` and `stories` unless these are null.
FingerprintBatch FingerprintArticles(std::span<const Article> articles, ArticleScratch* scratch,
                                     ContentBatch* content, StoryBytes* stories);

// The same for whoever does not look for rewrites: nothing is stemmed, there are no skip-bigrams.
FingerprintBatch FingerprintWording(std::span<const Article> articles, ArticleScratch* scratch,
                                    StoryBytes* stories);

}  // namespace newsprint
