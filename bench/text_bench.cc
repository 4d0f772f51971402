// The text stage on generated prose of several scripts, and on the articles of the file that
// NEWSPRINT_BENCH_FILE names; folding, tokenising and their vector loops by themselves.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "newsprint/io.h"
#include "newsprint/text.h"
#include "per_target.h"
#include "text/fold.h"
#include "text/text_kernels.h"
#include "text/tokenize.h"

namespace newsprint {
namespace {

struct Script {
  const char* alphabet;
  size_t letter;  // bytes a letter has
  const char* blank;
  const char* stop;
};

constexpr Script kEnglish = {"etaoinshrdlucmfwypvbgk", 1, " ", ". "};
constexpr Script kRussian = {"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф", 2, " ", ". "};
constexpr Script kArabic = {"اليمونرتبةعدسفهكقأحجشطصخذ", 2, " ", ". "};
constexpr Script kChinese = {"的一是不了在人有我他这中大来上国个到说们为子和你地", 3, "", "。"};

std::string Letter(const Script& script, size_t i) {
  const std::string_view all(script.alphabet);
  return std::string(all.substr(i % (all.size() / script.letter) * script.letter, script.letter));
}

// About 6 KB: paragraphs of sentences of words, some of them quoted.
std::string MakeArticle(const Script& script, uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < 6000) {
    for (size_t sentences = 2 + random() % 4; sentences > 0; --sentences) {
      const bool quoted = random() % 5 == 0;
      if (quoted) text += "“";
      for (size_t words = 8 + random() % 20; words > 0; --words) {
        for (size_t letters = 1 + random() % 9; letters > 0; --letters) {
          text += Letter(script, random());
        }
        if (words > 1) text += script.blank;
      }
      if (quoted) text += "”";
      text += script.stop;
    }
    text += "\n\n";
  }
  return text;
}

void Analyse(benchmark::State& state, const std::vector<std::string>& bodies) {
  Text text;
  size_t bytes = 0;
  size_t articles = 0;
  for (auto _ : state) {
    for (const std::string& body : bodies) {
      Article article;
      article.text = body;
      AnalyzeText(article, &text);
      benchmark::DoNotOptimize(text.story.data());
      bytes += body.size();
    }
    articles += bodies.size();
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.SetItemsProcessed(static_cast<int64_t>(articles));
}

std::vector<std::string> MakeArticles(const Script& script) {
  std::vector<std::string> bodies;
  for (uint32_t seed = 0; seed < 64; ++seed) bodies.push_back(MakeArticle(script, seed));
  return bodies;
}

void BM_AnalyzeText(benchmark::State& state, const Script& script) {
  Analyse(state, MakeArticles(script));
}
BENCHMARK_CAPTURE(BM_AnalyzeText, english, kEnglish);
BENCHMARK_CAPTURE(BM_AnalyzeText, russian, kRussian);
BENCHMARK_CAPTURE(BM_AnalyzeText, arabic, kArabic);
BENCHMARK_CAPTURE(BM_AnalyzeText, chinese, kChinese);

// Calls each(article) for every article in turn; bytes are those of the text.
template <typename Each>
void ForEachBody(benchmark::State& state, const std::vector<std::string>& bodies, Each&& each) {
  size_t bytes = 0;
  for (auto _ : state) {
    for (size_t i = 0; i < bodies.size(); ++i) {
      each(i);
      bytes += bodies[i].size();
    }
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}

void BM_Fold(benchmark::State& state, const Script& script) {
  const std::vector<std::string> bodies = MakeArticles(script);
  std::string folded;
  Folding folding;
  ForEachBody(state, bodies, [&](size_t i) {
    Fold(bodies[i], &folded, &folding);
    benchmark::DoNotOptimize(folded.data());
  });
}
BENCHMARK_CAPTURE(BM_Fold, english, kEnglish);
BENCHMARK_CAPTURE(BM_Fold, russian, kRussian);
BENCHMARK_CAPTURE(BM_Fold, chinese, kChinese);

// Of text that is folded already.
void BM_Tokenize(benchmark::State& state, const Script& script) {
  const std::vector<std::string> bodies = MakeArticles(script);
  std::vector<Text> texts(bodies.size());
  std::vector<Folding> foldings(bodies.size());
  for (size_t i = 0; i < bodies.size(); ++i) Fold(bodies[i], &texts[i].folded, &foldings[i]);
  std::vector<Gap> gaps;
  ForEachBody(state, bodies, [&](size_t i) {
    Tokenize(bodies[i], foldings[i], &texts[i], &gaps);
    benchmark::DoNotOptimize(texts[i].tokens.data());
  });
}
BENCHMARK_CAPTURE(BM_Tokenize, english, kEnglish);
BENCHMARK_CAPTURE(BM_Tokenize, russian, kRussian);
BENCHMARK_CAPTURE(BM_Tokenize, chinese, kChinese);

// ASCII all through, as copying stops at the first other byte.
void CopyLower(benchmark::State& state) {
  std::vector<std::string> bodies = MakeArticles(kEnglish);
  std::string to;
  for (std::string& body : bodies) {
    std::replace_if(
        body.begin(), body.end(), [](char c) { return (c & 0x80) != 0; }, '"');
    to.resize(std::max(to.size(), body.size()));
  }
  ForEachBody(state, bodies, [&](size_t i) {
    benchmark::DoNotOptimize(CopyLowerAscii(bodies[i].data(), bodies[i].size(), to.data()));
  });
}

void Classify(benchmark::State& state) {
  const std::vector<std::string> bodies = MakeArticles(kEnglish);
  std::vector<uint64_t> words(1024), joiners(1024), blanks(1024);  // bits of 64 KB
  ForEachBody(state, bodies, [&](size_t i) {
    ClassifyBytes(bodies[i].data(), bodies[i].size(),
                  {words.data(), joiners.data(), blanks.data()});
    benchmark::DoNotOptimize(words.data());
  });
}

[[maybe_unused]] const bool kRegistered = [] {
  RegisterPerTarget("CopyLowerAscii", CopyLower);
  RegisterPerTarget("ClassifyBytes", Classify);
  RegisterPerTarget("BM_AnalyzeText/english",
                    [](benchmark::State& state) { Analyse(state, MakeArticles(kEnglish)); });
  return true;
}();

void BM_AnalyzeFile(benchmark::State& state) {
  const char* const path = std::getenv("NEWSPRINT_BENCH_FILE");
  if (path == nullptr) return state.SkipWithError("NEWSPRINT_BENCH_FILE is not set");
  constexpr size_t kMostBytes = size_t{64} << 20;
  auto reader = ArticleReader::Open({path}, {});
  if (!reader.ok()) return state.SkipWithError(reader.status().ToString().c_str());
  std::vector<std::string> bodies;
  size_t bytes = 0;
  ArticleBatch batch;
  while (bytes < kMostBytes && (*reader)->Next(&batch).value_or(false)) {
    for (const Article& article : batch.articles) {
      bodies.emplace_back(article.text);
      bytes += article.text.size();
    }
  }
  Analyse(state, bodies);
}
BENCHMARK(BM_AnalyzeFile)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsprint
