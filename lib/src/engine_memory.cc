// Candidates and relations come in two rounds: texts that share wording first, then rewrites, for
// which articles of one text are taken together. After reading everything is a sequence of parallel
// loops whose results are put together in input order.
#include "engine_memory.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "candidates/content_pairs.h"
#include "engine_progress.h"
#include "relate/house.h"
#include "relate/judge.h"
#include "relate/judge_pairs.h"
#include "relate/judge_rewrites.h"
#include "relate/text_groups.h"

namespace newsprint {
namespace {

// What is kept in memory.
class SourceInMemory : public ResultSource {
 public:
  SourceInMemory(const Result& result, std::span<const Article> articles)
      : result_(result), articles_(articles), outlines_(OutlinesOf(result.relations)) {}
  size_t articles() const override { return articles_.size(); }
  const Article& article(Ordinal i) override { return articles_[i]; }
  std::span<const RelationOutline> relations() const override { return outlines_; }
  const Relation& relation(size_t index) override { return result_.relations[index]; }

 private:
  const Result& result_;
  const std::span<const Article> articles_;
  const std::vector<RelationOutline> outlines_;
};

// Of an arena or a column that grows, what is reserved is not counted.
template <typename T>
uint64_t Bytes(const std::vector<T>& column) {
  return column.size() * sizeof(T);
}

uint64_t BytesOf(const FingerprintedBatch& batch) {
  const FingerprintBatch& f = batch.fingerprints;
  const ContentBatch& c = batch.content;
  return batch.batch.arena.bytes() + Bytes(batch.batch.articles) + Bytes(f.signature) +
         Bytes(f.posting) + Bytes(f.skip) + Bytes(c.stems) + Bytes(c.background) +
         Bytes(batch.stories.bytes);
}

}  // namespace

MemoryRun::MemoryRun(const Options& options, StageReport report)
    : options_(options), report_(std::move(report)) {}

void MemoryRun::Add(FingerprintedBatch batch) {
  bytes_ += BytesOf(batch);
  const std::vector<House> houses = HousesOf(batch.batch.articles);  // which are in the caches yet
  houses_.insert(houses_.end(), houses.begin(), houses.end());
  Append(std::move(batch), &corpus_);
}

void MemoryRun::Expect(uint64_t done, uint64_t total) {
  const bool fits = options_.memory == 0 || total < options_.memory;
  has_room_ = has_room_ || (fits && MakeRoom(done, total, &corpus_));
}

std::unique_ptr<ResultSource> MemoryRun::Source(const Result& result) const {
  return std::make_unique<SourceInMemory>(result, corpus_.articles);
}

// Whether the article takes part at all.
bool MemoryRun::TakesPart(size_t i) const {
  const Timestamp& t = corpus_.articles[i].published;
  const bool in_time = !t.known() || (t.seconds >= options_.since && t.seconds < options_.until);
  return in_time && corpus_.fingerprints.story_hash[i] != 0 &&
         corpus_.fingerprints.story_words[i] >= options_.min_words;
}

std::vector<Ordinal> MemoryRun::Deputies() const {
  return ChooseDeputies(CollapseIdentical(corpus_.fingerprints), wanted_.only_new_from,
                        [this](size_t i) { return TakesPart(i); });
}

// Frequencies are counted over the whole corpus also where only some pairs are judged.
Candidates MemoryRun::PairsToJudge(std::span<const Ordinal> deputies) const {
  CandidateOptions search = options_.candidates;
  search.quotations |= options_.also.quotes;
  std::vector<uint32_t> houses;
  for (const House& house : houses_) houses.push_back(HouseNumber(house));
  Candidates found = FindCandidates({corpus_.fingerprints, deputies, houses}, search);
  if (wanted_.only_pairs) found.pairs = wanted_.Listed();
  ChoosePairs(wanted_.only_pairs ? std::vector<CandidatePair>() : IdenticalPairs(deputies), wanted_,
              &found.pairs);
  return found;
}

// What the rewrite index proposes and no relation joins yet. Chance is counted before pairs are
// left out: the index does not know what is wanted_.
std::vector<CandidatePair> MemoryRun::RewritesToJudge(std::span<const Ordinal> groups,
                                                      std::span<const RelationOutline> relations,
                                                      Summary* out) const {
  std::vector<CandidatePair> found;
  if (wanted_.only_pairs) {
    found = wanted_.Listed();
  } else {
    std::vector<int32_t> days;
    for (const Article& article : corpus_.articles) {
      days.push_back(article.published.known() ? article.published.day : kUnknownDay);
    }
    const CandidateInput input = {corpus_.fingerprints, groups, {}, days};
    RewriteCandidates candidates = FindRewriteCandidates(input, options_.candidates);
    out->rewrites = candidates.stats;
    if (corpus_.articles.size() <= kSmallCorpus) {
      const std::vector<CandidatePair> more =
          FindContentPairs(corpus_.content, input, options_.candidates.window_days);
      candidates.pairs.insert(candidates.pairs.end(), more.begin(), more.end());
      SortUnique(&candidates.pairs);
    }
    found = GroupMembers(groups).With(candidates.pairs, &out->rewrite_members_left);
  }
  return ChooseRewrites(std::move(found), relations, wanted_);
}

// The second round.
absl::Status MemoryRun::AddRewrites(std::span<const Ordinal> deputies, Result* result) {
  Summary& out = result->summary;
  const StageTimer timer("rewrites", &out);
  std::vector<Relation>& relations = result->relations;
  if (!report_("rewrites", 0, 0, relations.size())) return Cancelled();
  // The pairs of a small corpus are found by it; in a large one the search needs the memory.
  const bool is_small = corpus_.articles.size() <= kSmallCorpus;
  if (is_small) IndexByStem(&corpus_.content);
  const std::vector<RelationOutline> outlines = OutlinesOf(relations);
  const std::vector<Ordinal> groups =
      GroupTexts(deputies, corpus_.fingerprints.story_words, outlines);
  const std::vector<CandidatePair> found = RewritesToJudge(groups, outlines, &out);
  out.rewrites_judged = found.size();
  if (!is_small) IndexByStem(&corpus_.content);
  const RewriteInput input = {
      .articles = corpus_.articles,
      .content = &corpus_.content,
      .groups = groups,
      .relations = outlines,
      .threshold = options_.threshold,
      .progress =
          [&](uint64_t pairs_done, uint64_t rewrites) {
            return report_("rewrites", pairs_done, found.size(), relations.size() + rewrites);
          },
  };
  absl::StatusOr<std::vector<Relation>> rewrites = JudgeRewrites(input, found);
  if (!rewrites.ok()) return rewrites.status();
  // A rewrite that also quotes, or fills in the same form, is a rewrite.
  const auto middle =
      relations.insert(relations.begin(), std::make_move_iterator(rewrites->begin()),
                       std::make_move_iterator(rewrites->end())) +
      static_cast<std::ptrdiff_t>(rewrites->size());
  const auto before = [](const Relation& x, const Relation& y) {
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  };
  std::inplace_merge(relations.begin(), middle, relations.end(), before);
  const auto same = [](const Relation& x, const Relation& y) { return x.a == y.a && x.b == y.b; };
  relations.erase(std::unique(relations.begin(), relations.end(), same), relations.end());
  return absl::OkStatus();
}

// The first round; `deputies` as Deputies gives them.
absl::Status MemoryRun::AddWording(std::span<const Ordinal> deputies, Result* result) {
  Summary& out = result->summary;
  Candidates candidates;
  {
    const StageTimer timer("candidates", &out);
    if (!report_("candidates", 0, 0, 0)) return Cancelled();
    candidates = PairsToJudge(deputies);
    out.candidates = candidates.stats;
    out.judged = candidates.pairs.size();
  }
  const StageTimer timer("judging", &out);
  const JudgeInput input = {
      .articles = corpus_.articles,
      .deputies = deputies,
      .shared = candidates.shared,
      .houses = houses_,
      .stories = corpus_.stories.size() == corpus_.articles.size() ? &corpus_.stories : nullptr,
      .also = {options_.also.quotes, options_.also.templates, /*rewrites=*/false},
      .threshold = options_.threshold,
      .progress =
          [&](uint64_t pairs, uint64_t relations) {
            return report_("judging", pairs, candidates.pairs.size(), relations);
          },
  };
  absl::StatusOr<std::vector<Relation>> relations = JudgePairs(input, candidates.pairs);
  if (!relations.ok()) return relations.status();
  result->relations = *std::move(relations);
  corpus_.stories = {};  // rewrites need the memory
  return absl::OkStatus();
}

void MemoryRun::CountArticles(Summary* out) const {
  out->articles = corpus_.articles.size();
  out->text_bytes = corpus_.text_bytes;
  CountStories(corpus_.fingerprints.story_hash, corpus_.fingerprints.story_words,
               options_.min_words, out);
}

absl::StatusOr<Result> MemoryRun::Run(const Wanted& wanted, const Summary& read) {
  wanted_ = wanted;
  wanted_.left_out = [this](Ordinal a, Ordinal b) {
    return !options_.within_source && SameHouse(corpus_.articles[a], corpus_.articles[b]);
  };
  Result result;
  Summary& out = result.summary;
  out = read;
  CountArticles(&out);
  const std::vector<Ordinal> deputies = Deputies();
  if (absl::Status s = AddWording(deputies, &result); !s.ok()) return s;
  if (options_.rewrites) {
    if (absl::Status s = AddRewrites(deputies, &result); !s.ok()) return s;
  }
  const StageTimer timer("families", &out);
  for (const Relation& r : result.relations) ++out.by_kind[static_cast<size_t>(r.kind)];
  result.families =
      BuildFamilies(corpus_.articles, corpus_.fingerprints.story_words, result.relations);
  if (!report_("families", 1, 1, result.relations.size())) return Cancelled();
  return result;
}

}  // namespace newsprint
