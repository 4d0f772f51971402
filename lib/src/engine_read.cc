// Reading is an ordered pipeline: read, parse, admit, fingerprint, append. Blocks are parsed and
// fingerprinted on any thread, and read, admitted and appended in input order.
#include "engine_read.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_pipeline.h>
#include <xxhash.h>

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

#include "engine_progress.h"
#include "huge_pages.h"
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
  FingerprintedBatch done;
  uint64_t hash = 0;
};

// Told every article as it was read: whether those that are known already are the same again.
class KnownArticles {
 public:
  explicit KnownArticles(const Reading& how) : how_(how) { XXH3_64bits_reset(state_.get()); }

  // Takes what is known out of the batch; the hash of all so far, or nothing where it is another.
  std::optional<uint64_t> LeaveOut(std::vector<Article>* articles) {
    if (!how_.hashed) return 0;
    size_t leave = 0;
    for (const Article& article : *articles) {
      for (const std::string_view s : {article.id, article.text, article.source, article.url}) {
        const uint64_t size = s.size();
        XXH3_64bits_update(state_.get(), &size, sizeof size);
        XXH3_64bits_update(state_.get(), s.data(), s.size());
      }
      leave += seen_ < how_.known;
      ++seen_;
      if (seen_ == how_.known && Hash() != how_.known_hash) return std::nullopt;
    }
    articles->erase(articles->begin(), articles->begin() + static_cast<std::ptrdiff_t>(leave));
    return Hash();
  }

  bool AllSeen() const { return seen_ >= how_.known; }

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  uint64_t Hash() const { return XXH3_64bits_digest(state_.get()); }

  const Reading& how_;
  std::unique_ptr<XXH3_state_t, Free> state_{XXH3_createState()};
  uint64_t seen_ = 0;
};

absl::Status Changed() {
  return absl::FailedPreconditionError(
      "workdir: the inputs are not those it was begun with (remove it, or name another)");
}

// Whose turn it is; see threads.h. Not among what a step captures: the first step takes over from
// whoever made the pipeline, captures and all, and each begins with its turn before it looks at
// what it captured.
constexpr char kReading = 0, kAdmitting = 0, kAppending = 0;

// The steps of reading. Blocks come back in order, so a ring of as many as may be in flight always
// has a free one.
class Pipeline {
 public:
  Pipeline(ArticleReader* reader, const Reading& how,
           const std::function<absl::Status(FingerprintedBatch)>& append)
      : reader_(*reader),
        how_(how),
        append_(append),
        known_(how),
        ring_(kBlocksPerThread * how.threads) {}

  absl::Status Run() {
    using tbb::filter_mode;
    using tbb::make_filter;
    const auto read = [this](tbb::flow_control& control) {
      const Turn order(&kReading);
      return Read(control);
    };
    const auto parse = [this](InFlight* block) {
      const Turn turn(block);
      return Parse(block);
    };
    const auto admit = [this](InFlight* block) {
      const Turn turn(block), order(&kAdmitting);
      return Admit(block);
    };
    const auto fingerprint = [this](InFlight* block) {
      const Turn turn(block);
      return Fingerprint(block);
    };
    const auto append = [this](InFlight* block) {
      const Turn turn(block), order(&kAppending);
      Append(block);
    };
    const auto steps = make_filter<void, InFlight*>(filter_mode::serial_in_order, read) &
                       make_filter<InFlight*, InFlight*>(filter_mode::parallel, parse) &
                       make_filter<InFlight*, InFlight*>(filter_mode::serial_in_order, admit) &
                       make_filter<InFlight*, InFlight*>(filter_mode::parallel, fingerprint) &
                       make_filter<InFlight*, void>(filter_mode::serial_in_order, append);
    HandOver(&kReading);
    tbb::parallel_pipeline(ring_.size(), steps);
    TakeOver(&kReading);
    TakeOver(&kAppending);
    if (error_.ok() && !known_.AllSeen()) return Changed();
    return error_.Get();
  }

 private:
  InFlight* Read(tbb::flow_control& control) {
    InFlight* block = &ring_[next_++ % ring_.size()];
    const Turn turn(block);
    absl::StatusOr<bool> more = reader_.ReadBlock(&block->raw);
    if (!more.ok()) error_.Update(more.status());
    if (!error_.ok() || !*more) control.stop();
    return block;
  }

  InFlight* Parse(InFlight* block) const {
    block->parsed = reader_.ParseBlock(block->raw);
    block->raw = {};
    return block;
  }

  InFlight* Admit(InFlight* block) {
    error_.Update(reader_.Admit(&block->parsed));
    const std::optional<uint64_t> hash = known_.LeaveOut(&block->parsed.batch.articles);
    if (!hash) error_.Update(Changed());
    block->hash = hash.value_or(0);
    return block;
  }

