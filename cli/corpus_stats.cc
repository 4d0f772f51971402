// Counting a corpus. The articles of a block are analysed on all threads and counted in order.
#include "corpus_stats.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <set>

#include "absl/status/statusor.h"
#include "newsprint/article.h"
#include "newsprint/engine.h"
#include "newsprint/text.h"
#include "report/display.h"
#include "signals.h"
#include "stem/language.h"
#include "threads.h"

namespace newsprint::cli {
namespace {

// What is counted of an article.
struct Facts {
  std::string language;
  std::set<std::string> credits;
  uint32_t story_half_words = 0;
  uint64_t tokens = 0, story = 0, quoted = 0;
};

Facts FactsOf(const Article& article, Text* text) {
  AnalyzeText(article, text);
  Facts facts;
  facts.language = LanguageOf(article);
  for (const Credit& credit : text->credits) facts.credits.insert(OneLine(credit.name));
  facts.credits.erase("");
  facts.story_half_words = text->story_half_words;
  facts.tokens = text->tokens.size();
  facts.story = text->story.size();
  for (const uint32_t token : text->story) {
    facts.quoted += (text->tokens[token].flags & kTokenQuoted) != 0;
  }
  return facts;
}

void CountDate(const Timestamp& published, CorpusStats* stats) {
  if (!published.known()) {
    ++stats->undated;
    return;
  }
  stats->with_time += published.resolution == Timestamp::Resolution::kSecond;
  const std::string day = FormatDay(published);
  ++stats->months[day.substr(0, 7)];
  if (stats->first.empty() || day < stats->first) stats->first = day;
  stats->last = std::max(stats->last, day);
}

void CountArticle(const Article& article, const Facts& facts, CorpusStats* stats) {
  ++stats->articles;
  ++stats->languages[facts.language];
  stats->own_language += !article.language.empty();
  ++stats->sources[OneLine(article.source)];
  for (const std::string& name : facts.credits) ++stats->credits[name];
  stats->credited += !facts.credits.empty();
  CountDate(article.published, stats);
  stats->with_title += !article.title.empty();
  stats->with_url += !article.url.empty();
  stats->with_byline += !article.byline.empty();
  if (facts.story == 0) {
    ++stats->empty;
  } else {
    stats->story_words.push_back(facts.story_half_words / 2);
    stats->too_short += facts.story_half_words / 2 < Options().min_words;
  }
  stats->tokens += facts.tokens;
  stats->furniture_tokens += facts.tokens - facts.story;
  stats->quoted_tokens += facts.quoted;
  stats->with_furniture += facts.story < facts.tokens;
}

}  // namespace

absl::Status CollectStats(ArticleReader* reader, uint32_t threads, ProgressLine* line,
                          CorpusStats* stats) {
  tbb::task_arena arena(threads == 0 ? tbb::task_arena::automatic : static_cast<int>(threads));
  tbb::enumerable_thread_specific<Text> texts;
  std::vector<Facts> facts;
  ArticleBatch batch;
  while (true) {
    const absl::StatusOr<bool> more = reader->Next(&batch);
    if (!more.ok()) return more.status();
    if (!*more) break;
    facts.assign(batch.articles.size(), {});
    arena.execute([&] {
      ParallelFor(facts.size(),
                  [&](size_t i) { facts[i] = FactsOf(batch.articles[i], &texts.local()); });
    });
    for (size_t i = 0; i < facts.size(); ++i) CountArticle(batch.articles[i], facts[i], stats);
    if (Interrupted()) return absl::CancelledError("cancelled");
    line->Update({"reading", reader->bytes_read(), reader->bytes_total(), stats->articles, 0});
  }
  std::sort(stats->story_words.begin(), stats->story_words.end());
  stats->inputs = reader->inputs();
  stats->read = reader->stats();
  return absl::OkStatus();
}

}  // namespace newsprint::cli
