// Classes of code points, by Unicode category (utf8proc) with a short list of exceptions. The basic
// plane is tabulated at first use (0.8 ms, 256 KB); beyond it code points are looked at one by
// one.
#include "text/code_points.h"

#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace newsprint {
namespace {

constexpr uint32_t Ascii(char a, char b = 0, char c = 0) {
  return static_cast<uint32_t>(a) | static_cast<uint32_t>(b) << 8 | static_cast<uint32_t>(c) << 16;
}

struct Exception {
  char32_t code_point;
  FoldKind kind;
  uint32_t value;
};

// Where the category does not say what a character does in running text.
constexpr Exception kExceptions[] = {
    {0x0085, FoldKind::kAscii, Ascii('\n')},     {0x00AB, FoldKind::kQuote, Ascii('"')},
    {0x00BB, FoldKind::kQuote, Ascii('"')},      {0x00B4, FoldKind::kAscii, Ascii('\'')},
    {0x02B9, FoldKind::kAscii, Ascii('\'')},     {0x02BB, FoldKind::kAscii, Ascii('\'')},
    {0x02BC, FoldKind::kAscii, Ascii('\'')},     {0x02BD, FoldKind::kAscii, Ascii('\'')},
    {0x055A, FoldKind::kAscii, Ascii('\'')},     {0x0589, FoldKind::kAscii, Ascii('.')},
    {0x05F3, FoldKind::kAscii, Ascii('\'')},     {0x05F4, FoldKind::kAscii, Ascii('"')},
    {0x060C, FoldKind::kAscii, Ascii(',')},      {0x061B, FoldKind::kAscii, Ascii(';')},
    {0x061F, FoldKind::kAscii, Ascii('?')},      {0x0640, FoldKind::kDrop, 0},
    {0x06D4, FoldKind::kAscii, Ascii('.')},      {0x0964, FoldKind::kAscii, Ascii('.')},
    {0x0965, FoldKind::kAscii, Ascii('.')},      {0x104A, FoldKind::kAscii, Ascii(',')},
    {0x104B, FoldKind::kAscii, Ascii('.')},      {0x1362, FoldKind::kAscii, Ascii('.')},
    {0x17D4, FoldKind::kAscii, Ascii('.')},      {0x17D5, FoldKind::kAscii, Ascii('.')},
    {0x2018, FoldKind::kQuote, Ascii('\'')},     {0x2019, FoldKind::kQuote, Ascii('\'')},
    {0x201A, FoldKind::kQuote, Ascii('\'')},     {0x201B, FoldKind::kQuote, Ascii('\'')},
    {0x201C, FoldKind::kQuote, Ascii('"')},      {0x201D, FoldKind::kQuote, Ascii('"')},
    {0x201E, FoldKind::kQuote, Ascii('"')},      {0x201F, FoldKind::kQuote, Ascii('"')},
    {0x2025, FoldKind::kAscii, Ascii('.', '.')}, {0x2026, FoldKind::kAscii, Ascii('.', '.', '.')},
    {0x2028, FoldKind::kAscii, Ascii('\n')},     {0x2029, FoldKind::kAscii, Ascii('\n')},
    {0x2032, FoldKind::kAscii, Ascii('\'')},     {0x2033, FoldKind::kAscii, Ascii('"')},
    {0x2039, FoldKind::kQuote, Ascii('\'')},     {0x203A, FoldKind::kQuote, Ascii('\'')},
    {0x2044, FoldKind::kWord, 0x2044},  // the slash of a fraction: 1/2 in one character is a word
    {0x2120, FoldKind::kAscii, Ascii(' ')},      {0x2122, FoldKind::kAscii, Ascii(' ')},
    {0x2212, FoldKind::kAscii, Ascii('-')},      {0x3001, FoldKind::kAscii, Ascii(',')},
    {0x3002, FoldKind::kAscii, Ascii('.')},      {0x300C, FoldKind::kQuote, Ascii('"')},
    {0x300D, FoldKind::kQuote, Ascii('"')},      {0x300E, FoldKind::kQuote, Ascii('"')},
    {0x300F, FoldKind::kQuote, Ascii('"')},      {0x301D, FoldKind::kQuote, Ascii('"')},
    {0x301E, FoldKind::kQuote, Ascii('"')},      {0x301F, FoldKind::kQuote, Ascii('"')},
    {0xFF02, FoldKind::kAscii, Ascii('"')},      {0xFF07, FoldKind::kAscii, Ascii('\'')},
    {0xFF61, FoldKind::kAscii, Ascii('.')},      {0xFF62, FoldKind::kQuote, Ascii('"')},
    {0xFF63, FoldKind::kQuote, Ascii('"')},      {0xFF64, FoldKind::kAscii, Ascii(',')},
    {0xFF9E, FoldKind::kComposing, 0xFF9E},      {0xFF9F, FoldKind::kComposing, 0xFF9F},
};

struct Range {
  char32_t first;
  char32_t last;
};

constexpr Range kUnspacedRanges[] = {
    {0x0E01, 0x0E4E}, {0x0E80, 0x0ECF}, {0x0EDC, 0x0EDF}, {0x1000, 0x103F},   {0x1050, 0x109F},
    {0x1780, 0x17DD}, {0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3021, 0x3029},   {0x3040, 0x312F},
    {0x31A0, 0x31BF}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},   {0xA9E0, 0xA9EF},
    {0xA9FA, 0xA9FE}, {0xAA60, 0xAA7F}, {0xF900, 0xFAFF}, {0x1B000, 0x1B16F}, {0x20000, 0x3FFFF},
};

