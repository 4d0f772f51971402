// `newsprint stats FILE...`: what a corpus is made of, before anything in it is compared.
#include <algorithm>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "commands.h"
#include "corpus_stats.h"
#include "inputs.h"
#include "messages.h"
#include "newsprint/io.h"
#include "notes.h"
#include "output.h"
#include "progress.h"
#include "settings.h"
#include "signals.h"
#include "stats_report.h"
#include "terminal.h"

namespace newsprint::cli {
namespace {

absl::Status Collect(const Settings& settings, CorpusStats* stats) {
  Notes notes(settings.quiet);
  ReadOptions options = settings.read;
  options.report = [&notes](const std::string& note) { notes.Add(note); };
  options.cancelled = Interrupted;
  auto reader = ArticleReader::Open(InputPaths(settings), options);
  if (!reader.ok()) return reader.status();
  ProgressLine line(!settings.quiet);
  const uint32_t processors = std::max(1u, std::thread::hardware_concurrency());
  return CollectStats(reader->get(), std::min(settings.engine.threads, processors), &line, stats);
}

}  // namespace

int RunStats(const Settings& settings) {
  if (HelpsInstead(settings, "stats")) return kFailed;
  absl::StatusOr<Output> output = Output::Open(settings.output);
  if (!output.ok()) return Fail(output.status());
  CorpusStats stats;
  const absl::Status read = Collect(settings, &stats);
  if (Interrupted()) return kInterrupted;
  if (!read.ok()) return Fail(read);
  if (stats.articles == 0 && !settings.quiet) {
    Say("stats: no articles (" + std::string(kFileAdvice) + ")");
  }
  const bool colored = settings.output.empty() && WantsColor(settings.color, stdout);
  output->Write(settings.format == Format::kJsonl
                    ? StatsAsJson(stats)
                    : StatsAsText(stats, {colored}, TerminalWidth(stdout)));
  if (Interrupted()) return kInterrupted;
  if (absl::Status finished = output->Finish(); !finished.ok()) return Fail(finished);
  return stats.read.skipped + stats.read.unread > 0 ? kSkipped : kDone;
}

}  // namespace newsprint::cli
