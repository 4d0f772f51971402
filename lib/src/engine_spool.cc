// What is in memory at a time: of every article its columns (corpus_spool.h), of candidates and of
// relations what later steps ask of all of them at once, and beside these one slice, one range or
// one batch of articles, each a part of the memory asked for.
#include "engine_spool.h"

#include <sys/stat.h>
#include <tbb/task_arena.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "candidates/content_pairs.h"
#include "candidates/search.h"
#include "engine_timer.h"
#include "newsprint/fingerprint.h"
#include "newsprint/stems.h"
#include "newsprint/version.h"
#include "relate/house.h"
#include "relate/judge_pairs.h"
#include "relate/judge_rewrites.h"
#include "relate/text_groups.h"
#include "spool/codec.h"
#include "spool/spill.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr size_t kChunkArticles = 4096;
constexpr size_t kChunkBytes = size_t{16} << 20;
constexpr size_t kLeastMemory = size_t{64} << 20;
// What one article of a range takes while its pairs are counted, in groups and their uses.
constexpr size_t kRangeMemory = size_t{10} << 10;
constexpr size_t kMostRanges = 200;
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

void WritePairs(std::span<const CandidatePair> pairs, SpoolFile* file) {
  std::string bytes;
  for (const CandidatePair& p : pairs) {
    ByteWriter to(&bytes);
    to.Fixed(p.a, 4);
    to.Fixed(p.b, 4);
    to.Fixed(p.evidence << 1 | uint32_t{p.similar}, 4);
    if (bytes.size() < (size_t{1} << 16)) continue;
    file->Append(bytes);
    bytes.clear();
  }
  file->Append(bytes);
  file->Flush();
}

std::vector<CandidatePair> ReadPairs(const SpoolFile& file) {
  constexpr size_t kPairBytes = 12, kPairsAtOnce = 4096;
  std::vector<CandidatePair> pairs(file.size() / kPairBytes);
  for (size_t begin = 0; begin < pairs.size(); begin += kPairsAtOnce) {
    const size_t count = std::min(kPairsAtOnce, pairs.size() - begin);
    const std::string bytes = file.Read(begin * kPairBytes, count * kPairBytes);
    ByteReader from(bytes);
    for (CandidatePair& p : std::span(pairs).subspan(begin, count)) {
      p.a = static_cast<Ordinal>(from.Fixed(4)), p.b = static_cast<Ordinal>(from.Fixed(4));
      const auto code = static_cast<uint32_t>(from.Fixed(4));
      p.evidence = code >> 1;
      p.similar = (code & 1) != 0;
    }
  }
  return pairs;
}

// What families, groups and counts ask of a relation.
Relation Outline(Relation r) {
  r.passages = {};
  r.direction_evidence = {};
  std::erase_if(r.credits, [](const RelationCredit& c) {
    return c.credit.kind != Credit::Kind::kDateline && c.credit.kind != Credit::Kind::kSource;
  });
  r.credits.shrink_to_fit();
  return r;
}

}  // namespace

// Gathers batches till they make a chunk.
class SpooledRun::ChunkMaker {
 public:
  ChunkMaker(CorpusSpool* spool, Manifest* manifest) : spool_(spool), manifest_(manifest) {}

  absl::Status Add(FingerprintedBatch batch) {
    for (const Article& a : batch.batch.articles) bytes_ += a.text.size();
    hash_ = batch.hash;
    Append(std::move(batch), &chunk_);
    return chunk_.articles.size() >= kChunkArticles || bytes_ >= kChunkBytes ? Finish()
                                                                             : absl::OkStatus();
  }

  absl::Status Finish() {
    if (!chunk_.articles.empty()) {
      spool_->Append(chunk_.articles, chunk_.fingerprints, chunk_.content);
      std::vector<uint64_t> line = {spool_->articles(), hash_};
      for (const uint64_t size : spool_->sizes()) line.push_back(size);
      manifest_->Add("read", line);
    }
    chunk_ = {};
    bytes_ = 0;
    return manifest_->errors()->Get();
  }

 private:
  CorpusSpool* spool_;
  Manifest* manifest_;
  Corpus chunk_;
  size_t bytes_ = 0;
  uint64_t hash_ = 0;
};

