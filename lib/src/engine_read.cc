// Reading is an ordered pipeline: read, parse, admit, fingerprint, append. Blocks are parsed and
// fingerprinted on any thread, and read, admitted and appended in input order.
#include "engine_read.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_pipeline.h>

#include <cstddef>
#include <mutex>
#include <utility>

#include "sketch/fingerprint_text.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr size_t kBlocksPerThread = 3;  // in flight: one being worked on, two waiting

// The first error of a pipeline whose stages run at the same time.
class FirstError {
 public:
  void Update(const absl::Status& status) {
    const std::lock_guard lock(mutex_);
    status_.Update(status);
  }
  absl::Status Get() const {
    const std::lock_guard lock(mutex_);
    return status_;
  }
  bool ok() const { return Get().ok(); }

 private:
  mutable std::mutex mutex_;
  absl::Status status_;
};

// A block on its way through the pipeline.
struct InFlight {
  RawBlock raw;
  ParsedBlock parsed;
  FingerprintBatch fingerprints;
  ContentBatch content;
};

FingerprintBatch Fingerprint(const ArticleBatch& batch, bool for_rewrites, ArticleScratch* scratch,
                             ContentBatch* content) {
  *content = {};
  return for_rewrites ? FingerprintArticles(batch.articles, scratch, content)
                      : FingerprintWording(batch.articles, scratch);
}

void Append(ArticleBatch batch, const FingerprintBatch& fingerprints, const ContentBatch& content,
            Corpus* corpus) {
  for (const Article& a : batch.articles) corpus->text_bytes += a.text.size();
  corpus->articles.insert(corpus->articles.end(), batch.articles.begin(), batch.articles.end());
  corpus->arenas.push_back(std::move(batch.arena));
  corpus->fingerprints.Append(fingerprints);
  corpus->content.Append(content);
}

// Whose turn it is; see threads.h. Not among what a stage captures: the first stage takes over from
// whoever made the pipeline, captures and all.
constexpr char kReading = 0, kAdmitting = 0, kAppending = 0;

}  // namespace

void AddArticles(ArticleBatch batch, bool for_rewrites, ArticleScratch* scratch, Corpus* corpus) {
  ContentBatch content;
  const FingerprintBatch fingerprints = Fingerprint(batch, for_rewrites, scratch, &content);
  Append(std::move(batch), fingerprints, content, corpus);
}

// Blocks come back in order, so a ring of as many as may be in flight always has a free one.
absl::Status ReadArticles(ArticleReader* reader, const Reading& how, Corpus* corpus) {
  std::vector<InFlight> ring(kBlocksPerThread * how.threads);
  size_t next = 0;
  FirstError error;
  const auto read = [&](tbb::flow_control& control) {
    const Turn order(&kReading);
    InFlight* block = &ring[next++ % ring.size()];
    const Turn turn(block);
    absl::StatusOr<bool> more = reader->ReadBlock(&block->raw);
    if (!more.ok()) error.Update(more.status());
    if (!error.ok() || !*more) control.stop();
    return block;
  };
  const auto parse = [&](InFlight* block) {
    const Turn turn(block);
    block->parsed = reader->ParseBlock(block->raw);
    block->raw = {};
    return block;
  };
  const auto admit = [&](InFlight* block) {
    const Turn turn(block), order(&kAdmitting);
    error.Update(reader->Admit(&block->parsed));
    return block;
  };
  tbb::enumerable_thread_specific<ArticleScratch> scratch;
  const auto fingerprint = [&](InFlight* block) {
    const Turn turn(block);
    block->fingerprints =
        Fingerprint(block->parsed.batch, how.for_rewrites, &scratch.local(), &block->content);
    return block;
  };
  const auto append = [&](InFlight* block) {
    const Turn turn(block), order(&kAppending);
    if (!error.ok()) return;
    Append(std::move(block->parsed.batch), block->fingerprints, block->content, corpus);
    if (!how.progress(reader->bytes_read(), reader->bytes_total())) {
      error.Update(absl::CancelledError("cancelled"));
    }
  };
  using tbb::filter_mode;
  using tbb::make_filter;
  HandOver(&kReading);
  tbb::parallel_pipeline(
      ring.size(), make_filter<void, InFlight*>(filter_mode::serial_in_order, read) &
                       make_filter<InFlight*, InFlight*>(filter_mode::parallel, parse) &
                       make_filter<InFlight*, InFlight*>(filter_mode::serial_in_order, admit) &
                       make_filter<InFlight*, InFlight*>(filter_mode::parallel, fingerprint) &
                       make_filter<InFlight*, void>(filter_mode::serial_in_order, append));
  TakeOver(&kReading);
  TakeOver(&kAppending);
  return error.Get();
}

}  // namespace newsprint
