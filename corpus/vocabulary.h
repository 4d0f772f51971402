// The words of the base corpus, and a fresh spelling of them for every epoch.
//
// Words fall into classes (language, script, and what they are: lower-case words, names, acronyms,
// initials, numbers of one shape), a class ordered by frequency falls into bands, and an epoch
// shuffles each band: words trade places with words about as frequent. The most frequent words
// (30 % of a language's tokens) stay, so that text looks like text.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace newsprint::corpus {

enum class WordKind : uint8_t { kLower, kName, kAcronym, kInitial, kNumber };
// How an occurrence is written; the spelling of the word that takes its place follows.
enum class Pattern : uint8_t { kLower, kCapital, kUpper };

struct Entry {
  std::array<std::string, 3> forms;     // by Pattern
  std::array<uint32_t, 3> counts = {};  // by Pattern
  uint32_t inner_capitals = 0;          // capitalised, not at the start of a sentence
  uint32_t language = 0;
  WordKind kind = WordKind::kLower;
  bool unspaced = false;
  bool kept = false;  // the same in every epoch
  bool stop = false;  // a function word: among those that make half of the language's tokens

  uint64_t count() const { return uint64_t{counts[0]} + counts[1] + counts[2]; }
};

struct Occurrence {
  uint32_t entry;
  Pattern pattern;
};

class Vocabulary {
 public:
  // Notes one occurrence of the word `surface`.
  Occurrence Add(uint32_t language, std::string_view surface, bool unspaced, bool starts_sentence);

  // Sorts words into classes and bands. Call once, after the last Add.
  void Finish();

  const Entry& entry(uint32_t index) const { return entries_[index]; }
  size_t size() const { return entries_.size(); }
  bool Knows(uint32_t language, std::string_view surface) const;

  // The ordinary words of a language (neither names, numbers nor function words; all words when it
  // has none), and its function words.
  const std::vector<uint32_t>& content_words(uint32_t language) const;
  const std::vector<uint32_t>& stop_words(uint32_t language) const;

 private:
  friend class Permutation;
  using Surfaces = absl::flat_hash_map<std::string, Occurrence>;

  struct Band {
    uint32_t begin, end;  // in ranked_
    uint32_t language;
  };

  uint32_t EntryOf(uint32_t language, std::string lower, bool unspaced);
  void MarkFrequent(uint32_t language);
  void MakeBands(const std::vector<uint32_t>& word_class);

  std::deque<Entry> entries_;
  std::vector<Surfaces> surfaces_;                                      // by language
  std::vector<absl::flat_hash_map<std::string, uint32_t>> lower_case_;  // by language
  std::vector<uint32_t> ranked_;  // entries by class, most frequent first; without kept ones
  std::vector<Band> bands_;
  std::vector<std::vector<uint32_t>> content_;  // by language
  std::vector<std::vector<uint32_t>> stop_;     // by language
};

// The vocabulary as one epoch spells it. Setting an epoch costs one pass over the vocabulary.
class Permutation {
 public:
  static constexpr uint32_t kAllLanguages = ~uint32_t{0};

  // `vocabulary` must outlive the permutation. Only words of `language` change places.
  Permutation(const Vocabulary& vocabulary, uint64_t seed, uint32_t language = kAllLanguages);

  void Set(uint64_t epoch);

  const Entry& entry(uint32_t index) const { return vocabulary_->entry(map_[index]); }
  const std::string& Spell(Occurrence word) const {
    return entry(word.entry).forms[static_cast<size_t>(word.pattern)];
  }

 private:
  const Vocabulary* vocabulary_;
  uint64_t seed_;
  uint32_t language_;
  uint64_t epoch_ = ~uint64_t{0};
  std::vector<uint32_t> map_;
};

}  // namespace newsprint::corpus
