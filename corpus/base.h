// The base corpus, in memory once: every article as items, 32-bit words and separators.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "vocabulary.h"

namespace newsprint::corpus {

// One word (with "followed by one blank") or one separator (any other text between words).
class Item {
 public:
  static Item Word(Occurrence word) {
    return Item(word.entry | static_cast<uint32_t>(word.pattern) << 28);
  }
  static Item Separator(uint32_t index) { return Item(kSeparator | index); }

  bool is_word() const { return (bits_ & kSeparator) == 0; }
  uint32_t separator() const { return bits_ & ~kSeparator; }
  Occurrence word() const { return {bits_ & 0x0FFFFFFFu, static_cast<Pattern>(bits_ >> 28 & 3)}; }
  bool blank_follows() const { return is_word() && (bits_ & kBlank) != 0; }
  void set_blank_follows() { bits_ |= kBlank; }

 private:
  static constexpr uint32_t kSeparator = 1u << 31;
  static constexpr uint32_t kBlank = 1u << 30;

  explicit Item(uint32_t bits) : bits_(bits) {}

  uint32_t bits_;
};

// Text between two words. Where it ends a sentence, `close` and `open` bound the white space:
// punctuation before it belongs to the sentence, opening quotation marks after it to the next.
struct Separator {
  std::string text;
  bool ends_sentence = false;
  bool ends_paragraph = false;
  uint32_t close = 0;
  uint32_t open = 0;
};

struct BaseArticle {
  std::string id;
  std::string family;  // "" = none
  uint32_t language = 0;
  std::vector<Item> text;
  std::vector<Item> title;
  size_t bytes = 0;
};

class Base {
 public:
  // Reads JSON Lines: `text`, and when known `id`, `title`, `language`, `family`. "-" is stdin.
  static absl::StatusOr<Base> Read(const std::string& path);

  const std::vector<BaseArticle>& articles() const { return articles_; }
  const std::vector<std::string>& languages() const { return languages_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const Separator& separator(Item item) const { return separators_[item.separator()]; }
  // A paragraph break that joins two articles.
  Item paragraph_break() const { return paragraph_break_; }
  double mean_bytes() const { return mean_bytes_; }

 private:
  Base() : paragraph_break_(MakeSeparator("\n\n", true)) {}

  absl::Status ReadLines(std::istream& in, const std::string& path);
  uint32_t LanguageOf(std::string_view name);
  std::vector<Item> Itemise(uint32_t language, std::string_view text);
  Item MakeSeparator(std::string_view text, bool ends_sentence);

  std::vector<BaseArticle> articles_;
  std::vector<std::string> languages_;
  std::vector<Separator> separators_;
  absl::flat_hash_map<std::pair<std::string, bool>, uint32_t> separator_of_;
  Vocabulary vocabulary_;
  Item paragraph_break_;
  double mean_bytes_ = 0;
};

}  // namespace newsprint::corpus
