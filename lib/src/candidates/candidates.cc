// Candidate pairs: keys are brought together band by band (partition.h), groups of two or more
// articles are kept as flat lists, and each article then adds up, over the groups it is in, what it
// shares with every later article. No pair is stored before its evidence is known, so a corpus full
// of shared phrases costs time, not memory.
#include "newsprint/candidates.h"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "candidates/partition.h"
#include "log2_fixed.h"

namespace newsprint {
namespace {

constexpr int kWeightBits = 4;  // weights count 1/16 bit
constexpr uint64_t kLeastCorpus =
    65536;  // rarity in a small corpus is taken as in one of this size
constexpr uint32_t kLastMember = 1u << 31;
constexpr uint32_t kBandHit = 1u << 31;
constexpr Ordinal kQuotedEntry = 1u << 31;
constexpr size_t kArticlesPerTask = 512;

// Articles that share a key, all groups in one list; the last member of a group carries
// kLastMember.
struct Groups {
  // A place of an article in a group, from which it looks at the members behind.
  struct Use {
    Ordinal article;
    uint32_t slot;    // its index in `members`
    uint32_t weight;  // what sharing the key proves, or kBandHit
  };
  std::vector<uint32_t> members;
  std::vector<Use> uses;
};

// An article that holds only its group's last place, or a place behind the representatives of a
// capped group, has nobody to look at: it gets no Use.
void AddGroup(std::span<const KeyEntry> group, uint32_t weight, const CandidateOptions& options,
              Groups* groups, CandidateStats* stats) {
  const size_t size = group.size();
  size_t looking = size - 1;
  stats->largest_bucket = std::max(stats->largest_bucket, static_cast<uint32_t>(size));
  if (size > options.max_bucket) {
    looking = std::min<size_t>(options.max_representatives, size - 1);
    const uint64_t left = size - looking;
    ++stats->capped_keys;
    stats->capped_pairs += left * (left - 1) / 2;
  }
  for (size_t i = 0; i < size; ++i) {
    if (i < looking) {
      groups->uses.push_back(
          {group[i].article, static_cast<uint32_t>(groups->members.size()), weight});
    }
    groups->members.push_back(group[i].article);
  }
  groups->members.back() |= kLastMember;
}

// Calls add(span of entries) for every key that two or more entries have.
template <typename Add>
void ForEachGroup(std::span<const KeyEntry> sorted, Add add) {
  for (size_t begin = 0; begin < sorted.size();) {
    size_t end = begin + 1;
    while (end < sorted.size() && sorted[end].key == sorted[begin].key) ++end;
    if (end - begin > 1) add(sorted.subspan(begin, end - begin));
    begin = end;
  }
}

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

// Entries of all postings; the article of a quoted one carries kQuotedEntry.
void PostingKeys(const FingerprintBatch& batch, std::span<const Ordinal> deputies,
                 std::vector<KeyEntry>* entries) {
  for (size_t i = 0; i < batch.size(); ++i) {
    if (deputies[i] != i) continue;
    const Ordinal article = static_cast<Ordinal>(i);
    for (const uint64_t key : batch.ProsePostings(i)) {
      entries->push_back({SpreadPostingKey(key), article});
    }
    for (const uint64_t key : batch.QuotedPostings(i)) {
      entries->push_back({SpreadPostingKey(key), article | kQuotedEntry});
    }
  }
}

// One holder of a key, with the row of its posting.
struct Holder {
  uint32_t house;
  bool quoted;
  size_t row;
};

Holder FindHolder(const CandidateInput& input, const KeyEntry& entry) {
  const Ordinal article = entry.article & ~kQuotedEntry;
  const bool quoted = (entry.article & kQuotedEntry) != 0;
  const std::span<const uint64_t> keys =
      quoted ? input.batch.QuotedPostings(article) : input.batch.ProsePostings(article);
  const auto place = std::lower_bound(keys.begin(), keys.end(), entry.key / kPostingSampling);
  const size_t row = static_cast<size_t>(&*place - input.batch.posting.data());
  return {input.houses.empty() ? 0 : input.houses[article], quoted, row};
}

uint16_t Cap(size_t n) { return static_cast<uint16_t>(std::min<size_t>(n, UINT16_MAX)); }

// Writes the frequencies of one key to every row that holds it.
void RecordFrequency(const CandidateInput& input, std::span<const KeyEntry> group,
                     std::vector<Holder>* holders, PostingFrequencies* frequencies) {
  holders->clear();
  for (const KeyEntry& e : group) holders->push_back(FindHolder(input, e));
  std::sort(holders->begin(), holders->end(), [](const Holder& x, const Holder& y) {
    return x.quoted != y.quoted ? x.quoted < y.quoted : x.house < y.house;
  });
  const auto first_quoted =
      std::find_if(holders->begin(), holders->end(), [](const Holder& h) { return h.quoted; });
  const size_t prose = static_cast<size_t>(first_quoted - holders->begin());
  for (auto h = holders->begin(); h != holders->end();) {
    const auto same = [&](const Holder& x) { return x.house != h->house || x.quoted != h->quoted; };
    const auto end = std::find_if(h, holders->end(), same);
    const bool known = h->house != 0 && !h->quoted;
    const uint16_t house = known ? Cap(static_cast<size_t>(end - h)) : uint16_t{0};
    for (; h != end; ++h) {
      frequencies->prose[h->row] = Cap(prose);
      frequencies->quoted[h->row] = Cap(holders->size() - prose);
      frequencies->house[h->row] = house;
    }
  }
}

void CollectBands(const FingerprintBatch& batch, std::span<const Ordinal> deputies,
                  const CandidateOptions& options, Groups* groups, CandidateStats* stats) {
  std::vector<KeyEntry> entries, scratch;
  for (uint32_t band = 0; band < kBands; ++band) {
    entries.clear();
    BandKeys(batch, band, 0, &entries);
    std::erase_if(entries, [&](const KeyEntry& e) { return deputies[e.article] != e.article; });
    stats->band_entries += entries.size();
    PartitionByKey(&entries, &scratch);
    ForEachGroup(entries, [&](std::span<const KeyEntry> group) {
      AddGroup(group, kBandHit, options, groups, stats);
    });
  }
}

// Rows of keys that nobody else holds.
void StartFrequencies(const FingerprintBatch& batch, PostingFrequencies* frequencies) {
  frequencies->prose.assign(batch.posting.size(), 0);
  frequencies->quoted.assign(batch.posting.size(), 0);
  frequencies->house.assign(batch.posting.size(), 1);
  for (size_t i = 0; i < batch.size(); ++i) {
    const size_t begin = batch.posting_begin[i], end = batch.posting_begin[i + 1];
    for (size_t row = begin; row < end; ++row) {
      const bool prose = row < begin + batch.prose_count[i];
      (prose ? frequencies->prose : frequencies->quoted)[row] = 1;
    }
  }
}

void CollectPostings(const CandidateInput& input, const CandidateOptions& options, Groups* groups,
                     Candidates* out) {
  const FingerprintBatch& batch = input.batch;
  std::vector<KeyEntry> entries, scratch, group;
  std::vector<Holder> holders;
  PostingKeys(batch, input.deputies, &entries);
  out->stats.posting_entries = entries.size();
  PartitionByKey(&entries, &scratch);
  StartFrequencies(batch, &out->frequencies);
  const uint32_t most = Log2Fixed<kWeightBits>(std::max<uint64_t>(batch.size(), kLeastCorpus));
  ForEachGroup(entries, [&](std::span<const KeyEntry> all) {
    RecordFrequency(input, all, &holders, &out->frequencies);
    group.clear();
    for (const KeyEntry& e : all) {
      if (options.quotations || !(e.article & kQuotedEntry)) {
        group.push_back({e.key, e.article & ~kQuotedEntry});
      }
    }
    if (group.size() < 2) return;
    std::sort(group.begin(), group.end(),
              [](const KeyEntry& x, const KeyEntry& y) { return x.article < y.article; });
    const uint32_t common = Log2Fixed<kWeightBits>(group.size() - 1);
    if (common < most) AddGroup(group, most - common, options, groups, &out->stats);
  });
}

// A thread's running sums, by article: all zero between articles.
struct Tally {
  std::vector<uint32_t> sums;
  std::vector<Ordinal> touched;
};

void AddUp(std::span<const Groups::Use> uses, std::span<const uint32_t> members, Tally* tally) {
  for (const Groups::Use& use : uses) {
    uint32_t slot = use.slot;
    while (!(members[slot] & kLastMember)) {
      const uint32_t member = members[++slot] & ~kLastMember;
      uint32_t& sum = tally->sums[member];
      if (sum == 0) tally->touched.push_back(member);
      if (use.weight == kBandHit) {
        sum |= kBandHit;
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
    const uint32_t evidence = sum & ~kBandHit;
    if (sum != evidence || evidence >= min_evidence) out->push_back({article, other, evidence});
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
  tbb::parallel_for(size_t{0}, tasks, [&](size_t task) {
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
    entries->push_back({key, static_cast<Ordinal>(first + i)});
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
  Groups groups;
  CollectBands(input.batch, input.deputies, options, &groups, &out.stats);
  CollectPostings(input, options, &groups, &out);
  const uint64_t corpus = std::max<uint64_t>(input.batch.size(), kLeastCorpus);
  const uint32_t min_evidence =
      options.min_evidence ? options.min_evidence : 2 * Log2Fixed<kWeightBits>(corpus);
  CountPairs(std::move(groups), input.batch.size(), min_evidence, &out.pairs);
  out.stats.pairs = out.pairs.size();
  return out;
}

}  // namespace newsprint
