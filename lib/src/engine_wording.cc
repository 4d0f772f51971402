// Groups are found slice by slice and counted range by range; pairs go to disk as they are found
// and come back as they are judged, so that neither are in memory all at once.
#include "engine_wording.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine_progress.h"
#include "relate/judge_pairs.h"

namespace newsprint {
size_t TextMemory(const CorpusSpool& spool, Ordinal article) {
  return size_t{3} * spool.RecordBytes(article) + sizeof(Article) + 512;
}

WordingRound::WordingRound(const SpooledCorpus& corpus, const Wanted& wanted,
                           const std::vector<Ordinal>* deputies, Batches* batches)
    : corpus_(corpus),
      options_(*corpus.options),
      wanted_(wanted),
      deputies_(*deputies),
      batches_(*batches) {}

void WordingRound::Remove() {
  pairs_.Remove();
  shared_.Remove();
  relations_.Remove();
}

// What was found is there until all of it is judged.
absl::Status WordingRound::Find(Summary* out) {
  const StageTimer timer("candidates", out);
  if (!corpus_.report("candidates", 0, 0, 0)) return Cancelled();
  LineReader done(corpus_.manifest->Last("candidates"));
  Kept pairs, rows, index;
  const bool known =
      done.Take(&out->candidates) && done.Take(&pairs) && done.Take(&rows) && done.Take(&index);
  const bool judged = corpus_.manifest->Last("wording") != nullptr;
  if (judged) pairs = rows = index = {};
  pairs_ = PairFile(corpus_.OpenFile("pairs", pairs));
  shared_ = SharedFile(corpus_.OpenFile("shared", rows), corpus_.OpenFile("shared.index", index));
  if (judged) return corpus_.Errors();
  if (absl::Status s = corpus_.Errors(); !s.ok()) return s;
  if (!known) {
    if (absl::Status s = Search(&out->candidates); !s.ok()) return s;
  }
  pairs_.Finish();
  shared_.Finish();
  if (!known) {
    std::vector<uint64_t> line;
    AddNumbers(out->candidates, &line);
    for (const Kept& kept : {pairs_.kept(), shared_.rows_kept(), shared_.index_kept()}) {
      AddNumbers(kept, &line);
    }
    corpus_.manifest->Add("candidates", line);
  }
  if (absl::Status s = corpus_.Errors(); !s.ok()) return s;
  corpus_.spool->RemoveWording();
  return corpus_.Errors();
}

absl::Status WordingRound::Search(CandidateStats* stats) {
  CandidateOptions options = options_.candidates;
  options.quotations |= options_.also.quotes;
  const CorpusSpool& spool = *corpus_.spool;
  const SearchInput input = {spool, deputies_, spool.columns().house, {}, options};
  Spill groups(corpus_.Path("groups"), corpus_.articles(), corpus_.RangeSize(),
               corpus_.manifest->errors());
  Spill rows(corpus_.Path("rows"), corpus_.articles(), corpus_.RangeSize(),
             corpus_.manifest->errors());
  const size_t bands = spool.band_slices(), slices = bands + spool.posting_slices();
  const absl::Status status = corpus_.InSlices("candidates", slices, stats, [&](size_t slice) {
    std::vector<SharedRow> common;
    Groups found =
        slice < bands ? BandGroups(input, slice) : PostingGroups(input, slice - bands, &common);
    groups.Add(found);
    rows.Add(common);
    return found.stats;
  });
  return status.ok() ? CountRanges(input, &groups, &rows, stats) : status;
}

absl::Status WordingRound::CountRanges(const SearchInput& input, Spill* groups, Spill* rows,
                                       CandidateStats* stats) {
  std::vector<CandidatePair> identical, listed = wanted_.Listed();
  if (!wanted_.only_pairs) identical = IdenticalPairs(deputies_);
  SortUnique(&listed);
  for (size_t r = 0; r < groups->ranges(); ++r) {
    GiveMemoryBack();
    const ArticleRange range = groups->Range(r);
    std::vector<CandidatePair> pairs =
        CountPairs(groups->ReadGroups(r), range, corpus_.articles(), LeastWordingEvidence(input));
    stats->pairs += pairs.size();
    groups->Remove(r);
    shared_.Write(rows->ReadRows(r), range, input.keys);
    rows->Remove(r);
    const auto in_range = [&](std::span<const CandidatePair> all) {
      return InRange(all, range.first, range.last);
    };
    if (wanted_.only_pairs) {
      const std::span<const CandidatePair> some = in_range(listed);
      pairs.assign(some.begin(), some.end());
    }
    ChoosePairs(in_range(identical), wanted_, &pairs);
    pairs_.Append(pairs);
    if (!corpus_.report("candidates", 0, 0, 0)) return Cancelled();
  }
  return corpus_.Errors();
}

absl::Status WordingRound::Judge(Summary* out) {
  const StageTimer timer("judging", out);
  GiveMemoryBack();
  const bool judged = corpus_.manifest->Last("wording") != nullptr;
  uint64_t begin = 0;
  Kept kept;
  LineReader done(corpus_.manifest->Last(judged ? "wording" : "judged"));
  if (!done.Take(&begin) || !done.Take(&kept)) begin = 0, kept = {};
  relations_ = RelationFile(corpus_.OpenFile("wording", kept), *corpus_.manifest->errors());
  out->judged = judged ? begin : pairs_.pairs();
  while (begin < out->judged) {
    if (absl::Status s = corpus_.Errors(); !s.ok()) return s;
    const std::vector<CandidatePair> next = pairs_.Read(begin, kPairsAtOnce);
    const absl::StatusOr<size_t> count = JudgeBatch(begin, next);
    if (!count.ok()) return count.status();
    begin += *count;
    relations_.Flush();
    Note("judged", begin);
  }
  relations_.Finish();
  if (!judged) Note("wording", begin);
  if (absl::Status s = corpus_.Errors(); !s.ok()) return s;
  pairs_.Remove();
  shared_.Remove();
  return corpus_.Errors();
}

void WordingRound::Note(const char* step, uint64_t judged) {
  std::vector<uint64_t> line = {judged};
  AddNumbers(relations_.kept(), &line);
  corpus_.manifest->Add(step, line);
}

absl::StatusOr<size_t> WordingRound::JudgeBatch(size_t begin,
                                                std::span<const CandidatePair> pairs) {
  const CorpusSpool& spool = *corpus_.spool;
  const Batches::Batch batch =
      batches_.Next(pairs, deputies_, corpus_.memory / 4,
                    [&](Ordinal article) { return TextMemory(spool, article); });
  std::vector<Arena> arenas;
  const ArticleBatch loaded = spool.LoadArticles(batch.ordinals, &arenas);
  const SharedPostings shared = shared_.Load(batch.ordinals);
  const std::vector<House> houses = HousesOf(loaded.articles);
  if (absl::Status s = corpus_.Errors(); !s.ok()) return s;
  const JudgeInput input = {
      .articles = AtHand(loaded.articles, batches_.place()),
      .deputies = deputies_,
      .shared = shared,
      .houses = houses,
      .also = {options_.also.quotes, options_.also.templates, /*rewrites=*/false},
      .threshold = options_.threshold,
      .progress =
          [&](uint64_t done, uint64_t found) {
            return corpus_.report("judging", begin + done, pairs_.pairs(),
                                  relations_.outlines().size() + found);
          },
  };
  const absl::StatusOr<std::vector<Relation>> relations =
      JudgePairs(input, pairs.first(batch.count));
  batches_.PutBack(batch);
  if (!relations.ok()) return relations.status();
  relations_.Append(*relations);
  return batch.count;
}

}  // namespace newsprint
