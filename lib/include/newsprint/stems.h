// Stems: a story's tokens as the rewrite channel compares them, with how common each is.
//
//   newsprint::StemCache cache;  // one per thread
//   newsprint::Stems stems;      // reuse one per thread: its columns keep their memory
//   newsprint::StemStory(article, text, &cache, &stems);
//   for (size_t i = 0; i < text.story.size(); ++i)
//     if (stems.idf[i] >= newsprint::kRareIdf) Use(stems.hash[i]);
//
// A rewrite keeps neither sentences nor words, but it keeps names, numbers and most of the rare
// words, in some inflection. A stem is
//   * of a word: its Snowball stem (Porter 2001) in the article's language, after folding; the
//     folded word itself in a language without a stemmer (among them he, pl),
//   * of a number: its value, so that "1.2 billion" and "1,200 million" are one. The words of a
//     number that are not its first token have no stem (hash 0, idf 0),
//   * of a character of a script without spaces: the pair of it and its successor; the last of a
//     run has none.
//
// Background. How common a stem is in news is looked up in a table built into the library, one part
// a language (kBackgroundVersion; sources and sizes: lib/src/stem/background.md). The table has
// only stems that occur in more than 1 of e^4 (1.8 %) articles; absent means rare. A language
// without a part takes every stem of 4 letters and more, and every pair of characters, as rare:
// what is common there is told by the corpus alone, when pairs are judged. (Of numbers only those
// up to ten and round ones, "40" and "3 million", are not rare there.)
//
// Language: the article's own, else the one that CLD2 sees in the first 512 bytes of its text (in
// 4,096 when those leave it open; 12-42 us an article); "" when neither knows.
//
// Cost: half of AnalyzeText's time on English news (14 us an article of 6,000 bytes), with a cache
// that has seen some thousand articles; 12 bytes a story token while a Stems lives; 2 MB a cache.
// Thread safety: a cache and a Stems belong to one thread at a time. What StemStory gives depends
// on its arguments alone, never on what the cache has seen.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "newsprint/article.h"
#include "newsprint/text.h"

namespace newsprint {

// Part of the fingerprint version: another background makes other fingerprints.
inline constexpr uint32_t kBackgroundVersion = 1;

// idf: ln(articles / articles that have the stem), in 1/256, never more than kRareIdf.
inline constexpr uint16_t kRareIdf = 4 * 256;

// Columns; row i belongs to story token i (text.story[i]).
struct Stems {
  std::string language;         // ISO 639-1 of the rules used; "" = unknown
  bool background = false;      // whether the built-in table knows the language
  std::vector<uint64_t> hash;   // equal for equal stems; 0 = none
  std::vector<uint16_t> idf;    // 0..kRareIdf; kRareIdf = rare
  std::vector<uint16_t> width;  // story tokens the stem stands for: 2 for "1.2 billion", else 1
};

// What has been stemmed and looked up, by folded word.
class StemCache {
 public:
  StemCache();
  ~StemCache();
  StemCache(StemCache&&) noexcept;
  StemCache& operator=(StemCache&&) noexcept;

 private:
  friend void StemStory(const Article&, const Text&, StemCache*, Stems*);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Fills `stems` for the story of `article`, analysed as `text`. Never fails.
void StemStory(const Article& article, const Text& text, StemCache* cache, Stems* stems);

}  // namespace newsprint
