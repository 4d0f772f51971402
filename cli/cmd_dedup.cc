// `newsprint dedup FILE...`: the inputs without the copies in them.
//
// The inputs are read twice: once to find the copies, and once to write what stays, byte for byte
// as it came. Whatever is not known to be a copy is written: bad records and those too short to
// compare as well. So what was read is what was kept and what was dropped, and nothing else.
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "commands.h"
#include "engine_options.h"
#include "inputs.h"
#include "messages.h"
#include "newsprint/article.h"
#include "newsprint/dedup.h"
#include "newsprint/engine.h"
#include "newsprint/io.h"
#include "newsprint/relation.h"
#include "notes.h"
#include "output.h"
#include "progress.h"
#include "report/display.h"
#include "report/formats.h"
#include "report/json.h"
#include "report/stream.h"
#include "reread.h"
#include "settings.h"
#include "signals.h"
#include "terminal.h"

namespace newsprint::cli {
namespace {

// Records by what became of them.
struct Tally {
  uint64_t read = 0;
  uint64_t bad = 0;  // and kept
  uint64_t repeated = 0;
  bool complete = false;                     // all of them are written
  std::array<uint64_t, kKinds> copies = {};  // without the repeated ones

  uint64_t dropped() const {
    uint64_t sum = repeated;
    for (const uint64_t count : copies) sum += count;
    return sum;
  }
};

// The line of a JSON Lines record with fields that say what it is a copy of.
std::string Annotated(std::string_view line, std::string_view kept, const Duplicate& copy) {
  const size_t end = line.rfind('}');
  std::string out(line.substr(0, end));
  JsonWriter json(&out);
  json.Field("duplicate_of", kept).Field("duplicate_kind", KindName(copy.kind));
  json.Key("duplicate_coverage").Thousandths(copy.coverage);
  return out.append(line.substr(end));
}

// A text file as a record, without the line end.
std::string RecordOfText(const Article& article) {
  std::string out;
  JsonWriter(&out).Open('{').Field("id", article.id).Field("text", article.text).Close('}');
  return out;
}

// Writes what is kept, and lists what is dropped.
class Writer {
 public:
  Writer(std::span<const Article> articles, std::span<const Duplicate> copies, bool annotate,
         SinkBuffer* records, SinkBuffer* list)
      : articles_(articles), copies_(copies), annotate_(annotate), records_(records), list_(list) {
    if (list_ != nullptr) list_->text()->append("dropped\tkept\tkind\tcoverage\trecord\n");
  }

  // False when there is no use in going on.
  bool Take(const RawRecord& record) {
    refused_ = !TakeRecord(record);
    return !refused_;
  }

  const Tally& tally() const { return tally_; }
  bool refused() const { return refused_; }

 private:
  bool TakeRecord(const RawRecord& record) {
    ++tally_.read;
    if (record.fate == RawRecord::Fate::kBad) {
      ++tally_.bad;
      return Write(record.bytes);
    }
    const Duplicate* copy = FindDuplicate(copies_, record.article);
    if (record.fate == RawRecord::Fate::kRepeated) {
      ++tally_.repeated;
      const Duplicate itself{record.article, record.article, Kind::kIdentical, 1000};
      return Drop(record, copy != nullptr ? *copy : itself);
    }
    if (copy == nullptr) return Keep(record);
    ++tally_.copies[static_cast<size_t>(copy->kind)];
    return Drop(record, *copy);
  }

  bool Keep(const RawRecord& record) {
    return Write(record.is_text ? RecordOfText(articles_[record.article]) : record.bytes);
  }

  bool Drop(const RawRecord& record, const Duplicate& copy) {
    const std::string_view id = articles_[record.article].id, kept = articles_[copy.kept].id;
    if (annotate_) {
      const std::string text = record.is_text ? RecordOfText(articles_[record.article]) : "";
      if (!Write(Annotated(record.is_text ? text : record.bytes, kept, copy))) return false;
    }
    if (list_ == nullptr) return true;
    std::string* out = list_->text();
    AppendCell(id, out);
    out->push_back('\t');
    AppendCell(kept, out);
    out->append("\t").append(KindName(copy.kind)).append("\t");
    AppendThousandths(copy.coverage, out);
    out->push_back('\t');
    AppendCell(record.path, out);
    if (!record.is_text) out->append(":" + std::to_string(record.line));
    out->push_back('\n');
    return list_->Spill();
  }

  // Every record ends its line, also one at the end of a file that did not.
  bool Write(std::string_view record) {
    records_->text()->append(record);
    if (!record.empty() && record.back() != '\n') records_->text()->push_back('\n');
    return records_->Spill();
  }

