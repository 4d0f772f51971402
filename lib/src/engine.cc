// The driver: bytes -> articles -> fingerprints -> candidates -> relations -> families.
//
// Reading is a pipeline (engine_read.h). What is read is kept in memory (engine_memory.h) or in a
// working folder (engine_spool.h), from the beginning or once it is too large; both take the same
// steps. Results are put together in input order, so threads change nothing but the time.
#include "newsprint/engine.h"

#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "engine_memory.h"
#include "engine_pairs.h"
#include "engine_progress.h"
#include "engine_read.h"
#include "engine_spool.h"

namespace newsprint {
namespace {

// Passes on the first and last call of each stage, and of the others some 50 a second. No is no:
// calls are passed on less often, but a refusal is never asked for twice.
ProgressCallback Throttle(ProgressCallback progress) {
  if (!progress) return progress;
  return [progress = std::move(progress), stage = std::string_view(),
          next = std::chrono::steady_clock::time_point()](const Progress& p) mutable {
    const auto now = std::chrono::steady_clock::now();
    const bool is_last = p.total > 0 && p.done >= p.total;
    if (p.stage == stage && !is_last && now < next) return true;
    stage = p.stage;
    next = now + std::chrono::milliseconds(20);
    return progress(p);
  };
}

}  // namespace

absl::Status Options::Validate() const {
  if (threshold > 1000) {
    return absl::InvalidArgumentError("threshold: must lie between 0 and 1");
  }
  if (since > until) return absl::InvalidArgumentError("since: must not be later than until");
  if (candidates.max_bucket < 2) {
    return absl::InvalidArgumentError("max_bucket: must be at least 2");
  }
  if (candidates.max_representatives < 1) {
    return absl::InvalidArgumentError("max_representatives: must be at least 1");
  }
  if (candidates.max_rewrites < 1) {
    return absl::InvalidArgumentError("max_rewrites: must be at least 1");
  }
  if (threads > 1024) return absl::InvalidArgumentError("threads: must be at most 1024");
  return absl::OkStatus();
}

struct Engine::Impl {
  explicit Impl(Options o)
      : options(std::move(o)),
        threads(options.threads ? options.threads
                                : std::max(1u, std::thread::hardware_concurrency())),
        arena(static_cast<int>(threads)) {
    options.progress = Throttle(std::move(options.progress));
    if (options.workdir.empty()) {
      in_memory = std::make_unique<MemoryRun>(options, Reporter());
    } else {
      spooled = std::make_unique<SpooledRun>(options, threads, Reporter());
    }
  }

  size_t articles() const {
    return spooled ? spooled->articles() : in_memory->corpus().articles.size();
  }

  bool Report(std::string_view stage, uint64_t done, uint64_t total, uint64_t relations) const {
    return !options.progress || options.progress({stage, done, total, articles(), relations});
  }
  StageReport Reporter() const {
    return [this](std::string_view stage, uint64_t done, uint64_t total, uint64_t relations) {
      return Report(stage, done, total, relations);
    };
  }

  // Which pairs are aligned is told by the stories' bytes, but for kinds that are no reuse, which
  // need less in common.
  KeptOfArticles Kept() const {
    const bool stories = in_memory != nullptr && options.also.OnlyReuse();
    return {.for_rewrites = options.rewrites, .stories = stories};
  }

  absl::Status Take(FingerprintedBatch batch);
  absl::Status MoveToDisk();