// All after reading.
class SpooledRun::Rounds {
 public:
  Rounds(SpooledRun* run, const Wanted& wanted)
      : run_(*run),
        spool_(*run->spool_),
        manifest_(run->manifest_),
        wanted_(wanted),
        place_(run->articles(), kNotAtHand) {
    if (!run_.options_.within_source) {
      LoadHouses();
      wanted_.left_out = [this](Ordinal a, Ordinal b) { return SameHouse(houses_[a], houses_[b]); };
    } else {
      wanted_.left_out = nullptr;
    }
  }

  absl::StatusOr<Result> Run(const Summary& read) {
    if (absl::Status s = CheckWanted(); !s.ok()) return s;
    Result result;
    Summary& out = result.summary;
    out = read;
    CountArticles(&out);
    absl::Status status = FindWording(&out);
    if (status.ok()) status = JudgeWording(&out);
    if (status.ok() && run_.options_.rewrites) status = AddRewrites(&out);
    if (!status.ok()) return status;
    const StageTimer timer("families", &out);
    MergeRelations(&result.relations);
    for (const Relation& r : result.relations) ++out.by_kind[static_cast<size_t>(r.kind)];
    FindFamilies(&result);
    if (absl::Status s = Errors(); !s.ok()) return s;
    if (!run_.report_("families", 1, 1, result.relations.size())) return Cancelled();
    return result;
  }

  void Remove() {
    wording_.Remove();
    rewrites_.Remove();
    pairs_file_.Remove();
    rewrite_pairs_file_.Remove();
    shared_.Remove();
    shared_index_.Remove();
  }

  // Which record of which file relation `index` of the result is.
  void ReadRelation(size_t index, std::string* record) const {
    const uint32_t from = origin_[index];
    ((from & kFromRewrites) != 0 ? rewrites_ : wording_).Read(from & ~kFromRewrites, record);
  }

 private:
  static constexpr uint32_t kFromRewrites = 1u << 31;

  absl::Status Errors() { return manifest_.errors()->Get(); }
  std::string Path(std::string_view name) const {
    return absl::StrCat(run_.folder_, "/", std::string(name));
  }
  SpoolFile OpenFile(std::string_view name, uint64_t keep) {
    return SpoolFile::Open(Path(name), keep, manifest_.errors());
  }
  size_t articles() const { return run_.articles(); }