  std::span<const Article> articles_;
  std::span<const Duplicate> copies_;
  const bool annotate_;
  SinkBuffer* records_;
  SinkBuffer* list_;  // null when nobody asked
  Tally tally_;
  bool refused_ = false;
};

struct Outputs {
  Output records;
  std::optional<Output> list;
};

absl::StatusOr<Outputs> OpenOutputs(const Settings& settings) {
  absl::StatusOr<Output> records = Output::Open(settings.output);
  if (!records.ok()) return records.status();
  Outputs outputs{*std::move(records), std::nullopt};
  if (settings.dropped.empty()) return outputs;
  if (settings.dropped == settings.output || settings.dropped == "-") {
    return absl::InvalidArgumentError(
        "--dropped: needs a file of its own (the kept records go elsewhere)");
  }
  absl::StatusOr<Output> list = Output::Open(settings.dropped);
  if (!list.ok()) return list.status();
  outputs.list = *std::move(list);
  return outputs;
}

// Both appear, or, when not all records could be written, neither.
absl::Status Finish(bool complete, Outputs* outputs) {
  if (absl::Status s = outputs->records.Finish(); !s.ok()) return s;
  return complete && outputs->list ? outputs->list->Finish() : absl::OkStatus();
}

// The reader says "(skipped)"; here nothing is.
std::string AsKept(std::string note) {
  constexpr std::string_view kSkippedNote = " (skipped)";
  const size_t at = note.rfind(kSkippedNote);
  const bool at_end = at != std::string::npos && at + kSkippedNote.size() == note.size();
  if (at_end) note.replace(at, kSkippedNote.size(), " (kept as it is)");
  return note;
}

// Finds the copies; fills `engine` with the articles.
absl::StatusOr<DedupResult> FindCopies(const Settings& settings, Engine* engine) {
  Notes notes(settings.quiet);
  ReadOptions options = settings.read;
  options.report = [&notes](const std::string& note) { notes.Add(AsKept(note)); };
  options.cancelled = Interrupted;
  options.every_file = true;  // what is not read would be missing in the output
  auto reader = ArticleReader::Open(InputPaths(settings), options);
  if (!reader.ok()) return reader.status();
  if (absl::Status read = engine->Read(reader->get()); !read.ok()) return read;
  return Deduplicate(engine, settings.dedup);
}

absl::StatusOr<Tally> WriteKept(const Settings& settings, std::span<const Article> articles,
                                std::span<const Duplicate> copies, Outputs* outputs) {
  const Sink record_sink = [&](std::string_view bytes) { return outputs->records.Write(bytes); };
  const Sink list_sink = [&](std::string_view bytes) { return outputs->list->Write(bytes); };
  SinkBuffer records(record_sink), list(list_sink);
  Writer writer(articles, copies, settings.annotate, &records, outputs->list ? &list : nullptr);
  ProgressLine line(!settings.quiet);
  Reread reread;
  reread.articles = articles;
  reread.take = [&writer](const RawRecord& record) { return writer.Take(record); };
  reread.progress = [&](uint64_t done, uint64_t total) {
    line.Update({"writing", done, total, articles.size(), 0});
  };
  ReadOptions options = settings.read;
  options.cancelled = Interrupted;
  const absl::Status read = ReadAgain(InputPaths(settings), options, reread);
  if (!read.ok()) return read;
  // A sink that refuses says why in Finish.
  Tally tally = writer.tally();
  tally.complete = !writer.refused() && records.Flush() && list.Flush();
  return tally;
}

// "newsprint: 4,000 records, 3,210 kept, 790 dropped (600 identical, 190 near-duplicate), 2.1 s"
void SayClosingLine(const Settings& settings, const Tally& tally, double seconds) {
  if (settings.quiet || !IsTerminal(stderr)) return;
  std::string kinds;
  const auto add = [&kinds](uint64_t count, std::string_view what) {
    if (count == 0) return;
    kinds += (kinds.empty() ? " (" : ", ") + Grouped(count) + " " + std::string(what);
  };
  for (uint32_t i = 0; i < kKinds; ++i) add(tally.copies[i], KindName(static_cast<Kind>(i)));
  add(tally.repeated, "repeated");
  if (!kinds.empty()) kinds += ")";
  Say(Count(tally.read, "record", "records") + ", " + Grouped(tally.read - tally.dropped()) +
      " kept, " + Grouped(tally.dropped()) + (settings.annotate ? " marked" : " dropped") + kinds +
      ", " + Duration(seconds));
}

}  // namespace

int RunDedup(const Settings& settings) {
  if (HelpsInstead(settings, "dedup")) return kFailed;
  const auto start = std::chrono::steady_clock::now();
  const std::string output = settings.output.empty() ? "-" : settings.output;
  if (absl::Status s = PrepareTwoReadings(InputPaths(settings), {output, settings.dropped});
      !s.ok()) {
    return Interrupted() ? kInterrupted : Fail(s);
  }
  absl::StatusOr<Outputs> outputs = OpenOutputs(settings);
  if (!outputs.ok()) return Fail(outputs.status());

  ProgressLine line(!settings.quiet);
  Options options = EngineOptions(settings, &line);
  options.rewrites = settings.dedup.drop[static_cast<size_t>(Kind::kCondensed)] ||
                     settings.dedup.drop[static_cast<size_t>(Kind::kSpun)];
  Engine engine(std::move(options));
  const absl::StatusOr<DedupResult> found = FindCopies(settings, &engine);
  if (Interrupted()) return kInterrupted;
  if (!found.ok()) return Fail(found.status());
  const absl::StatusOr<Tally> tally =
      WriteKept(settings, engine.articles(), found->duplicates, &*outputs);
  if (Interrupted()) return kInterrupted;
  if (!tally.ok()) return Fail(tally.status());
  if (absl::Status finished = Finish(tally->complete, &*outputs); !finished.ok())
    return Fail(finished);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  SayClosingLine(settings, *tally, elapsed.count());
  return tally->bad > 0 ? kSkipped : kDone;
}

}  // namespace newsprint::cli
