// Ranges are what a part of the memory holds of groups and their uses, and not more than so many:
// each has a file and a buffer for it.
#include "engine_stage.h"

#include <tbb/task_arena.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "candidates/groups.h"
#include "threads.h"

namespace newsprint {
namespace {

// What one article of a range takes while its pairs are counted, in groups and their uses.
constexpr size_t kRangeMemory = size_t{48} << 10;
constexpr size_t kMostRanges = 200;

}  // namespace

std::string SpooledCorpus::Path(std::string_view name) const {
  return absl::StrCat(folder, "/", std::string(name));
}

SpoolFile SpooledCorpus::OpenFile(std::string_view name, const Kept& keep) const {
  return SpoolFile::Open(Path(name), keep, manifest->errors());
}

size_t SpooledCorpus::RangeSize() const {
  return std::max({kArticlesAtOnce, memory / kRangeMemory, articles() / kMostRanges + 1});
}

absl::Status SpooledCorpus::InSlices(std::string_view stage, size_t slices, CandidateStats* stats,
                                     const std::function<CandidateStats(size_t)>& find) const {
  std::mutex mutex;
  size_t done = 0;
  bool cancelled = false;
  const auto advance = [&](size_t count, const CandidateStats& more) {
    const std::lock_guard lock(mutex);
    done += count;
    AddStats(more, stats);
    cancelled = cancelled || !report(stage, done, slices, 0);
    return !cancelled && Errors().ok();
  };
  ParallelFor(slices, [&](size_t slice) {
    // A thread that waits within a slice does not begin another one.
    tbb::this_task_arena::isolate([&] {
      if (advance(0, {})) advance(1, find(slice));
    });
  });
  return cancelled ? Cancelled() : Errors();
}

void AddNumbers(const CandidateStats& s, std::vector<uint64_t>* line) {
  for (const uint64_t number : {s.band_entries, s.posting_entries, s.pairs, s.capped_keys,
                                s.capped_pairs, uint64_t{s.largest_bucket}, s.weaker_pairs}) {
    line->push_back(number);
  }
}

void AddNumbers(const Kept& kept, std::vector<uint64_t>* line) {
  line->push_back(kept.size);
  line->push_back(kept.hash);
}

bool LineReader::Take(CandidateStats* s) {
  uint64_t largest = 0;
  for (uint64_t* number : {&s->band_entries, &s->posting_entries, &s->pairs, &s->capped_keys,
                           &s->capped_pairs, &largest, &s->weaker_pairs}) {
    if (!Take(number)) return false;
  }
  s->largest_bucket = static_cast<uint32_t>(largest);
  return true;
}

bool LineReader::Take(Kept* kept) { return Take(&kept->size) && Take(&kept->hash); }

bool LineReader::Take(uint64_t* number) {
  if (line_ == nullptr || at_ >= line_->numbers.size()) return false;
  *number = line_->numbers[at_++];
  return true;
}

Batches::Batch Batches::Next(std::span<const CandidatePair> pairs,
                             std::span<const Ordinal> deputies, size_t memory,
                             const std::function<size_t(Ordinal)>& cost) {
  Batch batch;
  size_t bytes = 0;
  for (const CandidatePair& pair : pairs) {
    if (bytes >= memory && batch.count > 0) break;
    ++batch.count;
    for (const Ordinal article : {pair.a, pair.b, deputies[pair.a], deputies[pair.b]}) {
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

void Batches::PutBack(const Batch& batch) {
  for (const Ordinal article : batch.ordinals) place_[article] = kNotAtHand;
}

void GiveMemoryBack() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace newsprint
