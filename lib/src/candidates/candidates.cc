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
#include "candidates/key_source.h"
#include "candidates/partition.h"
#include "candidates/search.h"
#include "candidates/tally.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr uint64_t kUnusedBits = 0xFFFF;  // of a band's key

uint64_t MixBand(uint64_t h) {
  h ^= h >> 32;
  h *= 0x9fb21c651e98df25u;
  h ^= h >> 29;
  h *= 0xd6e8feb86659fd93u;
  return h ^ h >> 32;
}

// Entries of articles that others stand for, or that take no part, are left out.
void LeaveDeputies(const SearchInput& input, std::vector<KeyEntry>* entries) {
  std::erase_if(*entries,
                [&](const KeyEntry& e) { return input.deputies[e.article] != e.article; });
}

// Results of slices, put together in order.
template <typename Part, typename Find>
std::vector<Part> InSlices(size_t slices, const Find& find) {
  std::vector<Part> parts(slices);
  ParallelFor(slices, [&](size_t slice) { parts[slice] = find(slice); });
  return parts;
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
    entries->push_back({key & ~kUnusedBits, static_cast<Ordinal>(first + i)});
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

Groups BandGroups(const SearchInput& input, size_t slice) {
  std::vector<KeyEntry> entries = input.keys.Bands(slice), scratch;
  LeaveDeputies(input, &entries);
  Groups groups;
  groups.stats.band_entries = entries.size();
  DropUnshared(&entries);
  PartitionByKey(&entries, &scratch);
  ForEachGroup(entries, [&](std::span<const KeyEntry> group) {
    groups.Add(group, Groups::kBand, Groups::Beyond::kFirst, input.options);
  });
  return groups;
}

Groups PostingGroups(const SearchInput& input, size_t slice, std::vector<SharedRow>* rows) {
  const uint32_t most = MostEvidence(input.keys.articles());
  std::vector<KeyEntry> entries = input.keys.Postings(slice);
  std::vector<KeyEntry> some;  // at first scratch memory
  LeaveDeputies(input, &entries);
  Groups groups;
  groups.stats.posting_entries = entries.size();
  DropUnshared(&entries);
  PartitionByKey(&entries, &some);
  ForEachGroup(entries, [&](std::span<const KeyEntry> all) {
    some.assign(all.begin(), all.end());
    CountHolders(input.houses, some, rows);
    some.clear();
    for (const KeyEntry& e : all) {
      if (input.options.quotations || e.quoted == 0) some.push_back(e);
    }
    if (some.size() < 2) return;
    const uint32_t weight = KeyEvidence(some.size(), most);
    if (weight > 0) groups.Add(some, weight, Groups::Beyond::kFirst, input.options);
  });
  return groups;
}

uint32_t LeastWordingEvidence(const SearchInput& input) {
  const uint32_t two_rare_keys = MostEvidence(input.keys.articles()) * 3 / 2;
  return input.options.min_evidence ? input.options.min_evidence : two_rare_keys;
}

Candidates FindCandidates(const CandidateInput& input, const CandidateOptions& options) {
  assert(input.deputies.size() == input.batch.size());
  assert(input.houses.empty() || input.houses.size() == input.batch.size());
  const BatchKeys keys(input.batch);
  const SearchInput search = {keys, input.deputies, input.houses, input.days, options};
  struct Part {
    Groups groups;
    std::vector<SharedRow> rows;
  };
  const size_t bands = keys.band_slices();
  std::vector<Part> parts = InSlices<Part>(bands + keys.posting_slices(), [&](size_t slice) {
    Part part;
    part.groups = slice < bands ? BandGroups(search, slice)
                                : PostingGroups(search, slice - bands, &part.rows);
    return part;
  });
  Groups groups;
  std::vector<std::vector<SharedRow>> rows;
  for (Part& part : parts) {
    groups.Append(part.groups);
    rows.push_back(std::move(part.rows));
    part = {};
  }
  Candidates out;
  out.shared = MakeSharedPostings(std::move(rows), keys);
  out.stats = groups.stats;
  const size_t articles = input.batch.size();
  out.pairs = CountPairs(groups, {0, static_cast<Ordinal>(articles)}, articles,
                         LeastWordingEvidence(search));
  out.stats.pairs = out.pairs.size();
  return out;
}

}  // namespace newsprint
