// Bytes that are not UTF-8.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>

#include "newsprint/io.h"

namespace newsprint {
namespace {

TEST(RepairUtf8, ReplacesMaximalSubparts) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"plain", "plain"},
      {"na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80", "na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80"},
      {"\xEF\xBB\xBFmark", "mark"},
      {"\xEF\xBB\xBF\xEF\xBB\xBFsecond mark", "\xEF\xBB\xBFsecond mark"},
      {"caf\xE9", "caf\uFFFD"},
      {"\x80", "\uFFFD"},
      {"\xC0\xAF", "\uFFFD\uFFFD"},
      {"\xE2\x82\"", "\uFFFD\""},                        // a cut character: one
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // a surrogate: three
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // above U+10FFFF
      // The example of the Unicode Standard, table 3-11.
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
       "A",
       "\uFFFD\uFFFD\uFFFD\uFFFD"
       "A"},
  };
  for (const auto& [bytes, expected] : cases) EXPECT_EQ(RepairUtf8(bytes), expected);
  EXPECT_EQ(RepairUtf8(std::string_view("a\0b\xFF", 4)), std::string("a\0b\uFFFD", 6));
}

TEST(RepairUtf8, LeavesWellFormedCharactersAndMakesTheRestWellFormed) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 40, ' ');
    for (char& c : bytes) c = static_cast<char>(random() % 2 ? 0x80 + random() % 128 : 'a');
    const std::string repaired = RepairUtf8(bytes);
    ASSERT_TRUE(IsValidUtf8(repaired));
    ASSERT_EQ(RepairUtf8("." + repaired), "." + repaired);
    if (IsValidUtf8(bytes)) {
      ASSERT_EQ(RepairUtf8("." + bytes), "." + bytes);
    }
  }
}

}  // namespace
}  // namespace newsprint
