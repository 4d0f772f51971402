// Candidate pairs: keys are brought together band by band (partition.h), groups of two or more
// articles are kept as flat lists, and each article then adds up, over the groups it is in, what it
// shares with every later article. No pair is stored before its evidence is known, so a corpus full
// of shared phrases costs time, not memory.
#include "newsprint/candidates.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "candidates/frequencies.h"
#include "candidates/groups.h"
#include "candidates/partition.h"
#include "log2_fixed.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr int kWeightBits = 4;  // weights count 1/16 bit
// Rarity in a small corpus is taken as in one of this size.
constexpr uint64_t kLeastCorpus = 65536;
constexpr size_t kArticlesPerTask = 512;

uint64_t MixBand(uint64_t h) {
  h ^= h >> 32;
  h *= 0x9fb21c651e98df25u;
  h ^= h >> 29;
  h *= 0xd6e8feb86659fd93u;
  return h ^ h >> 32;
}

// Sampled keys are small numbers (below 2^64 / kPostingSampling); partitioning wants their bits on
// top.
uint64_t SpreadPostingKey(uint64_t key) { return key * kPostingSampling; }

std::vector<KeyEntry> PostingKeys(const FingerprintBatch& batch,
                                  std::span<const Ordinal> deputies) {
  std::vector<KeyEntry> entries;
  entries.reserve(batch.posting.size());
  for (size_t i = 0; i < batch.size(); ++i) {
    if (deputies[i] != i) continue;
    const size_t begin = batch.posting_begin[i], end = batch.posting_begin[i + 1];
    for (size_t row = begin; row < end; ++row) {
      entries.push_back({SpreadPostingKey(batch.posting[row]), static_cast<Ordinal>(i),
                         static_cast<uint32_t>(row - begin)});
    }
  }
  return entries;
}

void CollectBands(const CandidateInput& input, const CandidateOptions& options, Groups* groups) {
  std::vector<Groups> by_band(kBands);
  ParallelFor(kBands, [&](size_t band) {
    std::vector<KeyEntry> entries, scratch;
    BandKeys(input.batch, static_cast<uint32_t>(band), 0, &entries);
    std::erase_if(entries,
                  [&](const KeyEntry& e) { return input.deputies[e.article] != e.article; });
    PartitionByKey(&entries, &scratch);
    Groups& mine = by_band[band];
    mine.stats.band_entries = entries.size();
    ForEachGroup(entries,
                 [&](std::span<const KeyEntry> group) { mine.Add(group, Groups::kBand, options); });
  });
  for (const Groups& band : by_band) groups->Append(band);
}

// The groups of one partition of the postings, and the frequencies of its keys. Quoted postings
// count for frequencies; they pair articles only when quotations are asked for.
Groups PostingGroups(const CandidateInput& input, const CandidateOptions& options,
                     std::span<const KeyEntry> partition, PostingFrequencies* frequencies) {
  const FingerprintBatch& batch = input.batch;
  const uint32_t most = Log2Fixed<kWeightBits>(std::max<uint64_t>(batch.size(), kLeastCorpus));
  Groups groups;
  std::vector<KeyEntry> pairing;
  std::vector<Holder> holders;
  ForEachGroup(partition, [&](std::span<const KeyEntry> all) {
    RecordFrequency(input, all, &holders, frequencies);
    pairing.clear();
    for (const KeyEntry& e : all) {
      if (options.quotations || e.posting < batch.prose_count[e.article]) pairing.push_back(e);
    }
    if (pairing.size() < 2) return;
    const uint32_t common = Log2Fixed<kWeightBits>(pairing.size() - 1);
    if (common < most) groups.Add(pairing, most - common, options);
  });
  return groups;
}

void CollectPostings(const CandidateInput& input, const CandidateOptions& options, Groups* groups,
                     PostingFrequencies* frequencies) {
  std::vector<KeyEntry> scratch;
  std::vector<KeyEntry> entries = PostingKeys(input.batch, input.deputies);
  groups->stats.posting_entries = entries.size();
  const std::vector<size_t> begin = PartitionByKey(&entries, &scratch);
  *frequencies = SoleHolders(input);
  std::vector<Groups> parts(begin.size() - 1);
  ParallelFor(parts.size(), [&](size_t p) {
    const std::span<const KeyEntry> partition(entries.data() + begin[p], begin[p + 1] - begin[p]);
    parts[p] = PostingGroups(input, options, partition, frequencies);
  });
  for (const Groups& part : parts) groups->Append(part);
}

// A thread's running sums, by article: all zero between articles.
struct Tally {
  std::vector<uint32_t> sums;
  std::vector<Ordinal> touched;
};

