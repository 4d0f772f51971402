// An article's strongest pairs are known when all ranges are counted, and both of its sides may
// have chosen a pair: what is offered is sorted on disk twice, by article and then by the smaller
// one of a pair. A third time, because members of groups come in between.
#include "engine_rewrites.h"

#include <numeric>
#include <utility>

#include "candidates/content_pairs.h"
#include "engine_progress.h"
#include "engine_wording.h"
#include "relate/text_groups.h"
#include "spool/spill.h"

namespace newsprint {
namespace {

// Pairs, by their smaller article.
void AddPairs(std::span<const CandidatePair> pairs, RangeSpill<Offer>* spill) {
  for (const CandidatePair& p : pairs) spill->Add(p.a, {p.a, p.b, p.evidence});
}

// Articles that stand for their days, which is all that scores ask of them.
std::vector<Article> Days(std::span<const Ordinal> ordinals, std::span<const int32_t> days) {
  std::vector<Article> dates(ordinals.size());
  for (size_t i = 0; i < dates.size(); ++i) {
    if (days[ordinals[i]] == kUnknownDay) continue;
    dates[i].published.day = days[ordinals[i]];
    dates[i].published.resolution = Timestamp::Resolution::kDay;
  }
  return dates;
}

}  // namespace

RewriteRound::RewriteRound(const SpooledCorpus& corpus, const Wanted& wanted,
                           std::span<const RelationOutline> relations, Batches* batches)
    : corpus_(corpus),
      options_(*corpus.options),
      wanted_(wanted),
      wording_(relations),
      batches_(*batches) {}

void RewriteRound::Remove() {
  pairs_.Remove();
  relations_.Remove();
  kept_file_.Remove();
}

bool RewriteRound::Report(uint64_t done, uint64_t found) const {
  return corpus_.report("rewrites", done, pairs_.pairs(), wording_.size() + found);
}

absl::Status RewriteRound::Run(std::span<const Ordinal> deputies, Summary* out) {
  const StageTimer timer("rewrites", out);
  if (!Report(0, 0)) return Cancelled();
  GiveMemoryBack();
  groups_ = GroupTexts(deputies, corpus_.spool->columns().story_words, wording_);
  if (absl::Status s = Find(out); !s.ok()) return s;
  out->rewrites_judged = pairs_.pairs();
  corpus_.spool->RemoveSkips();
  Kept relations, kept;
  LineReader done(corpus_.manifest->Last("rewrites"));
  const bool known = done.Take(&relations) && done.Take(&kept);
  relations_ = RelationFile(corpus_.OpenFile("rewrites", relations), *corpus_.manifest->errors());
  kept_file_ = corpus_.OpenFile("rewrites.kept", kept);
  if (absl::Status s = corpus_.Errors(); !s.ok()) return s;
  if (!known) {
    if (absl::Status s = Judge(); !s.ok()) return s;
    kept_file_.Append(kept_);
  }
  relations_.Finish();
  kept_file_.Finish();
  kept_ = kept_file_.Read(0, kept_file_.size());
  if (!known) {
    std::vector<uint64_t> line;
    for (const Kept& file : {relations_.kept(), kept_file_.kept()}) AddNumbers(file, &line);
    corpus_.manifest->Add("rewrites", line);
  }
  groups_ = {};
  return corpus_.Errors();
}

absl::Status RewriteRound::Find(Summary* out) {
  LineReader done(corpus_.manifest->Last("rewrite-candidates"));
  Kept pairs;
  const bool known =
      done.Take(&out->rewrites) && done.Take(&out->rewrite_members_left) && done.Take(&pairs);
  pairs_ = PairFile(corpus_.OpenFile("rewrite-pairs", pairs));
  if (!known) {
    if (absl::Status s = Search(out); !s.ok()) return s;
  }
  pairs_.Finish();
  if (!known) {
    std::vector<uint64_t> line;
    AddNumbers(out->rewrites, &line);
    line.push_back(out->rewrite_members_left);
    AddNumbers(pairs_.kept(), &line);
    corpus_.manifest->Add("rewrite-candidates", line);
  }
  return corpus_.Errors();
}

absl::Status RewriteRound::Search(Summary* out) {
  if (wanted_.only_pairs) {
    pairs_.Append(ChooseRewrites(wanted_.Listed(), wording_, wanted_));
    return corpus_.Errors();
  }
  const CorpusSpool& spool = *corpus_.spool;
  const SearchInput input = {spool, groups_, {}, spool.columns().day, options_.candidates};
  RewriteSearch search(input);
  Spill groups(corpus_.Path("skip-groups"), search.places(), corpus_.RangeSize(),
               corpus_.manifest->errors());
  const absl::Status status =
      corpus_.InSlices("rewrites", spool.skip_slices(), &out->rewrites, [&](size_t slice) {
        Groups found = search.SkipGroups(slice);
        groups.Add(found);
        return found.stats;
      });
  if (!status.ok()) return status;
  RangeSpill<Offer> offers(corpus_.Path("offers"), corpus_.articles(), corpus_.RangeSize(),
                           corpus_.manifest->errors());
  for (size_t range = 0; range < groups.ranges(); ++range) {
    GiveMemoryBack();
    for (const Offer& offer :
         search.Offers(CountPairs(groups.ReadGroups(range), groups.Range(range), search.places(),
                                  search.least_evidence()))) {
      offers.Add(offer.article, offer);
    }
    groups.Remove(range);
    if (!Report(0, 0)) return Cancelled();
  }
  TakeStrongest(&offers, out);
  out->rewrites.weaker_pairs = search.offered() - out->rewrites.pairs;
  return corpus_.Errors();
}

void RewriteRound::TakeStrongest(RangeSpill<Offer>* offers, Summary* out) {
  const auto spill = [&](const char* name) {
    return RangeSpill<Offer>(corpus_.Path(name), corpus_.articles(), corpus_.RangeSize(),
                             corpus_.manifest->errors());
  };
  RangeSpill<Offer> strongest = spill("strongest");
  for (size_t range = 0; range < offers->ranges(); ++range) {
    std::vector<Offer> some = offers->Take(range);
    KeepStrongest(options_.candidates.max_rewrites, &some);
    AddPairs(PairsOf(some), &strongest);
  }
  RangeSpill<Offer> with_members = spill("with-members");
  const GroupMembers members(groups_);
  for (size_t range = 0; range < strongest.ranges(); ++range) {
    std::vector<CandidatePair> pairs = PairsOf(strongest.Take(range));
    out->rewrites.pairs += pairs.size();
    if (corpus_.articles() <= kSmallCorpus) AddSmallCorpus(&pairs);
    AddPairs(members.With(pairs, &out->rewrite_members_left), &with_members);
  }
  const size_t size = corpus_.RangeSize();
  for (size_t range = 0; range < with_members.ranges(); ++range) {
    const auto first = static_cast<Ordinal>(range * size);
    const auto last = static_cast<Ordinal>(std::min(corpus_.articles(), (range + 1) * size));
    pairs_.Append(
        ChooseRewrites(PairsOf(with_members.Take(range)), InRange(wording_, first, last), wanted_));
  }
}

// It is one range.
void RewriteRound::AddSmallCorpus(std::vector<CandidatePair>* pairs) const {
  const CorpusSpool& spool = *corpus_.spool;
  std::vector<Ordinal> all(corpus_.articles());
  std::iota(all.begin(), all.end(), 0);
  const FingerprintBatch unused;
  const std::vector<CandidatePair> more =
      FindContentPairs(spool.LoadContent(all), {unused, groups_, {}, spool.columns().day},
                       options_.candidates.window_days);
  pairs->insert(pairs->end(), more.begin(), more.end());
  SortUnique(pairs);
}

absl::Status RewriteRound::Judge() {
  const RewriteInput input = {
      .articles = {},
      .groups = groups_,
      .relations = wording_,
      .threshold = options_.threshold,
      .progress = [&](uint64_t done, uint64_t found) { return Report(done, found); },
  };
  GiveMemoryBack();
  RewriteJudge judge(input, pairs_.pairs());
  if (absl::Status s = CountStems(&judge); !s.ok()) return s;
  if (absl::Status s = ScoreAll(&judge); !s.ok()) return s;
  judge.Decide();
  if (absl::Status s = RelateAll(&judge); !s.ok()) return s;
  for (const bool kept : judge.Kept(relations_.outlines(), [&](Ordinal article) {
         return corpus_.spool->LoadContent(std::span(&article, 1));
       })) {
    kept_.push_back(kept ? 1 : 0);
  }
  return corpus_.Errors();
}

absl::Status RewriteRound::CountStems(RewriteJudge* judge) {
  std::vector<Ordinal> some;
  for (Ordinal first = 0; first < corpus_.articles(); first += kArticlesAtOnce) {
    some.resize(std::min(kArticlesAtOnce, corpus_.articles() - first));
    std::iota(some.begin(), some.end(), first);
    judge->Count(corpus_.spool->LoadContent(some), first);
    if (!Report(0, 0)) return Cancelled();
  }
  return corpus_.Errors();
}

absl::Status RewriteRound::ScoreAll(RewriteJudge* judge) {
  const CorpusSpool& spool = *corpus_.spool;
  // A stem is 2.9 bytes on disk and 11 in memory, twice while parts are put together; scores need
  // room besides.
  const auto cost = [&](Ordinal article) {
    return size_t{14} * spool.ContentBytes(article) + sizeof(Article) + 256;
  };
  for (size_t begin = 0; begin < pairs_.pairs();) {
    const std::vector<CandidatePair> next = pairs_.Read(begin, kPairsAtOnce);
    const Batches::Batch batch = batches_.Next(next, groups_, corpus_.memory / 4, cost);
    std::vector<House> houses;
    ContentBatch content = spool.LoadContent(batch.ordinals, &houses);
    const std::vector<Article> dates = Days(batch.ordinals, spool.columns().day);
    const AtHand at_hand(dates, batches_.place());
    if (absl::Status s = corpus_.Errors(); !s.ok()) return s;
    const bool going =
        judge->Score(std::span(next).first(batch.count), {at_hand, houses}, &content);
    batches_.PutBack(batch);
    if (!going) return Cancelled();
    begin += batch.count;
  }
  return corpus_.Errors();
}

absl::Status RewriteRound::RelateAll(RewriteJudge* judge) {
  const CorpusSpool& spool = *corpus_.spool;
  std::vector<CandidatePair> found;
  for (size_t i = 0; i < judge->found(); ++i) found.push_back(judge->Found(i));
  for (size_t begin = 0; begin < found.size();) {
    const Batches::Batch batch =
        batches_.Next(std::span(found).subspan(begin), groups_, corpus_.memory / 4,
                      [&](Ordinal article) { return TextMemory(spool, article); });
    std::vector<Arena> arenas;
    const ArticleBatch loaded = spool.LoadArticles(batch.ordinals, &arenas);
    std::vector<Relation> relations;
    if (absl::Status s = corpus_.Errors(); !s.ok()) return s;
    const bool going =
        judge->Relate(begin, batch.count, AtHand(loaded.articles, batches_.place()), &relations);
    batches_.PutBack(batch);
    if (!going) return Cancelled();
    relations_.Append(relations);
    begin += batch.count;
  }
  return corpus_.Errors();
}

}  // namespace newsprint
