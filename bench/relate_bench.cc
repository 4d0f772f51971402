// Judgement of pairs of articles as the driver meets them, texts analysed already: near-copies,
// articles that share a paragraph, and strangers; and the families of a corpus of such relations.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "newsprint/family.h"
#include "newsprint/relation.h"
#include "testing_articles.h"

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