  InFlight* Fingerprint(InFlight* block) {
    block->done = FingerprintBatchOf(std::move(block->parsed.batch), how_.kept, &scratch_.local());
    block->done.hash = block->hash;
    return block;
  }

  void Append(InFlight* block) {
    if (!error_.ok()) return;
    error_.Update(append_(std::exchange(block->done, {})));
    if (!how_.progress(reader_.bytes_read(), reader_.bytes_total())) {
      error_.Update(Cancelled());
    }
  }

  ArticleReader& reader_;
  const Reading& how_;
  const std::function<absl::Status(FingerprintedBatch)>& append_;
  KnownArticles known_;
  std::vector<InFlight> ring_;
  size_t next_ = 0;
  FirstError error_;
  tbb::enumerable_thread_specific<ArticleScratch> scratch_;
};

}  // namespace

FingerprintedBatch FingerprintBatchOf(ArticleBatch batch, const KeptOfArticles& kept,
                                      ArticleScratch* scratch) {
  FingerprintedBatch done;
  StoryBytes* const stories = kept.stories ? &done.stories : nullptr;
  done.fingerprints = kept.for_rewrites
                          ? FingerprintArticles(batch.articles, scratch, &done.content, stories)
                          : FingerprintWording(batch.articles, scratch, stories);
  done.batch = std::move(batch);
  return done;
}

void Append(FingerprintedBatch done, Corpus* corpus) {
  const std::vector<Article>& articles = done.batch.articles;
  for (const Article& a : articles) corpus->text_bytes += a.text.size();
  corpus->articles.insert(corpus->articles.end(), articles.begin(), articles.end());
  corpus->arenas.push_back(std::move(done.batch.arena));
  corpus->fingerprints.Append(done.fingerprints);
  corpus->content.Append(done.content);
  corpus->stories.Append(done.stories);
}

// What is read is ahead of what has arrived; where a file is mostly text, its texts tell how much
// has, and earlier.
bool MakeRoom(uint64_t done, uint64_t total, Corpus* corpus) {
  const uint64_t texts = corpus->text_bytes;
  const bool mostly_text = texts < done && texts > done / 2;
  const bool known = mostly_text ? texts > total / 64 : done > total / 16;
  if (!known || done >= total) return false;
  const double times = static_cast<double>(total) / static_cast<double>(mostly_text ? texts : done);
  const auto grow = [times](auto* column) {
    const double likely = static_cast<double>(column->size()) * times;
    column->reserve(static_cast<size_t>(1.25 * likely));
    AdviseHugePages(column->data(), column->data() + static_cast<size_t>(.9 * likely));
  };
  grow(&corpus->articles);
  grow(&corpus->fingerprints.signature);
  grow(&corpus->fingerprints.posting);
  grow(&corpus->fingerprints.skip);
  grow(&corpus->content.stems);
  grow(&corpus->content.background);
  grow(&corpus->stories.bytes);
  return true;
}

FingerprintedBatch SliceOf(const Corpus& corpus, size_t first, size_t last) {
  FingerprintedBatch slice;
  const FingerprintBatch& from = corpus.fingerprints;
  FingerprintBatch& to = slice.fingerprints;
  const auto copy = [](const auto& column, size_t begin, size_t end, auto* out) {
    out->assign(column.begin() + static_cast<std::ptrdiff_t>(begin),
                column.begin() + static_cast<std::ptrdiff_t>(end));
  };
  const auto copy_rows = [&](const auto& begins, const auto& column, auto* out_begins, auto* out) {
    if (begins.size() <= last) return;  // a column that nobody asked for
    copy(begins, first, last + 1, out_begins);
    for (auto& begin : *out_begins) begin -= begins[first];
    copy(column, begins[first], begins[last], out);
  };
  copy(corpus.articles, first, last, &slice.batch.articles);
  copy(from.story_hash, first, last, &to.story_hash);
  copy(from.story_words, first, last, &to.story_words);
  copy(from.prose_count, first, last, &to.prose_count);
  copy(from.signature, first * kSignatureSlots, last * kSignatureSlots, &to.signature);
  copy_rows(from.posting_begin, from.posting, &to.posting_begin, &to.posting);
  copy_rows(from.skip_begin, from.skip, &to.skip_begin, &to.skip);
  if (corpus.content.size() < last) return slice;
  for (size_t i = first; i < last; ++i) slice.content.AppendRow(corpus.content, i);
  return slice;
}

absl::Status ReadArticles(ArticleReader* reader, const Reading& how,
                          const std::function<absl::Status(FingerprintedBatch)>& append) {
  return Pipeline(reader, how, append).Run();
}

}  // namespace newsprint
