// What is in memory at a time: of every article its columns (corpus_spool.h), of candidates and of
// relations what later steps ask of all of them at once, and beside these one slice, one range or
// one batch of articles, each a part of the memory asked for.
#include "engine_rounds.h"

#include <tbb/task_arena.h>
#include <xxhash.h>

#include <algorithm>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "candidates/content_pairs.h"
#include "candidates/search.h"
#include "engine_timer.h"
#include "relate/house.h"
#include "relate/judge_pairs.h"
#include "relate/judge_rewrites.h"
#include "relate/text_groups.h"
#include "spool/spill.h"
#include "spool/stage_files.h"
#include "threads.h"

namespace newsprint {
namespace {

// What one article of a range takes while its pairs are counted, in groups and their uses.
constexpr size_t kRangeMemory = size_t{24} << 10;
constexpr size_t kMostRanges = 200;
constexpr size_t kAtOnce = 4096;  // articles, where all are looked at
constexpr uint32_t kNotAtHand = UINT32_MAX;

absl::Status Cancelled() { return absl::CancelledError("cancelled"); }

// body(i) in parallel, but no thread begins another one while it waits within one: so many are in
// memory as there are threads.
template <typename Body>
void OneEach(size_t count, const Body& body) {
  ParallelFor(count, [&](size_t i) { tbb::this_task_arena::isolate([&] { body(i); }); });
}

std::vector<uint64_t> StatsAsNumbers(const CandidateStats& s) {
  return {s.band_entries, s.posting_entries, s.pairs,       s.capped_keys,
          s.capped_pairs, s.largest_bucket,  s.weaker_pairs};
}

CandidateStats StatsOf(const std::vector<uint64_t>& n) {
  CandidateStats s;
  if (n.size() < 7) return s;
  s.band_entries = n[0], s.posting_entries = n[1], s.pairs = n[2], s.capped_keys = n[3];
  s.capped_pairs = n[4], s.largest_bucket = static_cast<uint32_t>(n[5]), s.weaker_pairs = n[6];
  return s;
}

class Rounds : public SpooledRounds {
 public:
  Rounds(const SpooledCorpus& corpus, const Wanted& wanted)
      : corpus_(corpus),
        options_(*corpus.options),
        spool_(*corpus.spool),
        manifest_(*corpus.manifest),
        wanted_(wanted),
        place_(articles(), kNotAtHand) {
    if (!options_.within_source) {
      LoadHouses();
      wanted_.left_out = [this](Ordinal a, Ordinal b) { return SameHouse(houses_[a], houses_[b]); };
    } else {
      wanted_.left_out = nullptr;
    }
  }

  absl::StatusOr<Result> Run(const Summary& read) override {
    if (absl::Status s = CheckWanted(); !s.ok()) return s;
    Result result;
    Summary& out = result.summary;
    out = read;
    CountArticles(&out);
    absl::Status status = FindWording(&out);
    if (status.ok()) status = JudgeWording(&out);
    if (status.ok() && options_.rewrites) status = AddRewrites(&out);
    if (!status.ok()) return status;
    const StageTimer timer("families", &out);
    MergeRelations(&result.relations);
    for (const Relation& r : result.relations) ++out.by_kind[static_cast<size_t>(r.kind)];
    FindFamilies(&result);
    if (absl::Status s = Errors(); !s.ok()) return s;
    if (!corpus_.report("families", 1, 1, result.relations.size())) return Cancelled();
    return result;
  }

  void Remove() override {
    wording_.Remove();
    rewrites_.Remove();
    pairs_file_.Remove();
    rewrite_pairs_file_.Remove();
    shared_.Remove();
  }

  Relation ReadRelation(size_t index) const override {
    const uint32_t from = origin_[index];
    return ((from & kFromRewrites) != 0 ? rewrites_ : wording_).Read(from & ~kFromRewrites);
  }

 private:
  static constexpr uint32_t kFromRewrites = 1u << 31;

  absl::Status Errors() { return manifest_.errors()->Get(); }
  std::string Path(std::string_view name) const {
    return absl::StrCat(corpus_.folder, "/", std::string(name));
  }
  SpoolFile OpenFile(std::string_view name, uint64_t keep) {
    return SpoolFile::Open(Path(name), keep, manifest_.errors());
  }
  size_t articles() const { return spool_.articles(); }

  // Files are open all at a time.
  size_t RangeSize() const {
    return std::max({kAtOnce, corpus_.memory / kRangeMemory, articles() / kMostRanges + 1});
  }

  // What is asked for besides options is known only when all is read.
  absl::Status CheckWanted() {
    const std::vector<uint64_t> asked = {
        wanted_.only_new_from, wanted_.only_pairs,
        XXH3_64bits(wanted_.pairs.data(), wanted_.pairs.size() * sizeof(wanted_.pairs[0]))};
    const Manifest::Line* before = manifest_.Last("wanted");
    if (before == nullptr) manifest_.Add("wanted", asked);
    if (before == nullptr || before->numbers == asked) return Errors();
    return absl::FailedPreconditionError(absl::StrCat(
        corpus_.folder, ": was begun with other options or inputs (remove it, or name another)"));
  }

  bool TakesPart(size_t i) const {
    const ArticleColumns& c = spool_.columns();
    return c.in_time[i] != 0 && c.story_hash[i] != 0 && c.story_words[i] >= options_.min_words;
  }

  void CountArticles(Summary* out) const {
    const ArticleColumns& c = spool_.columns();
    out->articles = articles();
    out->text_bytes = corpus_.text_bytes;
    for (size_t i = 0; i < articles(); ++i) {
      const bool empty = c.story_hash[i] == 0;
      out->empty += empty;
      out->too_short += !empty && c.story_words[i] < options_.min_words;
    }
  }

  // Sources and domains, only for those who leave pairs of one house out.
  void LoadHouses() {
    std::vector<Ordinal> some;
    for (Ordinal i = 0; i <= articles(); ++i) {
      if (i == articles() || some.size() == kAtOnce) {
        std::vector<Arena> arenas;
        const ArticleBatch batch = spool_.LoadArticles(some, &arenas);
        const std::vector<House> more = HousesOf(batch.articles);
        houses_.insert(houses_.end(), more.begin(), more.end());
        some.clear();
      }
      some.push_back(i);
    }
  }

  std::vector<Ordinal> Collapse() const {
    FingerprintBatch hashes;
    hashes.story_hash = spool_.columns().story_hash;
    return CollapseIdentical(hashes);
  }

  // First round: candidates.
  absl::Status FindWording(Summary* out) {
    const StageTimer timer("candidates", out);
    if (!corpus_.report("candidates", 0, 0, 0)) return Cancelled();
    deputies_ = ChooseDeputies(Collapse(), wanted_.only_new_from,
                               [this](size_t i) { return TakesPart(i); });
    if (const Manifest::Line* done = manifest_.Last("candidates");
        done != nullptr && done->numbers.size() == 10) {
      out->candidates = StatsOf(done->numbers);
      pairs_file_ = OpenFile("pairs", done->numbers[7]);
      shared_ = SharedFile(OpenFile("shared", done->numbers[8]),
                           OpenFile("shared.index", done->numbers[9]));
      if (absl::Status s = Errors(); !s.ok()) return s;
    } else if (absl::Status s = SearchWording(&out->candidates); !s.ok()) {
      return s;
    }
    spool_.RemoveWording();
    return Errors();
  }

