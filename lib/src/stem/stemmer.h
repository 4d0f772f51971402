// Words to stems, in one language.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;  // of libstemmer

namespace newsprint {

// Languages that have rules or a background; every other one is treated as row 0, which has
// neither. A row is a small number, good as an index.
inline constexpr size_t kStemLanguages = 33;
size_t StemLanguage(std::string_view code);

class Stemmer {
 public:
  explicit Stemmer(size_t language);

  // The stem of a folded word: a view into `word` or into this object, until the next call.
  std::string_view Stem(std::string_view word);

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const;
  };
  size_t language_;
  std::unique_ptr<sb_stemmer, Delete> snowball_;  // none: a word is its own stem
};

// How much of a word there is to tell it by: its letters, a Hangul syllable counting two.
uint32_t LetterCount(std::string_view word);

}  // namespace newsprint
