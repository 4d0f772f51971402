// Reads what tests write, to the end, and keeps what came of it.
#pragma once

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/reader.h"
#include "newsprint/io.h"
#include "temp_folder.h"

namespace newsprint {

// An article whose bytes are its own.
struct Kept {
  std::string id;
  std::string text;
  std::string title;
  std::string source;
  std::string url;
  std::string byline;
  std::string language;
  std::string day;
};

struct ReadResult {
  std::vector<Kept> articles;
  std::vector<std::string> messages;
  std::vector<InputFile> inputs;
  ReadStats stats;
  absl::Status status;
  uint64_t bytes_read = 0;
  uint64_t bytes_total = 0;

  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const Kept& article : articles) ids.push_back(article.id);
    return ids;
  }
};

inline ReadResult ReadAll(const std::vector<std::string>& paths, ReadOptions options = {},
                          BlockLimits limits = {}) {
  ReadResult result;
  options.report = [&result](const std::string& message) { result.messages.push_back(message); };
  absl::StatusOr<std::unique_ptr<ArticleReader>> reader = OpenReader(paths, options, limits);
  result.status = reader.status();
  if (!reader.ok()) return result;
  ArticleBatch batch;
  while (true) {
    const absl::StatusOr<bool> more = (*reader)->Next(&batch);
    result.status = more.status();
    if (!more.ok() || !*more) break;
    for (const Article& a : batch.articles) {
      result.articles.push_back({std::string(a.id), std::string(a.text), std::string(a.title),
                                 std::string(a.source), std::string(a.url), std::string(a.byline),
                                 std::string(a.language), FormatDay(a.published)});
    }
  }
  EXPECT_TRUE(batch.articles.empty());
  result.inputs = (*reader)->inputs();
  result.stats = (*reader)->stats();
  result.bytes_read = (*reader)->bytes_read();
  result.bytes_total = (*reader)->bytes_total();
  return result;
}

// Reads one file of the given content.
inline ReadResult ReadContent(std::string_view content, std::string_view name = "in.jsonl",
                              ReadOptions options = {}, BlockLimits limits = {}) {
  const TempFolder folder;
  ReadResult result = ReadAll({folder.Write(name, content)}, std::move(options), limits);
  const std::string prefix = folder.Path("");
  const auto shorten = [&](std::string* text) {
    if (const size_t at = text->find(prefix); at != std::string::npos)
      text->erase(at, prefix.size());
  };
  for (Kept& article : result.articles) shorten(&article.id);
  for (std::string& message : result.messages) shorten(&message);
  std::string message(result.status.message());
  shorten(&message);
  if (!result.status.ok()) result.status = absl::Status(result.status.code(), message);
  return result;
}

inline std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

inline std::string Gzip(std::string_view bytes) {
  z_stream stream = {};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string Zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

inline std::string Record(int number) {
  const std::string n = std::to_string(number);
  return "{\"id\": \"r" + n + "\", \"text\": \"Text of the record " + n + ".\"}\n";
}

inline std::string Records(int begin, int end) {
  std::string records;
  for (int i = begin; i < end; ++i) records += Record(i);
  return records;
}

}  // namespace newsprint