  absl::Status SearchWording(CandidateStats* stats) {
    CandidateOptions options = options_.candidates;
    options.quotations |= options_.also.quotes;
    const SearchInput input = {spool_, deputies_, spool_.columns().house, {}, options};
    Spill groups(Path("groups"), articles(), RangeSize(), manifest_.errors());
    Spill rows(Path("rows"), articles(), RangeSize(), manifest_.errors());
    const size_t bands = spool_.band_slices(), slices = bands + spool_.posting_slices();
    absl::Status status = InSlices("candidates", slices, stats, [&](size_t slice) {
      std::vector<SharedRow> common;
      Groups found =
          slice < bands ? BandGroups(input, slice) : PostingGroups(input, slice - bands, &common);
      groups.Add(found);
      rows.Add(common);
      return found.stats;
    });
    if (!status.ok()) return status;
    pairs_file_ = OpenFile("pairs", 0);
    shared_ = SharedFile(OpenFile("shared", 0), OpenFile("shared.index", 0));
    std::vector<CandidatePair> all;
    for (size_t range = 0; range < groups.ranges(); ++range) {
      std::vector<CandidatePair> pairs = CountPairs(groups.ReadGroups(range), groups.Range(range),
                                                    articles(), LeastWordingEvidence(input));
      stats->pairs += pairs.size();
      all.insert(all.end(), pairs.begin(), pairs.end());
      groups.Remove(range);
      shared_.Write(rows.ReadRows(range), rows.Range(range), spool_);
      rows.Remove(range);
      if (!corpus_.report("candidates", slices, slices, 0)) return Cancelled();
    }
    ChoosePairs(deputies_, wanted_, &all);
    WritePairs(all, &pairs_file_);
    pairs_ = std::move(all);
    shared_.Flush();
    std::vector<uint64_t> line = StatsAsNumbers(*stats);
    for (const uint64_t size : {pairs_file_.size(), shared_.rows_size(), shared_.index_size()}) {
      line.push_back(size);
    }
    manifest_.Add("candidates", line);
    return Errors();
  }

  // find(slice) for all slices in parallel; adds up what it returns.
  template <typename Find>
  absl::Status InSlices(std::string_view stage, size_t slices, CandidateStats* stats,
                        const Find& find) {
    std::mutex mutex;
    size_t done = 0;
    bool cancelled = false;
    const auto advance = [&](size_t count, const CandidateStats& more) {
      const std::lock_guard lock(mutex);
      done += count;
      AddStats(more, stats);
      cancelled = cancelled || !corpus_.report(stage, done, slices, wording_.outlines().size());
      return !cancelled && Errors().ok();
    };
    OneEach(slices, [&](size_t slice) {
      if (advance(0, {})) advance(1, find(slice));
    });
    return cancelled ? Cancelled() : Errors();
  }

  // A run of pairs whose articles are brought together.
  struct Batch {
    size_t count = 0;  // pairs
    std::vector<Ordinal> ordinals;
  };

  // The next pairs whose articles, and who stands for them, take at most `memory`, at least one.
  // get(i) is pair i of `size`; cost(article) the bytes an article takes.
  template <typename Get, typename Cost>
  Batch NextBatch(size_t begin, size_t size, size_t memory, const Get& get, const Cost& cost) {
    Batch batch;
    size_t bytes = 0;
    for (size_t i = begin; i < size && (bytes < memory || batch.count == 0); ++i, ++batch.count) {
      const CandidatePair& pair = get(i);
      for (const Ordinal article : {pair.a, pair.b, deputies_[pair.a], deputies_[pair.b]}) {
        if (article == kNoDeputy || place_[article] != kNotAtHand) continue;
        place_[article] = 0;
        batch.ordinals.push_back(article);
        bytes += cost(article);
      }
    }
    std::sort(batch.ordinals.begin(), batch.ordinals.end());
    for (uint32_t i = 0; i < batch.ordinals.size(); ++i) place_[batch.ordinals[i]] = i;
    return batch;
  }

  void PutBack(const Batch& batch) {
    for (const Ordinal article : batch.ordinals) place_[article] = kNotAtHand;
  }

  // A text is some two and a half times its record, its article and what is shared half a KB.
  size_t TextMemory(Ordinal article) const {
    return size_t{3} * spool_.RecordBytes(article) + sizeof(Article) + 512;
  }

  // First round: verdicts. Goes on behind the last batch that was judged.
  absl::Status JudgeWording(Summary* out) {
    const StageTimer timer("judging", out);
    if (pairs_.empty()) pairs_ = ReadPairs(pairs_file_);
    out->judged = pairs_.size();
    const Manifest::Line* done = manifest_.Last("judged");
    const bool resumed = done != nullptr && done->numbers.size() == 2;
    size_t begin = resumed ? done->numbers[0] : 0;
    wording_ =
        RelationFile(OpenFile("wording", resumed ? done->numbers[1] : 0), *manifest_.errors());
    while (begin < pairs_.size()) {
      const Batch batch = NextBatch(
          begin, pairs_.size(), corpus_.memory / 3,
          [&](size_t i) -> const CandidatePair& { return pairs_[i]; },
          [&](Ordinal article) { return TextMemory(article); });
      std::vector<Arena> arenas;
      const ArticleBatch loaded = spool_.LoadArticles(batch.ordinals, &arenas);
      const SharedPostings shared = shared_.Load(batch.ordinals);
      if (absl::Status s = Errors(); !s.ok()) return s;
      const JudgeInput input = {
          .articles = AtHand(loaded.articles, place_),
          .deputies = deputies_,
          .shared = shared,
          .also = {options_.also.quotes, options_.also.templates, /*rewrites=*/false},
          .threshold = options_.threshold,
          .progress =
              [&](uint64_t pairs, uint64_t relations) {
                return corpus_.report("judging", begin + pairs, pairs_.size(),
                                      wording_.outlines().size() + relations);
              },
      };
      absl::StatusOr<std::vector<Relation>> relations =
          JudgePairs(input, std::span(pairs_).subspan(begin, batch.count));
      PutBack(batch);
      if (!relations.ok()) return relations.status();
      begin += batch.count;
      wording_.Append(*std::move(relations));
      wording_.Flush();
      manifest_.Add("judged", {begin, wording_.size()});
      if (absl::Status s = Errors(); !s.ok()) return s;
    }
    pairs_ = {};
    return Errors();
  }

  // Second round.
  absl::Status AddRewrites(Summary* out) {
    const StageTimer timer("rewrites", out);
    if (!corpus_.report("rewrites", 0, 0, wording_.outlines().size())) return Cancelled();
    const std::vector<Ordinal> groups =
        GroupTexts(deputies_, spool_.columns().story_words, wording_.outlines());
    if (const Manifest::Line* done = manifest_.Last("rewrite-candidates");
        done != nullptr && done->numbers.size() == 9) {
      out->rewrites = StatsOf(done->numbers);
      out->rewrite_members_left = done->numbers[7];
      rewrite_pairs_file_ = OpenFile("rewrite-pairs", done->numbers[8]);
      pairs_ = ReadPairs(rewrite_pairs_file_);
    } else {
      if (absl::Status s = SearchRewrites(groups, out); !s.ok()) return s;
      rewrite_pairs_file_ = OpenFile("rewrite-pairs", 0);
      WritePairs(pairs_, &rewrite_pairs_file_);
      std::vector<uint64_t> line = StatsAsNumbers(out->rewrites);
      line.push_back(out->rewrite_members_left);
      line.push_back(rewrite_pairs_file_.size());
      manifest_.Add("rewrite-candidates", line);
    }
    spool_.RemoveSkips();
    if (absl::Status s = Errors(); !s.ok()) return s;
    out->rewrites_judged = pairs_.size();
    absl::Status status = JudgeThem(groups);
    pairs_ = {};
    return status;
  }

  absl::Status SearchRewrites(std::span<const Ordinal> groups, Summary* out) {
    if (wanted_.only_pairs) {
      pairs_ = ChooseRewrites(wanted_.Listed(), wording_.outlines(), wanted_);
      return Errors();
    }
    const SearchInput input = {spool_, groups, {}, spool_.columns().day, options_.candidates};
    RewriteSearch search(input);
    Spill spill(Path("skip-groups"), search.places(), RangeSize(), manifest_.errors());
    absl::Status status =
        InSlices("rewrites", spool_.skip_slices(), &out->rewrites, [&](size_t slice) {
          Groups found = search.SkipGroups(slice);
          spill.Add(found);
          return found.stats;
        });
    if (!status.ok()) return status;
    for (size_t range = 0; range < spill.ranges(); ++range) {
      search.Offer(CountPairs(spill.ReadGroups(range), spill.Range(range), search.places(),
                              search.least_evidence()));
      spill.Remove(range);
      if (!corpus_.report("rewrites", 0, 0, wording_.outlines().size())) return Cancelled();
    }
    std::vector<CandidatePair> pairs = search.TakeStrongest();
    out->rewrites.weaker_pairs = search.offered() - pairs.size();
    out->rewrites.pairs = pairs.size();
    if (articles() <= kSmallCorpus) {
      std::vector<Ordinal> all(articles());
      for (Ordinal i = 0; i < all.size(); ++i) all[i] = i;
      const FingerprintBatch unused;
      const std::vector<CandidatePair> more =
          FindContentPairs(spool_.LoadContent(all), {unused, groups, {}, spool_.columns().day},
                           options_.candidates.window_days);
      pairs.insert(pairs.end(), more.begin(), more.end());
      SortUnique(&pairs);
    }
    pairs_ = ChooseRewrites(WithMembers(pairs, groups, &out->rewrite_members_left),
                            wording_.outlines(), wanted_);
    return Errors();
  }

