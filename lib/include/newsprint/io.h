// Reading: files, folders and streams in, articles out.
//
//   absl::StatusOr<std::unique_ptr<ArticleReader>> reader = ArticleReader::Open({"news.jsonl.zst"},
//   {}); if (!reader.ok()) return reader.status(); ArticleBatch batch; while (true) {
//     absl::StatusOr<bool> more = (*reader)->Next(&batch);
//     if (!more.ok()) return more.status();
//     if (!*more) break;
//     engine.Add(std::move(batch));
//   }
//   for (const InputFile& file : (*reader)->inputs()) ...
//
// Inputs. A path is a JSON Lines file, a text file (any other content: one article), a folder
// (walked recursively in byte order of the paths: .txt files are articles, .jsonl/.ndjson files are
// records, each also with .gz or .zst; other files are passed over), or "-" for standard input.
// gzip (also of several members) and zstd (several frames) are recognised by content.
//
// Records. One JSON object a line with `text` and, when known, `id`, `title`, `source` (alias
// `series`), `url`, `byline`, `published` (alias `date`), `language`. Numeric ids and dates are
// taken as written. ReadOptions::fields names other, also nested, places.
//
// Ids as DESIGN says: the record's, else "file:line"; for text files the path below the given
// folder (prefixed by the folder's name when several are given). A repeated id with equal text is
// skipped and counted; with different text it becomes "id#2" and is reported.
//
// Errors. A path that cannot be opened fails Open or Next. A bad record is reported and skipped, or
// with `strict` fails Next. Reports go to ReadOptions::report; nothing is printed.
//
// Three steps, so that a pipeline can run the middle one in parallel: ReadBlock (serial: bytes),
// ParseBlock (pure), Admit (serial, in block order: ids and repeats). Next() is the three in a row.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/article.h"

namespace newsprint {

struct ReadOptions {
  // Where fields stand that have other names: {"text", "body"}, {"id", "meta.uri"}.
  struct FieldName {
    std::string field;  // of Article: text, id, title, source, url, byline, published, language
    std::string path;   // JSON keys joined by '.'
  };
  std::vector<FieldName> fields;
  bool strict = false;                                     // the first bad record is an error
  std::function<void(const std::string& message)> report;  // "FILE:LINE: what is wrong (skipped)"
};

// One input as it was read.
struct InputFile {
  std::string path;
  uint64_t articles = 0;
  uint64_t bytes = 0;  // as stored, before decompression
};

struct ReadStats {
  uint64_t records = 0;   // seen
  uint64_t skipped = 0;   // bad records
  uint64_t repeated = 0;  // equal id and equal text
  uint64_t renamed = 0;   // equal id, other text: "id#2"
  uint64_t text_bytes = 0;
};

// A piece of one input: whole lines, or one whole text file.
struct RawBlock {
  std::unique_ptr<char[]> bytes;  // size + padding for the JSON parser
  size_t size = 0;
  uint32_t input = 0;       // index into inputs()
  uint64_t first_line = 0;  // 1-based
  bool is_text = false;     // one article, not JSON Lines
};

// A parsed block. Problems are kept in line order; Admit reports them.
struct ParsedBlock {
  struct Problem {
    uint64_t line;
    std::string what;
  };
  ArticleBatch batch;
  std::vector<uint64_t> lines;  // of each article
  std::vector<Problem> problems;
  uint32_t input = 0;
  bool is_text = false;
};

class ArticleReader {
 public:
  // Opens the first and checks that all paths exist.
  static absl::StatusOr<std::unique_ptr<ArticleReader>> Open(std::vector<std::string> paths,
                                                             ReadOptions options);
  virtual ~ArticleReader() = default;

  // False at the end of the last input. Serial.
  virtual absl::StatusOr<bool> ReadBlock(RawBlock* block) = 0;
  // Pure and safe to call from several threads at once.
  virtual ParsedBlock ParseBlock(const RawBlock& block) const = 0;
  // Gives ids, drops repeats, counts and reports. Serial, in the order of ReadBlock.
  virtual absl::Status Admit(ParsedBlock* block) = 0;

  // The three in a row. False, and an empty batch, at the end.
  absl::StatusOr<bool> Next(ArticleBatch* batch);

  virtual const std::vector<InputFile>& inputs() const = 0;
  virtual const ReadStats& stats() const = 0;
  // Stored bytes consumed and, when all inputs are regular files, the sum of their sizes (else 0).
  virtual uint64_t bytes_read() const = 0;
  virtual uint64_t bytes_total() const = 0;
};

// `bytes` as valid UTF-8: a byte order mark at the start removed, each ill-formed sequence replaced
// by U+FFFD (maximal subparts, as Unicode recommends), nothing else changed.
std::string RepairUtf8(std::string_view bytes);
bool IsValidUtf8(std::string_view bytes);

}  // namespace newsprint
