// Values as they are written: JSON, HTML, offsets, numbers and columns.
#include <gtest/gtest.h>

#include <string>

#include "report/display.h"
#include "report/html.h"
#include "report/json.h"
#include "report/offsets.h"
#include "report/verdict.h"

namespace newsprint {
namespace {

TEST(Json, EscapesAndRepairs) {
  std::string out;
  JsonWriter json(&out);
  json.Open('{').Field("a\"b", "x\\y\n\t\x01\x7F ü").Field("n", 7u).Key("list").Open('[');
  json.String("\xFF!").Open('[').Close(']').Number(0).Close(']').Close('}').EndLine();
  EXPECT_EQ(out,
            "{\"a\\\"b\":\"x\\\\y\\n\\t\\u0001\\u007f ü\",\"n\":7,"
            "\"list\":[\"\uFFFD!\",[],0]}\n");
}

TEST(Json, ThousandthsAreExact) {
  const std::pair<uint32_t, std::string> cases[] = {{0, "0.000"},    {1, "0.001"},
                                                    {731, "0.731"},  {999, "0.999"},
                                                    {1000, "1.000"}, {12345, "12.345"}};
  for (const auto& [value, expected] : cases) {
    std::string out;
    AppendThousandths(value, &out);
    EXPECT_EQ(out, expected);
  }
}

TEST(Offsets, ConvertInOnePass) {
  const std::string text = "aß漢𝒳e\u0301.";  // 1, 2, 3, 4, 1, 2, 1 bytes
  const std::vector<Span> spans = {{6, 14}, {0, 1}, {1, 3}, {10, 14}, {14, 14}};
  const std::vector<Span> codepoints = {{3, 7}, {0, 1}, {1, 2}, {4, 7}, {7, 7}};
  const std::vector<Span> utf16 = {{3, 8}, {0, 1}, {1, 2}, {5, 8}, {8, 8}};
  const OffsetMap bytes(text, OffsetUnit::kByte, spans);
  const OffsetMap to_codepoint(text, OffsetUnit::kCodepoint, spans);
  const OffsetMap to_utf16(text, OffsetUnit::kUtf16, spans);
  for (size_t i = 0; i < spans.size(); ++i) {
    EXPECT_EQ(bytes.Convert(spans[i]), spans[i]);
    EXPECT_EQ(to_codepoint.Convert(spans[i]), codepoints[i]) << i;
    EXPECT_EQ(to_utf16.Convert(spans[i]), utf16[i]) << i;
  }
}

TEST(Display, NumbersPeopleRead) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(37554), "37,554");
  EXPECT_EQ(Grouped(1234567), "1,234,567");
  EXPECT_EQ(ByteSize(47), "47 bytes");
  EXPECT_EQ(ByteSize(240273616), "240 MB");
  EXPECT_EQ(ByteSize(1700000000), "1.7 GB");
  EXPECT_EQ(ByteSize(999999), "1.0 MB");
  EXPECT_EQ(Duration(5.13), "5.1 s");
  EXPECT_EQ(Duration(312), "5:12 min");
  EXPECT_EQ(Duration(7500), "2:05 h");
}

TEST(Display, CutsByColumns) {
  EXPECT_EQ(Fit("short", 10), "short");
  EXPECT_EQ(Fit("rather too long", 10), "rather...");
  EXPECT_EQ(Fit("漢字漢字漢字", 8), "漢字...");
  EXPECT_EQ(Fit("anything", 2), "..");
  EXPECT_EQ(OneLine(" a\t\n b\u2028c\u202Ed "), "a b c d");
}

TEST(Display, ShortSharesKeepTheirEnds) {
  EXPECT_EQ(ShortShare(0), ".00");
  EXPECT_EQ(ShortShare(4), ".00");
  EXPECT_EQ(ShortShare(45), ".05");
  EXPECT_EQ(ShortShare(673), ".67");
  EXPECT_EQ(ShortShare(999), ".99");
  EXPECT_EQ(ShortShare(1000), "1.00");
}

TEST(Html, EscapesWhateverComes) {
  EXPECT_EQ(Html("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c&#39;");
  EXPECT_EQ(Html("tab\t line\n bell\x07 del\x7F c1\xC2\x9B."),
            "tab\t line\n bell\uFFFD del\uFFFD c1\uFFFD.");
  EXPECT_EQ(Html(std::string_view("nul\0.", 5)), "nul\uFFFD.");
  EXPECT_EQ(Html("\xEF\xBF\xBE \xFF ü \u2028 \u00A0"), "\uFFFD \uFFFD ü \u2028 \u00A0");
  EXPECT_EQ(Html("\xC2"), "\uFFFD");
}

}  // namespace
}  // namespace newsprint