  absl::Status JudgeThem(std::span<const Ordinal> groups) {
    const RewriteInput input = {
        .articles = {},
        .groups = groups,
        .relations = wording_.outlines(),
        .threshold = options_.threshold,
        .progress =
            [&](uint64_t done, uint64_t found) {
              return corpus_.report("rewrites", done, pairs_.size(),
                                    wording_.outlines().size() + found);
            },
    };
    RewriteJudge judge(input, pairs_);
    std::vector<Ordinal> some;
    for (Ordinal i = 0; i < articles(); ++i) {
      some.push_back(i);
      if (some.size() < kAtOnce && i + 1 < articles()) continue;
      judge.Count(spool_.LoadContent(some), some.front());
      some.clear();
      if (!corpus_.report("rewrites", 0, pairs_.size(), wording_.outlines().size())) {
        return Cancelled();
      }
    }
    if (absl::Status s = ScoreAll(&judge); !s.ok()) return s;
    judge.Decide();
    if (absl::Status s = RelateAll(&judge); !s.ok()) return s;
    const std::vector<bool> kept = judge.Kept(rewrites_.outlines(), [&](Ordinal article) {
      return spool_.LoadContent(std::span(&article, 1));
    });
    rewrite_kept_ = kept;
    return Errors();
  }

  absl::Status ScoreAll(RewriteJudge* judge) {
    for (size_t begin = 0; begin < pairs_.size();) {
      const Batch batch = NextBatch(
          begin, pairs_.size(), corpus_.memory / 4,
          [&](size_t i) -> const CandidatePair& { return pairs_[i]; },
          [&](Ordinal article) {
            return size_t{3} * spool_.ContentBytes(article) + sizeof(Article) + 256;
          });
      std::vector<House> houses;
      ContentBatch content = spool_.LoadContent(batch.ordinals, &houses);
      std::vector<Article> dates(batch.ordinals.size());
      for (size_t i = 0; i < dates.size(); ++i) {
        const int32_t day = spool_.columns().day[batch.ordinals[i]];
        if (day == kUnknownDay) continue;
        dates[i].published.day = day;
        dates[i].published.resolution = Timestamp::Resolution::kDay;
      }
      const AtHand at_hand(dates, place_);
      const bool going = judge->Score(begin, batch.count, {at_hand, houses}, &content);
      PutBack(batch);
      if (absl::Status s = Errors(); !s.ok()) return s;
      if (!going) return Cancelled();
      begin += batch.count;
    }
    return absl::OkStatus();
  }

  absl::Status RelateAll(RewriteJudge* judge) {
    rewrites_ = RelationFile(OpenFile("rewrites", 0), *manifest_.errors());
    const std::span<const uint32_t> found = judge->found();
    for (size_t begin = 0; begin < found.size();) {
      const Batch batch = NextBatch(
          begin, found.size(), corpus_.memory / 4,
          [&](size_t i) -> const CandidatePair& { return pairs_[found[i]]; },
          [&](Ordinal article) { return TextMemory(article); });
      std::vector<Arena> arenas;
      const ArticleBatch loaded = spool_.LoadArticles(batch.ordinals, &arenas);
      std::vector<Relation> relations;
      if (absl::Status s = Errors(); !s.ok()) return s;
      const bool going =
          judge->Relate(begin, batch.count, AtHand(loaded.articles, place_), &relations);
      PutBack(batch);
      if (!going) return Cancelled();
      begin += batch.count;
      rewrites_.Append(std::move(relations));
    }
    rewrites_.Flush();
    return Errors();
  }

