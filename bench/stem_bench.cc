// The stem stage: stems of the articles of NEWSPRINT_BENCH_FILE, or of the families in corpus/, by
// themselves and beside the analysis they follow; with and without a language given; the
// skip-bigrams made of them; and stemming of words that no cache knows.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "newsprint/io.h"
#include "newsprint/stems.h"
#include "newsprint/text.h"
#include "sketch/skip_keys.h"
#include "stem/language.h"
#include "stem/stemmer.h"

namespace newsprint {
namespace {

struct Corpus {
  std::vector<ArticleBatch> batches;
  std::vector<Article> articles;
  int64_t bytes = 0;
};

const Corpus& TheCorpus() {
  static const Corpus corpus = [] {
    constexpr int64_t kMostBytes = int64_t{16} << 20;
    Corpus read;
    const char* const path = std::getenv("NEWSPRINT_BENCH_FILE");
    auto reader = ArticleReader::Open({path != nullptr ? path : NEWSPRINT_FAMILIES}, {});
    if (!reader.ok()) return read;
    ArticleBatch batch;
    while (read.bytes < kMostBytes && (*reader)->Next(&batch).value_or(false)) {
      for (const Article& article : batch.articles) {
        read.articles.push_back(article);
        read.bytes += static_cast<int64_t>(article.text.size());
      }
      read.batches.push_back(std::move(batch));
      batch = {};
    }
    return read;
  }();
  return corpus;
}

// Calls `each` for every article, again and again.
template <typename Each>
void ForEachArticle(benchmark::State& state, Each&& each) {
  const Corpus& corpus = TheCorpus();
  if (corpus.articles.empty()) return state.SkipWithError("no articles");
  for ([[maybe_unused]] auto _ : state) {
    for (const Article& article : corpus.articles) each(article);
  }
  state.SetBytesProcessed(state.iterations() * corpus.bytes);
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(corpus.articles.size()));
}

void Analysis(benchmark::State& state) {
  Text text;
  ForEachArticle(state, [&](const Article& article) { AnalyzeText(article, &text); });
}
BENCHMARK(Analysis);

void AnalysisAndStems(benchmark::State& state) {
  Text text;
  StemCache cache;
  Stems stems;
  ForEachArticle(state, [&](const Article& article) {
    AnalyzeText(article, &text);
    StemStory(article, text, &cache, &stems);
  });
}
BENCHMARK(AnalysisAndStems);

// The analysis not counted. As for a corpus, the cache has seen most words.
void StemsAlone(benchmark::State& state) {
  std::vector<Text> texts(TheCorpus().articles.size());
  for (size_t i = 0; i < texts.size(); ++i) AnalyzeText(TheCorpus().articles[i], &texts[i]);
  StemCache cache;
  Stems stems;
  size_t next = 0;
  ForEachArticle(state, [&](const Article& article) {
    StemStory(article, texts[next], &cache, &stems);
    next = (next + 1) % texts.size();
  });
}
BENCHMARK(StemsAlone);

// Items are words.
void StemEnglishWords(benchmark::State& state) {
  Text text;
  std::vector<std::string> words;
  for (const Article& article : TheCorpus().articles) {
    if (article.language != "en") continue;
    AnalyzeText(article, &text);
    std::istringstream folded(text.folded);
    for (std::string word; folded >> word && words.size() < 100'000;) words.push_back(word);
  }
  Stemmer stemmer(StemLanguage("en"));
  for ([[maybe_unused]] auto _ : state) {
    for (const std::string& word : words) benchmark::DoNotOptimize(stemmer.Stem(word));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(words.size()));
}
BENCHMARK(StemEnglishWords);

// A new cache an article: what words cost that were never seen.
void AnalysisAndStemsWithoutCache(benchmark::State& state) {
  Text text;
  Stems stems;
  ForEachArticle(state, [&](const Article& article) {
    StemCache cache;
    AnalyzeText(article, &text);
    StemStory(article, text, &cache, &stems);
  });
}
BENCHMARK(AnalysisAndStemsWithoutCache);

void AnalysisStemsAndSkipKeys(benchmark::State& state) {
  Text text;
  StemCache cache;
  Stems stems;
  SkipScratch scratch;
  std::vector<uint64_t> keys;
  size_t count = 0;
  size_t items = 0;
  ForEachArticle(state, [&](const Article& article) {
    AnalyzeText(article, &text);
    StemStory(article, text, &cache, &stems);
    keys.clear();
    AppendSkipKeys(text, stems, &scratch, &keys);
    count += keys.size();
    ++items;
  });
  state.counters["keys/article"] = static_cast<double>(count) / static_cast<double>(items);
}
BENCHMARK(AnalysisStemsAndSkipKeys);

void DetectLanguage(benchmark::State& state) {
  ForEachArticle(state, [](const Article& article) {
    Article unknown = article;
    unknown.language = {};
    benchmark::DoNotOptimize(LanguageOf(unknown));
  });
}
BENCHMARK(DetectLanguage);

}  // namespace
}  // namespace newsprint
