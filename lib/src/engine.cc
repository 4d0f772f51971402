// The driver: bytes -> articles -> fingerprints -> candidates -> relations -> families.
//
// Candidates and relations come in two rounds: texts that share wording first, then rewrites, for
// which articles of one text are taken together.
//
// Reading is a pipeline (engine_read.h), everything after it a sequence of parallel loops whose
// results are put together in input order, so threads change nothing but the time.
#include "newsprint/engine.h"

#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "candidates/content_pairs.h"
#include "engine_pairs.h"
#include "engine_read.h"
#include "engine_spool.h"
#include "engine_timer.h"
#include "newsprint/fingerprint.h"
#include "relate/judge.h"
#include "relate/judge_pairs.h"
#include "relate/judge_rewrites.h"
#include "relate/text_groups.h"

namespace newsprint {
namespace {

absl::Status Cancelled() { return absl::CancelledError("cancelled"); }

// What is kept in memory.
class SourceInMemory : public ResultSource {
 public:
  SourceInMemory(const Result& result, std::span<const Article> articles)
      : result_(result), articles_(articles) {}
  size_t articles() const override { return articles_.size(); }
  const Article& article(Ordinal i) override { return articles_[i]; }
  const Relation& relation(size_t index) override { return result_.relations[index]; }

 private:
  const Result& result_;
  const std::span<const Article> articles_;
};

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
    wanted.left_out = [this](Ordinal a, Ordinal b) {
      return !options.within_source && SameHouse(corpus.articles[a], corpus.articles[b]);
    };
    if (options.memory == 0 && options.workdir.empty()) return;
    const auto report = [this](std::string_view stage, uint64_t done, uint64_t total,
                               uint64_t relations) {
      return !options.progress ||
             options.progress({stage, done, total, spooled->articles(), relations});
    };
    spooled = std::make_unique<SpooledRun>(options, threads, report);
  }

  bool Report(std::string_view stage, uint64_t done, uint64_t total, uint64_t relations) const {
    return !options.progress ||
           options.progress({stage, done, total, corpus.articles.size(), relations});
  }

  // Whether the article takes part at all.
  bool TakesPart(size_t i) const {
    const Timestamp& t = corpus.articles[i].published;
    const bool in_time = !t.known() || (t.seconds >= options.since && t.seconds < options.until);
    return in_time && corpus.fingerprints.story_hash[i] != 0 &&
           corpus.fingerprints.story_words[i] >= options.min_words;
  }

  // Which pairs are aligned is told by the stories' bytes, but for kinds that are no reuse, which
  // need less in common.
  KeptOfArticles Kept() const {
    const bool only_reuse = !options.also.quotes && !options.also.templates;
    return {.for_rewrites = options.rewrites, .stories = !spooled && only_reuse};
  }

  std::vector<Ordinal> Deputies() const;
  Candidates PairsToJudge(std::span<const Ordinal> deputies) const;
  std::vector<CandidatePair> RewritesToJudge(std::span<const Ordinal> groups,
                                             std::span<const Relation> relations,
                                             Summary* out) const;
  absl::Status AddRewrites(std::span<const Ordinal> deputies, Result* result);
  absl::StatusOr<Result> Run();

  Options options;
  const uint32_t threads;
  tbb::task_arena arena;
  Corpus corpus;
  std::unique_ptr<ArticleScratch> scratch;  // of Add
  Summary summary;                          // of reading
  Wanted wanted;
  std::unique_ptr<SpooledRun> spooled;  // where the corpus is not kept in memory
};

std::vector<Ordinal> Engine::Impl::Deputies() const {
  return ChooseDeputies(CollapseIdentical(corpus.fingerprints), wanted.only_new_from,
                        [this](size_t i) { return TakesPart(i); });
}

// Frequencies are counted over the whole corpus also where only some pairs are judged.
Candidates Engine::Impl::PairsToJudge(std::span<const Ordinal> deputies) const {
  CandidateOptions search = options.candidates;
  search.quotations |= options.also.quotes;
  std::vector<uint32_t> houses;
  for (const Article& article : corpus.articles) houses.push_back(HouseNumber(article));
  Candidates found = FindCandidates({corpus.fingerprints, deputies, houses}, search);
  ChoosePairs(deputies, wanted, &found.pairs);
  return found;
}

