// Candidates that share wording: keys are brought together band by band and range by range
// (key_ranges.h, partition.h), groups of two or more articles are kept as flat lists (groups.h),
// and what the articles share is added up pair by pair (tally.h).
#include "newsprint/candidates.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "candidates/frequencies.h"
#include "candidates/groups.h"
#include "candidates/key_ranges.h"
#include "candidates/partition.h"
#include "candidates/tally.h"
#include "threads.h"

namespace newsprint {
namespace {

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

std::vector<KeyEntry> PostingKeys(const FingerprintBatch& batch, std::span<const Ordinal> deputies,
                                  const KeyRange& range) {
  std::vector<KeyEntry> entries;
  for (size_t i = 0; i < batch.size(); ++i) {
    if (deputies[i] != i) continue;
    const uint64_t* const first = batch.posting.data() + batch.posting_begin[i];
    for (const auto column : {batch.ProsePostings(i), batch.QuotedPostings(i)}) {
      for (const uint64_t& key : KeysIn(range, column)) {
        entries.push_back(
            {SpreadPostingKey(key), static_cast<Ordinal>(i), static_cast<uint32_t>(&key - first)});
      }
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
    ForEachGroup(entries, [&](std::span<const KeyEntry> group) {
      mine.Add(group, Groups::kBand, Groups::Beyond::kFirst, options);
    });
  });
  for (const Groups& band : by_band) groups->Append(band);
}

// The groups of one range of the postings, and the frequencies of its keys. Quoted postings count
// for frequencies; they pair articles only when quotations are asked for.
Groups PostingGroups(const CandidateInput& input, const CandidateOptions& options,
                     const KeyRange& range, PostingFrequencies* frequencies) {
  const FingerprintBatch& batch = input.batch;
  const uint32_t most = MostEvidence(batch.size());
  std::vector<KeyEntry> entries = PostingKeys(batch, input.deputies, range);
  std::vector<KeyEntry> pairing;  // at first scratch memory
  PartitionByKey(&entries, &pairing);
  Groups groups;
  groups.stats.posting_entries = entries.size();
  std::vector<Holder> holders;
  ForEachGroup(entries, [&](std::span<const KeyEntry> all) {
    RecordFrequency(input, all, &holders, frequencies);
    pairing.clear();
    for (const KeyEntry& e : all) {
      if (options.quotations || e.posting < batch.prose_count[e.article]) pairing.push_back(e);
    }
    if (pairing.size() < 2) return;
    const uint32_t weight = KeyEvidence(pairing.size(), most);
    if (weight > 0) groups.Add(pairing, weight, Groups::Beyond::kFirst, options);
  });
  return groups;
}

void CollectPostings(const CandidateInput& input, const CandidateOptions& options, Groups* groups,
                     PostingFrequencies* frequencies) {
  *frequencies = SoleHolders(input);
  const std::vector<KeyRange> ranges = CutIntoRanges(input.batch.posting);
  std::vector<Groups> parts(ranges.size());
  ParallelFor(ranges.size(),
              [&](size_t r) { parts[r] = PostingGroups(input, options, ranges[r], frequencies); });
  for (const Groups& part : parts) groups->Append(part);
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
  const uint32_t two_rare_keys = MostEvidence(input.batch.size()) * 3 / 2;
  const uint32_t min_evidence = options.min_evidence ? options.min_evidence : two_rare_keys;
  out.pairs = CountPairs(std::move(groups), input.batch.size(), min_evidence);
  out.stats.pairs = out.pairs.size();
  return out;
}

}  // namespace newsprint
