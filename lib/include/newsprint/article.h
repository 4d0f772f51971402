// Articles: what newsprint reads, and what every stage takes.
//
// An Article is a handful of views into memory that somebody else owns: an ArticleBatch filled by a
// reader (io.h), rows of a database, strings of another language. Nothing is copied and nothing is
// changed; every offset that newsprint reports counts bytes of `text`.
//
//   newsprint::Article article;
//   article.id = "wire-17";
//   article.text = body;                                   // valid UTF-8, see RepairUtf8 in io.h
//   article.source = "Meridian";
//   article.published = newsprint::ParseTimestamp("2025-10-14T17:42:00+02:00");
//
// Cost: 136 bytes an article besides the text itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsprint {

// The dense number of an article, counted in input order from 0. 32 bits: four billion articles.
using Ordinal = uint32_t;

// A half-open range [begin, end). The unit (bytes, tokens) is said where a Span is used.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  friend bool operator==(const Span&, const Span&) = default;
};

// When an article was published, at the resolution its metadata has.
struct Timestamp {
  enum class Resolution : uint8_t { kNone, kDay, kSecond };

  int64_t seconds = 0;  // since 1970-01-01T00:00:00Z; for kDay midnight of that day
  int32_t day = 0;      // days since 1970-01-01 of the local date as it was written
  Resolution resolution = Resolution::kNone;

  bool known() const { return resolution != Resolution::kNone; }
};

// -1, 0 or +1 as `a` is earlier than, undecided against, or later than `b`. Compared at the coarser
// resolution of the two: a date against a time of the same day says nothing (0), as does a missing
// timestamp.
int CompareTimestamps(const Timestamp& a, const Timestamp& b);

// What articles are put in order of publication by: the smaller key comes first. A day alone comes
// behind the times of that day, which say more; a missing timestamp comes last in both directions.
// Unlike CompareTimestamps this is an order of all: days go before times, so that it has no circles
// where times of several zones and days alone meet.
std::pair<int32_t, int64_t> EarliestFirst(const Timestamp& timestamp);
std::pair<int32_t, int64_t> LatestFirst(const Timestamp& timestamp);

// Reads
//   RFC 3339         "2025-10-14T17:42:00+02:00", also with a blank for the T, without
//                    seconds, with fractions, with the zone as "+0200" or "+02"
//   dates alone      "2025-10-14", "20251014", "14 Oct 2025"
//   RFC 2822         "Tue, 14 Oct 2025 17:42:00 +0200", the wires' "14-OCT-2025 17:42:00.00"
//   without marks    "20251014174200", "20251014T174200Z"
//   since 1970       seconds of 9 to 11 digits, also with a fraction ("1760456520.25"), and
//                    milliseconds of 12 or 13 ("1760456520250")
// Blanks around it do not count; months are written out or cut to three letters or more. A time
// without zone counts as UTC; one with a zone name that RFC 2822 does not define keeps its day
// alone. Anything else, and any year outside 1000..9999, gives resolution kNone.
Timestamp ParseTimestamp(std::string_view text);

// The date as "2025-10-14", or "" when the timestamp is unknown.
std::string FormatDay(const Timestamp& timestamp);

struct Article {
  std::string_view id;      // unique within a corpus
  std::string_view text;    // the body; valid UTF-8
  std::string_view title;   // metadata, never fingerprinted
  std::string_view source;  // the outlet as its feed names it
  std::string_view url;     // for the registered domain
  std::string_view byline;
  std::string_view language;  // ISO 639-1 ("en"), possibly with a region ("en-GB"); "" = unknown
  Timestamp published;
};

// Bytes that stay where they are until the arena is destroyed. Not thread-safe. A moved-from arena
// is empty and can be used again.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&& other) noexcept;
  Arena& operator=(Arena&& other) noexcept;

  // A copy of `bytes` that lives as long as the arena.
  std::string_view Copy(std::string_view bytes);

  // `size` writable bytes (uninitialised) that live as long as the arena.
  char* Allocate(size_t size);

  // Makes room for `size` bytes in one piece, none of which is used yet.
  void Reserve(size_t size);

  // Takes back the last `size` bytes of the latest Allocate, so that a writer can ask for the most
  // it may need.
  void GiveBack(size_t size);

  // Bytes held, counting what is reserved but not used yet.
  size_t bytes() const { return bytes_; }

 private:
  std::vector<std::unique_ptr<char[]>> chunks_;
  size_t bytes_ = 0;
  char* next_ = nullptr;
  size_t left_ = 0;
};

// Articles and the memory that their views point into. Movable, not copyable; moving keeps views
// valid.
struct ArticleBatch {
  std::vector<Article> articles;
  Arena arena;
};

}  // namespace newsprint
