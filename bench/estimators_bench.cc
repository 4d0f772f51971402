// The choice of the signature: error, band recall and time of four estimators of Jaccard
// similarity with kSignatureSlots slots. Results and decision: estimators.md.
//
//   estimators_bench --benchmark_filter=Error     mean squared error over J(1-J)/k, and bias
//   estimators_bench --benchmark_filter=Recall    share of pairs that meet in some band
//   estimators_bench --benchmark_filter=Time      time per set, per SIMD target
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>

#include "newsprint/version.h"
#include "sketch/shingle.h"
#include "sketch/signature.h"
#include "sketch_helpers.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "k_permutation-inl.h"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "k_permutation-inl.h"

namespace newsprint {

HWY_EXPORT(KPermutation);

namespace {

using Slots = std::array<uint32_t, kSignatureSlots>;
using Hashes = std::vector<uint64_t>;

constexpr uint64_t kGolden = 0x9E3779B97F4A7C15;

// k permutations.
Slots KPermutationSlots(const Hashes& hashes) {
  static const auto kMultiplier = [] {
    Slots a;
    for (uint32_t i = 0; i < a.size(); ++i) a[i] = static_cast<uint32_t>(Mix(i * kGolden + 1)) | 1;
    return a;
  }();
  static const auto kAddend = [] {
    Slots b;
    for (uint32_t i = 0; i < b.size(); ++i) b[i] = static_cast<uint32_t>(Mix(i * kGolden + 2));
    return b;
  }();
  Slots slots;
  HWY_DYNAMIC_DISPATCH(KPermutation)
  (hashes.data(), hashes.size(), kMultiplier.data(), kAddend.data(), slots.size(), slots.data());
  return slots;
}

// One permutation, optimal densification (Shrivastava 2017): an empty bin copies the first full
// one on its own random walk.
Slots OnePermutationSlots(const Hashes& hashes) {
  std::array<uint64_t, kSignatureSlots> bins;
  bins.fill(UINT64_MAX);
  for (const uint64_t hash : hashes) {
    uint64_t& bin = bins[hash >> 57];
    const uint64_t before = bin;
    bin = hash < before ? hash : before;
  }
  Slots slots;
  for (uint32_t i = 0; i < slots.size(); ++i) {
    uint64_t from = i;
    for (uint64_t walk = i; bins[from] == UINT64_MAX && !hashes.empty();) {
      walk = walk * 0xD1342543DE82EF95 + kGolden;
      from = walk >> 57;
    }
    slots[i] = static_cast<uint32_t>(bins[from] >> 8);
  }
  return slots;
}

// C-MinHash (Li and Li 2022): one shuffle of the universe, then k shifts of a second one. The
// universe is 2^16 places, so hashes that fall on one place are taken for equal.
Slots CirculantSlots(const Hashes& hashes) {
  constexpr uint32_t kUniverse = 1 << 16;
  static const std::vector<uint32_t> kPermutation = [] {
    std::vector<uint32_t> permutation(kUniverse);
    for (uint32_t i = 0; i < kUniverse; ++i) permutation[i] = i;
    std::shuffle(permutation.begin(), permutation.end(), std::mt19937_64(1));
    permutation.insert(permutation.end(), permutation.begin(),
                       permutation.begin() + kSignatureSlots);
    return permutation;
  }();
  Slots slots;
  slots.fill(UINT32_MAX);
  for (const uint64_t hash : hashes) {
    const uint32_t* shifted = kPermutation.data() + (hash >> 48);
    for (size_t i = 0; i < slots.size(); ++i) slots[i] = std::min(slots[i], shifted[i]);
  }
  return slots;
}

Slots FastSimilaritySlots(const Hashes& hashes) {
  Slots slots;
  MakeSignature(hashes, slots);
  return slots;
}

struct Estimator {
  const char* name;
  Slots (*slots)(const Hashes&);
  bool vectors;  // depends on the SIMD target
};

constexpr Estimator kEstimators[] = {
    {"k-permutation", KPermutationSlots, true},
    {"one-permutation", OnePermutationSlots, false},
    {"c-minhash", CirculantSlots, false},
    {"fast-similarity", FastSimilaritySlots, false},
};

constexpr size_t kSizes[] = {20, 100, 400, 1000, 3000};

// Twentieths of a real distribution of lengths in words: 37,554 news articles, mean 968.
constexpr size_t kNewsLengths[] = {329, 372, 418, 468,  521,  573,  627,  679,  730,  783,
                                   836, 892, 954, 1024, 1106, 1204, 1333, 1514, 1826, 3174};

// Sets of `size` elements whose Jaccard similarity comes next to `percent`.
size_t Shared(size_t size, int64_t percent) {
  const double jaccard = static_cast<double>(percent) / 100;
  return static_cast<size_t>(std::lround(2 * jaccard / (1 + jaccard) * static_cast<double>(size)));
}

void Error(benchmark::State& state, const Estimator& estimator, size_t size, int64_t percent) {
  constexpr int kTrials = 20000;
  const size_t shared = Shared(size, percent);
  const double jaccard = static_cast<double>(shared) / static_cast<double>(2 * size - shared);
  double bias = 0;
  double squared = 0;
  for ([[maybe_unused]] auto _ : state) {
    std::mt19937_64 random(size + shared);
    for (int i = 0; i < kTrials; ++i) {
      const SetPair sets = RandomSets(size, shared, &random);
      const Slots a = estimator.slots(sets.a);
      const Slots b = estimator.slots(sets.b);
      const double miss = EqualSlots(a, b) / double{kSignatureSlots} - jaccard;
      bias += miss / kTrials;
      squared += miss * miss / kTrials;
    }
  }
  state.counters["J"] = jaccard;
  state.counters["bias"] = bias;
  state.counters["error"] = squared * kSignatureSlots / (jaccard * (1 - jaccard));
}

bool MeetInABand(const Slots& a, const Slots& b, size_t bands, size_t rows) {
  for (size_t band = 0; band < bands; ++band) {
    const auto row = static_cast<ptrdiff_t>(band * rows);
    const auto end = row + static_cast<ptrdiff_t>(rows);
    if (std::equal(a.begin() + row, a.begin() + end, b.begin() + row)) return true;
  }
  return false;
}

void Recall(benchmark::State& state, const Estimator& estimator, size_t size, int64_t percent) {
  constexpr int kTrials = 5000;
  const size_t shared = Shared(size, percent);
  int met[4] = {};
  for ([[maybe_unused]] auto _ : state) {
    std::mt19937_64 random(size + shared);
    for (int i = 0; i < kTrials; ++i) {
      const SetPair sets = RandomSets(size, shared, &random);
      const Slots a = estimator.slots(sets.a);
      const Slots b = estimator.slots(sets.b);
      met[0] += MeetInABand(a, b, 64, 2);
      met[1] += MeetInABand(a, b, 42, 3);
      met[2] += MeetInABand(a, b, 32, 4);
      met[3] += MeetInABand(a, b, 25, 5);
    }
  }
  state.counters["J"] = static_cast<double>(shared) / static_cast<double>(2 * size - shared);
  state.counters["64x2"] = met[0] / double{kTrials};
  state.counters["42x3"] = met[1] / double{kTrials};
  state.counters["32x4"] = met[2] / double{kTrials};
  state.counters["25x5"] = met[3] / double{kTrials};
}

// Rotates through sets of the given sizes; many, so that no branch predictor learns them.
void Time(benchmark::State& state, const Estimator& estimator, const std::string& target,
          const std::vector<size_t>& sizes) {
  SelectTargets(target);
  std::mt19937_64 random(1);
  std::vector<Hashes> sets;
  size_t elements = 0;
  while (elements < 200'000) {
    for (const size_t size : sizes) {
      sets.push_back(RandomSets(size, 0, &random).a);
      elements += size;
    }
  }
  std::shuffle(sets.begin(), sets.end(), random);
  for ([[maybe_unused]] auto _ : state) {
    for (const Hashes& set : sets) benchmark::DoNotOptimize(estimator.slots(set));
  }
  const auto scale = static_cast<double>(state.iterations());
  state.counters["s/article"] =
      benchmark::Counter(scale * static_cast<double>(sets.size()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["s/shingle*slot"] =
      benchmark::Counter(scale * static_cast<double>(elements) * kSignatureSlots,
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  SelectTargets("");
}

void RegisterTime(const Estimator& estimator, const std::string& target) {
  const std::string name = std::string("Time/") + estimator.name + "/" + target + "/";
  for (const size_t size : kSizes) {
    benchmark::RegisterBenchmark((name + std::to_string(size)).c_str(), Time, estimator, target,
                                 std::vector<size_t>{size});
  }
  benchmark::RegisterBenchmark(
      (name + "news").c_str(), Time, estimator, target,
      std::vector<size_t>(std::begin(kNewsLengths), std::end(kNewsLengths)));
}

bool RegisterAll() {
  for (const Estimator& estimator : kEstimators) {
    const auto once = [&estimator](const char* what, auto function, size_t size, int64_t percent) {
      const std::string name = std::string(what) + "/" + estimator.name + "/" +
                               std::to_string(size) + "/" + std::to_string(percent);
      benchmark::RegisterBenchmark(name.c_str(), function, estimator, size, percent)->Iterations(1);
    };
    for (const size_t size : kSizes) {
      for (const int64_t percent : {50, 80}) once("Error", Error, size, percent);
    }
    for (const size_t size : {20u, 100u, 400u}) {
      for (const int64_t percent : {20, 30, 40, 50, 60, 80}) once("Recall", Recall, size, percent);
    }
    if (!estimator.vectors) {
      RegisterTime(estimator, "");
      continue;
    }
    for (const std::string& target : BuiltTargets()) RegisterTime(estimator, target);
  }
  return true;
}

[[maybe_unused]] const bool kRegistered = RegisterAll();

}  // namespace
}  // namespace newsprint