// What the rewrite index proposes and no relation joins yet. Chance is counted before pairs are
// left out: the index does not know what is wanted.
std::vector<CandidatePair> Engine::Impl::RewritesToJudge(std::span<const Ordinal> groups,
                                                         std::span<const Relation> relations,
                                                         Summary* out) const {
  std::vector<CandidatePair> found;
  if (wanted.only_pairs) {
    found = wanted.Listed();
  } else {
    std::vector<int32_t> days;
    for (const Article& article : corpus.articles) {
      days.push_back(article.published.known() ? article.published.day : kUnknownDay);
    }
    const CandidateInput input = {corpus.fingerprints, groups, {}, days};
    RewriteCandidates candidates = FindRewriteCandidates(input, options.candidates);
    out->rewrites = candidates.stats;
    if (corpus.articles.size() <= kSmallCorpus) {
      const std::vector<CandidatePair> more =
          FindContentPairs(corpus.content, input, options.candidates.window_days);
      candidates.pairs.insert(candidates.pairs.end(), more.begin(), more.end());
      SortUnique(&candidates.pairs);
    }
    found = WithMembers(candidates.pairs, groups, &out->rewrite_members_left);
  }
  return ChooseRewrites(std::move(found), relations, wanted);
}

// The second round.
absl::Status Engine::Impl::AddRewrites(std::span<const Ordinal> deputies, Result* result) {
  Summary& out = result->summary;
  const StageTimer timer("rewrites", &out);
  std::vector<Relation>& relations = result->relations;
  if (!Report("rewrites", 0, 0, relations.size())) return Cancelled();
  // The pairs of a small corpus are found by it; in a large one the search needs the memory.
  const bool is_small = corpus.articles.size() <= kSmallCorpus;
  if (is_small) IndexByStem(&corpus.content);
  const std::vector<Ordinal> groups =
      GroupTexts(deputies, corpus.fingerprints.story_words, relations);
  const std::vector<CandidatePair> found = RewritesToJudge(groups, relations, &out);
  out.rewrites_judged = found.size();
  if (!is_small) IndexByStem(&corpus.content);
  const RewriteInput input = {
      .articles = corpus.articles,
      .content = &corpus.content,
      .groups = groups,
      .relations = relations,
      .threshold = options.threshold,
      .progress =
          [&](uint64_t pairs_done, uint64_t rewrites) {
            return Report("rewrites", pairs_done, found.size(), relations.size() + rewrites);
          },
  };
  absl::StatusOr<std::vector<Relation>> rewrites = JudgeRewrites(input, found);
  if (!rewrites.ok()) return rewrites.status();
  // A rewrite that also quotes, or fills in the same form, is a rewrite.
  relations.insert(relations.begin(), std::make_move_iterator(rewrites->begin()),
                   std::make_move_iterator(rewrites->end()));
  const auto before = [](const Relation& x, const Relation& y) {
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  };
  std::stable_sort(relations.begin(), relations.end(), before);
  const auto same = [](const Relation& x, const Relation& y) { return x.a == y.a && x.b == y.b; };
  relations.erase(std::unique(relations.begin(), relations.end(), same), relations.end());
  return absl::OkStatus();
}

