// Dates and the arena.
#include "newsprint/article.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace newsprint {
namespace {

using Resolution = Timestamp::Resolution;

constexpr int64_t kTuesday = 1760400000;  // 2025-10-14T00:00:00Z
constexpr int64_t kEvening = kTuesday + 17 * 3600 + 42 * 60;

struct SecondCase {
  const char* text;
  int64_t seconds;
  const char* day;
};

TEST(OrderOfPublication, PutsADayAloneBehindItsTimesAndNothingLast) {
  const char* earliest_first[] = {"2025-10-13", "2025-10-14T08:00:00Z",      "2025-10-14T09:00:00Z",
                                  "2025-10-14", "2025-10-15T01:00:00+09:00", "no date"};
  const char* latest_first[] = {"2025-10-15T01:00:00+09:00",
                                "2025-10-14T09:00:00Z",
                                "2025-10-14T08:00:00Z",
                                "2025-10-14",
                                "2025-10-13",
                                "no date"};
  for (size_t i = 0; i < std::size(earliest_first); ++i) {
    for (size_t j = 0; j < std::size(earliest_first); ++j) {
      EXPECT_EQ(EarliestFirst(ParseTimestamp(earliest_first[i])) <
                    EarliestFirst(ParseTimestamp(earliest_first[j])),
                i < j);
      EXPECT_EQ(LatestFirst(ParseTimestamp(latest_first[i])) <
                    LatestFirst(ParseTimestamp(latest_first[j])),
                i < j);
    }
  }
}

TEST(ParseTimestamp, ReadsTimes) {
  const SecondCase cases[] = {
      // RFC 3339 and its relatives.
      {"2025-10-14T17:42:00+02:00", kEvening - 7200, "2025-10-14"},
      {"2025-10-14T17:42:00Z", kEvening, "2025-10-14"},
      {"2025-10-14t17:42:00z", kEvening, "2025-10-14"},
      {"2025-10-14 17:42:00", kEvening, "2025-10-14"},
      {"2025-10-14T17:42", kEvening, "2025-10-14"},
      {"2025-10-14T17:42+0200", kEvening - 7200, "2025-10-14"},
      {"2025-10-14T17:42:00.123456-05:30", kEvening + 19800, "2025-10-14"},
      {"2025-10-14T17:42:07,5Z", kEvening + 7, "2025-10-14"},
      {"2025-10-14 17:42:00 +0200", kEvening - 7200, "2025-10-14"},
      {"2025-10-14 17:42:00 UTC", kEvening, "2025-10-14"},
      {"2025-10-14T17:42:00+02", kEvening - 7200, "2025-10-14"},
      {"  2025-10-14T17:42:00Z\n", kEvening, "2025-10-14"},
      {"2025-10-14T23:59:60Z", kTuesday + 86400, "2025-10-14"},
      {"20251014174200", kEvening, "2025-10-14"},
      {"20251014T174200Z", kEvening, "2025-10-14"},
      // The day is the local one, as it is written.
      {"2025-10-14T00:30:00+02:00", kTuesday + 1800 - 7200, "2025-10-14"},
      // RFC 2822 and its relatives.
      {"Tue, 14 Oct 2025 17:42:00 +0200", kEvening - 7200, "2025-10-14"},
      {"14 Oct 2025 17:42 GMT", kEvening, "2025-10-14"},
      {"Tue, 14 Oct 2025 17:42:00 EDT", kEvening + 4 * 3600, "2025-10-14"},
      {"Tue, 14 Oct 2025 17:42:00 +0200 (CEST)", kEvening - 7200, "2025-10-14"},
      {"14-OCT-2025 17:42:00.79", kEvening, "2025-10-14"},
      {" 4 October 2025 00:00:00 Z", kTuesday - 10 * 86400, "2025-10-04"},
      {"4 Sept 2025 00:00:00 Z", kTuesday - 40 * 86400, "2025-09-04"},
      // Since 1970.
      {"1760463720", kEvening, "2025-10-14"},
      {"1760463720123", kEvening, "2025-10-14"},
      {"1760463720.25", kEvening, "2025-10-14"},
      {"100000000", 100000000, "1973-03-03"},
      // The ends of the range.
      {"1000-01-01T00:00:00Z", -30610224000, "1000-01-01"},
      {"9999-12-31T23:59:59Z", 253402300799, "9999-12-31"},
  };
  for (const SecondCase& c : cases) {
    const Timestamp timestamp = ParseTimestamp(c.text);
    EXPECT_EQ(timestamp.resolution, Resolution::kSecond) << c.text;
    EXPECT_EQ(timestamp.seconds, c.seconds) << c.text;
    EXPECT_EQ(FormatDay(timestamp), c.day) << c.text;
  }
}

TEST(ParseTimestamp, ReadsDates) {
  const char* const cases[] = {
      "2025-10-14",  "20251014",     "14 Oct 2025",     "Tue, 14 Oct 2025",
      "14-Oct-2025", " 2025-10-14 ", "14 october 2025", "14 Oct 2025 17:42 CEST"};
  for (const char* text : cases) {
    const Timestamp timestamp = ParseTimestamp(text);
    EXPECT_EQ(timestamp.resolution, Resolution::kDay) << text;
    EXPECT_EQ(timestamp.seconds, kTuesday) << text;
    EXPECT_EQ(FormatDay(timestamp), "2025-10-14") << text;
  }
  EXPECT_EQ(FormatDay(ParseTimestamp("2024-02-29")), "2024-02-29");
  EXPECT_EQ(FormatDay(ParseTimestamp("1969-12-31")), "1969-12-31");
}

TEST(ParseTimestamp, KnowsWhatIsNoDate) {
  const char* const cases[] = {"",
                               " ",
                               "yesterday",
                               "2025",
                               "2025-10",
                               "2025-13-01",
                               "2025-02-29",
                               "2025-00-10",
                               "2025-10-32",
                               "20251399",
                               "0999-12-31",
                               "10000-01-01",
                               "2025-10-14T",
                               "2025-10-14X17:42",
                               "2025-10-1417:42",
                               "2025-10-14T24:00:00Z",
                               "2025-10-14T17:60",
                               "2025-10-14T17:42:61",
                               "2025-10-14T17:42:00+",
                               "2025-10-14T17:42:00+2",
                               "2025-10-14T17:42:00+24:00",
                               "2025-10-14T17:42:00+02:00x",
                               "2025-10-14T17:42:00Z and more",
                               "2025-10-14T17:42:00.",
                               "2025/10/14",
                               "14.10.2025",
                               "Tue 14 Oct 2025",
                               "14 Okt 2025",
                               "14 Oct 25",
                               "31 Jun 2025",
                               "12345678",
                               "12345678901234567890",
                               "1760463720.",
                               "1760463720.5.5",
                               "-1760463720",
                               "1.7e9",
                               "(",
                               ")",
                               "()",
                               "00000000",
                               "\xFF\xFE"};
  for (const char* text : cases) {
    EXPECT_FALSE(ParseTimestamp(text).known()) << text;
    EXPECT_EQ(FormatDay(ParseTimestamp(text)), "") << text;
  }
}

TEST(ParseTimestamp, AgreesWithCountingDays) {
  int32_t day = ParseTimestamp("1000-01-01").day;
  for (int year = 1000; year <= 9999; ++year) {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const std::string new_year = std::to_string(year) + "-01-01";
    ASSERT_EQ(ParseTimestamp(new_year).day, day);
    ASSERT_EQ(FormatDay(ParseTimestamp(new_year)), new_year);
    ASSERT_EQ(ParseTimestamp(std::to_string(year) + "-02-29").known(), leap);
    day += leap ? 366 : 365;
  }
}

TEST(CompareTimestamps, ComparesAtTheCoarserResolution) {
  const struct {
    const char* a;
    const char* b;
    int expected;
  } cases[] = {
      {"2025-10-14T10:00:00Z", "2025-10-14T10:00:01Z", -1},
      {"2025-10-14T10:00:00Z", "2025-10-14T12:00:00+02:00", 0},
      {"2025-10-14", "2025-10-14T10:00:00Z", 0},
      {"2025-10-14", "2025-10-15T00:00:00Z", -1},
      {"2025-10-14", "2025-10-15", -1},
      {"2025-10-14", "2025-10-14", 0},
      // 2025-10-14 in UTC, but written as the 15th.
      {"2025-10-14", "2025-10-15T00:30:00+02:00", -1},
      {"2025-10-14", "", 0},
      {"", "", 0},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(CompareTimestamps(ParseTimestamp(c.a), ParseTimestamp(c.b)), c.expected)
        << c.a << " " << c.b;
    EXPECT_EQ(CompareTimestamps(ParseTimestamp(c.b), ParseTimestamp(c.a)), -c.expected)
        << c.a << " " << c.b;
  }
}

TEST(Arena, KeepsWhatItIsGiven) {
  std::mt19937_64 random(3);
  Arena arena;
  std::vector<std::pair<std::string, std::string_view>> copies;
  for (int i = 0; i < 2000; ++i) {
    const size_t size = i % 100 == 0 ? 300000 : random() % 700;
    std::string bytes(size, static_cast<char>('a' + i % 26));
    const std::string_view copy = arena.Copy(bytes);
    copies.emplace_back(std::move(bytes), copy);
  }
  const Arena moved = std::move(arena);
  for (const auto& [bytes, copy] : copies) ASSERT_EQ(bytes, copy);
  EXPECT_GE(moved.bytes(), size_t{20} * 300000);
}

TEST(Arena, HoldsLittleMoreThanItIsAskedFor) {
  for (const size_t size : {1u, 100u, 3000u, 6000u, 50000u, 1000000u}) {
    Arena arena;
    size_t asked = 0;
    for (int i = 0; i < 200; ++i, asked += size) arena.Allocate(size);
    EXPECT_LE(arena.bytes(), asked + asked / 3 + 256) << size;
  }
}

TEST(Arena, TakesBytesBack) {
  Arena arena;
  char* first = arena.Allocate(100);
  std::memset(first, 'x', 40);
  arena.GiveBack(60);
  char* second = arena.Allocate(60);
  std::memset(second, 'y', 60);
  EXPECT_EQ(second, first + 40);
  EXPECT_EQ(std::string_view(first, 40), std::string(40, 'x'));
}

TEST(Arena, GivesWhatIsReservedInOnePiece) {
  Arena arena;
  arena.Allocate(10);
  arena.Reserve(1000000);
  const size_t bytes = arena.bytes();
  const char* next = arena.Allocate(1);
  for (size_t left = 999999; left > 0;) {
    const size_t size = std::min<size_t>(left, 7777);
    char* piece = arena.Allocate(size);
    ASSERT_EQ(piece, next + 1);
    std::memset(piece, 'x', size);
    next = piece + size - 1;
    left -= size;
  }
  EXPECT_EQ(arena.bytes(), bytes);
}

TEST(Arena, IsEmptyWhenMovedFrom) {
  Arena arena;
  const std::string_view kept = arena.Copy("kept");
  Arena moved = std::move(arena);
  EXPECT_EQ(arena.bytes(), 0u);  // NOLINT(bugprone-use-after-move): promised
  EXPECT_EQ(arena.Copy("other"), "other");
  EXPECT_EQ(kept, "kept");
  EXPECT_GT(moved.bytes(), 0u);
}

}  // namespace
}  // namespace newsprint
