// The reader: which inputs there are (walk), their bytes (source), blocks of whole lines (blocks),
// records (json_record), ids (ids).
//
// ReadBlock and Admit share no data that changes, because a pipeline runs them at the same time on
// different blocks: the files and the position belong to ReadBlock, ids, counts and messages to
// Admit. InputFile is written by both, each its own member.
#include "io/reader.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "io/ids.h"
#include "io/json_record.h"
#include "io/source.h"
#include "io/utf8.h"
#include "io/walk.h"
#include "newsprint/article.h"

namespace newsprint {
namespace {

using Content = FoundFile::Content;

// Does a text start as an array of records, which nobody meant as an article?
bool IsJsonArray(std::string_view bytes) {
  for (const char wanted : {'[', '{', '"'}) {
    bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
    if (bytes.empty() || bytes[0] != wanted) return false;
    bytes.remove_prefix(1);
  }
  return true;
}

class Reader final : public ArticleReader {
 public:
  Reader(std::vector<FoundFile> files, std::vector<FieldPlace> places, ReadOptions options,
         BlockLimits limits)
      : files_(std::move(files)),
        places_(std::move(places)),
        options_(std::move(options)),
        limits_(limits) {
    bool all_known = true;
    for (const FoundFile& file : files_) {
      inputs_.push_back({file.path == "-" ? "-" : file.name});
      bytes_total_ += file.size;
      all_known = all_known && file.regular;
    }
    if (!all_known) bytes_total_ = 0;
  }

  // Opens the file that comes next, if none is open.
  absl::Status OpenNext() {
    if (cutter_ || next_ == files_.size()) return absl::OkStatus();
    const FoundFile& file = files_[next_];
    if (!file.problem.ok()) return file.problem;
    absl::StatusOr<ReadBytes> bytes = OpenFile(file.path, file.name, options_.cancelled);
    if (!bytes.ok()) return bytes.status();
    cutter_.emplace(file.name, Source(file.name, *std::move(bytes)), limits_);
    content_ = file.content;
    return absl::OkStatus();
  }

  absl::StatusOr<bool> ReadBlock(RawBlock* block) override {
    if (!failure_.ok()) return failure_;
    while (next_ < files_.size()) {
      *block = RawBlock();
      absl::StatusOr<bool> more = ReadFromCurrent(block);
      CountBytes();
      if (!more.ok() && !MayPassOver(more.status())) return failure_ = more.status();
      const bool passed_over = !more.ok();
      if (passed_over) GiveReason(more.status(), block);
      if (!passed_over && *more) {
        begun_ = true;
        return true;
      }
      CloseCurrent();
      if (passed_over) return true;
    }
    return false;
  }

  ParsedBlock ParseBlock(const RawBlock& block) const override {
    if (!block.is_text) return ParseRecords(block, places_);
    ParsedBlock parsed;
    parsed.input = block.input;
    parsed.unread = block.unread;
    parsed.is_text = true;
    if (!parsed.unread.empty()) return parsed;
    const std::string_view bytes = WithoutByteOrderMark({block.bytes.get(), block.size});
    Article article;
    if (IsJsonArray(bytes)) {
      parsed.problems.push_back({1, "a JSON array, no JSON Lines (convert it with jq -c '.[]')"});
      return parsed;
    }
    if (bytes.size() > kLongestField) {
      parsed.problems.push_back({1, "the text" + std::string(kTooLong)});
      return parsed;
    }
    const bool valid = IsValidUtf8(bytes);
    if (!valid) parsed.repaired = {1, std::string(kNotUtf8)};
    article.text = parsed.batch.arena.Copy(valid ? bytes : RepairUtf8(bytes));
    parsed.batch.articles.push_back(article);
    parsed.lines = {1};
    return parsed;
  }

  void Close() override { ids_ = {}; }

  absl::Status Admit(ParsedBlock* block) override {
    if (!block->unread.empty()) {
      ++stats_.unread;
      Report(block->unread);
      return absl::OkStatus();
    }
    ReportDoubt(*block, block->repaired, &last_repaired_);
    ReportDoubt(*block, block->undated, &last_undated_);
    std::vector<Article>& articles = block->batch.articles;
    size_t kept = 0;
    auto problem = block->problems.begin();
    const auto report_before = [&](uint64_t line) {
      for (; problem != block->problems.end() && problem->line < line; ++problem) {
        if (absl::Status s = ReportBadRecord(*block, *problem); !s.ok()) return s;
      }
      return absl::OkStatus();
    };
    for (size_t i = 0; i < articles.size(); ++i) {
      if (absl::Status s = report_before(block->lines[i]); !s.ok()) return s;
      if (!AdmitArticle(block, block->lines[i], &articles[i])) continue;
      block->lines[kept] = block->lines[i];
      articles[kept++] = articles[i];
    }
    articles.resize(kept);
    block->lines.resize(kept);
    return report_before(UINT64_MAX);
  }

  const std::vector<InputFile>& inputs() const override { return inputs_; }
  const ReadStats& stats() const override { return stats_; }
  uint64_t bytes_read() const override { return bytes_read_.load(std::memory_order_relaxed); }
  uint64_t bytes_total() const override { return bytes_total_; }

  // May a failure to open the first file be left for ReadBlock to report?
  bool FirstIsFound() const { return !files_.empty() && files_[0].in_folder; }

 private:
  // One bad file in a folder of many is no reason to end.
  bool MayPassOver(const absl::Status& failure) const {
    return files_[next_].in_folder && !options_.strict && !options_.every_file &&
           !absl::IsCancelled(failure);
  }

