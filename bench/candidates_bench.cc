// Bringing equal keys together by partition and by hash map, and the whole candidate stage on
// fingerprints of a corpus in which a quarter of the articles has relatives.
#include <benchmark/benchmark.h>
#include <tbb/task_arena.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "candidates/partition.h"
#include "newsprint/candidates.h"
#include "testing_batch.h"

namespace newsprint {
namespace {

// As a band has them: most keys once, one in eight shared.
std::vector<KeyEntry> BandEntries(size_t size) {
  Random random(1);
  std::vector<KeyEntry> entries(size);
  for (size_t i = 0; i < size; ++i) {
    const bool shared = i > 0 && random.Once(8);
    const uint64_t key =
        shared ? entries[random.Below(static_cast<uint32_t>(i))].key : random.Next();
    entries[i] = {key, static_cast<Ordinal>(i), 0};
  }
  return entries;
}

void BM_Partition(benchmark::State& state) {
  const std::vector<KeyEntry> entries = BandEntries(static_cast<size_t>(state.range(0)));
  std::vector<KeyEntry> sorted, scratch;
  tbb::task_arena one_thread(1);
  for (auto _ : state) {
    sorted = entries;
    one_thread.execute([&] { PartitionByKey(&sorted, &scratch); });
    benchmark::DoNotOptimize(sorted.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Partition)->Arg(10'000)->Arg(1'000'000)->Arg(4'000'000);

void BM_HashMapBuckets(benchmark::State& state) {
  const std::vector<KeyEntry> entries = BandEntries(static_cast<size_t>(state.range(0)));
  for (auto _ : state) {
    absl::flat_hash_map<uint64_t, std::vector<Ordinal>> buckets;
    for (const KeyEntry& e : entries) buckets[e.key].push_back(e.article);
    benchmark::DoNotOptimize(buckets.size());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_HashMapBuckets)->Arg(10'000)->Arg(1'000'000)->Arg(4'000'000);

// Items are articles. Arguments: articles, threads.
void BM_FindCandidates(benchmark::State& state) {
  const uint32_t articles = static_cast<uint32_t>(state.range(0));
  Random random(2);
  const FingerprintBatch batch =
      RandomBatch({articles, articles * 3 / 4, 80, 60, articles * 10}, &random);
  const std::vector<Ordinal> deputies = OwnDeputies(batch);
  tbb::task_arena arena(static_cast<int>(state.range(1)));
  size_t pairs = 0;
  for (auto _ : state) {
    arena.execute([&] { pairs = FindCandidates({batch, deputies}, {}).pairs.size(); });
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["pairs"] = static_cast<double>(pairs);
}
BENCHMARK(BM_FindCandidates)
    ->Args({10'000, 1})
    ->Args({100'000, 1})
    ->Args({100'000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// 52 skip-bigrams an article, a fifth of them out of a pool that all share. Items are articles.
// Arguments: articles, threads.
void BM_FindRewriteCandidates(benchmark::State& state) {
  const uint32_t articles = static_cast<uint32_t>(state.range(0));
  constexpr uint32_t kKeys = 52;
  Random random(3);
  FingerprintBatch batch;
  batch.story_hash.assign(articles, 1);
  batch.skip_begin.push_back(0);
  for (uint32_t i = 0; i < articles; ++i) {
    const uint32_t story = random.Below(articles * 3 / 4);
    std::vector<uint64_t> keys;
    for (uint32_t k = 0; k < kKeys; ++k) {
      const uint32_t own = story * kKeys + k, shared = UINT32_MAX - random.Below(articles);
      keys.push_back(HashOf(random.Once(5) ? shared : own));
    }
    SortUnique(&keys);
    batch.skip.insert(batch.skip.end(), keys.begin(), keys.end());
    batch.skip_begin.push_back(batch.skip.size());
  }
  const std::vector<Ordinal> deputies = OwnDeputies(batch);
  tbb::task_arena arena(static_cast<int>(state.range(1)));
  size_t pairs = 0;
  for (auto _ : state) {
    arena.execute([&] { pairs = FindRewriteCandidates({batch, deputies}, {}).pairs.size(); });
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["pairs"] = static_cast<double>(pairs);
}
BENCHMARK(BM_FindRewriteCandidates)
    ->Args({10'000, 1})
    ->Args({100'000, 1})
    ->Args({100'000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace newsprint
