// Content: the stems of a story that say what it is about, in a form that many pairs can be scored
// with. The rewrite channel's own representation; what a story shares with another beyond wording.
//
//   ContentBatch batch;
//   AppendContent(text, stems, &batch);  // every article, as it is read
//   StemFrequencies corpus;
//   corpus.Count(batch.Of(i));           // those that stand for themselves
//   corpus.Weigh(i, &batch);             // then every article
//
// Cost: 11 bytes a content stem, about 4 KB an article of 1,000 words; StemFrequencies 16 MB.
// Thread safety: Count may run on several threads at a time; so may Weigh, on different articles.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "newsprint/stems.h"
#include "newsprint/text.h"
#include "stem/stemmer.h"

namespace newsprint {

// Stems more common than this in the background say nothing of what a story is about: e^2, in one
// of seven articles.
inline constexpr uint16_t kContentIdf = 2 * 256;

enum ContentFlag : uint8_t {
  kContentSentence = 1u << 0,  // the first of its sentence
  kContentQuoted = 1u << 1,    // stands in a quotation
  kContentFact = 1u << 2,      // a number, or a word with a capital within a sentence
  kContentPair = 1u << 3,      // a pair of characters of a script without spaces
  kContentNumber = 1u << 4,    // a number
};

// The background weight of a stem that the background does not have (rare): it is taken for one of
// e^7 = 1,100 articles.
inline constexpr uint8_t kRareWeight = 7 * 16;

// Weights are ln(1 / share of articles that have the stem), in 1/16.
struct ContentStem {
  uint32_t stem;   // the low half of the stem's hash
  uint16_t place;  // story half words before it
  uint8_t weight;  // in the corpus; of two texts by themselves until weighed
  uint8_t flags;   // of ContentFlag
};

// Columns; row i belongs to article i.
struct ContentBatch {
  std::vector<size_t> begin = {0};  // size + 1 offsets into the columns
  std::vector<ContentStem> stems;   // in order of the story
  std::vector<uint8_t> background;  // of each its weight in the background, at most kRareWeight
  // Per article: indices into its stems, by (stem, place). Empty until it is made (IndexByStem).
  std::vector<uint16_t> by_stem;
  std::vector<uint8_t> language;  // StemLanguage (stemmer.h); 0 = none that is known

  struct Row {
    std::span<const ContentStem> stems;
    std::span<const uint8_t> background;
    std::span<const uint16_t> by_stem;
    uint8_t language = 0;
  };
  size_t size() const { return begin.size() - 1; }
  Row Of(size_t i) const;

  void Append(const ContentBatch& other);
  // Row i of `other` alone.
  void AppendRow(const ContentBatch& other, size_t i);
};

// Appends one row. Of a story of more than 32,000 words only the beginning is taken.
void AppendContent(const Text& text, const Stems& stems, ContentBatch* batch);

// The same without by_stem, a quarter of a row's memory, which nothing needs until rewrites are
// looked for; then IndexByStem makes it for all rows, in parallel, or IndexLastByStem for the last
// one where all others have it.
void AppendUnindexed(const Text& text, const Stems& stems, ContentBatch* batch);
void IndexByStem(ContentBatch* batch);
void IndexLastByStem(ContentBatch* batch);

// In how many articles of its language each stem occurs, in a table of fixed size: stems that meet
// in a slot are counted together, so a count may be too large by chance (in a corpus of 100,000
// different stems for one in forty), never too small.
class StemFrequencies {
 public:
  StemFrequencies();

  // Adds one article.
  void Count(const ContentBatch::Row& article);

  // Sets the weights of article i's stems. The share of articles of its language that have a stem
  // is the corpus's, without two (the pair being compared), mixed with the background's as if that
  // were 200 articles more; so two files by themselves are weighed by the background, and in a
  // corpus about one event its common words weigh little.
  void Weigh(size_t i, ContentBatch* batch) const;

  // How many articles of a language have been counted.
  uint64_t articles(uint8_t language) const { return articles_[language]; }

 private:
  static constexpr size_t kSlots = size_t{1} << 22;

  // Languages are counted apart: what is common in one may be rare in another.
  static size_t Slot(uint32_t stem, uint8_t language);

  struct Free {
    void operator()(uint32_t* counts) const { std::free(counts); }
  };
  std::unique_ptr<uint32_t[], Free> counts_;
  std::array<uint64_t, kStemLanguages> articles_ = {};
};

}  // namespace newsprint
