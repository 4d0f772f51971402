// Reading and writing: files, folders and streams in, articles out; files that appear when whole.
//
//   absl::StatusOr<std::unique_ptr<ArticleReader>> reader = ArticleReader::Open(paths, {});
//   if (!reader.ok()) return reader.status();
//   ArticleBatch batch;
//   while (true) {
//     absl::StatusOr<bool> more = (*reader)->Next(&batch);
//     if (!more.ok()) return more.status();
//     if (!*more) break;
//     engine.Add(std::move(batch));
//   }
//   for (const InputFile& file : (*reader)->inputs()) ...
//
// Inputs. A path is
//   a file         JSON Lines if it is called .jsonl or .ndjson or its first character that is not
//                  blank is '{'; any other content is one text, an article. Blanks alone are none,
//                  and an array of records, "[{\"", is one bad record.
//   a folder       walked recursively in byte order of the paths: .txt files are articles (empty
//                  ones too), .jsonl and .ndjson files are records, each also with .gz or .zst
//                  behind it; other and hidden files are passed over. Links are followed, each
//                  folder is entered once.
//   "-"            standard input, as a file; called "stdin" in ids and messages.
// gzip (also of several members) and zstd (several frames) are recognised by content.
//
// Records. One JSON object a line with `text` and, when known, `id`, `title`, `source` (alias
// `series`), `url`, `byline`, `published` (alias `date`), `language`. ReadOptions::fields names
// other, also nested, places. A number is taken as it is written, null as if the field were absent;
// in fields other than `text` true, false, arrays and objects are too. Of repeated keys the first
// with a value wins, and a name wins over its alias. `text` must be there as a string, or as null:
// then the body is empty, so that an archive keeps its count. Empty lines are passed over.
//
// Text. Bytes that are not UTF-8 and halves of surrogate pairs become U+FFFD, a byte order mark at
// the start is removed, nothing else is changed: zero bytes and line ends stay as they are. The
// first text of each input that is not UTF-8 is reported, and its first date in an unknown form.
//
// Ids. The record's, unless it is empty; else "file:line"; for text files the path below the given
// folder, prefixed by the folder's name when several are given (by its path when two have the same
// name). A repeated id with equal text is skipped and counted; with different text it becomes
// "id#2", the next "id#3", and the first of these is reported.
//
// Errors. A path that cannot be opened fails Open or Next. A bad record is reported and skipped, or
// with `strict` fails Next; so is one with a field of more than 32 MiB. A line or text file of more
// than 256 MiB fails Next. A damaged gzip or zstd file gives the articles up to its last whole
// line, then fails Next. What is found in a folder ends nothing: a file or folder there that cannot
// be read, or not to its end, is reported and skipped, unless `strict` or `every_file` is set.
// After a failure of ReadBlock each further call of it fails in the same way. Reports go to
// ReadOptions::report; nothing is printed.
//
// Three steps, so that a pipeline can run the middle one in parallel: ReadBlock (serial: bytes),
// ParseBlock (pure), Admit (serial, in block order: ids and repeats). Next() is the three in a row.
// ReadBlock and Admit may run at the same time as each other, on different blocks; inputs() and
// stats() are to be read when neither runs, bytes_read() at any time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
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
    std::string path;   // JSON keys joined by '.'; keys may contain dots themselves
  };
  std::vector<FieldName> fields;  // instead of the usual names; several for a field: first wins
  bool strict = false;            // the first bad record or file is an error
  bool every_file = false;        // the first bad file is an error, also one found in a folder
  std::function<void(const std::string& message)> report;  // "FILE:LINE: what is wrong (skipped)"
  // Asked before bytes are read and ten times a second while an input has none; true fails Next
  // with CancelledError. Called by the thread that reads.
  std::function<bool()> cancelled;
};

// One input as it was read.
struct InputFile {
  std::string path;       // valid UTF-8
  uint64_t articles = 0;  // admitted
  uint64_t bytes = 0;     // as stored, before decompression
};

struct ReadStats {
  uint64_t records = 0;     // seen: admitted, skipped and repeated
  uint64_t skipped = 0;     // bad records
  uint64_t unread = 0;      // files and folders found in a folder, not read or not to the end
  uint64_t repeated = 0;    // equal id and equal text
  uint64_t renamed = 0;     // equal id, other text: "id#2"
  uint64_t text_bytes = 0;  // admitted
};

// A piece of one input: whole lines, or one whole text file.
struct RawBlock {
  std::unique_ptr<char[]> bytes;  // size and 64 more for the JSON parser
  size_t size = 0;
  uint32_t input = 0;       // index into inputs()
  uint64_t first_line = 0;  // 1-based
  bool is_text = false;     // one article, not JSON Lines
  std::string unread;       // if not empty there are no bytes, but the reason why: a message
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
  // The first article that was taken although something of it could not be read.
  std::optional<Problem> repaired;  // bytes that are not UTF-8
  std::optional<Problem> undated;   // a date in a form that ParseTimestamp does not know
  std::string unread;               // as in RawBlock
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
  // After the last block was admitted: frees what tells repeats, 32 bytes an article.
  virtual void Close() {}

  // The three in a row. False, and an empty batch, at the end.
  absl::StatusOr<bool> Next(ArticleBatch* batch);

  virtual const std::vector<InputFile>& inputs() const = 0;
  virtual const ReadStats& stats() const = 0;
  // Stored bytes consumed and, when all inputs are regular files, the sum of their sizes (else 0).
  virtual uint64_t bytes_read() const = 0;
  virtual uint64_t bytes_total() const = 0;
};

// A file that appears under its name only when it is complete. Until Commit its bytes are in a file
// beside it ("PATH.partial-..."), which is removed when the OutputFile goes away without Commit,
// or, after a process that was killed, by the next Create; the file that stood there before stays
// untouched till then. A path of something that is no file, such as /dev/null,
// is written to as it is, a link is followed.
//
//   absl::StatusOr<OutputFile> file = OutputFile::Create("relations.jsonl");
//   if (!file.ok()) return file.status();
//   for (...) if (!file->Write(line)) break;
//   return file->Commit();                    // "relations.jsonl: cannot write: No space left ..."
class OutputFile {
 public:
  static absl::StatusOr<OutputFile> Create(std::string path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  ~OutputFile();

  // Buffered. False when this or an earlier write failed: the time to stop; Commit says why.
  bool Write(std::string_view bytes);
  // To be called once, as the last.
  absl::Status Commit();

 private:
  OutputFile() = default;
  bool Flush();
  bool WriteOut(std::string_view bytes);
  absl::Status Failed(int error) const;

  std::string path_;       // as given
  std::string target_;     // links followed
  std::string temporary_;  // empty when written to in place
  std::string buffer_;
  int descriptor_ = -1;
  int error_ = 0;  // errno of the first failure
};

// `bytes` as valid UTF-8: a byte order mark at the start removed, each ill-formed sequence replaced
// by U+FFFD (maximal subparts, as Unicode recommends), nothing else changed.
std::string RepairUtf8(std::string_view bytes);
bool IsValidUtf8(std::string_view bytes);

}  // namespace newsprint
