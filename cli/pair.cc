// Loading a pair, and the one place where `diff` and `explain` have it judged.
#include "pair.h"

#include <memory>
#include <string>
#include <utility>

#include "messages.h"
#include "newsprint/io.h"
#include "output.h"
#include "signals.h"
#include "stored_null.h"
#include "terminal.h"

namespace newsprint::cli {
namespace {

// Two articles and the memory they live in.
struct Pair {
  Article article[2];
  std::vector<ArticleBatch> batches;
  Text text[2];
  Alignment alignment;
  Explanation explanation;
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
absl::Status LoadOnly(const std::string& path, const Settings& settings, int side, Pair* pair) {
  absl::StatusOr<std::unique_ptr<ArticleReader>> reader = Open(path, settings);
  if (!reader.ok()) return reader.status();
  for (size_t articles = 0;; ++articles) {
    ArticleBatch batch;
    const absl::StatusOr<bool> more = (*reader)->Next(&batch);
    if (!more.ok()) return more.status();
    if (!*more && articles == 1) return absl::OkStatus();
    if (!*more) return absl::InvalidArgumentError(path + ": holds no article");
    if (articles + batch.articles.size() > 1) {
      return absl::InvalidArgumentError(
          path + ": holds several articles (name two of them: --from " + path + " ID ID)");
    }
    pair->article[side] = batch.articles[0];
    pair->batches.push_back(std::move(batch));
  }
}

// Two ids of a corpus, which is read no further than it must be.
absl::Status LoadFrom(const Settings& settings, Pair* pair) {
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
        pair->article[side] = article;
        found[side] = keep = true;
      }
    }
    if (keep) pair->batches.push_back(std::move(batch));
  }
  return absl::OkStatus();
}

absl::Status Load(const Settings& settings, Pair* pair) {
  if (!settings.from.empty()) return LoadFrom(settings, pair);
  for (const int side : {0, 1}) {
    const std::string& path = settings.arguments[static_cast<size_t>(side)];
    if (absl::Status read = LoadOnly(path, settings, side, pair); !read.ok()) return read;
  }
  return absl::OkStatus();
}

// What the other articles of the pair's event scored, as a scan has stored it.
absl::StatusOr<Null> LoadNull(const Settings& settings, const Pair& pair) {
  if (settings.relations.empty()) return Null();
  const std::string a(pair.article[0].id), b(pair.article[1].id);
  const absl::StatusOr<std::optional<Null>> stored = ReadStoredNull(settings.relations, a, b);
  if (!stored.ok()) return stored.status();
  if (*stored) return **stored;
  if (!settings.quiet) {
    Say(settings.relations + ": has no relation of " + a + " and " + b +
        " (judged without neighbours)");
  }
  return Null();
}

// The verdict with what it rests on.
Explanation Judged(const Pair& pair, const Null& null, AlignBuffer* buffer) {
  const Side a{0, &pair.article[0], &pair.text[0]}, b{1, &pair.article[1], &pair.text[1]};
  Explanation explanation;
  explanation.relation = Judge(a, b, {}, {.quotes = true, .templates = true}, buffer);
  if (explanation.relation) explanation.scores = explanation.relation->scores;
  explanation.null = null;
  return explanation;
}

uint32_t Covered(const Alignment& alignment) {
  uint32_t tokens = 0;
  for (const Passage& passage : alignment.passages) tokens += passage.a.size() + passage.b.size();
  return tokens;
}

// Shared text and reworded sentences. Where both claim the same words, what is shared goes first,
// unless the sentences cover so much more that it is but a piece of them.
Alignment Aligned(const Pair& pair, AlignBuffer* buffer) {
  StemCache cache;
  Stems stems[2];
  for (const int side : {0, 1}) {
    StemStory(pair.article[side], pair.text[side], &cache, &stems[side]);
  }
  Alignment shared, reworded;
  Align(pair.text[0], pair.text[1], {}, buffer, &shared);
  AlignSentences({&pair.text[0], &stems[0]}, {&pair.text[1], &stems[1]}, buffer, &reworded);
  return 2 * Covered(reworded) > 3 * Covered(shared) ? MergeAlignments(std::move(reworded), shared)
                                                     : MergeAlignments(std::move(shared), reworded);
}

absl::Status Prepare(const Settings& settings, Pair* pair) {
  if (absl::Status read = Load(settings, pair); !read.ok()) return read;
  const absl::StatusOr<Null> null = LoadNull(settings, *pair);
  if (!null.ok()) return null.status();
  for (const int side : {0, 1}) AnalyzeText(pair->article[side], &pair->text[side]);
  AlignBuffer buffer;
  pair->explanation = Judged(*pair, *null, &buffer);
  pair->alignment = Aligned(*pair, &buffer);
  return absl::OkStatus();
}

DiffOptions OutputOptions(const Settings& settings) {
  DiffOptions options;
  options.format = settings.format.value_or(Format::kText);
  options.offsets = settings.offsets;
  options.color = settings.output.empty() && WantsColor(settings.color, stdout);
  options.width = TerminalWidth(stdout);
  return options;
}

}  // namespace

int ShowPair(const Settings& settings, std::string_view verb, WritePair write) {
  if (settings.arguments.size() != 2) {
    return Fail(verb, settings.from.empty() ? "needs two files" : "needs two ids",
                "see 'newsprint help " + std::string(verb) + "'");
  }
  absl::StatusOr<Output> output = Output::Open(settings.output);
  if (!output.ok()) return Fail(output.status());
  Pair pair;
  const absl::Status ready = Prepare(settings, &pair);
  if (Interrupted()) return kInterrupted;
  if (!ready.ok()) return Fail(ready);
  const DiffPair view{{&pair.article[0], &pair.text[0]},
                      {&pair.article[1], &pair.text[1]},
                      &pair.alignment,
                      &pair.explanation};
  write(view, OutputOptions(settings),
        [&](std::string_view bytes) { return output->Write(bytes); });
  if (Interrupted()) return kInterrupted;
  if (absl::Status finished = output->Finish(); !finished.ok()) return Fail(finished);
  return kDone;
}

}  // namespace newsprint::cli
