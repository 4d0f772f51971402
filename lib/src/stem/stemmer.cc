// Snowball (Porter 2001) by libstemmer, and what is cut off at an apostrophe before it.
//
// Our tokens keep an apostrophe between letters, so French and Italian words come with their
// articles ("l'economie", "dell'acqua") and Turkish names with their cases ("ankara'nin").
// libstemmer 2.2 leaves both on; the noun is on one known side.
#include "stem/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <iterator>

namespace newsprint {
namespace {

enum class Apostrophe : uint8_t { kKeep, kTakeBehind, kTakeBefore };

struct Row {
  std::string_view code;
  bool snowball;
  Apostrophe apostrophe = Apostrophe::kKeep;
};

// Ascending by code.
constexpr Row kRows[] = {
    {"", false},
    {"ar", true},
    {"ca", true, Apostrophe::kTakeBehind},
    {"da", true},
    {"de", true},
    {"el", true},
    {"en", true},
    {"es", true},
    {"eu", true},
    {"fi", true},
    {"fr", true, Apostrophe::kTakeBehind},
    {"ga", true},
    {"he", false},
    {"hi", true},
    {"hu", true},
    {"hy", true},
    {"id", true},
    {"it", true, Apostrophe::kTakeBehind},
    {"ja", false},
    {"lt", true},
    {"ne", true},
    {"nl", true},
    {"no", true},
    {"pl", false},
    {"pt", true},
    {"ro", true},
    {"ru", true},
    {"sr", true},
    {"sv", true},
    {"ta", true},
    {"tr", true, Apostrophe::kTakeBefore},
    {"yi", true},
    {"zh", false},
};
static_assert(std::size(kRows) == kStemLanguages);
static_assert(std::ranges::is_sorted(kRows, {}, &Row::code));

// Longer words are addresses and the like; some of Snowball's rules take quadratic time.
constexpr size_t kLongestWord = 64;

std::string_view CutAtApostrophe(std::string_view word, Apostrophe rule) {
  if (rule == Apostrophe::kTakeBehind) return word.substr(word.rfind('\'') + 1);
  if (rule == Apostrophe::kTakeBefore) return word.substr(0, word.find('\''));
  return word;
}

}  // namespace

size_t StemLanguage(std::string_view code) {
  const Row* const row = std::ranges::lower_bound(kRows, code, {}, &Row::code);
  return row != std::end(kRows) && row->code == code ? static_cast<size_t>(row - kRows) : 0;
}

void Stemmer::Delete::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

Stemmer::Stemmer(size_t language) : language_(language) {
  const Row& row = kRows[language];
  if (row.snowball) snowball_.reset(sb_stemmer_new(row.code.data(), "UTF_8"));
}

std::string_view Stemmer::Stem(std::string_view word) {
  word = CutAtApostrophe(word, kRows[language_].apostrophe);
  if (snowball_ == nullptr || word.size() > kLongestWord) return word;
  const sb_symbol* const stem =
      sb_stemmer_stem(snowball_.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                      static_cast<int>(word.size()));
  if (stem == nullptr) return word;
  return {reinterpret_cast<const char*>(stem),
          static_cast<size_t>(sb_stemmer_length(snowball_.get()))};
}

uint32_t LetterCount(std::string_view word) {
  uint32_t count = 0;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    count += (byte & 0xC0) != 0x80 ? 1 : 0;
    count += byte >= 0xEA && byte <= 0xED ? 1 : 0;  // leads of U+A000..U+DFFF: Hangul, above all
  }
  return count;
}

}  // namespace newsprint
