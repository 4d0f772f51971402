// Chaining alone, and whole alignments of pairs of 800 words as the judge meets them: near-copies,
// halves of one another, and articles with nothing in common but the words of the language.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "newsprint/alignment.h"
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