  // Files are open all at a time.
  size_t RangeSize() const {
    return std::max({kChunkArticles, run_.memory_ / kRangeMemory, articles() / kMostRanges + 1});
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
        run_.folder_, ": was begun with other options or inputs (remove it, or name another)"));
  }

  bool TakesPart(size_t i) const {
    const ArticleColumns& c = spool_.columns();
    return c.in_time[i] != 0 && c.story_hash[i] != 0 && c.story_words[i] >= run_.options_.min_words;
  }

  void CountArticles(Summary* out) const {
    const ArticleColumns& c = spool_.columns();
    out->articles = articles();
    out->text_bytes = run_.text_bytes_;
    for (size_t i = 0; i < articles(); ++i) {
      const bool empty = c.story_hash[i] == 0;
      out->empty += empty;
      out->too_short += !empty && c.story_words[i] < run_.options_.min_words;
    }
  }

  // Sources and domains, only for those who leave pairs of one house out.
  void LoadHouses() {
    std::vector<Ordinal> some;
    for (Ordinal i = 0; i <= articles(); ++i) {
      if (i == articles() || some.size() == kChunkArticles) {
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
    if (!run_.report_("candidates", 0, 0, 0)) return Cancelled();
    deputies_ = ChooseDeputies(Collapse(), wanted_.only_new_from,
                               [this](size_t i) { return TakesPart(i); });
    if (const Manifest::Line* done = manifest_.Last("candidates");
        done != nullptr && done->numbers.size() == 10) {
      out->candidates = StatsOf(done->numbers);
      pairs_file_ = OpenFile("pairs", done->numbers[7]);
      shared_ = RecordFile(OpenFile("shared", done->numbers[8]));
      shared_index_ = OpenFile("shared.index", done->numbers[9]);
      const std::string index = shared_index_.Read(0, shared_index_.size());
      for (ByteReader from(index); !from.done();) shared_.Known(from.Number());
      if (absl::Status s = Errors(); !s.ok()) return s;
    } else if (absl::Status s = SearchWording(&out->candidates); !s.ok()) {
      return s;
    }
    spool_.RemoveWording();
    return Errors();
  }

  absl::Status SearchWording(CandidateStats* stats) {
    CandidateOptions options = run_.options_.candidates;
    options.quotations |= run_.options_.also.quotes;
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
    shared_ = RecordFile(OpenFile("shared", 0));
    shared_index_ = OpenFile("shared.index", 0);
    std::vector<CandidatePair> all;
    for (size_t range = 0; range < groups.ranges(); ++range) {
      std::vector<CandidatePair> pairs = CountPairs(groups.ReadGroups(range), groups.Range(range),
                                                    articles(), LeastWordingEvidence(input));
      stats->pairs += pairs.size();
      all.insert(all.end(), pairs.begin(), pairs.end());
      groups.Remove(range);
      WriteShared(rows.ReadRows(range), rows.Range(range));
      rows.Remove(range);
      if (!run_.report_("candidates", slices, slices, 0)) return Cancelled();
    }
    ChoosePairs(deputies_, wanted_, &all);
    WritePairs(all, &pairs_file_);
    pairs_ = std::move(all);
    shared_.Flush();
    shared_index_.Flush();
    std::vector<uint64_t> line = StatsAsNumbers(*stats);
    for (const uint64_t size : {pairs_file_.size(), shared_.size(), shared_index_.size()}) {
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
      cancelled = cancelled || !run_.report_(stage, done, slices, wording_relations_.size());
      return !cancelled && Errors().ok();
    };
    OneEach(slices, [&](size_t slice) {
      if (advance(0, {})) advance(1, find(slice));
    });
    return cancelled ? Cancelled() : Errors();
  }

  // A record of each article: what is usual, then its postings.
  void WriteShared(std::span<const SharedRow> sorted, const ArticleRange& range) {
    std::vector<uint16_t> scratch;
    std::string record, index;
    for (Ordinal i = range.first; i < range.last; ++i) {
      size_t count = 0;
      while (count < sorted.size() && sorted[count].article == i) ++count;
      record.clear();
      ByteWriter to(&record);
      if (count > 0) {
        to.Varint(UsualHolders(sorted.first(count), spool_.ProseCount(i), &scratch));
      }
      for (const SharedRow& row : sorted.first(count)) {
        to.Fixed(row.key, 8);
        to.Varint(row.prose);
        to.Varint(row.quoted);
        to.Varint(row.house);
      }
      sorted = sorted.subspan(count);
      shared_.Append(record);
      ByteWriter(&index).Varint(record.size());
    }
    shared_index_.Append(index);
  }

  SharedPostings LoadShared(std::span<const Ordinal> ordinals) const {
    SharedPostings shared;
    std::string record;
    for (const Ordinal i : ordinals) {
      shared_.Read(i, &record);
      ByteReader from(record);
      shared.usual.push_back(static_cast<uint16_t>(from.Varint()));
      while (!from.done()) {
        SharedPostings::Posting posting;
        posting.key = from.Fixed(8);
        posting.prose = static_cast<uint16_t>(from.Varint());
        posting.quoted = static_cast<uint16_t>(from.Varint());
        posting.house = static_cast<uint16_t>(from.Varint());
        shared.postings.push_back(posting);
      }
      shared.begin.push_back(shared.postings.size());
    }
    return shared;
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
    size_t begin = Resume("judged", "wording", &wording_, &wording_relations_);
    while (begin < pairs_.size()) {
      const Batch batch = NextBatch(
          begin, pairs_.size(), run_.memory_ / 3,
          [&](size_t i) -> const CandidatePair& { return pairs_[i]; },
          [&](Ordinal article) { return TextMemory(article); });
      std::vector<Arena> arenas;
      const ArticleBatch loaded = spool_.LoadArticles(batch.ordinals, &arenas);
      const SharedPostings shared = LoadShared(batch.ordinals);
      if (absl::Status s = Errors(); !s.ok()) return s;
      const JudgeInput input = {
          .articles = AtHand(loaded.articles, place_),
          .deputies = deputies_,
          .shared = shared,
          .also = {run_.options_.also.quotes, run_.options_.also.templates, /*rewrites=*/false},
          .threshold = run_.options_.threshold,
          .progress =
              [&](uint64_t pairs, uint64_t relations) {
                return run_.report_("judging", begin + pairs, pairs_.size(),
                                    wording_relations_.size() + relations);
              },
      };
      absl::StatusOr<std::vector<Relation>> relations =
          JudgePairs(input, std::span(pairs_).subspan(begin, batch.count));
      PutBack(batch);
      if (!relations.ok()) return relations.status();
      begin += batch.count;
      Keep(*std::move(relations), &wording_, &wording_relations_);
      wording_.Flush();
      manifest_.Add("judged", {begin, wording_relations_.size(), wording_.size()});
      if (absl::Status s = Errors(); !s.ok()) return s;
    }
    pairs_ = {};
    return Errors();
  }

  // Brings back the relations that were found before; how many pairs were judged.
  size_t Resume(std::string_view step, std::string_view name, RecordFile* file,
                std::vector<Relation>* outlines) {
    const Manifest::Line* done = manifest_.Last(step);
    if (done == nullptr || done->numbers.size() != 3) {
      *file = RecordFile(OpenFile(name, 0));
      return 0;
    }
    SpoolFile bytes = OpenFile(name, done->numbers[2]);
    std::string record;
    std::vector<uint32_t> sizes;
    uint64_t at = 0;
    while (Errors().ok() && at + 4 <= bytes.size()) {
      uint32_t size = 0;
      bytes.Read(at, 4, reinterpret_cast<char*>(&size));
      record.resize(std::min<uint64_t>(size, bytes.size() - at - 4));
      bytes.Read(at + 4, record.size(), record.data());
      outlines->push_back(Outline(DecodeRelation(record)));
      sizes.push_back(size + 4);
      at += size + 4;
    }
    *file = RecordFile(std::move(bytes));
    for (const uint32_t size : sizes) file->Known(size);
    return done->numbers[0];
  }

  // A record has its size in front, so that the file can be read without an index.
  void Keep(std::vector<Relation> relations, RecordFile* file, std::vector<Relation>* outlines) {
    std::string record;
    for (Relation& r : relations) {
      record.assign(4, '\0');
      EncodeRelation(r, &record);
      const uint32_t size = static_cast<uint32_t>(record.size() - 4);
      std::memcpy(record.data(), &size, 4);
      file->Append(record);
      outlines->push_back(Outline(std::move(r)));
    }
  }

  // Second round.
  absl::Status AddRewrites(Summary* out) {
    const StageTimer timer("rewrites", out);
    if (!run_.report_("rewrites", 0, 0, wording_relations_.size())) return Cancelled();
    const std::vector<Ordinal> groups =
        GroupTexts(deputies_, spool_.columns().story_words, wording_relations_);
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
      pairs_ = ChooseRewrites(wanted_.Listed(), wording_relations_, wanted_);
      return Errors();
    }
    const SearchInput input = {spool_, groups, {}, spool_.columns().day, run_.options_.candidates};
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
      if (!run_.report_("rewrites", 0, 0, wording_relations_.size())) return Cancelled();
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
                           run_.options_.candidates.window_days);
      pairs.insert(pairs.end(), more.begin(), more.end());
      SortUnique(&pairs);
    }
    pairs_ = ChooseRewrites(WithMembers(pairs, groups, &out->rewrite_members_left),
                            wording_relations_, wanted_);
    return Errors();
  }

  absl::Status JudgeThem(std::span<const Ordinal> groups) {
    const RewriteInput input = {
        .articles = {},
        .groups = groups,
        .relations = wording_relations_,
        .threshold = run_.options_.threshold,
        .progress =
            [&](uint64_t done, uint64_t found) {
              return run_.report_("rewrites", done, pairs_.size(),
                                  wording_relations_.size() + found);
            },
    };
    RewriteJudge judge(input, pairs_);
    std::vector<Ordinal> some;
    for (Ordinal i = 0; i < articles(); ++i) {
      some.push_back(i);
      if (some.size() < kChunkArticles && i + 1 < articles()) continue;
      judge.Count(spool_.LoadContent(some), some.front());
      some.clear();
      if (!run_.report_("rewrites", 0, pairs_.size(), wording_relations_.size())) {
        return Cancelled();
      }
    }
    if (absl::Status s = ScoreAll(&judge); !s.ok()) return s;
    judge.Decide();
    if (absl::Status s = RelateAll(&judge); !s.ok()) return s;
    const std::vector<bool> kept = judge.Kept(rewrite_relations_, [&](Ordinal article) {
      return spool_.LoadContent(std::span(&article, 1));
    });
    rewrite_kept_ = kept;
    return Errors();
  }

  absl::Status ScoreAll(RewriteJudge* judge) {
    for (size_t begin = 0; begin < pairs_.size();) {
      const Batch batch = NextBatch(
          begin, pairs_.size(), run_.memory_ / 4,
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
    rewrites_ = RecordFile(OpenFile("rewrites", 0));
    const std::span<const uint32_t> found = judge->found();
    for (size_t begin = 0; begin < found.size();) {
      const Batch batch = NextBatch(
          begin, found.size(), run_.memory_ / 4,
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
      Keep(std::move(relations), &rewrites_, &rewrite_relations_);
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
    size_t w = 0;
    for (size_t r = 0; r <= rewrite_relations_.size(); ++r) {
      const bool end = r == rewrite_relations_.size();
      if (!end && !rewrite_kept_[r]) continue;
      while (w < wording_relations_.size() &&
             (end || before(wording_relations_[w], rewrite_relations_[r]))) {
        origin_.push_back(static_cast<uint32_t>(w));
        out->push_back(std::move(wording_relations_[w++]));
      }
      if (end) break;
      if (w < wording_relations_.size() && !before(rewrite_relations_[r], wording_relations_[w])) {
        ++w;
      }
      origin_.push_back(static_cast<uint32_t>(r) | kFromRewrites);
      out->push_back(std::move(rewrite_relations_[r]));
    }
    wording_relations_ = {};
    rewrite_relations_ = {};
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
    for (size_t begin = 0; begin < ordinals.size(); begin += kChunkArticles) {
      std::vector<Arena> arenas;
      const size_t count = std::min(kChunkArticles, ordinals.size() - begin);
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

  SpooledRun& run_;
  CorpusSpool& spool_;
  Manifest& manifest_;
  Wanted wanted_;
  std::vector<uint32_t> place_;  // among the articles at hand
  std::vector<House> houses_;    // of all, where pairs of one house are left out
  std::vector<Ordinal> deputies_;
  std::vector<CandidatePair> pairs_;  // of the round
  SpoolFile pairs_file_, rewrite_pairs_file_, shared_index_;
  RecordFile shared_;
  RecordFile wording_, rewrites_;                                // relations
  std::vector<Relation> wording_relations_, rewrite_relations_;  // outlines
  std::vector<bool> rewrite_kept_;
  std::vector<uint32_t> origin_;  // of each relation of the result
};

// Articles are decoded as they are asked for; a ring keeps the last of them.
class SpooledRun::FromFiles : public ResultSource {
 public:
  explicit FromFiles(const SpooledRun& run) : run_(run), ring_(kRing) {}

  size_t articles() const override { return run_.articles(); }

  const Article& article(Ordinal ordinal) override {
    for (size_t back = 1; back <= kLookedAt; ++back) {
      const Slot& recent = ring_[(next_ + kRing - back) % kRing];
      if (recent.known && recent.ordinal == ordinal) return recent.article;
    }
    Slot& slot = ring_[next_++ % kRing];
    std::vector<Arena> arenas;
    slot.article = run_.spool_->LoadArticles(std::span(&ordinal, 1), &arenas).articles.front();
    slot.arena = std::move(arenas.front());
    slot.ordinal = ordinal;
    slot.known = true;
    return slot.article;
  }

  const Relation& relation(size_t index) override {
    run_.rounds_->ReadRelation(index, &record_);
    relation_ = DecodeRelation(std::string_view(record_).substr(4));
    return relation_;
  }

 private:
  struct Slot {
    bool known = false;
    Ordinal ordinal = 0;
    Article article;
    Arena arena;
  };
  static constexpr size_t kRing = 1024;
  static constexpr size_t kLookedAt = 8;  // of the ring, for whoever asks twice

  const SpooledRun& run_;
  std::vector<Slot> ring_;
  size_t next_ = 0;
  std::string record_;
  Relation relation_;
};

SpooledRun::SpooledRun(const Options& options, uint32_t threads, Report report)
    : options_(options), threads_(threads), report_(std::move(report)) {
  memory_ = options.memory;
  if (memory_ == 0) {
    memory_ = static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) *
              static_cast<size_t>(sysconf(_SC_PAGE_SIZE)) / 2;
  }
  memory_ = std::max(memory_, kLeastMemory);
}

SpooledRun::~SpooledRun() {
  if (!is_temporary_) return;
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

size_t SpooledRun::articles() const { return spool_ ? spool_->articles() : 0; }

CorpusSpool::Setup SpooledRun::Setup() {
  return {.folder = folder_,
          .memory = memory_ / 3 / threads_,
          .since = options_.since,
          .until = options_.until,
          .errors = manifest_.errors(),
          .has_wording = manifest_.Last("candidates") == nullptr,
          .has_skips = manifest_.Last("rewrite-candidates") == nullptr};
}

// Everything that a result depends on, in one line. Threads are no part of it, nor memory.
std::string SpooledRun::Identity(const ArticleReader* reader) const {
  const CandidateOptions& c = options_.candidates;
  std::string line = absl::StrCat("newsprint ", kFingerprintVersion, " ", kBackgroundVersion, " ",
                                  std::string(Version()), " options");
  for (const int64_t value :
       {int64_t{c.max_bucket}, int64_t{c.max_representatives}, int64_t{c.min_evidence},
        int64_t{c.quotations}, int64_t{c.min_rewrite_evidence}, int64_t{c.max_rewrites},
        int64_t{c.window_days}, int64_t{options_.also.quotes}, int64_t{options_.also.templates},
        int64_t{options_.rewrites}, int64_t{options_.threshold}, int64_t{options_.within_source},
        options_.since, options_.until, int64_t{options_.min_words}}) {
    absl::StrAppend(&line, " ", value);
  }
  if (reader == nullptr) return line;
  uint64_t hash = 0;
  for (const InputFile& input : reader->inputs()) {
    struct stat status = {};
    const bool is_file = stat(input.path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
    const int64_t facts[] = {is_file ? status.st_size : 0, is_file ? status.st_mtim.tv_sec : 0,
                             is_file ? status.st_mtim.tv_nsec : 0};
    hash = XXH3_64bits_withSeed(input.path.data(), input.path.size(), hash);
    hash = XXH3_64bits_withSeed(facts, sizeof facts, hash);
  }
  return absl::StrCat(line, " inputs ", reader->inputs().size(), " ", hash);
}

absl::Status SpooledRun::Open(const ArticleReader* reader) {
  if (spool_) return absl::OkStatus();
  folder_ = options_.workdir;
  if (folder_.empty()) {
    std::error_code error;
    std::string path = (std::filesystem::temp_directory_path(error) / "newsprint-XXXXXX").string();
    if (error || mkdtemp(path.data()) == nullptr) {
      return absl::FailedPreconditionError("workdir: no folder can be made below $TMPDIR");
    }
    folder_ = path;
    is_temporary_ = true;
  }
  if (absl::Status s = manifest_.Open(folder_, Identity(reader)); !s.ok()) return s;
  CorpusSpool::Sizes sizes = {};
  if (const Manifest::Line* read = manifest_.Last("read");
      read != nullptr && read->numbers.size() == 2 + sizes.size()) {
    std::copy(read->numbers.begin() + 2, read->numbers.end(), sizes.begin());
  }
  spool_ = std::make_unique<CorpusSpool>(Setup(), sizes);
  chunks_ = std::make_unique<ChunkMaker>(spool_.get(), &manifest_);
  return manifest_.errors()->Get();
}

absl::Status SpooledRun::Add(FingerprintedBatch batch) {
  if (absl::Status s = Open(nullptr); !s.ok()) return s;
  for (const Article& a : batch.batch.articles) text_bytes_ += a.text.size();
  return chunks_->Add(std::move(batch));
}

absl::Status SpooledRun::Read(ArticleReader* reader, const Reading& reading) {
  if (absl::Status s = Open(reader); !s.ok()) return s;
  Reading how = reading;
  how.hashed = true;
  if (const Manifest::Line* read = manifest_.Last("read"); read != nullptr) {
    how.known = spool_->articles();
    how.known_hash = read->numbers[1];
  }
  const absl::Status status = ReadArticles(
      reader, how, [&](FingerprintedBatch batch) { return chunks_->Add(std::move(batch)); });
  if (!status.ok()) return status;
  text_bytes_ += reader->stats().text_bytes;
  return chunks_->Finish();
}

absl::StatusOr<Result> SpooledRun::Run(const Wanted& wanted, const Summary& read) {
  if (absl::Status s = Open(nullptr); !s.ok()) return s;
  if (absl::Status s = chunks_->Finish(); !s.ok()) return s;
  spool_->FinishAppending();
  rounds_ = std::make_unique<Rounds>(this, wanted);
  return rounds_->Run(read);
}

std::unique_ptr<ResultSource> SpooledRun::Source() const {
  return std::make_unique<FromFiles>(*this);
}

absl::Status SpooledRun::Finish() {
  if (!spool_) return absl::OkStatus();
  const absl::Status status = manifest_.errors()->Get();
  if (!status.ok()) return status;
  if (rounds_) rounds_->Remove();
  spool_->RemoveAll();
  manifest_.Remove();
  return absl::OkStatus();
}

}  // namespace newsprint
