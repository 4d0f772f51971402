// Chaining alone, rewrites sentence by sentence, and whole alignments of pairs of 800 words as the
// judge meets them: near-copies, halves of one another, and articles with nothing in common but the
// words of the language.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "align/stem_chain.h"
#include "newsprint/alignment.h"
#include "testing_stems.h"
#include "testing_text.h"

namespace newsprint {
namespace {

constexpr size_t kWords = 800;
constexpr size_t kPairs = 200;  // enough that no branch is learnt by heart

using Pairs = std::vector<std::pair<Text, Text>>;

Pairs MakePairs(auto make_other) {
  Random random(1);
  Pairs pairs;
  for (size_t i = 0; i < kPairs; ++i) {
    const Tokens source = RandomProse(kWords, &random);
    Copy other(source);
    make_other(&other, &random);
    pairs.emplace_back(TextOf(source), TextOf(other.tokens));
  }
  return pairs;
}

void BM_Align(benchmark::State& state, const Pairs& pairs) {
  AlignBuffer buffer;
  Alignment alignment;
  size_t next = 0;
  for (auto _ : state) {
    const auto& [a, b] = pairs[next];
    Align(a, b, {}, &buffer, &alignment);
    benchmark::DoNotOptimize(alignment.kept);
    next = (next + 1) % pairs.size();
  }
  state.SetItemsProcessed(state.iterations());
}

void EditedCopy(Copy* other, Random* random) { other->EditWords(25, random); }

void HalfCopy(Copy* other, Random* random) {
  other->EditWords(25, random);
  other->Replace(kWords / 2, other->tokens.size(), RandomProse(kWords / 2, random));
  other->Move(50, 120, 250);
}

void Unrelated(Copy* other, Random* random) {
  other->Replace(0, kWords, RandomProse(kWords, random));
}

BENCHMARK_CAPTURE(BM_Align, Identical, MakePairs([](Copy*, Random*) {}));
BENCHMARK_CAPTURE(BM_Align, EditedCopy, MakePairs(EditedCopy));
BENCHMARK_CAPTURE(BM_Align, HalfCopy, MakePairs(HalfCopy));
BENCHMARK_CAPTURE(BM_Align, Unrelated, MakePairs(Unrelated));

struct StemmedPair {
  Text a, b;
  Stems stems_a, stems_b;
};

std::vector<StemmedPair> MakeStemmed(auto make_other) {
  std::vector<StemmedPair> pairs;
  for (auto& [a, b] : MakePairs(make_other)) {
    pairs.push_back({std::move(a), std::move(b), {}, {}});
    StemmedPair& pair = pairs.back();
    pair.stems_a = StemsOf(pair.a);
    pair.stems_b = StemsOf(pair.b);
    for (Text* text : {&pair.a, &pair.b}) {
      for (uint32_t i = 0; i < text->tokens.size(); i += 20) text->sentences.push_back({i, i + 20});
      text->sentences.back().end = static_cast<uint32_t>(text->tokens.size());
    }
  }
  return pairs;
}

// Two words in three are other ones, as in a rewrite.
void Rewrite(Copy* other, Random* random) {
  for (uint64_t& token : other->tokens) {
    if (!random->Once(3)) token = RandomWord(random);
  }
}

void BM_IndexStems(benchmark::State& state) {
  const std::vector<StemmedPair> pairs = MakeStemmed(Rewrite);
  StemIndex index;
  size_t next = 0;
  for (auto _ : state) {
    IndexStems(pairs[next].stems_a, &index);
    benchmark::DoNotOptimize(index.size);
    next = (next + 1) % pairs.size();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_IndexStems);

void BM_AlignSentences(benchmark::State& state, const std::vector<StemmedPair>& pairs) {
  AlignBuffer buffer;
  Alignment alignment;
  size_t next = 0;
  for (auto _ : state) {
    const StemmedPair& p = pairs[next];
    AlignSentences({&p.a, &p.stems_a}, {&p.b, &p.stems_b}, &buffer, &alignment);
    benchmark::DoNotOptimize(alignment.kept);
    next = (next + 1) % pairs.size();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(BM_AlignSentences, Rewrite, MakeStemmed(Rewrite));
BENCHMARK_CAPTURE(BM_AlignSentences, Unrelated, MakeStemmed(Unrelated));

void BM_BestChain(benchmark::State& state) {
  Random random(2);
  std::vector<Anchor> anchors(static_cast<size_t>(state.range(0)));
  for (Anchor& x : anchors) {
    x = {random.Below(10'000), random.Below(10'000), 4 + random.Below(10), 0};
    x.weight = static_cast<int32_t>(x.length);
  }
  std::sort(anchors.begin(), anchors.end(), [](const Anchor& x, const Anchor& y) {
    return std::tie(x.a, x.b) < std::tie(y.a, y.b);
  });
  for (auto _ : state) benchmark::DoNotOptimize(BestChain(anchors, {8, 8}).score);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_BestChain)->Arg(10)->Arg(100)->Arg(1'000)->Arg(10'000);

}  // namespace
}  // namespace newsprint