  Options options;
  const uint32_t threads;
  tbb::task_arena arena;
  std::unique_ptr<ArticleScratch> scratch;  // of Add
  Summary summary;                          // of reading
  Wanted wanted;
  // One of the two.
  std::unique_ptr<MemoryRun> in_memory;
  std::unique_ptr<SpooledRun> spooled;
};

absl::Status Engine::Impl::Take(FingerprintedBatch batch) {
  if (spooled) return spooled->Add(std::move(batch));
  in_memory->Add(std::move(batch));
  // The later stages take a little more than the corpus, and less than reading it has.
  const bool too_large = options.memory > 0 && in_memory->bytes() / 4 * 5 > options.memory;
  return too_large ? MoveToDisk() : absl::OkStatus();
}

absl::Status Engine::Impl::MoveToDisk() {
  constexpr size_t kAtOnce = 1024;
  spooled = std::make_unique<SpooledRun>(options, threads, Reporter());
  const Corpus& corpus = in_memory->corpus();
  const size_t size = corpus.articles.size();
  for (size_t first = 0; first < size; first += kAtOnce) {
    const absl::Status s = spooled->Add(SliceOf(corpus, first, std::min(size, first + kAtOnce)));
    if (!s.ok()) return s;
  }
  if (absl::Status s = spooled->FinishChunk(); !s.ok()) return s;
  in_memory.reset();
  GiveMemoryBack();
  return absl::OkStatus();
}

Engine::Engine(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Engine::~Engine() = default;

absl::Status Engine::Add(ArticleBatch batch) {
  if (absl::Status valid = impl_->options.Validate(); !valid.ok()) return valid;
  if (!impl_->scratch) impl_->scratch = std::make_unique<ArticleScratch>();
  FingerprintedBatch done =
      FingerprintBatchOf(std::move(batch), impl_->Kept(), impl_->scratch.get());
  if (absl::Status s = impl_->Take(std::move(done)); !s.ok()) return s;
  return impl_->Report("reading", 0, 0, 0) ? absl::OkStatus() : Cancelled();
}

absl::Status Engine::Read(ArticleReader* reader) {
  if (absl::Status valid = impl_->options.Validate(); !valid.ok()) return valid;
  const StageTimer timer("reading", &impl_->summary);
  const Reading reading = {
      .kept = impl_->Kept(),
      .threads = impl_->threads,
      .progress = [this](uint64_t done,
                         uint64_t total) { return impl_->Report("reading", done, total, 0); },
  };
  const bool resumable = !impl_->options.workdir.empty();
  absl::Status status = impl_->arena.execute([&] {
    if (resumable) return impl_->spooled->Read(reader, reading);
    return ReadArticles(reader, reading, [&](FingerprintedBatch batch) {
      absl::Status taken = impl_->Take(std::move(batch));
      if (impl_->in_memory) impl_->in_memory->Expect(reader->bytes_read(), reader->bytes_total());
      return taken;
    });
  });
  if (status.ok()) reader->Close();
  return status;
}

std::span<const Article> Engine::articles() const {
  return impl_->in_memory ? impl_->in_memory->corpus().articles : std::span<const Article>();
}

std::vector<Ordinal> Engine::Find(std::span<const std::string> ids) {
  absl::flat_hash_map<std::string, std::vector<size_t>> places;
  for (size_t i = 0; i < ids.size(); ++i) places[ids[i]].push_back(i);
  std::vector<Ordinal> found(ids.size(), kNoArticle);
  const auto look = [&](Ordinal ordinal, const Article& article) {
    const auto wanted = places.find(std::string(article.id));
    if (wanted == places.end()) return;
    for (const size_t i : wanted->second) found[i] = ordinal;
  };
  if (impl_->spooled) {
    impl_->arena.execute([&] { impl_->spooled->ForEachArticle(look); });
    return found;
  }
  const std::span<const Article> all = articles();
  for (Ordinal i = 0; i < all.size(); ++i) look(i, all[i]);
  return found;
}

void Engine::OnlyNewFrom(Ordinal first) { impl_->wanted.only_new_from = first; }

void Engine::OnlyPairs(std::vector<std::pair<Ordinal, Ordinal>> pairs) {
  impl_->wanted.only_pairs = true;
  impl_->wanted.pairs = std::move(pairs);
}

absl::StatusOr<Result> Engine::Run() {
  if (absl::Status valid = impl_->options.Validate(); !valid.ok()) return valid;
  const size_t articles = impl_->articles();
  for (const auto& [a, b] : impl_->wanted.pairs) {
    const Ordinal last = std::max(a, b);
    if (last >= articles) {
      return absl::InvalidArgumentError(absl::StrCat("pairs: there is no article ", last));
    }
  }
  return impl_->arena.execute([&]() -> absl::StatusOr<Result> {
    if (impl_->spooled) return impl_->spooled->Run(impl_->wanted, impl_->summary);
    return impl_->in_memory->Run(impl_->wanted, impl_->summary);
  });
}

std::unique_ptr<ResultSource> Engine::Source(const Result& result) {
  if (impl_->spooled) return impl_->spooled->Source();
  return impl_->in_memory->Source(result);
}

absl::Status Engine::Check() const {
  return impl_->spooled ? impl_->spooled->Check() : absl::OkStatus();
}

absl::Status Engine::Finish() {
  return impl_->spooled ? impl_->spooled->Finish() : absl::OkStatus();
}

}  // namespace newsprint