void AddUp(std::span<const Groups::Use> uses, std::span<const uint32_t> members, Tally* tally) {
  for (const Groups::Use& use : uses) {
    uint32_t slot = use.slot;
    while (!(members[slot] & Groups::kLast)) {
      const uint32_t member = members[++slot] & ~Groups::kLast;
      uint32_t& sum = tally->sums[member];
      if (sum == 0) tally->touched.push_back(member);
      if (use.weight == Groups::kBand) {
        sum |= Groups::kBand;
      } else {
        sum += use.weight;
      }
    }
  }
}

// The pairs (article, later article) with enough evidence.
void TakePairs(Ordinal article, uint32_t min_evidence, Tally* tally,
               std::vector<CandidatePair>* out) {
  std::sort(tally->touched.begin(), tally->touched.end());
  for (const Ordinal other : tally->touched) {
    const uint32_t sum = tally->sums[other];
    tally->sums[other] = 0;
    const uint32_t evidence = sum & ~Groups::kBand;
    const bool similar = (sum & Groups::kBand) != 0;
    if (similar || evidence >= min_evidence) out->push_back({article, other, evidence, similar});
  }
  tally->touched.clear();
}

void CountPairs(Groups groups, size_t articles, uint32_t min_evidence,
                std::vector<CandidatePair>* pairs) {
  std::vector<Groups::Use>& uses = groups.uses;
  std::vector<uint64_t> begin(articles + 1, 0);
  for (const Groups::Use& use : uses) ++begin[use.article + 1];
  for (size_t i = 1; i <= articles; ++i) begin[i] += begin[i - 1];
  std::vector<Groups::Use> by_article(uses.size());
  std::vector<uint64_t> next(begin.begin(), begin.end() - 1);
  for (const Groups::Use& use : uses) by_article[next[use.article]++] = use;
  uses = {};

  const size_t tasks = (articles + kArticlesPerTask - 1) / kArticlesPerTask;
  std::vector<std::vector<CandidatePair>> found(tasks);
  tbb::enumerable_thread_specific<Tally> tallies([&] {
    return Tally{std::vector<uint32_t>(articles, 0), {}};
  });
  ParallelFor(tasks, [&](size_t task) {
    const size_t end = std::min(articles, (task + 1) * kArticlesPerTask);
    Tally& tally = tallies.local();
    for (size_t i = task * kArticlesPerTask; i < end; ++i) {
      const std::span<const Groups::Use> mine(by_article.data() + begin[i],
                                              begin[i + 1] - begin[i]);
      AddUp(mine, groups.members, &tally);
      TakePairs(static_cast<Ordinal>(i), min_evidence, &tally, &found[task]);
    }
  });
  for (const auto& f : found) pairs->insert(pairs->end(), f.begin(), f.end());
}

}  // namespace

void BandKeys(const FingerprintBatch& batch, uint32_t band, Ordinal first,
              std::vector<KeyEntry>* entries) {
  assert(band < kBands);
  for (size_t i = 0; i < batch.size(); ++i) {
    if (batch.story_hash[i] == 0) continue;
    const uint32_t* rows = batch.signature.data() + i * kSignatureSlots + band * kBandRows;
    uint64_t key = MixBand(band + 1);
    for (uint32_t r = 0; r < kBandRows; ++r) key = MixBand(key ^ rows[r]);
    entries->push_back({key, static_cast<Ordinal>(first + i), 0});
  }
}

std::vector<Ordinal> CollapseIdentical(const FingerprintBatch& batch) {
  std::vector<Ordinal> result(batch.size());
  absl::flat_hash_map<uint64_t, Ordinal> first;
  first.reserve(batch.size());
  for (size_t i = 0; i < batch.size(); ++i) {
    const Ordinal article = static_cast<Ordinal>(i);
    const uint64_t hash = batch.story_hash[i];
    result[i] = hash == 0 ? article : first.try_emplace(hash, article).first->second;
  }
  return result;
}

Candidates FindCandidates(const CandidateInput& input, const CandidateOptions& options) {
  assert(input.deputies.size() == input.batch.size());
  assert(input.houses.empty() || input.houses.size() == input.batch.size());
  Candidates out;
  Groups groups, bands;
  ParallelFor(2, [&](size_t index) {
    if (index == 0) CollectBands(input, options, &bands);
    if (index == 1) CollectPostings(input, options, &groups, &out.frequencies);
  });
  groups.Append(bands);
  out.stats = groups.stats;
  const uint64_t corpus = std::max<uint64_t>(input.batch.size(), kLeastCorpus);
  const uint32_t min_evidence =
      options.min_evidence ? options.min_evidence : Log2Fixed<kWeightBits>(corpus) * 3 / 2;
  CountPairs(std::move(groups), input.batch.size(), min_evidence, &out.pairs);
  out.stats.pairs = out.pairs.size();
  return out;
}

}  // namespace newsprint
