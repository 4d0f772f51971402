// Loading a pair, and the one place where `diff` and `explain` have it judged.
#include "pair.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "messages.h"
#include "newsprint/alignment.h"
#include "newsprint/article.h"
#include "newsprint/io.h"
#include "newsprint/relation.h"
#include "newsprint/text.h"
#include "output.h"
#include "signals.h"
#include "stored_result.h"
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
  uint64_t skipped = 0;  // bad records and files on the way to the two
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
    if (!*more) {
      pair->skipped += (*reader)->stats().skipped + (*reader)->stats().unread;
      return articles == 1 ? absl::OkStatus()
                           : absl::InvalidArgumentError(path + ": holds no article");
    }
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
  pair->skipped = (*reader)->stats().skipped + (*reader)->stats().unread;
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

// What a scan has stored about the pair, and of how many articles.
absl::StatusOr<StoredResult> LoadStored(const Settings& settings, const Pair& pair) {
  if (settings.relations.empty()) return StoredResult();
  return ReadStored(settings.relations, std::string(pair.article[0].id),
                    std::string(pair.article[1].id));
}

// The verdict with what it rests on.
Explanation Judged(const Pair& pair, const StoredResult& stored, AlignBuffer* buffer) {
  const Side a{0, &pair.article[0], &pair.text[0]}, b{1, &pair.article[1], &pair.text[1]};
  PairContext context;
  context.null = stored.relation ? stored.relation->null : stored.of_others;
  context.articles = std::max(stored.articles, context.articles);
  return Explain(a, b, context, buffer);
}

// Says where the stored result has something else: there the weight of words is the corpus's, what
// the two share with third articles is known, and a third article may explain the pair.
void Compare(const Settings& settings, const Pair& pair, const StoredResult& stored) {
  if (settings.relations.empty() || settings.quiet) return;
  const std::optional<Relation>& found = pair.explanation.relation;
  const bool reuse = found && IsReuse(found->kind);
  const std::string kind = found ? std::string(KindName(found->kind)) : "none";
  const std::string by_themselves = "; the two by themselves are '" + kind + "'";
  std::string said = settings.relations + ": has ";
  if (stored.relation) {
    if (stored.relation->kind == kind) return;
    said += "this pair as '" + stored.relation->kind + "', judged among all its articles" +
            by_themselves;
  } else {
    said += "no relation of " + std::string(pair.article[0].id) + " and " +
            std::string(pair.article[1].id) +
            (stored.of_others.n > 0 ? " (judged by the neighbours of their other relations)"
                                    : " (judged without neighbours)");
    if (reuse && !stored.third.empty()) said += ", as both are related to " + stored.third;
    if (reuse) said += by_themselves;
  }
  Say(said);
}

absl::Status Prepare(const Settings& settings, Pair* pair) {
  if (absl::Status read = Load(settings, pair); !read.ok()) return read;
  const absl::StatusOr<StoredResult> stored = LoadStored(settings, *pair);
  if (!stored.ok()) return stored.status();
  for (const int side : {0, 1}) AnalyzeText(pair->article[side], &pair->text[side]);
  AlignBuffer buffer;
  pair->explanation = Judged(*pair, *stored, &buffer);
  Compare(settings, *pair, *stored);
  pair->alignment = AlignmentToShow(pair->explanation);
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
  return pair.skipped > 0 ? kSkipped : kDone;
}

}  // namespace newsprint::cli
