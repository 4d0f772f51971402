// Records. simdjson indexes a line with SIMD and checks its UTF-8 and its quotation marks; its
// On-Demand interface then walks over the object without building anything. Values are taken from
// the index as raw tokens and decoded here, straight into the arena, because
//  * simdjson refuses strings with half a surrogate pair (also in fields nobody asked for), which
//    real feeds contain when a title was cut in the middle of an emoji, and
//  * On-Demand's own string decoder is the scalar one in a baseline build; runs between escapes are
//    copied here at the speed of memchr and memcpy.
// A line that is not UTF-8 is repaired first, and only such a line is copied.
//
// What On-Demand skips it does not check: a record may be accepted although a value that newsprint
// does not read is malformed.
#include "io/json_record.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "io/utf8.h"
#include "newsprint/article.h"

namespace newsprint {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(kBlockPadding >= simdjson::SIMDJSON_PADDING);

constexpr std::string_view kFieldNames[kFields] = {"text", "id",     "title",    "source",
                                                   "url",  "byline", "language", "published"};
constexpr std::string_view kAliases[kFields] = {"", "", "", "series", "", "", "", "date"};

constexpr std::string_view kBlanks = " \t\r\n";

// A value as it stands in the line.
struct Value {
  enum class Type : uint8_t { kAbsent, kNull, kNumber, kString, kOther };

  Type type = Type::kAbsent;
  size_t rank = 0;
  std::string_view raw;  // of a string: without the quotation marks

