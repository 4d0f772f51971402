// Two kinds of separator say themselves which is which; a single one before three digits is for the
// language to tell.
#include "stem/digits.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace newsprint {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Arabic-Indic digits as ASCII, the rest as it is.
std::string WithAsciiDigits(std::string_view word) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(word.begin(), word.end(), is_ascii)) return std::string(word);
  std::string ascii;
  for (size_t i = 0; i < word.size(); ++i) {
    const auto lead = static_cast<uint8_t>(word[i]);
    const auto next = static_cast<uint8_t>(i + 1 < word.size() ? word[i + 1] : '\0');
    if (lead == 0xD9 && next >= 0xA0 && next <= 0xA9) {  // U+0660
      ascii.push_back(static_cast<char>('0' + (next - 0xA0)));
      ++i;
    } else if (lead == 0xDB && next >= 0xB0 && next <= 0xB9) {  // U+06F0
      ascii.push_back(static_cast<char>('0' + (next - 0xB0)));
      ++i;
    } else {
      ascii.push_back(word[i]);
    }
  }
  return ascii;
}

// "1,200,500", also the Indian "1,20,500", up to group `end`.
bool AreThousands(const Digits& digits, size_t end) {
  const char separator = digits.separators[1];
  if (digits.groups[0].size() > 3 || digits.groups[0] == "0") return false;
  for (size_t i = 1; i < end; ++i) {
    const size_t size = digits.groups[i].size();
    const bool indian = size == 2 && separator == ',' && i + 1 < end;
    if (digits.separators[i] != separator || (size != 3 && !indian)) return false;
  }
  return true;
}

// How many groups belong to the whole part; 0 for what is no number.
size_t WholeGroups(const Digits& digits, const NumberWords& words) {
  const size_t n = digits.count;
  if (n == 1) return 1;
  if (n == 2) {
    const bool thousands = digits.separators[1] == (words.decimal_comma ? '.' : ',');
    return thousands && AreThousands(digits, 2) ? 2 : 1;
  }
  if (AreThousands(digits, n)) return n;
  return digits.separators[n - 1] != digits.separators[1] && AreThousands(digits, n - 1) ? n - 1
                                                                                         : 0;
}

}  // namespace

bool StartsWithDigit(std::string_view word) {
  if (word.empty()) return false;
  const auto lead = static_cast<uint8_t>(word[0]);
  if (lead != 0xD9 && lead != 0xDB) return IsDigit(word[0]);
  return IsDigit(WithAsciiDigits(word.substr(0, 2))[0]);
}

bool CutDigits(std::string_view word, Digits* digits) {
  digits->text = WithAsciiDigits(word);
  const std::string_view text = digits->text;
  size_t at = 0;
  char separator = ' ';
  while (digits->count < Digits::kMaxGroups) {
    size_t end = at;
    while (end < text.size() && IsDigit(text[end])) ++end;
    if (end == at) return false;
    digits->groups[digits->count] = text.substr(at, end - at);
    digits->separators[digits->count++] = separator;
    at = end;
    if (at == text.size() || (text[at] != '.' && text[at] != ',')) break;
    separator = text[at++];
  }
  digits->suffix = text.substr(at);
  return digits->count < Digits::kMaxGroups || at == text.size() || !IsDigit(text[at]);
}

std::optional<NumberValue> ValueOf(const Digits& digits, const NumberWords& words) {
  const size_t whole = WholeGroups(digits, words);
  if (whole == 0) return std::nullopt;
  uint64_t mantissa = 0;
  int32_t exponent = 0;
  for (size_t g = 0; g < digits.count; ++g) {
    for (const char c : digits.groups[g]) {
      const auto more = AppendDigit(mantissa, c);
      if (!more) return std::nullopt;
      mantissa = *more;
    }
    if (g >= whole) exponent -= static_cast<int32_t>(digits.groups[g].size());
  }
  return Normalised(mantissa, exponent);
}

bool IsOrdinalSuffix(std::string_view suffix) {
  constexpr std::string_view kSuffixes[] = {"st",  "nd", "rd", "th", "er", "re", "e",  "ème",
                                            "eme", "o",  "a",  "ª",  "º",  "te", "ter"};
  return std::find(std::begin(kSuffixes), std::end(kSuffixes), suffix) != std::end(kSuffixes);
}

std::optional<int32_t> GluedScale(std::string_view suffix) {
  constexpr std::pair<std::string_view, int32_t> kScales[] = {
      {"", 0},   {"p", 0},   {"k", 3},   {"m", 6},   {"mn", 6}, {"mln", 6}, {"mio", 6}, {"b", 9},
      {"bn", 9}, {"bln", 9}, {"mrd", 9}, {"mld", 9}, {"t", 12}, {"tn", 12}, {"trn", 12}};
  for (const auto& [name, power] : kScales) {
    if (suffix == name) return power;
  }
  if (IsOrdinalSuffix(suffix)) return 0;
  return std::nullopt;
}

}  // namespace newsprint