// Scripts written without spaces between words.
bool IsUnspaced(char32_t code_point) {
  if (code_point < kUnspacedRanges[0].first) return false;
  for (const Range& range : kUnspacedRanges) {
    if (code_point <= range.last) return code_point >= range.first;
  }
  return false;
}

// The single code point that NFKC with case folding makes of it, or 0 when it makes several.
char32_t FoldAlone(char32_t code_point) {
  char bytes[4];
  const uint32_t size = EncodeUtf8(code_point, bytes);
  utf8proc_uint8_t* folded = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(bytes), size, &folded,
                   static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                                  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(folded, &std::free);
  if (length <= 0) return 0;
  const std::string_view view(reinterpret_cast<const char*>(folded), static_cast<size_t>(length));
  const Decoded first = DecodeUtf8(view, 0);
  return first.size == view.size() ? first.code_point : 0;
}

bool FoldsToItself(const utf8proc_property_t& property) {
  return property.decomp_seqindex == UINT16_MAX && property.casefold_seqindex == UINT16_MAX;
}

FoldEntry Entry(uint32_t value, FoldKind kind) { return {value & 0xFFFFFF, kind}; }

FoldEntry Word(char32_t code_point, const utf8proc_property_t& property) {
  const bool hangul = code_point >= 0xAC00 && code_point <= 0xD7A3;
  const char32_t folded = hangul || FoldsToItself(property) ? code_point : FoldAlone(code_point);
  if (folded == 0) return Entry(code_point, FoldKind::kExpand);
  return Entry(folded, IsUnspaced(folded) ? FoldKind::kUnspaced : FoldKind::kWord);
}

FoldEntry Mark(char32_t code_point, const utf8proc_property_t& property) {
  if (!FoldsToItself(property) || property.comb_index != UINT16_MAX) {
    return Entry(code_point, FoldKind::kComposing);
  }
  return Entry(code_point,
               property.combining_class == 0 ? FoldKind::kMark : FoldKind::kOrderedMark);
}

bool HasLetterOrDigit(char32_t code_point) {
  utf8proc_int32_t parts[32];
  int boundary = 0;
  const utf8proc_ssize_t count = utf8proc_decompose_char(
      static_cast<utf8proc_int32_t>(code_point), parts, 32,
      static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_COMPAT), &boundary);
  for (utf8proc_ssize_t i = 0; i < count && i < 32; ++i) {
    const utf8proc_category_t category = utf8proc_category(parts[i]);
    if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) return true;
    if (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) return true;
  }
  return false;
}

FoldEntry Symbol(char32_t code_point, const utf8proc_property_t& property) {
  if (FoldsToItself(property)) return Entry(Ascii(' '), FoldKind::kAscii);
  if (HasLetterOrDigit(code_point)) return Entry(code_point, FoldKind::kExpand);
  const char32_t folded = FoldAlone(code_point);
  return Entry(folded > ' ' && folded < 0x7F ? folded : Ascii(' '), FoldKind::kAscii);
}

FoldEntry Classify(char32_t code_point) {
  const utf8proc_property_t& property =
      *utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point));
  // Medial and final Hangul letters that melt with the syllable before them.
  if (code_point >= 0x1160 && code_point <= 0x11FF) return Entry(code_point, FoldKind::kComposing);
  if (property.ignorable) return Entry(0, FoldKind::kDrop);
  switch (property.category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return Word(code_point, property);
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return Mark(code_point, property);
    case UTF8PROC_CATEGORY_CF:
      return Entry(0, FoldKind::kDrop);
    case UTF8PROC_CATEGORY_PD:
      return Entry(Ascii('-'), FoldKind::kAscii);
    case UTF8PROC_CATEGORY_PS:
      return Entry(Ascii('('), FoldKind::kAscii);
    case UTF8PROC_CATEGORY_PE:
      return Entry(Ascii(')'), FoldKind::kAscii);
    default:
      return Symbol(code_point, property);
  }
}

struct BasicPlane {
  BasicPlane() {
    for (char32_t c = 0x80; c < kBasicPlane; ++c) entries[c] = Classify(c);
    for (const Exception& e : kExceptions) entries[e.code_point] = Entry(e.value, e.kind);
  }
  std::array<FoldEntry, kBasicPlane> entries = {};
};

}  // namespace

const FoldEntry* BasicPlaneFold() {
  static const auto* const plane = new BasicPlane();
  return plane->entries.data();
}

FoldEntry LookUpAstralFold(char32_t code_point) { return Classify(code_point); }

LetterCase CaseOf(char32_t code_point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
      return LetterCase::kUpper;
    case UTF8PROC_CATEGORY_LL:
      return LetterCase::kLower;
    default:
      return LetterCase::kNone;
  }
}

bool IsDecimalDigit(char32_t code_point) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code_point)) == UTF8PROC_CATEGORY_ND;
}

}  // namespace newsprint
