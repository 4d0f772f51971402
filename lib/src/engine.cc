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
#include "engine_read.h"
#include "newsprint/fingerprint.h"
#include "relate/judge.h"
#include "relate/judge_pairs.h"
#include "relate/judge_rewrites.h"
#include "relate/text_groups.h"

namespace newsprint {
namespace {

constexpr Ordinal kNoDeputy = UINT32_MAX;

// Seconds of a stage, added to the summary when it ends.
class StageTimer {
 public:
  StageTimer(std::string_view name, Summary* summary)
      : name_(name), summary_(summary), start_(std::chrono::steady_clock::now()) {}
  ~StageTimer() {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start_;
    summary_->stages.push_back({name_, took.count()});
  }
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;

 private:
  std::string_view name_;
  Summary* summary_;
  std::chrono::steady_clock::time_point start_;
};

absl::Status Cancelled() { return absl::CancelledError("cancelled"); }

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

bool Before(const CandidatePair& x, const CandidatePair& y) {
  return x.a != y.a ? x.a < y.a : x.b < y.b;
}

// Of equal pairs the one that is `similar` stays.
void SortUnique(std::vector<CandidatePair>* pairs) {
  std::sort(pairs->begin(), pairs->end(), [](const CandidatePair& x, const CandidatePair& y) {
    if (Before(x, y) || Before(y, x)) return Before(x, y);
    return x.similar > y.similar;
  });
  const auto same_pair = [](const auto& x, const auto& y) { return x.a == y.a && x.b == y.b; };
  pairs->erase(std::unique(pairs->begin(), pairs->end(), same_pair), pairs->end());
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

  bool Wanted(Ordinal a, Ordinal b) const {
    return b >= only_new_from &&
           (options.within_source || !SameHouse(corpus.articles[a], corpus.articles[b]));
  }

  std::vector<Ordinal> Deputies() const;
  void AddIdentical(std::span<const Ordinal> deputies, std::vector<CandidatePair>* pairs) const;
  std::vector<CandidatePair> ListedPairs() const;
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
  Ordinal only_new_from = 0;
  bool only_pairs = false;
  std::vector<std::pair<Ordinal, Ordinal>> pairs;
};

// deputies[i] is the article that stands for i's identical group among the candidates: the first
// new one under --only-new, so that what it relates to is reported, else the first. kNoDeputy for
// articles that take no part.
std::vector<Ordinal> Engine::Impl::Deputies() const {
  std::vector<Ordinal> first = CollapseIdentical(corpus.fingerprints);
  std::vector<Ordinal> chosen(first.size(), kNoDeputy);  // by first
  for (size_t i = 0; i < first.size(); ++i) {
    if (!TakesPart(i)) continue;
    Ordinal& deputy = chosen[first[i]];
    const bool is_first_new = i >= only_new_from && deputy < only_new_from;
    if (deputy == kNoDeputy || is_first_new) deputy = static_cast<Ordinal>(i);
  }
  for (size_t i = 0; i < first.size(); ++i) first[i] = TakesPart(i) ? chosen[first[i]] : kNoDeputy;
  return first;
}

// A group of identical stories gives a pair of each member with its first.
void Engine::Impl::AddIdentical(std::span<const Ordinal> deputies,
                                std::vector<CandidatePair>* out) const {
  std::vector<Ordinal> first(deputies.size(), kNoDeputy);  // by deputy
  for (size_t i = 0; i < deputies.size(); ++i) {
    if (deputies[i] == kNoDeputy) continue;
    Ordinal& f = first[deputies[i]];
    if (f == kNoDeputy) {
      f = static_cast<Ordinal>(i);
    } else {
      out->push_back({f, static_cast<Ordinal>(i), 0, true});
    }
  }
}

// What OnlyPairs asked for.
std::vector<CandidatePair> Engine::Impl::ListedPairs() const {
  std::vector<CandidatePair> listed;
  for (const auto& [a, b] : pairs) {
    if (a != b) listed.push_back({std::min(a, b), std::max(a, b), 0, true});
  }
  return listed;
}

// Frequencies are counted over the whole corpus also where only some pairs are judged.
Candidates Engine::Impl::PairsToJudge(std::span<const Ordinal> deputies) const {
  CandidateOptions wanted = options.candidates;
  wanted.quotations |= options.also.quotes;
  std::vector<uint32_t> houses;
  for (const Article& article : corpus.articles) houses.push_back(HouseNumber(article));
  Candidates found = FindCandidates({corpus.fingerprints, deputies, houses}, wanted);
  if (only_pairs) {
    found.pairs = ListedPairs();
  } else {
    AddIdentical(deputies, &found.pairs);
  }
  std::erase_if(found.pairs, [&](const CandidatePair& p) { return !Wanted(p.a, p.b); });
  SortUnique(&found.pairs);
  return found;
}

// What the rewrite index proposes and no relation joins yet. Chance is counted before pairs are
// left out: the index does not know what is wanted.
std::vector<CandidatePair> Engine::Impl::RewritesToJudge(std::span<const Ordinal> groups,
                                                         std::span<const Relation> relations,
                                                         Summary* out) const {
  std::vector<CandidatePair> found;
  if (only_pairs) {
    found = ListedPairs();
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
  // From here on `similar` says that a pair is reuse by its wording (judge_rewrites.h).
  for (CandidatePair& pair : found) pair.similar = false;
  std::vector<CandidatePair> settled;
  for (const Relation& r : relations) {
    CandidatePair pair{r.a, r.b, 0};
    pair.similar = IsReuse(r.kind);
    (MayBeRewrite(r.kind, r.scores) ? found : settled).push_back(pair);
  }
  std::erase_if(found, [&](const CandidatePair& p) { return !Wanted(p.a, p.b); });
  SortUnique(&found);
  std::erase_if(found, [&](const CandidatePair& p) {
    return std::binary_search(settled.begin(), settled.end(), p, Before);
  });
  return found;
}

// The second round.
absl::Status Engine::Impl::AddRewrites(std::span<const Ordinal> deputies, Result* result) {
  Summary& out = result->summary;
  const StageTimer timer("rewrites", &out);
  std::vector<Relation>& relations = result->relations;
  if (!Report("rewrites", 0, 0, relations.size())) return Cancelled();
  const std::vector<Ordinal> groups =
      GroupTexts(deputies, corpus.fingerprints.story_words, relations);
  const std::vector<CandidatePair> found = RewritesToJudge(groups, relations, &out);
  out.rewrites_judged = found.size();
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
  AddArticles(std::move(batch), impl_->options.rewrites, impl_->scratch.get(), &impl_->corpus);
  return impl_->Report("reading", 0, 0, 0) ? absl::OkStatus() : Cancelled();
}

absl::Status Engine::Read(ArticleReader* reader) {
  if (absl::Status valid = impl_->options.Validate(); !valid.ok()) return valid;
  const StageTimer timer("reading", &impl_->summary);
  const Reading reading = {
      .for_rewrites = impl_->options.rewrites,
      .threads = impl_->threads,
      .progress = [this](uint64_t done,
                         uint64_t total) { return impl_->Report("reading", done, total, 0); },
  };
  return impl_->arena.execute([&] { return ReadArticles(reader, reading, &impl_->corpus); });
}

std::span<const Article> Engine::articles() const { return impl_->corpus.articles; }

void Engine::OnlyNewFrom(Ordinal first) { impl_->only_new_from = first; }

void Engine::OnlyPairs(std::vector<std::pair<Ordinal, Ordinal>> pairs) {
  impl_->only_pairs = true;
  impl_->pairs = std::move(pairs);
}

absl::StatusOr<Result> Engine::Run() {
  if (absl::Status valid = impl_->options.Validate(); !valid.ok()) return valid;
  for (const auto& [a, b] : impl_->pairs) {
    const Ordinal last = std::max(a, b);
    if (last >= impl_->corpus.articles.size()) {
      return absl::InvalidArgumentError(absl::StrCat("pairs: there is no article ", last));
    }
  }
  return impl_->arena.execute([&] { return impl_->Run(); });
}

}  // namespace newsprint
