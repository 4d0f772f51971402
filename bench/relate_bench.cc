// Judgement of pairs of articles as the driver meets them, texts analysed already: near-copies,
// articles that share a paragraph, and strangers; rewrites, by their scores alone and all the way;
// and the families of a corpus of such relations.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "newsprint/family.h"
#include "newsprint/relation.h"
#include "relate/judge_rewrites.h"
#include "relate/rewrite.h"
#include "relate/rewrite_score.h"
#include "stem/content.h"
#include "testing_articles.h"
#include "testing_content.h"

namespace newsprint {
namespace {

constexpr size_t kParagraphs = 20;  // some 800 words
constexpr size_t kPairs = 100;      // enough that no branch is learnt by heart

// Pairs of stories that have the paragraphs from `first_shared` on in common.
std::vector<Pair> MakePairs(size_t first_shared) {
  Writer writer(1);
  std::vector<Pair> pairs;
  for (size_t i = 0; i < kPairs; ++i) {
    const Paragraphs a = writer.Story(kParagraphs);
    Paragraphs b = writer.Story(kParagraphs);
    for (size_t p = first_shared; p < kParagraphs; ++p) b[p] = a[p];
    pairs.emplace_back(Story{.text = TextOf(a)}, Story{.text = TextOf(b)});
  }
  return pairs;
}

void BM_Judge(benchmark::State& state, size_t first_shared) {
  const std::vector<Pair> pairs = MakePairs(first_shared);
  size_t next = 0;
  int64_t bytes = 0;
  for (auto _ : state) {
    const Pair& pair = pairs[next];
    benchmark::DoNotOptimize(pair.Judge());
    bytes += static_cast<int64_t>(pair.a.text.size() + pair.b.text.size());
    next = (next + 1) % pairs.size();
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(bytes);
}
BENCHMARK_CAPTURE(BM_Judge, near_copies, 1);
BENCHMARK_CAPTURE(BM_Judge, one_paragraph, kParagraphs - 1);
BENCHMARK_CAPTURE(BM_Judge, strangers, kParagraphs);

// A story told again: `in` of a hundred words are others, on average.
Paragraphs Retold(Paragraphs story, uint32_t in, Writer* writer) {
  for (std::string& paragraph : story) {
    std::string retold;
    size_t begin = 0;
    while (begin < paragraph.size()) {
      const size_t end = std::min(paragraph.find(' ', begin), paragraph.size());
      const bool keep = writer->random().Below(100) >= in;
      retold += keep ? paragraph.substr(begin, end - begin) : writer->Word();
      retold += ' ';
      begin = end + 1;
    }
    paragraph = retold;
  }
  return story;
}

// Articles 2 i and 2 i + 1 are a story and its rewrite, in which `in` of a hundred words are
// others.
std::vector<std::string> MakeRewrites(size_t count, uint32_t in) {
  Writer writer(2);
  std::vector<std::string> texts;
  for (size_t i = 0; i < count; i += 2) {
    const Paragraphs story = writer.Story(kParagraphs);
    texts.push_back(TextOf(story));
    texts.push_back(TextOf(Retold(story, in, &writer)));
  }
  return texts;
}

std::vector<Article> ArticlesOf(const std::vector<std::string>& texts) {
  std::vector<Article> articles(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    articles[i].text = texts[i];
    articles[i].language = "en";
  }
  return articles;
}

ContentBatch ContentOf(const std::vector<Article>& articles) {
  ContentBatch content;
  StemCache cache;
  Text text;
  Stems stems;
  for (const Article& article : articles) {
    AnalyzeText(article, &text);
    StemStory(article, text, &cache, &stems);
    AppendContent(text, stems, &content);
  }
  return content;
}

// The content of an article of 800 words: of words as frequent as their rank says (Zipf), those
// that are not among the 300 most frequent ones.
ContentStems ZipfContent(Random* random) {
  constexpr uint32_t kWords = 800, kCommon = 300;
  constexpr double kLnVocabulary = 11;
  ContentStems row;
  uint16_t place = 0;
  for (uint32_t i = 0; i < kWords; ++i, place = static_cast<uint16_t>(place + 2)) {
    const double rank = std::exp(kLnVocabulary * random->Below(1u << 20) / (1u << 20));
    if (rank < kCommon) continue;
    row.push_back(StemOf(static_cast<uint32_t>(rank)));
    row.back().place = place;
    row.back().weight = static_cast<uint8_t>(std::min(128.0, 16 * std::log(rank / 40)));
    if (random->Once(8)) row.back().flags |= kContentSentence;
    if (random->Once(6)) row.back().flags |= kContentFact;
  }
  return row;
}

// Articles 2 i and 2 i + 1 are a story and its rewrite, in which `in` of a hundred words are
// others.
ContentBatch ZipfRewrites(uint32_t in) {
  Random random(3);
  ContentBatch content;
  for (size_t i = 0; i < kPairs; ++i) {
    const ContentStems story = ZipfContent(&random);
    AddContent(story, &content);
    ContentStems retold = ZipfContent(&random);
    for (size_t k = 0; k < std::min(story.size(), retold.size()); ++k) {
      if (random.Below(100) >= in)
        retold[k].stem = story[k].stem, retold[k].weight = story[k].weight;
    }
    AddContent(retold, &content);
  }
  return content;
}

// Each article with the one `apart` behind it, in full.
void BM_ScoreRewrite(benchmark::State& state, uint32_t in, size_t apart) {
  const ContentBatch content = ZipfRewrites(in);
  RewriteBuffer buffer;
  size_t next = 0;
  for (auto _ : state) {
    const size_t other = (next + apart) % content.size();
    benchmark::DoNotOptimize(ScoreRewrite(content.Of(next), content.Of(other), &buffer));
    next = (next + 2) % content.size();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(BM_ScoreRewrite, equal, 0, 1);
BENCHMARK_CAPTURE(BM_ScoreRewrite, rewrites, 45, 1);
BENCHMARK_CAPTURE(BM_ScoreRewrite, strangers, 45, 2);

// Candidates up to and with their chains, as the driver scores them: one in eight is a rewrite, and
// a pair that can be none among 100,000 articles is left.
void BM_ScoreCandidates(benchmark::State& state) {
  const ContentBatch content = ZipfRewrites(45);
  std::vector<RewriteStory> stories;
  for (size_t i = 0; i < content.size(); ++i) stories.push_back(SumUp(content.Of(i)));
  const int64_t limit = RewriteLimit(100'000);
  const RewriteHope hope = [limit](const RewriteScore& best) {
    return Strengthen(best, {}).Sum() >= limit;
  };
  RewriteBuffer buffer;
  size_t next = 0;
  size_t in_full = 0;
  for (auto _ : state) {
    const size_t story = next / 8 * 2 % stories.size();
    const size_t other = next % 8 == 0 ? story + 1 : (story + 1 + 2 * (next % 8)) % stories.size();
    RewriteScore score;
    in_full += ScoreRewrite(stories[story], stories[other], hope, &buffer, &score);
    benchmark::DoNotOptimize(score);
    ++next;
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["in full"] =
      static_cast<double>(in_full) / static_cast<double>(state.iterations());
}
BENCHMARK(BM_ScoreCandidates);

// Every article with the four behind it, of which one in eight pairs is a rewrite.
void BM_JudgeRewrites(benchmark::State& state) {
  const std::vector<std::string> texts = MakeRewrites(1'000, 45);
  const std::vector<Article> articles = ArticlesOf(texts);
  ContentBatch content = ContentOf(articles);
  std::vector<Ordinal> groups(articles.size());
  std::iota(groups.begin(), groups.end(), 0);
  std::vector<CandidatePair> pairs;
  for (Ordinal a = 0; a < articles.size(); ++a) {
    for (Ordinal b = a + 1; b < articles.size() && b <= a + 4; ++b) pairs.push_back({a, b, 0});
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(JudgeRewrites({.articles = articles,
                                            .content = &content,
                                            .groups = groups,
                                            .relations = {},
                                            .progress = {}},
                                           pairs));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(pairs.size()));
}
BENCHMARK(BM_JudgeRewrites)->Unit(benchmark::kMillisecond)->UseRealTime();

// Every tenth article is a wire that the nine behind it took over.
void BM_BuildFamilies(benchmark::State& state) {
  const std::vector<Article> articles(static_cast<size_t>(state.range(0)));
  const std::vector<uint32_t> words(articles.size(), 500);
  std::vector<Relation> relations;
  for (Ordinal i = 0; i < articles.size(); ++i) {
    for (Ordinal j = i + 1; i % 10 == 0 && j < i + 10 && j < articles.size(); ++j) {
      Relation relation;
      relation.a = i;
      relation.b = j;
      relation.kind = Kind::kSyndicated;
      relation.direction = Direction::kAToB;
      relations.push_back(std::move(relation));
    }
  }
  for (auto _ : state) benchmark::DoNotOptimize(BuildFamilies(articles, words, relations));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_BuildFamilies)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsprint
