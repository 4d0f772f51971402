// gzip and zstd, whole, joined, cut and damaged.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "testing_reader.h"

namespace newsprint {
namespace {

TEST(Reader, ReadsCompressedFilesByContent) {
  const std::string a = Records(0, 500);
  const std::string b = Records(500, 700);
  const std::string skippable = std::string("\x5A\x2A\x4D\x18\x03\0\0\0abc", 11);
  const std::pair<const char*, std::string> cases[] = {
      {"one gzip member", Gzip(a + b)},
      {"two gzip members", Gzip(a) + Gzip(b)},
      {"an empty gzip member between", Gzip(a) + Gzip("") + Gzip(b)},
      {"gzip members that cut a line", Gzip(a.substr(0, 777)) + Gzip(a.substr(777) + b)},
      {"gzip padded with zeros", Gzip(a) + Gzip(b) + std::string(1000, '\0')},
      {"one zstd frame", Zstd(a + b)},
      {"two zstd frames", Zstd(a) + Zstd(b)},
      {"zstd frames among skippable ones", skippable + Zstd(a) + skippable + Zstd(b) + skippable},
      {"an empty zstd frame first", Zstd("") + Zstd(a + b)},
  };
  for (const auto& [what, bytes] : cases) {
    SCOPED_TRACE(what);
    const ReadResult result = ReadContent(bytes, "in");  // no suffix
    EXPECT_TRUE(result.status.ok()) << result.status;
    EXPECT_EQ(result.articles.size(), 700u);
    EXPECT_EQ(result.bytes_read, bytes.size());
    EXPECT_EQ(result.bytes_total, bytes.size());
    EXPECT_EQ(result.inputs[0].bytes, bytes.size());
  }
}

TEST(Reader, GivesTheWholeLinesOfATruncatedStream) {
  const std::string content = Records(0, 300);
  const std::pair<const char*, std::string> formats[] = {
      {"gzip", Gzip(content)},
      {"zstd", Zstd(content.substr(0, 9000)) + Zstd(content.substr(9000))}};
  for (const auto& [format, bytes] : formats) {
    for (size_t size = 5; size < bytes.size(); size += 1 + bytes.size() / 60) {
      SCOPED_TRACE(std::string(format) + " " + std::to_string(size));
      const ReadResult result = ReadContent(bytes.substr(0, size), "in.jsonl");
      if (result.status.ok()) {  // cut between two frames
        EXPECT_LT(result.articles.size(), 300u);
        continue;
      }
      EXPECT_EQ(result.status.code(), absl::StatusCode::kDataLoss);
      EXPECT_EQ(MessageOf(result.status), std::string("in.jsonl: ") + format +
                                              " stream is truncated after " + std::to_string(size) +
                                              " bytes");
      for (size_t i = 0; i < result.articles.size(); ++i) {
        ASSERT_EQ(result.articles[i].id, "r" + std::to_string(i));
      }
      EXPECT_TRUE(result.messages.empty());
    }
    const ReadResult nearly = ReadContent(bytes.substr(0, bytes.size() - 1), "in.jsonl");
    EXPECT_EQ(nearly.articles.size(),
              format == std::string("gzip") ? 300u : nearly.articles.size());
    EXPECT_FALSE(nearly.status.ok());
  }
}

TEST(Reader, NamesTheDamageOfAStream) {
  std::string wrong_checksum = Gzip(Records(0, 10));
  wrong_checksum[wrong_checksum.size() - 6] ^= 1;
  const std::pair<std::string, const char*> cases[] = {
      {wrong_checksum, "(incorrect data check)"},
      {Gzip(Records(0, 10)) + "trailing", "(incorrect header check)"},
      {Zstd(Records(0, 10)) + "trailing", "(Unknown frame descriptor)"},
  };
  for (const auto& [bytes, what] : cases) {
    const ReadResult result = ReadContent(bytes);
    EXPECT_EQ(result.status.code(), absl::StatusCode::kDataLoss);
    EXPECT_NE(MessageOf(result.status).find(what), std::string::npos) << result.status;
    EXPECT_NE(MessageOf(result.status).find("stream is damaged near byte"), std::string::npos);
    EXPECT_EQ(result.articles.size(), 10u);
  }
}

TEST(Reader, DoesNotTakeHalfOfATextForAnArticle) {
  const ReadResult result = ReadContent(Gzip(std::string(5000, 'x')).substr(0, 30), "in.txt");
  EXPECT_TRUE(result.articles.empty());
  EXPECT_EQ(result.status.code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace newsprint
