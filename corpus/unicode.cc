// Word boundaries and case on top of utf8proc's tables, with a table of ASCII for speed.
#include "unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace newsprint::corpus {
namespace {

enum class Kind : uint8_t { kOther, kWord, kMark, kUnspaced };

Kind KindOf(char32_t c) {
  if (c < 0x80) {
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return word ? Kind::kWord : Kind::kOther;
  }
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  if (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME) return Kind::kMark;
  const bool word = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
                    (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
  if (!word) return Kind::kOther;
  return IsUnspaced(c) ? Kind::kUnspaced : Kind::kWord;
}

void Append(char32_t c, std::string* out) {
  utf8proc_uint8_t bytes[4];
  const auto n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
  out->append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(n));
}

}  // namespace

char32_t NextCodepoint(std::string_view text, size_t* at) {
  const auto byte = static_cast<unsigned char>(text[*at]);
  if (byte < 0x80) {
    ++*at;
    return byte;
  }
  utf8proc_int32_t c = -1;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + *at),
                                  static_cast<utf8proc_ssize_t>(text.size() - *at), &c);
  *at += n > 0 ? static_cast<size_t>(n) : 1;
  return n > 0 ? static_cast<char32_t>(c) : U'\uFFFD';
}

bool IsUpper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LU;
}

bool IsSpace(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == 0x202F;
}

bool IsUnspaced(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  static constexpr std::array<Range, 9> kRanges = {{{0x0E00, 0x0EFF},
                                                    {0x1000, 0x109F},
                                                    {0x1780, 0x17FF},
                                                    {0x3005, 0x3007},
                                                    {0x3040, 0x30FF},
                                                    {0x3400, 0x9FFF},
                                                    {0xF900, 0xFAFF},
                                                    {0xFF66, 0xFF9F},
                                                    {0x20000, 0x3FFFF}}};
  return c >= 0x0E00 && std::any_of(kRanges.begin(), kRanges.end(), [c](const Range& range) {
           return c >= range.first && c <= range.last;
         });
}

uint32_t ScriptOf(char32_t c) {
  if (c < 0x250) return 0;                   // Latin
  if (c >= 0x3040 && c < 0x30A0) return 1;   // Hiragana
  if (c >= 0x30A0 && c < 0x3100) return 2;   // Katakana
  if (c >= 0x3400 && c < 0xA000) return 3;   // Han
  return 4 + static_cast<uint32_t>(c >> 8);  // Cyrillic, Hebrew, Arabic, ... differ
}

std::string Lower(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodepoint(text, &at);
    Append(static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))), &out);
  }
  return out;
}

std::string Upper(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodepoint(text, &at);
    Append(static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c))), &out);
  }
  return out;
}

std::string Capitalise(std::string_view text) {
  if (text.empty()) return {};
  size_t first = 0;
  NextCodepoint(text, &first);
  return Upper(text.substr(0, first)) + std::string(text.substr(first));
}

void FindWords(std::string_view text, std::vector<WordRange>* words) {
  words->clear();
  bool open = false;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const Kind kind = KindOf(NextCodepoint(text, &at));
    if (open && (kind == Kind::kMark || (kind == Kind::kWord && !words->back().unspaced))) {
      words->back().end = at;
      continue;
    }
    open = kind != Kind::kOther;
    if (open) words->push_back({begin, at, kind == Kind::kUnspaced});
  }
}

}  // namespace newsprint::corpus