absl::StatusOr<Result> Engine::Impl::Run() {
  Result result;
  Summary& out = result.summary;
  out = summary;
  out.articles = corpus.articles.size();
  out.text_bytes = corpus.text_bytes;
  for (size_t i = 0; i < corpus.articles.size(); ++i) {
    const bool empty = corpus.fingerprints.story_hash[i] == 0;
    out.empty += empty;
    out.too_short += !empty && corpus.fingerprints.story_words[i] < options.min_words;
  }

  std::vector<Ordinal> deputies;
  Candidates candidates;
  {
    const StageTimer timer("candidates", &out);
    if (!Report("candidates", 0, 0, 0)) return Cancelled();
    deputies = Deputies();
    candidates = PairsToJudge(deputies);
    out.candidates = candidates.stats;
    out.judged = candidates.pairs.size();
  }
  {
    const StageTimer timer("judging", &out);
    const JudgeInput input = {
        .articles = corpus.articles,
        .deputies = deputies,
        .shared = candidates.shared,
        .stories = corpus.stories.size() == corpus.articles.size() ? &corpus.stories : nullptr,
        .also = {options.also.quotes, options.also.templates, /*rewrites=*/false},
        .threshold = options.threshold,
        .progress =
            [&](uint64_t pairs, uint64_t relations) {
              return Report("judging", pairs, candidates.pairs.size(), relations);
            },
    };
    absl::StatusOr<std::vector<Relation>> relations = JudgePairs(input, candidates.pairs);
    if (!relations.ok()) return relations.status();
    result.relations = *std::move(relations);
    candidates = {};  // rewrites need the memory
    corpus.stories = {};
  }
  if (options.rewrites) {
    if (absl::Status s = AddRewrites(deputies, &result); !s.ok()) return s;
  }
  const StageTimer timer("families", &out);
  for (const Relation& r : result.relations) ++out.by_kind[static_cast<size_t>(r.kind)];
  result.families =
      BuildFamilies(corpus.articles, corpus.fingerprints.story_words, result.relations);
  if (!Report("families", 1, 1, result.relations.size())) return Cancelled();
  return result;
}

Engine::Engine(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Engine::~Engine() = default;

absl::Status Engine::Add(ArticleBatch batch) {
  if (absl::Status valid = impl_->options.Validate(); !valid.ok()) return valid;
  if (!impl_->scratch) impl_->scratch = std::make_unique<ArticleScratch>();
  FingerprintedBatch done =
      FingerprintBatchOf(std::move(batch), impl_->Kept(), impl_->scratch.get());
  if (impl_->spooled) {
    if (absl::Status s = impl_->spooled->Add(std::move(done)); !s.ok()) return s;
  } else {
    Append(std::move(done), &impl_->corpus);
  }
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
  if (impl_->spooled) {
    return impl_->arena.execute([&] { return impl_->spooled->Read(reader, reading); });
  }
  bool has_room = false;
  return impl_->arena.execute([&] {
    return ReadArticles(reader, reading, [&](FingerprintedBatch batch) {
      Append(std::move(batch), &impl_->corpus);
      has_room = has_room || MakeRoom(reader->bytes_read(), reader->bytes_total(), &impl_->corpus);
      return absl::OkStatus();
    });
  });
}

std::span<const Article> Engine::articles() const { return impl_->corpus.articles; }

void Engine::OnlyNewFrom(Ordinal first) { impl_->wanted.only_new_from = first; }

void Engine::OnlyPairs(std::vector<std::pair<Ordinal, Ordinal>> pairs) {
  impl_->wanted.only_pairs = true;
  impl_->wanted.pairs = std::move(pairs);
}

absl::StatusOr<Result> Engine::Run() {
  if (absl::Status valid = impl_->options.Validate(); !valid.ok()) return valid;
  const size_t articles =
      impl_->spooled ? impl_->spooled->articles() : impl_->corpus.articles.size();
  for (const auto& [a, b] : impl_->wanted.pairs) {
    const Ordinal last = std::max(a, b);
    if (last >= articles) {
      return absl::InvalidArgumentError(absl::StrCat("pairs: there is no article ", last));
    }
  }
  return impl_->arena.execute([&]() -> absl::StatusOr<Result> {
    if (!impl_->spooled) return impl_->Run();
    return impl_->spooled->Run(impl_->wanted, impl_->summary);
  });
}

std::unique_ptr<ResultSource> Engine::Source(const Result& result) {
  if (impl_->spooled) return impl_->spooled->Source();
  return std::make_unique<SourceInMemory>(result, impl_->corpus.articles);
}

absl::Status Engine::Check() const {
  return impl_->spooled ? impl_->spooled->Check() : absl::OkStatus();
}

absl::Status Engine::Finish() {
  return impl_->spooled ? impl_->spooled->Finish() : absl::OkStatus();
}

}  // namespace newsprint