  void GiveReason(const absl::Status& failure, RawBlock* block) const {
    *block = RawBlock();
    block->input = static_cast<uint32_t>(next_);
    block->is_text = true;
    block->unread =
        absl::StrCat(failure.message(), begun_ ? " (the rest is skipped)" : " (skipped)");
  }

  void CloseCurrent() {
    cutter_.reset();
    text_done_ = begun_ = false;
    ++next_;
  }

  absl::StatusOr<bool> ReadFromCurrent(RawBlock* block) {
    if (absl::Status opened = OpenNext(); !opened.ok()) return opened;
    if (content_ == Content::kSniff) {
      absl::StatusOr<char> first = cutter_->FirstByte();
      if (!first.ok()) return first.status();
      if (*first == '\0') return false;
      content_ = *first == '{' ? Content::kRecords : Content::kText;
    }
    block->input = static_cast<uint32_t>(next_);
    block->is_text = content_ == Content::kText;
    if (!block->is_text) return cutter_->NextLines(block);
    if (text_done_) return false;
    if (absl::Status rest = cutter_->Rest(block); !rest.ok()) return rest;
    text_done_ = true;
    return true;
  }

  void CountBytes() {
    if (!cutter_) return;
    uint64_t& stored = inputs_[next_].bytes;
    bytes_read_.fetch_add(cutter_->stored_bytes() - stored, std::memory_order_relaxed);
    stored = cutter_->stored_bytes();
  }

  std::string Place(const ParsedBlock& block, uint64_t line) const {
    const std::string& name = files_[block.input].name;
    return block.is_text ? name : absl::StrCat(name, ":", line);
  }

  void Report(const std::string& message) const {
    if (options_.report) options_.report(message);
  }

  // The first of each input: encodings and forms of dates are mostly those of a whole file.
  void ReportDoubt(const ParsedBlock& block, const std::optional<ParsedBlock::Problem>& doubt,
                   std::optional<uint32_t>* last_input) {
    if (!doubt || *last_input == block.input) return;
    *last_input = block.input;
    Report(absl::StrCat(Place(block, doubt->line), ": ", doubt->what));
  }

  absl::Status ReportBadRecord(const ParsedBlock& block, const ParsedBlock::Problem& problem) {
    const std::string message = absl::StrCat(Place(block, problem.line), ": ", problem.what);
    ++stats_.records;
    ++stats_.skipped;
    if (options_.strict) return absl::InvalidArgumentError(message);
    Report(message + " (skipped)");
    return absl::OkStatus();
  }

  // Gives the article its id; false when it is a repeat.
  bool AdmitArticle(ParsedBlock* block, uint64_t line, Article* article) {
    ++stats_.records;
    Arena& arena = block->batch.arena;
    if (block->is_text) article->id = arena.Copy(files_[block->input].text_id);
    if (article->id.empty()) article->id = arena.Copy(Place(*block, line));
    const IdRegister::Result result = ids_.Register(article->id, article->text);
    if (result.verdict == IdRegister::Verdict::kRepeated) {
      ++stats_.repeated;
      return false;
    }
    if (result.verdict == IdRegister::Verdict::kRenamed) {
      ++stats_.renamed;
      if (result.first_time) {
        Report(absl::StrCat(Place(*block, line), ": the id \"", std::string(article->id),
                            "\" stands for another text already; this one is \"", result.new_id,
                            "\""));
      }
      article->id = arena.Copy(result.new_id);
    }
    stats_.text_bytes += article->text.size();
    ++inputs_[block->input].articles;
    return true;
  }

  const std::vector<FoundFile> files_;
  const std::vector<FieldPlace> places_;
  const ReadOptions options_;
  const BlockLimits limits_;
  std::vector<InputFile> inputs_;
  uint64_t bytes_total_ = 0;

  // Of ReadBlock.
  size_t next_ = 0;
  std::optional<BlockCutter> cutter_;  // of files_[next_]
  Content content_ = Content::kSniff;
  bool text_done_ = false;
  bool begun_ = false;  // a block of it was given
  absl::Status failure_;
  std::atomic<uint64_t> bytes_read_ = 0;

  // Of Admit.
  IdRegister ids_;
  ReadStats stats_;
  std::optional<uint32_t> last_repaired_, last_undated_;  // inputs that were reported
};

}  // namespace

absl::StatusOr<std::unique_ptr<ArticleReader>> OpenReader(const std::vector<std::string>& paths,
                                                          ReadOptions options, BlockLimits limits) {
  absl::StatusOr<std::vector<FieldPlace>> places = FieldPlaces(options.fields);
  if (!places.ok()) return places.status();
  absl::StatusOr<std::vector<FoundFile>> files = FindFiles(paths);
  if (!files.ok()) return files.status();
  auto reader =
      std::make_unique<Reader>(*std::move(files), *std::move(places), std::move(options), limits);
  if (reader->FirstIsFound()) return reader;
  if (absl::Status opened = reader->OpenNext(); !opened.ok()) return opened;
  return reader;
}

absl::StatusOr<std::unique_ptr<ArticleReader>> ArticleReader::Open(std::vector<std::string> paths,
                                                                   ReadOptions options) {
  return OpenReader(paths, std::move(options), BlockLimits());
}

absl::StatusOr<bool> ArticleReader::Next(ArticleBatch* batch) {
  *batch = ArticleBatch();
  while (true) {
    RawBlock raw;
    absl::StatusOr<bool> more = ReadBlock(&raw);
    if (!more.ok() || !*more) return more;
    ParsedBlock parsed = ParseBlock(raw);
    if (absl::Status admitted = Admit(&parsed); !admitted.ok()) return admitted;
    if (parsed.batch.articles.empty()) continue;
    *batch = std::move(parsed.batch);
    return true;
  }
}

}  // namespace newsprint
