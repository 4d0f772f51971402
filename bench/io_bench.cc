// Reading: from stored bytes to admitted articles, and the parts of it.
//
//   NEWSPRINT_BENCH_FILE=news.jsonl io_bench
//
// Without the variable the corpus is 64 MiB of generated records in a temporary file.
#include <benchmark/benchmark.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "newsprint/io.h"

namespace newsprint {
namespace {

std::string GeneratedRecord(uint64_t number, std::mt19937_64* random) {
  std::string record =
      "{\"id\": \"a" + std::to_string(number) +
      "\", \"source\": \"Meridian\", \"published\": \"2025-10-14T17:42:00+02:00\", "
      "\"title\": \"Harbour opens\", \"text\": \"";
  const uint64_t words = 200 + (*random)() % 1400;
  for (uint64_t i = 0; i < words; ++i) {
    const uint64_t bits = (*random)();
    for (uint64_t letter = 0; letter < 2 + bits % 8; ++letter) {
      record += static_cast<char>('a' + (bits >> (8 + 5 * letter)) % 26);
    }
    record += bits >> 56 < 8 ? "\\n\\n" : bits >> 56 < 16 ? " \\\"" : bits >> 56 < 20 ? "é " : " ";
  }
  return record + "\"}\n";
}

// The corpus that all benchmarks read. A generated one is removed at exit.
class Corpus {
 public:
  Corpus() {
    if (const char* given = std::getenv("NEWSPRINT_BENCH_FILE"); given != nullptr) {
      path_ = given;
      return;
    }
    path_ = std::filesystem::temp_directory_path() /
            ("newsprint-io-bench-" + std::to_string(getpid()) + ".jsonl");
    generated_ = true;
    std::mt19937_64 random(1);
    std::FILE* file = std::fopen(path_.c_str(), "wb");
    if (file == nullptr) std::abort();
    for (uint64_t number = 0, bytes = 0; bytes < 64 << 20; ++number) {
      const std::string record = GeneratedRecord(number, &random);
      bytes += std::fwrite(record.data(), 1, record.size(), file);
    }
    std::fclose(file);
  }
  ~Corpus() {
    if (generated_) std::filesystem::remove(path_);
    if (!gzip_path_.empty()) std::filesystem::remove(gzip_path_);
  }

  const std::string& path() const { return path_; }

  const std::string& gzip_path() {
    if (!gzip_path_.empty()) return gzip_path_;
    gzip_path_ = std::filesystem::temp_directory_path() /
                 ("newsprint-io-bench-" + std::to_string(getpid()) + ".jsonl.gz");
    std::FILE* in = std::fopen(path_.c_str(), "rb");
    gzFile out = gzopen(gzip_path_.c_str(), "wb6");
    std::vector<char> buffer(1 << 20);
    while (size_t got = std::fread(buffer.data(), 1, buffer.size(), in)) {
      gzwrite(out, buffer.data(), static_cast<unsigned>(got));
    }
    gzclose(out);
    std::fclose(in);
    return gzip_path_;
  }

 private:
  std::string path_;
  std::string gzip_path_;
  bool generated_ = false;
};

Corpus& TheCorpus() {
  static Corpus corpus;
  return corpus;
}

std::unique_ptr<ArticleReader> OpenOrExit(const std::string& path) {
  auto reader = ArticleReader::Open({path}, {});
  if (!reader.ok()) {
    std::fprintf(stderr, "%s\n", std::string(reader.status().message()).c_str());
    std::exit(2);
  }
  return *std::move(reader);
}

void SetRates(benchmark::State& state, uint64_t bytes, uint64_t articles) {
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.counters["articles/s"] =
      benchmark::Counter(static_cast<double>(articles), benchmark::Counter::kIsRate);
}

// All three steps. Bytes are those of the JSON Lines.
void ReadWhole(benchmark::State& state, const std::string& path) {
  const uint64_t size = std::filesystem::file_size(TheCorpus().path());
  uint64_t bytes = 0;
  uint64_t articles = 0;
  for (auto _ : state) {
    auto reader = OpenOrExit(path);
    ArticleBatch batch;
    while (true) {
      const absl::StatusOr<bool> more = reader->Next(&batch);
      if (!more.ok() || !*more) break;
      articles += batch.articles.size();
    }
    bytes += size;
  }
  SetRates(state, bytes, articles);
}

void BM_Read(benchmark::State& state) { ReadWhole(state, TheCorpus().path()); }
void BM_ReadGzip(benchmark::State& state) { ReadWhole(state, TheCorpus().gzip_path()); }

// One step alone, on the blocks of the corpus.
void BM_ReadBlock(benchmark::State& state) {
  uint64_t bytes = 0;
  for (auto _ : state) {
    auto reader = OpenOrExit(TheCorpus().path());
    RawBlock block;
    while (reader->ReadBlock(&block).value_or(false)) bytes += block.size;
  }
  SetRates(state, bytes, 0);
}

void BM_ParseBlock(benchmark::State& state) {
  auto reader = OpenOrExit(TheCorpus().path());
  std::vector<RawBlock> blocks(16);
  for (RawBlock& block : blocks) {
    if (!reader->ReadBlock(&block).value_or(false)) break;
  }
  uint64_t bytes = 0;
  uint64_t articles = 0;
  for (auto _ : state) {
    for (const RawBlock& block : blocks) {
      const ParsedBlock parsed = reader->ParseBlock(block);
      bytes += block.size;
      articles += parsed.batch.articles.size();
    }
  }
  SetRates(state, bytes, articles);
}

void BM_ParseTimestamp(benchmark::State& state) {
  const std::string_view texts[] = {"2025-10-14T17:42:00+02:00", "2025-10-14",
                                    "Tue, 14 Oct 2025 17:42:00 +0200", "1760456520"};
  for (auto _ : state) {
    for (std::string_view text : texts) benchmark::DoNotOptimize(ParseTimestamp(text));
  }
  state.SetItemsProcessed(state.iterations() * 4);
}

BENCHMARK(BM_Read)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ReadGzip)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ReadBlock)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ParseBlock)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ParseTimestamp);

}  // namespace
}  // namespace newsprint
