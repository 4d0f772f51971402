// `newsprint scan FILE...`: read, relate, report.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <memory>
#include <numeric>
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
#include "io/walk.h"
#include "messages.h"
#include "newsprint/article.h"
#include "newsprint/engine.h"
#include "newsprint/io.h"
#include "newsprint/relation.h"
#include "newsprint/report.h"
#include "notes.h"
#include "output.h"
#include "progress.h"
#include "report/display.h"
#include "settings.h"
#include "signals.h"
#include "terminal.h"

namespace newsprint::cli {
namespace {

// One line of the file given to --pairs.
struct PairLine {
  std::string where;  // "FILE:LINE"
  std::string ids[2];
};

// Read before anything else, so that a wrong name costs no time.
absl::StatusOr<std::vector<PairLine>> ReadPairs(const std::string& path) {
  std::ifstream file(path);
  // A folder opens well, and reads as if it were empty.
  if (!file || file.peek() == std::ifstream::traits_type::eof()) {
    return absl::NotFoundError(path + (file.is_open() ? ": holds no pair" : ": cannot open") +
                               " (--pairs takes a file of two ids a line)");
  }
  std::vector<PairLine> pairs;
  std::string line;
  for (uint64_t number = 1; std::getline(file, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    const std::string where = path + ":" + std::to_string(number);
    const size_t tab = line.find('\t');
    if (tab == std::string::npos) {
      return absl::InvalidArgumentError(where + ": not two ids parted by a tab");
    }
    const size_t end = std::min(line.find('\t', tab + 1), line.size());
    pairs.push_back({where, {line.substr(0, tab), line.substr(tab + 1, end - tab - 1)}});
  }
  return pairs;
}

absl::Status OnlyThesePairs(const std::vector<PairLine>& lines, Engine* engine) {
  std::vector<std::string> ids;
  for (const PairLine& line : lines) ids.insert(ids.end(), line.ids, line.ids + 2);
  const std::vector<Ordinal> found = engine->Find(ids);
  std::vector<std::pair<Ordinal, Ordinal>> pairs;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (found[i] == kNoArticle) {
      return absl::NotFoundError(lines[i / 2].where + ": no article has the id '" + ids[i] + "'");
    }
    if (i % 2 == 1) pairs.emplace_back(found[i - 1], found[i]);
  }
  engine->OnlyPairs(std::move(pairs));
  return absl::OkStatus();
}

struct Run {
  const Settings& settings;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  std::unique_ptr<ArticleReader> reader = nullptr;
  std::unique_ptr<Engine> engine = nullptr;
};

// Opens the inputs, those of --only-new last; `archive_inputs` counts the others.
absl::Status OpenInputs(Run* run, Notes* notes, size_t* archive_inputs) {
  std::vector<std::string> paths = InputPaths(run->settings);
  if (!run->settings.only_new.empty()) {
    const absl::StatusOr<std::vector<FoundFile>> archive = FindFiles(paths);
    if (!archive.ok()) return archive.status();
    *archive_inputs = archive->size();
    paths.push_back(run->settings.only_new);
  }
  ReadOptions options = run->settings.read;
  options.report = [notes](const std::string& note) { notes->Add(note); };
  options.cancelled = Interrupted;
  absl::StatusOr<std::unique_ptr<ArticleReader>> reader = ArticleReader::Open(paths, options);
  if (!reader.ok()) return reader.status();
  run->reader = *std::move(reader);
  return absl::OkStatus();
}

// Articles of --only-new come last; this is the first of them.
Ordinal FirstNew(const ArticleReader& reader, size_t archive_inputs) {
  uint64_t first = 0;
  for (size_t i = 0; i < archive_inputs; ++i) first += reader.inputs()[i].articles;
  return static_cast<Ordinal>(first);
}

absl::StatusOr<Result> Relate(Run* run) {
  const Settings& settings = run->settings;
  ProgressLine line(!settings.quiet);
  Options options = EngineOptions(settings, &line);
  if (options.since > options.until) {
    return absl::InvalidArgumentError("--since: must not be later than --until");
  }
  if (absl::Status valid = options.Validate(); !valid.ok()) return valid;
  if (options.memory == 0) options.memory = DefaultMemory();
  absl::StatusOr<std::vector<PairLine>> pairs = std::vector<PairLine>();
  if (!settings.pairs.empty()) pairs = ReadPairs(settings.pairs);
  if (!pairs.ok()) return pairs.status();

  Notes notes(settings.quiet);
  size_t archive_inputs = 0;
  if (absl::Status opened = OpenInputs(run, &notes, &archive_inputs); !opened.ok()) return opened;
  run->engine = std::make_unique<Engine>(std::move(options));
  if (absl::Status read = run->engine->Read(run->reader.get()); !read.ok()) return read;
  if (!settings.only_new.empty()) run->engine->OnlyNewFrom(FirstNew(*run->reader, archive_inputs));
  if (!settings.pairs.empty()) {
    if (absl::Status known = OnlyThesePairs(*pairs, run->engine.get()); !known.ok()) return known;
  }
  return run->engine->Run();
}

// Text for people who look at a terminal, lines for programs.
Format ChooseFormat(const Settings& settings) {
  const bool terminal = settings.output.empty() && IsTerminal(stdout);
  return settings.format.value_or(terminal ? Format::kText : Format::kJsonl);
}

// "newsprint: 37,554 articles, 240 MB, 1,234 relations, 310 families, 5.1 s (47 MB/s), peak 812 MB"
void SayClosingLine(const Run& run, const Result& result) {
  if (run.settings.quiet || !IsTerminal(stderr)) return;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - run.start;
  const double seconds = std::max(elapsed.count(), 1e-3);
  const auto rate = static_cast<uint64_t>(static_cast<double>(run.reader->bytes_read()) / seconds);
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  const auto peak = static_cast<uint64_t>(usage.ru_maxrss);
#else
  const uint64_t peak = static_cast<uint64_t>(usage.ru_maxrss) * 1024;
#endif
  const std::span by_kind(result.summary.by_kind);
  const uint64_t relations = std::accumulate(by_kind.begin(), by_kind.end(), uint64_t{0});
  Say(Count(result.summary.articles, "article", "articles") + ", " +
      ByteSize(run.reader->bytes_read()) + ", " + Count(relations, "relation", "relations") + ", " +
      Count(result.families.size(), "family", "families") + ", " + Duration(seconds) + " (" +
      ByteSize(rate) + "/s), peak " + ByteSize(peak));
}

// One article, or none, is mostly a wrong name, a wrong --field or a format that is not read.
void SayIfNothingToCompare(const Run& run, const Result& result) {
  const Summary& summary = result.summary;
  if (run.settings.quiet || summary.articles - summary.empty - summary.too_short > 1) return;
  std::string advice(kFileAdvice);
  const ReadStats& read = run.reader->stats();
  if (read.skipped > 0 && read.skipped == read.records) {
    advice = "no record could be read; fields with other names: --field text=KEY,id=KEY";
  } else if (summary.empty + summary.too_short > 0) {
    advice = "--min-words sets the least length";
  }
  Say("scan: fewer than two articles to compare (" + advice + ")");
}

bool AnyReuse(const Summary& summary) {
  for (uint32_t kind = 0; kind < kKinds; ++kind) {
    if (summary.by_kind[kind] > 0 && IsReuse(static_cast<Kind>(kind))) return true;
  }
  return false;
}

int ExitCode(const Run& run, const Result& result) {
  const ReadStats& read = run.reader->stats();
  if (read.skipped + read.unread > 0) return kSkipped;
  return run.settings.exit_code && AnyReuse(result.summary) ? kReuseFound : kDone;
}

int Interrupt(const Settings& settings) {
  if (!settings.quiet && !settings.engine.workdir.empty()) {
    Say("scan: the same command goes on from what is in " + settings.engine.workdir);
  }
  return kInterrupted;
}

}  // namespace

int RunScan(const Settings& settings) {
  if (HelpsInstead(settings, "scan")) return kFailed;
  absl::StatusOr<Output> output = Output::Open(settings.output);
  if (!output.ok()) return Fail(output.status());
  Run run{settings};
  const absl::StatusOr<Result> result = Relate(&run);
  if (Interrupted()) return Interrupt(settings);
  if (!result.ok()) return Fail(result.status());

  ReportOptions report;
  report.format = ChooseFormat(settings);
  report.offsets = settings.offsets;
  report.options = settings.echo;
  report.inputs = run.reader->inputs();
  report.read = run.reader->stats();
  report.color = settings.output.empty() && WantsColor(settings.color, stdout);
  report.width = TerminalWidth(stdout);
  WriteReport(*result, run.engine->Source(*result).get(), report,
              [&](std::string_view bytes) { return output->Write(bytes); });
  if (Interrupted()) return Interrupt(settings);
  if (absl::Status read = run.engine->Check(); !read.ok()) return Fail(read);
  if (absl::Status finished = output->Finish(); !finished.ok()) return Fail(finished);
  if (absl::Status emptied = run.engine->Finish(); !emptied.ok()) return Fail(emptied);
  SayIfNothingToCompare(run, *result);
  SayClosingLine(run, *result);
  return ExitCode(run, *result);
}

}  // namespace newsprint::cli
