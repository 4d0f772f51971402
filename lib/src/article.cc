// Articles' memory and dates.
//
// Dates are read by a cursor over the characters: absl::ParseTime needs about a microsecond for
// each format that it tries, which is more than the rest of a short record costs.
#include "newsprint/article.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

#include "month.h"

namespace newsprint {
namespace {

// A chunk is a quarter of what the arena holds already, so that the arena of one short text is
// small (a folder may hold 100,000 of them) and that of a block of records has few chunks.
constexpr size_t kSmallestChunk = 256;
constexpr size_t kLargestChunk = size_t{128} << 10;

constexpr int64_t kSecondsPerDay = 86400;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// What is left of a text that is read from the front.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool Accept(char c) {
    if (peek() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void SkipBlanks() {
    while (!rest_.empty() && IsBlank(rest_.front())) rest_.remove_prefix(1);
  }

  // A number of `least` to `most` digits; at most 9, so that it fits.
  std::optional<int> Number(size_t least, size_t most) {
    size_t length = 0;
    int value = 0;
    while (length < most && length < rest_.size() && IsDigit(rest_[length])) {
      value = value * 10 + (rest_[length++] - '0');
    }
    if (length < least) return std::nullopt;
    rest_.remove_prefix(length);
    return value;
  }

  std::string_view Letters() {
    size_t length = 0;
    while (length < rest_.size() && IsLetter(rest_[length])) ++length;
    std::string_view letters = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return letters;
  }

 private:
  std::string_view rest_;
};

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

std::optional<int32_t> DayNumber(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (year < 1000 || year > 9999 || !date.ok()) return std::nullopt;
  return static_cast<int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

Timestamp OfDay(int32_t day) { return {day * kSecondsPerDay, day, Timestamp::Resolution::kDay}; }

Timestamp OfSeconds(int64_t seconds) {
  const int64_t day = (seconds - (seconds < 0 ? kSecondsPerDay - 1 : 0)) / kSecondsPerDay;
  return {seconds, static_cast<int32_t>(day), Timestamp::Resolution::kSecond};
}

// Seconds to subtract for a zone, or nothing when the name says nothing. The names are those of
// RFC 2822.
std::optional<int> NamedZone(std::string_view name) {
  static constexpr struct {
    std::string_view name;
    int hours;
  } kZones[] = {{"Z", 0},    {"UTC", 0},  {"GMT", 0},  {"UT", 0},   {"EST", -5}, {"EDT", -4},
                {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
  for (const auto& zone : kZones) {
    if (EqualsIgnoringCase(name, zone.name)) return zone.hours * 3600;
  }
  return std::nullopt;
}

// "+02:00", "+0200" or "+02", the sign not yet read.
std::optional<int> NumericZone(Cursor* cursor) {
  const int sign = cursor->Accept('-') ? -1 : 1;
  if (sign == 1) cursor->Accept('+');
  const std::optional<int> hours = cursor->Number(2, 2);
  const bool colon = cursor->Accept(':');
  const std::optional<int> minutes = cursor->Number(colon ? 2 : 0, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

// The rest of a timestamp whose date is read: "17:42[:00[.00]] [zone] [(comment)]", also without
// the colons.
Timestamp ParseTimeOfDay(int32_t day, Cursor* cursor) {
  const std::optional<int> hour = cursor->Number(2, 2);
  const bool colon = cursor->Accept(':');
  const std::optional<int> minute = cursor->Number(2, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return {};
  int second = 0;
  if (colon ? cursor->Accept(':') : IsDigit(cursor->peek())) {
    const std::optional<int> read = cursor->Number(2, 2);
    if (!read || *read > 60) return {};  // 60: a leap second
    second = *read;
    if (cursor->Accept('.') || cursor->Accept(',')) {
      if (!cursor->Number(1, 1)) return {};
      while (cursor->Number(1, 1)) continue;
    }
  }
  const int64_t local = day * kSecondsPerDay + *hour * 3600 + *minute * 60 + second;
  cursor->SkipBlanks();
  std::optional<int> offset = 0;
  if (IsLetter(cursor->peek())) {
    offset = NamedZone(cursor->Letters());
    if (!offset && cursor->done()) return OfDay(day);
  } else if (!cursor->done()) {
    offset = NumericZone(cursor);
  }
  if (!offset || !cursor->done()) return {};
  return {local - *offset, day, Timestamp::Resolution::kSecond};
}

// "2025-10-14" or "20251014", alone or with a time behind it.
Timestamp ParseIso(std::string_view text) {
  Cursor cursor(text);
  const std::optional<int> year = cursor.Number(4, 4);
  const bool dash = cursor.Accept('-');
  const std::optional<int> month = cursor.Number(2, 2);
  if (!year || !month || cursor.Accept('-') != dash) return {};
  const std::optional<int> day_of_month = cursor.Number(2, 2);
  if (!day_of_month) return {};
  const std::optional<int32_t> day = DayNumber(*year, *month, *day_of_month);
  if (!day) return {};
  if (cursor.done()) return OfDay(*day);
  const bool marked = cursor.Accept('T') || cursor.Accept('t') || cursor.Accept(' ');
  if (dash && !marked) return {};
  cursor.SkipBlanks();
  return ParseTimeOfDay(*day, &cursor);
}

// "[Tue, ]14 Oct 2025", alone or with a time behind it; '-' may stand for the blanks of the date.
Timestamp ParseMail(std::string_view text) {
  Cursor cursor(text);
  if (!cursor.Letters().empty() && !cursor.Accept(',')) return {};
  cursor.SkipBlanks();
  const std::optional<int> day_of_month = cursor.Number(1, 2);
  if (!cursor.Accept('-')) cursor.SkipBlanks();
  const int month = MonthNumber(cursor.Letters());
  if (!cursor.Accept('-')) cursor.SkipBlanks();
  const std::optional<int> year = cursor.Number(4, 4);
  if (!day_of_month || !year) return {};
  const std::optional<int32_t> day = DayNumber(*year, month, *day_of_month);
  if (!day) return {};
  if (cursor.done()) return OfDay(*day);
  if (!IsBlank(cursor.peek())) return {};
  cursor.SkipBlanks();
  return ParseTimeOfDay(*day, &cursor);
}

// Seconds or milliseconds since 1970. Shorter numbers are days or years more likely than seconds of
// the early seventies, longer ones no date at all.
Timestamp ParseEpoch(std::string_view digits) {
  if (digits.size() < 9 || digits.size() > 13) return {};
  int64_t value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return OfSeconds(digits.size() >= 12 ? value / 1000 : value);
}

// Mail software adds the zone's name: "... +0200 (CEST)".
std::string_view WithoutComment(std::string_view text) {
  if (text.empty() || text.back() != ')') return text;
  const size_t open = text.rfind('(');
  return open == std::string_view::npos ? text : Trim(text.substr(0, open));
}

}  // namespace

int CompareTimestamps(const Timestamp& a, const Timestamp& b) {
  if (!a.known() || !b.known()) return 0;
  const bool seconds = a.resolution == Timestamp::Resolution::kSecond &&
                       b.resolution == Timestamp::Resolution::kSecond;
  const int64_t x = seconds ? a.seconds : a.day;
  const int64_t y = seconds ? b.seconds : b.day;
  return (x > y) - (x < y);
}

std::pair<int32_t, int64_t> EarliestFirst(const Timestamp& timestamp) {
  const bool timed = timestamp.resolution == Timestamp::Resolution::kSecond;
  return {timestamp.known() ? timestamp.day : INT32_MAX, timed ? timestamp.seconds : INT64_MAX};
}

std::pair<int32_t, int64_t> LatestFirst(const Timestamp& timestamp) {
  const bool timed = timestamp.resolution == Timestamp::Resolution::kSecond;
  return {timestamp.known() ? -timestamp.day : INT32_MAX, timed ? -timestamp.seconds : INT64_MAX};
}

Timestamp ParseTimestamp(std::string_view text) {
  text = WithoutComment(Trim(text));
  const std::string_view whole = text.substr(0, text.find('.'));
  if (AllDigits(whole)) {
    if (text.size() != whole.size()) {
      return whole.size() <= 11 && AllDigits(text.substr(whole.size() + 1)) ? ParseEpoch(whole)
                                                                            : Timestamp{};
    }
    return whole.size() == 8 || whole.size() == 14 ? ParseIso(whole) : ParseEpoch(whole);
  }
  const Timestamp iso = ParseIso(text);
  return iso.known() ? iso : ParseMail(text);
}

std::string FormatDay(const Timestamp& timestamp) {
  if (!timestamp.known()) return "";
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(timestamp.day))};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

Arena::Arena(Arena&& other) noexcept { *this = std::move(other); }

Arena& Arena::operator=(Arena&& other) noexcept {
  chunks_ = std::exchange(other.chunks_, {});
  bytes_ = std::exchange(other.bytes_, 0);
  next_ = std::exchange(other.next_, nullptr);
  left_ = std::exchange(other.left_, 0);
  return *this;
}

std::string_view Arena::Copy(std::string_view bytes) {
  if (bytes.empty()) return {};
  char* copy = Allocate(bytes.size());
  std::memcpy(copy, bytes.data(), bytes.size());
  return {copy, bytes.size()};
}

void Arena::Reserve(size_t size) {
  if (next_ != nullptr && size <= left_) return;
  const size_t chunk = std::max(size, std::clamp(bytes_ / 4, kSmallestChunk, kLargestChunk));
  chunks_.emplace_back(new char[chunk]);  // make_unique would clear it
  bytes_ += chunk;
  next_ = chunks_.back().get();
  left_ = chunk;
}

char* Arena::Allocate(size_t size) {
  Reserve(size);
  left_ -= size;
  return std::exchange(next_, next_ + size);
}

void Arena::GiveBack(size_t size) {
  next_ -= size;
  left_ += size;
}

}  // namespace newsprint