  bool usable() const { return type == Type::kNumber || type == Type::kString; }
};
using Values = std::array<Value, kFields>;

// What is still to be matched of a place, at some depth.
struct Wanted {
  std::string_view path;
  Field field;
  size_t rank;
};
using WantedList = std::vector<Wanted>;

std::string_view WithoutBlanksAtEnd(std::string_view text) {
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

const char* Describe(simdjson::error_code error) {
  switch (error) {
    case simdjson::UNCLOSED_STRING:
      return "not JSON: a string is not closed";
    case simdjson::UNESCAPED_CHARS:
      return "not JSON: a control character inside a string";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return "not JSON: the object does not end in its line";
    case simdjson::INCORRECT_TYPE:
      return "not a JSON object";
    case simdjson::MEMALLOC:
      return "out of memory";
    default:
      return "not JSON";
  }
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The number in "\uXXXX" at the start of `raw`, or -1.
int32_t UnicodeEscape(std::string_view raw) {
  if (raw.size() < 6 || raw[0] != '\\' || raw[1] != 'u') return -1;
  int32_t value = 0;
  for (size_t i = 2; i < 6; ++i) {
    const int digit = HexDigit(raw[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

bool IsHighSurrogate(int32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLowSurrogate(int32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Decodes the "\uXXXX", or the pair of them, at the start of *raw.
char* DecodeUnicodeEscape(std::string_view* raw, char* out) {
  const int32_t unit = UnicodeEscape(*raw);
  if (unit < 0) return nullptr;
  raw->remove_prefix(6);
  if (IsHighSurrogate(unit)) {
    const int32_t low = UnicodeEscape(*raw);
    if (IsLowSurrogate(low)) {
      raw->remove_prefix(6);
      return EncodeUtf8(static_cast<uint32_t>(0x10000 + ((unit - 0xD800) << 10) + low - 0xDC00),
                        out);
    }
  }
  if (IsHighSurrogate(unit) || IsLowSurrogate(unit)) return EncodeUtf8(0xFFFD, out);
  return EncodeUtf8(static_cast<uint32_t>(unit), out);
}

// Decodes the escape at the start of *raw.
char* DecodeEscape(std::string_view* raw, char* out) {
  if (raw->size() < 2) return nullptr;
  if ((*raw)[1] == 'u') return DecodeUnicodeEscape(raw, out);
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const size_t which = kLetters.find((*raw)[1]);
  if (which == std::string_view::npos) return nullptr;
  raw->remove_prefix(2);
  *out = kMeanings[which];
  return out + 1;
}

// The characters of a key, which stands in the index without its end.
std::string_view RawKey(ondemand::raw_json_string key) {
  const char* begin = key.raw();
  const char* end = begin;
  while (*end != '"') end += *end == '\\' ? 2 : 1;  // the index has seen the end
  return {begin, static_cast<size_t>(end - begin)};
}

// Fills `values` from one object and the objects inside it that `wanted` leads to. Its recursion is
// as deep as the longest place has dots.
class Collector {
 public:
  explicit Collector(Values* values) : values_(values) {}

  simdjson::error_code Collect(ondemand::object object, const WantedList& wanted) {
    for (auto field : object) {
      if (field.error()) return field.error();
      ondemand::raw_json_string raw_key;
      if (auto error = field.key().get(raw_key)) return error;
      std::string decoded;  // allocates only when the key has escapes
      const std::string_view key = DecodeKey(RawKey(raw_key), &decoded);
      ondemand::value value;
      if (auto error = field.value().get(value)) return error;
      if (auto error = TakeValue(key, value, wanted)) return error;
    }
    return simdjson::SUCCESS;
  }

 private:
  static std::string_view DecodeKey(std::string_view raw, std::string* decoded) {
    if (raw.find('\\') == std::string_view::npos) return raw;
    decoded->resize(raw.size());
    const char* end = DecodeJsonString(raw, decoded->data());
    return end == nullptr
               ? raw
               : std::string_view(decoded->data(), static_cast<size_t>(end - decoded->data()));
  }

  simdjson::error_code TakeValue(std::string_view key, ondemand::value value,
                                 const WantedList& wanted) {
    WantedList inside;
    for (const Wanted& place : wanted) {
      if (place.path.substr(0, key.size()) != key) continue;
      if (place.path.size() == key.size()) {
        if (auto error = Take(place, value)) return error;
      } else if (place.path[key.size()] == '.') {
        inside.push_back({place.path.substr(key.size() + 1), place.field, place.rank});
      }
    }
    if (inside.empty()) return simdjson::SUCCESS;
    ondemand::object object;
    const simdjson::error_code error = value.get_object().get(object);
    if (error == simdjson::INCORRECT_TYPE) return simdjson::SUCCESS;
    return error ? error : Collect(object, inside);
  }

  simdjson::error_code Take(const Wanted& place, ondemand::value value) {
    Value& known = (*values_)[static_cast<size_t>(place.field)];
    if (known.usable() && known.rank <= place.rank) return simdjson::SUCCESS;
    Value found;
    found.rank = place.rank;
    ondemand::json_type type;
    if (auto error = value.type().get(type)) return error;
    found.raw = WithoutBlanksAtEnd(value.raw_json_token());
    found.type = Value::Type::kOther;
    if (type == ondemand::json_type::null) {
      if (found.raw != "null") return simdjson::N_ATOM_ERROR;
      found.type = Value::Type::kNull;
    } else if (type == ondemand::json_type::number) {
      if (found.raw.find_first_not_of("0123456789+-.eE") != std::string_view::npos) {
        return simdjson::NUMBER_ERROR;
      }
      found.type = Value::Type::kNumber;
    } else if (type == ondemand::json_type::string) {
      if (found.raw.size() < 2 || found.raw.back() != '"') return simdjson::STRING_ERROR;
      found.raw = found.raw.substr(1, found.raw.size() - 2);
      found.type = Value::Type::kString;
    }
    if (found.usable() || known.type == Value::Type::kAbsent) known = found;
    return simdjson::SUCCESS;
  }

  Values* values_;
};

// Parses lines into `parsed`. One simdjson parser serves a whole block: its index is allocated
// once.
class RecordParser {
 public:
  RecordParser(const std::vector<FieldPlace>& places, ParsedBlock* parsed) : parsed_(parsed) {
    for (const FieldPlace& place : places) {
      wanted_.push_back({place.path, place.field, place.rank});
      if (place.field == Field::kText && text_name_.empty()) text_name_ = place.path;
    }
  }

  void Parse(std::string_view line, uint64_t number) {
    std::string problem = Index(line);
    std::string repaired;  // lives until the values are decoded
    if (invalid_utf8_) {
      if (!parsed_->repaired) parsed_->repaired = {number, std::string(kNotUtf8)};
      repaired = RepairUtf8(line);
      const size_t size = repaired.size();
      repaired.append(kBlockPadding, '\0');
      problem = Index(std::string_view(repaired).substr(0, size));
    }
    if (problem.empty()) problem = AddArticle(number);
    if (!problem.empty()) parsed_->problems.push_back({number, std::move(problem)});
  }

 private:
  // Sets values_, whose views stand in `line`. Returns what is wrong, or "".
  std::string Index(std::string_view line) {
    values_ = {};
    ondemand::document document;
    const auto error =
        parser_.iterate(line.data(), line.size(), line.size() + kBlockPadding).get(document);
    invalid_utf8_ = error == simdjson::UTF8_ERROR;
    if (error) return Describe(error);
    ondemand::object object;
    if (auto wrong = document.get_object().get(object)) return Describe(wrong);
    if (auto wrong = Collector(&values_).Collect(object, wanted_)) return Describe(wrong);
    const bool at_end = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    return at_end ? "" : "not JSON: something follows the object";
  }

  std::string AddArticle(uint64_t number) {
    const Value& text = values_[static_cast<size_t>(Field::kText)];
    if (text.type == Value::Type::kAbsent) return absl::StrCat("\"", text_name_, "\" is missing");
    if (text.type != Value::Type::kNull && text.type != Value::Type::kString) {
      return absl::StrCat("\"", text_name_, "\" is not a string");
    }
    for (size_t i = 0; i < kFields; ++i) {
      if (values_[i].raw.size() <= kLongestField) continue;
      return absl::StrCat("\"", std::string(kFieldNames[i]), "\"", std::string(kTooLong));
    }
    Article article;
    if (!Decode(number, &article)) return "not JSON: a bad escape inside a string";
    parsed_->batch.articles.push_back(article);
    parsed_->lines.push_back(number);
    return "";
  }

  // All fields into one piece of the arena: a decoded string is never longer than its raw form. The
  // date comes last, since nothing of it is kept.
  bool Decode(uint64_t number, Article* article) {
    size_t most = 0;
    for (const Value& value : values_) most += value.usable() ? value.raw.size() : 0;
    Arena& arena = parsed_->batch.arena;
    char* const begin = arena.Allocate(most);
    char* end = begin;
    bool good = true;
    std::string_view decoded[kFields];
    for (size_t i = 0; good && i < kFields; ++i) {
      char* const start = end;
      end = DecodeValue(values_[i], start);
      good = end != nullptr;
      if (good) decoded[i] = {start, static_cast<size_t>(end - start)};
    }
    const auto field = [&](Field f) { return decoded[static_cast<size_t>(f)]; };
    const char* const kept = good ? field(Field::kPublished).data() : begin;
    article->published = ParseTimestamp(field(Field::kPublished));
    if (good && !article->published.known()) NoteDate(number, field(Field::kPublished));
    arena.GiveBack(most - static_cast<size_t>(kept - begin));
    article->text = WithoutByteOrderMark(field(Field::kText));
    article->id = field(Field::kId);
    article->title = field(Field::kTitle);
    article->source = field(Field::kSource);
    article->url = field(Field::kUrl);
    article->byline = field(Field::kByline);
    article->language = field(Field::kLanguage);
    return good;
  }

  void NoteDate(uint64_t number, std::string_view date) {
    constexpr size_t kMost = 40;  // what is longer is no date at all
    if (parsed_->undated || date.find_first_not_of(kBlanks) == std::string_view::npos) return;
    const std::string shown = RepairUtf8(date.substr(0, kMost));
    parsed_->undated = {number, absl::StrCat("the date \"", shown, "\" has no form that is known,",
                                             " the article counts as undated")};
  }

  static char* DecodeValue(const Value& value, char* out) {
    if (value.type == Value::Type::kString) return DecodeJsonString(value.raw, out);
    return value.usable() ? std::copy(value.raw.begin(), value.raw.end(), out) : out;
  }

  ParsedBlock* parsed_;
  std::string text_name_;  // as the records have it
  WantedList wanted_;
  ondemand::parser parser_;
  Values values_;
  bool invalid_utf8_ = false;
};

std::optional<Field> FieldByName(std::string_view name) {
  const auto* found = std::find(std::begin(kFieldNames), std::end(kFieldNames), name);
  if (found == std::end(kFieldNames)) return std::nullopt;
  return static_cast<Field>(found - kFieldNames);
}

}  // namespace

char* DecodeJsonString(std::string_view raw, char* out) {
  while (!raw.empty()) {
    if (raw.front() == '\\') {
      out = DecodeEscape(&raw, out);
      if (out == nullptr) return nullptr;
      continue;
    }
    const size_t run = std::min(raw.find('\\'), raw.size());
    std::memcpy(out, raw.data(), run);
    out += run;
    raw.remove_prefix(run);
  }
  return out;
}

absl::StatusOr<std::vector<FieldPlace>> FieldPlaces(
    const std::vector<ReadOptions::FieldName>& fields) {
  std::vector<FieldPlace> places;
  bool named[kFields] = {};
  for (const ReadOptions::FieldName& name : fields) {
    const std::optional<Field> field = FieldByName(name.field);
    if (!field) {
      return absl::InvalidArgumentError(
          absl::StrCat("no field is called \"", name.field,
                       "\": text, id, title, source, url, byline, published and language are"));
    }
    if (name.path.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("the place of the field \"", name.field, "\" is empty"));
    }
    named[static_cast<size_t>(*field)] = true;
    places.push_back({*field, places.size(), name.path});
  }
  for (size_t i = 0; i < kFields; ++i) {
    if (named[i]) continue;
    places.push_back({static_cast<Field>(i), 0, std::string(kFieldNames[i])});
    if (!kAliases[i].empty())
      places.push_back({static_cast<Field>(i), 1, std::string(kAliases[i])});
  }
  return places;
}

ParsedBlock ParseRecords(const RawBlock& block, const std::vector<FieldPlace>& places) {
  ParsedBlock parsed;
  parsed.input = block.input;
  // One piece for all of the block: what is decoded is never longer than its raw form.
  parsed.batch.arena.Reserve(block.size);
  RecordParser parser(places, &parsed);
  std::string_view rest(block.bytes.get(), block.size);
  for (uint64_t number = block.first_line; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::string_view record = WithoutByteOrderMark(line);
    if (record.find_first_not_of(kBlanks) != std::string_view::npos) parser.Parse(record, number);
  }
  return parsed;
}

}  // namespace newsprint