  // Both lists are sorted by (a, b). A rewrite that also quotes, or fills in the same form, is a
  // rewrite.
  void MergeRelations(std::vector<Relation>* out) {
    const auto before = [](const Relation& x, const Relation& y) {
      return x.a != y.a ? x.a < y.a : x.b < y.b;
    };
    std::vector<Relation> wording = wording_.TakeOutlines(), rewrites = rewrites_.TakeOutlines();
    size_t w = 0;
    for (size_t r = 0; r <= rewrites.size(); ++r) {
      const bool end = r == rewrites.size();
      if (!end && !rewrite_kept_[r]) continue;
      while (w < wording.size() && (end || before(wording[w], rewrites[r]))) {
        origin_.push_back(static_cast<uint32_t>(w));
        out->push_back(std::move(wording[w++]));
      }
      if (end) break;
      if (w < wording.size() && !before(rewrites[r], wording[w])) {
        ++w;
      }
      origin_.push_back(static_cast<uint32_t>(r) | kFromRewrites);
      out->push_back(std::move(rewrites[r]));
    }
    deputies_ = {};
  }

  // Among the articles that have relations, numbered anew in the same order.
  void FindFamilies(Result* result) {
    std::vector<Ordinal> ordinals;
    for (const Relation& r : result->relations) {
      for (const Ordinal article : {r.a, r.b}) {
        if (std::exchange(place_[article], 0) == kNotAtHand) ordinals.push_back(article);
      }
    }
    std::sort(ordinals.begin(), ordinals.end());
    for (uint32_t i = 0; i < ordinals.size(); ++i) place_[ordinals[i]] = i;
    Arena strings;
    const std::vector<Article> articles = LoadNames(ordinals, &strings);
    std::vector<uint32_t> words;
    for (const Ordinal article : ordinals) words.push_back(spool_.columns().story_words[article]);
    for (Relation& r : result->relations) r.a = place_[r.a], r.b = place_[r.b];
    result->families = BuildFamilies(articles, words, result->relations);
    for (Relation& r : result->relations) r.a = ordinals[r.a], r.b = ordinals[r.b];
    for (Family& family : result->families) {
      family.representative = ordinals[family.representative];
      for (Family::Member& m : family.members) {
        m.article = ordinals[m.article], m.parent = ordinals[m.parent];
      }
    }
  }

  // Articles with what tells who published them, and when.
  std::vector<Article> LoadNames(std::span<const Ordinal> ordinals, Arena* strings) {
    std::vector<Article> names;
    names.reserve(ordinals.size());
    for (size_t begin = 0; begin < ordinals.size(); begin += kAtOnce) {
      std::vector<Arena> arenas;
      const size_t count = std::min(kAtOnce, ordinals.size() - begin);
      const ArticleBatch batch = spool_.LoadArticles(ordinals.subspan(begin, count), &arenas);
      for (const Article& article : batch.articles) {
        Article name;
        name.source = strings->Copy(article.source);
        name.url = strings->Copy(article.url);
        name.published = article.published;
        names.push_back(name);
      }
    }
    return names;
  }

  const SpooledCorpus corpus_;
  const Options& options_;
  CorpusSpool& spool_;
  Manifest& manifest_;
  Wanted wanted_;
  std::vector<uint32_t> place_;  // among the articles at hand
  std::vector<House> houses_;    // of all, where pairs of one house are left out
  std::vector<Ordinal> deputies_;
  std::vector<CandidatePair> pairs_;  // of the round
  SpoolFile pairs_file_, rewrite_pairs_file_;
  SharedFile shared_;
  RelationFile wording_, rewrites_;
  std::vector<bool> rewrite_kept_;
  std::vector<uint32_t> origin_;  // of each relation of the result
};

}  // namespace

std::unique_ptr<SpooledRounds> SpooledRounds::Make(const SpooledCorpus& corpus,
                                                   const Wanted& wanted) {
  return std::make_unique<Rounds>(corpus, wanted);
}

}  // namespace newsprint
