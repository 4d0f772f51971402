// `newsprint diff A B`: the passages that two articles share, word by word.
#include "commands.h"
#include "messages.h"
#include "newsprint/diff.h"
#include "output.h"
#include "signals.h"

namespace newsprint::cli {
namespace {

// Two articles and the memory they live in.
struct Loaded {
  Article article[2];
  std::vector<ArticleBatch> batches;
};

absl::StatusOr<std::unique_ptr<ArticleReader>> Open(const std::string& path,
                                                    const Settings& settings) {
  ReadOptions options = settings.read;
  options.report = [&settings](const std::string& note) {
    if (!settings.quiet) Say(note);
  };
  options.cancelled = Interrupted;
  return ArticleReader::Open({path}, options);
}

// The one article of a file as side 0 or 1.
absl::Status LoadOnly(const std::string& path, const Settings& settings, int side, Loaded* loaded) {
  absl::StatusOr<std::unique_ptr<ArticleReader>> reader = Open(path, settings);
  if (!reader.ok()) return reader.status();
  for (size_t articles = 0;; ++articles) {
    ArticleBatch batch;
    const absl::StatusOr<bool> more = (*reader)->Next(&batch);
    if (!more.ok()) return more.status();
    if (!*more && articles == 1) return absl::OkStatus();
    if (!*more) return absl::InvalidArgumentError(path + ": holds no article");
    if (articles + batch.articles.size() > 1) {
      return absl::InvalidArgumentError(path + ": holds several articles (name two: diff --from " +
                                        path + " ID ID)");
    }
    loaded->article[side] = batch.articles[0];
    loaded->batches.push_back(std::move(batch));
  }
}

// Two ids of a corpus, which is read no further than it must be.
absl::Status LoadFrom(const Settings& settings, Loaded* loaded) {
  absl::StatusOr<std::unique_ptr<ArticleReader>> reader = Open(settings.from, settings);
  if (!reader.ok()) return reader.status();
  bool found[2] = {false, false};
  while (!(found[0] && found[1]) && !Interrupted()) {
    ArticleBatch batch;
    const absl::StatusOr<bool> more = (*reader)->Next(&batch);
    if (!more.ok()) return more.status();
    if (!*more) {
      return absl::NotFoundError(settings.from + ": no article has the id '" +
                                 settings.arguments[found[0] ? 1 : 0] + "'");
    }
    bool keep = false;
    for (const Article& article : batch.articles) {
      for (size_t side = 0; side < 2; ++side) {
        if (article.id != settings.arguments[side]) continue;
        loaded->article[side] = article;
        found[side] = keep = true;
      }
    }
    if (keep) loaded->batches.push_back(std::move(batch));
  }
  return absl::OkStatus();
}

absl::Status Load(const Settings& settings, Loaded* loaded) {
  if (!settings.from.empty()) return LoadFrom(settings, loaded);
  for (const int side : {0, 1}) {
    const std::string& path = settings.arguments[static_cast<size_t>(side)];
    if (absl::Status read = LoadOnly(path, settings, side, loaded); !read.ok()) return read;
  }
  return absl::OkStatus();
}

void Write(const Loaded& loaded, const Settings& settings, Output* output) {
  Text text[2];
  AnalyzeText(loaded.article[0], &text[0]);
  AnalyzeText(loaded.article[1], &text[1]);
  AlignBuffer buffer;
  Alignment alignment;
  Align(text[0], text[1], {}, &buffer, &alignment);
  DiffOptions options;
  options.format = settings.format.value_or(Format::kText);
  options.offsets = settings.offsets;
  options.color =
      WantsColor(settings.output.empty() ? settings.color : ColorChoice::kNever, stdout);
  options.width = TerminalWidth(stdout);
  WriteDiff({&loaded.article[0], &text[0]}, {&loaded.article[1], &text[1]}, alignment, options,
            [&](std::string_view bytes) { return output->Write(bytes); });
}

}  // namespace

int RunDiff(const Settings& settings) {
  if (settings.arguments.size() != 2) {
    return Fail("diff", settings.from.empty() ? "needs two files" : "needs two ids",
                "see 'newsprint help diff'");
  }
  absl::StatusOr<Output> output = Output::Open(settings.output);
  if (!output.ok()) return Fail(output.status());
  Loaded loaded;
  const absl::Status read = Load(settings, &loaded);
  if (Interrupted()) return kInterrupted;
  if (!read.ok()) return Fail(read);
  Write(loaded, settings, &*output);
  if (Interrupted()) return kInterrupted;
  if (absl::Status finished = output->Finish(); !finished.ok()) return Fail(finished);
  return kDone;
}

}  // namespace newsprint::cli
