// The sketch stage: shingling, signatures, fingerprints of analysed texts, comparing, storing.
// Texts are random words of about ten letters and digits, as long as news articles are, and
// analysed beforehand where nothing else is said.
#include <benchmark/benchmark.h>

#include "per_target.h"
#include "sketch/fingerprint_text.h"
#include "sketch/shingle.h"
#include "sketch/shingle_kernels.h"
#include "sketch/signature.h"
#include "sketch/signature_kernels.h"
#include "sketch_helpers.h"

namespace newsprint {
namespace {

// Lengths in words: tenths of a real distribution.
constexpr size_t kNews[] = {351, 443, 547, 653, 757, 864, 989, 1155, 1424, 2500};

struct Corpus {
  std::vector<Text> texts;
  int64_t bytes = 0;
  int64_t tokens = 0;
};

// `words` each, or the mixture of lengths of news for 0.
Corpus MakeCorpus(size_t words) {
  std::mt19937_64 random(words);
  Corpus corpus;
  while (corpus.tokens < 20'000) {
    const size_t length = words != 0 ? words : kNews[corpus.texts.size() % std::size(kNews)];
    corpus.texts.push_back(TextOf(RandomWords(length, &random)));
    corpus.tokens += static_cast<int64_t>(length);
    corpus.bytes += static_cast<int64_t>(length * 11);
  }
  return corpus;
}

void Report(const Corpus& corpus, benchmark::State* state) {
  state->SetItemsProcessed(state->iterations() * static_cast<int64_t>(corpus.texts.size()));
  state->SetBytesProcessed(state->iterations() * corpus.bytes);
  state->counters["s/token"] =
      benchmark::Counter(static_cast<double>(state->iterations() * corpus.tokens),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void Shingles(benchmark::State& state) {
  const Corpus corpus = MakeCorpus(static_cast<size_t>(state.range(0)));
  std::vector<Shingle> shingles;
  for ([[maybe_unused]] auto _ : state) {
    for (const Text& text : corpus.texts) {
      MakeShingles(text, &shingles);
      benchmark::DoNotOptimize(shingles.data());
    }
  }
  Report(corpus, &state);
}
BENCHMARK(Shingles)->Arg(20)->Arg(100)->Arg(400)->Arg(0);

void Signatures(benchmark::State& state) {
  const Corpus corpus = MakeCorpus(static_cast<size_t>(state.range(0)));
  std::vector<std::vector<uint64_t>> sets(corpus.texts.size());
  for (size_t i = 0; i < sets.size(); ++i) {
    ForEachShingle(corpus.texts[i], [&](const Shingle& s) { sets[i].push_back(s.hash); });
  }
  uint32_t slots[kSignatureSlots];
  for ([[maybe_unused]] auto _ : state) {
    for (const std::vector<uint64_t>& set : sets) {
      MakeSignature(set, slots);
      benchmark::DoNotOptimize(slots);
    }
  }
  Report(corpus, &state);
}
BENCHMARK(Signatures)->Arg(20)->Arg(100)->Arg(400)->Arg(0);

void Fingerprints(benchmark::State& state) {
  const Corpus corpus = MakeCorpus(static_cast<size_t>(state.range(0)));
  FingerprintScratch scratch;
  for ([[maybe_unused]] auto _ : state) {
    FingerprintBatch batch;
    for (const Text& text : corpus.texts) FingerprintText(text, {}, &scratch, &batch);
    benchmark::DoNotOptimize(batch.posting.data());
  }
  Report(corpus, &state);
}
BENCHMARK(Fingerprints)->Arg(20)->Arg(100)->Arg(400)->Arg(0);

// With the analysis of the text, as the driver calls it. The words are no real text; what analysis
// costs on that is told by its own benchmark.
void FingerprintsOfArticles(benchmark::State& state) {
  std::mt19937_64 random(1);
  std::vector<std::string> bodies;
  for (const size_t words : kNews) bodies.push_back(RandomWords(words, &random));
  std::vector<Article> articles(bodies.size());
  int64_t bytes = 0;
  for (size_t i = 0; i < bodies.size(); ++i) {
    articles[i].text = bodies[i];
    bytes += static_cast<int64_t>(bodies[i].size());
  }
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(Fingerprint(articles));
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(articles.size()));
  state.SetBytesProcessed(state.iterations() * bytes);
}
BENCHMARK(FingerprintsOfArticles);

void CompareSignatures(benchmark::State& state) {
  constexpr size_t kRows = 64;
  std::mt19937_64 random(1);
  std::vector<uint32_t> slots(kRows * kSignatureSlots);
  for (uint32_t& slot : slots) slot = static_cast<uint32_t>(random() % 2);
  size_t row = 0;
  for ([[maybe_unused]] auto _ : state) {
    row = (row + 1) % kRows;
    benchmark::DoNotOptimize(
        CountEqual(slots.data(), slots.data() + row * kSignatureSlots, kSignatureSlots));
  }
  state.SetItemsProcessed(state.iterations());
}

void HashShinglesOfWords(benchmark::State& state) {
  constexpr size_t kCount = 1024;
  std::mt19937_64 random(2);
  std::vector<uint64_t> tokens(kCount + kShingleWords - 1), hashes(kCount);
  for (uint64_t& token : tokens) token = random();
  for ([[maybe_unused]] auto _ : state) {
    HashWordShingles(tokens.data(), kCount, hashes.data());
    benchmark::DoNotOptimize(hashes.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kCount));
}

FingerprintBatch NewsBatch() {
  FingerprintBatch batch;
  FingerprintScratch scratch;
  for (const Text& text : MakeCorpus(0).texts) FingerprintText(text, {}, &scratch, &batch);
  return batch;
}

void Store(benchmark::State& state) {
  const FingerprintBatch batch = NewsBatch();
  std::string bytes;
  for ([[maybe_unused]] auto _ : state) Serialize(batch, &bytes);
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(bytes.size()));
  state.counters["bytes/article"] =
      static_cast<double>(bytes.size()) / static_cast<double>(batch.size());
}
BENCHMARK(Store);

void Load(benchmark::State& state) {
  std::string bytes;
  Serialize(NewsBatch(), &bytes);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(ParseFingerprints(bytes));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(bytes.size()));
}
BENCHMARK(Load);

[[maybe_unused]] const bool kRegistered = [] {
  RegisterPerTarget("CompareSignatures", CompareSignatures);
  RegisterPerTarget("HashWordShingles", HashShinglesOfWords);
  return true;
}();

}  // namespace
}  // namespace newsprint
