// Candidates against a twin that lists the holders of every key and looks at every pair.
#include "newsprint/candidates.h"

#include <tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "log2_fixed.h"
#include "testing_batch.h"

namespace newsprint {
namespace {

using Holders = std::map<uint64_t, std::vector<Ordinal>>;

// The same as FindCandidates, with nothing in common but the words of its header.
class Twin {
 public:
  Twin(const FingerprintBatch& batch, const std::vector<Ordinal>& deputies,
       const CandidateOptions& options)
      : options_(options), most_(Log2Fixed<4>(std::max<uint64_t>(batch.size(), 65'536))) {
    for (uint32_t band = 0; band < kBands; ++band) {
      Holders holders;
      for (Ordinal i = 0; i < batch.size(); ++i) {
        if (deputies[i] != i || batch.story_hash[i] == 0) continue;
        const uint32_t* rows = &batch.signature[i * kSignatureSlots + band * kBandRows];
        uint64_t rows_hash = 0;
        for (uint32_t r = 0; r < kBandRows; ++r) rows_hash = rows_hash * 1'000'003 + rows[r];
        holders[rows_hash].push_back(i);
        ++stats_.band_entries;
      }
      for (const auto& [key, members] : holders) Share(members, 0, &bands_);
    }
    Holders holders;
    for (Ordinal i = 0; i < batch.size(); ++i) {
      if (deputies[i] != i) continue;
      for (const uint64_t key : batch.ProsePostings(i)) prose_[key].push_back(i);
      for (const uint64_t key : batch.QuotedPostings(i)) quoted_[key].push_back(i);
      for (const uint64_t key : batch.ProsePostings(i)) holders[key].push_back(i);
      stats_.posting_entries += batch.posting_begin[i + 1] - batch.posting_begin[i];
      if (!options.quotations) continue;
      for (const uint64_t key : batch.QuotedPostings(i)) holders[key].push_back(i);
    }
    for (const auto& [key, members] : holders) {
      if (members.size() < 2) continue;
      const uint32_t common = Log2Fixed<4>(members.size() - 1);
      if (common < most_) Share(members, most_ - common, &postings_);
    }
  }

  std::vector<CandidatePair> Pairs() const {
    const uint32_t least = options_.min_evidence ? options_.min_evidence : most_ * 3 / 2;
    std::map<std::pair<Ordinal, Ordinal>, uint32_t> all = postings_;
    for (const auto& [pair, zero] : bands_) all.emplace(pair, zero);
    std::vector<CandidatePair> pairs;
    for (const auto& [pair, evidence] : all) {
      if (bands_.contains(pair) || evidence >= least) {
        pairs.push_back({pair.first, pair.second, evidence, bands_.contains(pair)});
      }
    }
    return pairs;
  }

  const std::vector<Ordinal>& Prose(uint64_t key) { return prose_[key]; }
  const std::vector<Ordinal>& Quoted(uint64_t key) { return quoted_[key]; }
  const CandidateStats& stats() const { return stats_; }

 private:
  using Evidence = std::map<std::pair<Ordinal, Ordinal>, uint32_t>;

  void Share(const std::vector<Ordinal>& members, uint32_t weight, Evidence* evidence) {
    if (members.size() < 2) return;
    const bool capped = members.size() > options_.max_bucket;
    stats_.capped_keys += capped;
    stats_.largest_bucket = std::max(stats_.largest_bucket, static_cast<uint32_t>(members.size()));
    for (size_t i = 0; i < members.size(); ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) {
        if (capped && i >= options_.max_representatives) {
          ++stats_.capped_pairs;
        } else {
          (*evidence)[{members[i], members[j]}] += weight;
        }
      }
    }
  }

  const CandidateOptions options_;
  const uint32_t most_;
  Evidence bands_, postings_;
  Holders prose_, quoted_;
  CandidateStats stats_;
};

bool SamePosting(const SharedPostings::Posting& x, const SharedPostings::Posting& y) {
  return x.key == y.key && x.prose == y.prose && x.quoted == y.quoted && x.house == y.house;
}

void ExpectTwin(const FingerprintBatch& batch, const std::vector<Ordinal>& deputies,
                const CandidateOptions& options) {
  std::vector<uint32_t> houses(batch.size());
  for (Ordinal i = 0; i < batch.size(); ++i) houses[i] = i * 7 % 5;  // 0 is unknown
  const auto [pairs, shared, stats] = FindCandidates({batch, deputies, houses}, options);
  Twin twin(batch, deputies, options);
  ASSERT_EQ(pairs, twin.Pairs());
  EXPECT_EQ(stats.pairs, pairs.size());
  EXPECT_EQ(stats.band_entries, twin.stats().band_entries);
  EXPECT_EQ(stats.posting_entries, twin.stats().posting_entries);
  EXPECT_EQ(stats.capped_keys, twin.stats().capped_keys);
  EXPECT_EQ(stats.capped_pairs, twin.stats().capped_pairs);
  EXPECT_EQ(stats.largest_bucket, twin.stats().largest_bucket);
  ASSERT_EQ(shared.begin.size(), batch.size() + 1);
  for (Ordinal i = 0; i < batch.size(); ++i) {
    std::vector<SharedPostings::Posting> expected;
    std::vector<size_t> others;
    for (const uint64_t key : batch.ProsePostings(i)) {
      if (deputies[i] != i) continue;
      const std::vector<Ordinal>& prose = twin.Prose(key);
      const size_t quoted = twin.Quoted(key).size();
      others.push_back(prose.size() - 1);
      if (prose.size() + quoted < 2) continue;
      const auto of_house = std::count_if(prose.begin(), prose.end(),
                                          [&](Ordinal o) { return houses[o] == houses[i]; });
      expected.push_back({key, static_cast<uint16_t>(prose.size()), static_cast<uint16_t>(quoted),
                          static_cast<uint16_t>(houses[i] == 0 ? 0 : of_house)});
    }
    const std::span<const SharedPostings::Posting> row = shared.Of(i);
    ASSERT_TRUE(std::equal(row.begin(), row.end(), expected.begin(), expected.end(), SamePosting));
    std::sort(others.begin(), others.end());
    ASSERT_EQ(shared.usual[i], others.empty() ? 0 : others[others.size() / 4]);
  }
}

constexpr BatchShape kShapes[] = {
    {0, 1, 0, 0, 1},         // nothing
    {1, 1, 0, 5, 1},         // alone
    {200, 100, 60, 20, 50},  // pairs and threes
    {200, 3, 100, 10, 20},   // three large clusters
    {150, 1, 20, 10, 20},    // one
    {200, 200, 256, 20, 9},  // common keys alone
    {200, 60, 200, 0, 1},    // bands alone
};

TEST(FindCandidates, AgreesWithTheTwin) {
  CandidateOptions capped;
  capped.max_bucket = 5;
  capped.max_representatives = 2;
  CandidateOptions demanding;
  demanding.min_evidence = 3'000;
  demanding.quotations = true;
  CandidateOptions undemanding;
  undemanding.min_evidence = 1;
  undemanding.max_bucket = 1'000;
  CandidateOptions bands_alone;
  bands_alone.min_evidence = UINT32_MAX;
  for (const CandidateOptions& options :
       {CandidateOptions(), capped, demanding, undemanding, bands_alone}) {
    for (const BatchShape& shape : kShapes) {
      Random random(shape.articles + shape.stories);
      const FingerprintBatch batch = RandomBatch(shape, &random);
      ExpectTwin(batch, OwnDeputies(batch), options);
    }
  }
}

TEST(FindCandidates, LetsDeputiesStandForTheOthers) {
  Random random(1);
  const FingerprintBatch batch = RandomBatch({200, 30, 60, 20, 50}, &random);
  std::vector<Ordinal> deputies = OwnDeputies(batch);
  for (Ordinal i = 0; i < deputies.size(); ++i) {
    if (random.Once(3)) deputies[i] = random.Once(2) ? UINT32_MAX : random.Below(i + 1);
  }
  ExpectTwin(batch, deputies, {});
  const std::vector<CandidatePair> pairs = FindCandidates({batch, deputies}, {}).pairs;
  EXPECT_FALSE(pairs.empty());
  for (const CandidatePair& p : pairs) {
    EXPECT_EQ(deputies[p.a], p.a);
    EXPECT_EQ(deputies[p.b], p.b);
  }
}

TEST(FindCandidates, ConnectsEveryMemberOfACappedKeyToItsRepresentatives) {
  FingerprintBatch batch;
  Random random(2);
  constexpr uint32_t kArticles = 1'000;
  for (uint32_t i = 0; i < kArticles; ++i) {
    std::vector<uint32_t> signature(kSignatureSlots);
    for (uint32_t& slot : signature) slot = static_cast<uint32_t>(random.Next());
    std::fill_n(signature.begin(), kBandRows, 1);
    AddArticle(signature, {}, {}, i + 1, &batch);
  }
  const CandidateOptions options;
  const std::vector<Ordinal> own = OwnDeputies(batch);
  const auto [pairs, shared, stats] = FindCandidates({batch, own}, options);
  const uint64_t reps = options.max_representatives, others = kArticles - reps;
  EXPECT_EQ(pairs.size(), reps * (reps - 1) / 2 + reps * others);
  EXPECT_EQ(stats.capped_keys, 1u);
  EXPECT_EQ(stats.capped_pairs, others * (others - 1) / 2);
  EXPECT_EQ(stats.largest_bucket, kArticles);
}

// In a corpus so large that its size sets the weights: two keys of two articles are enough, two
// keys of 28 are not.
TEST(FindCandidates, WeighsAKeyByItsHolders) {
  constexpr uint32_t kArticles = 140'000;
  FingerprintBatch batch;
  std::vector<uint32_t> signature(kSignatureSlots);
  for (uint32_t i = 0; i < kArticles; ++i) {
    std::iota(signature.begin(), signature.end(), i * kSignatureSlots);
    const bool one_of_two = i == 5 || i + 5 == kArticles;
    const bool one_of_many = i % 5'000 == 7;
    AddArticle(signature,
               one_of_two    ? std::vector<uint64_t>{PostingKey(1), PostingKey(2)}
               : one_of_many ? std::vector<uint64_t>{PostingKey(3), PostingKey(4)}
                             : std::vector<uint64_t>{},
               {}, i + 1, &batch);
  }
  const std::vector<Ordinal> own = OwnDeputies(batch);
  const std::vector<CandidatePair> pairs = FindCandidates({batch, own}, {}).pairs;
  const uint32_t evidence = 2 * Log2Fixed<4>(kArticles);
  EXPECT_EQ(pairs, (std::vector<CandidatePair>{{5, kArticles - 5, evidence}}));
}

TEST(FindCandidates, GivesTheSameForAnyNumberOfThreads) {
  Random random(3);
  const FingerprintBatch batch = RandomBatch({5'000, 700, 60, 30, 300}, &random);
  const auto find = [&](int threads) {
    const std::vector<Ordinal> own = OwnDeputies(batch);
    return tbb::task_arena(threads).execute([&] { return FindCandidates({batch, own}, {}).pairs; });
  };
  const std::vector<CandidatePair> one = find(1);
  EXPECT_GT(one.size(), 1'000u);
  EXPECT_EQ(find(2), one);
}

TEST(BandKeys, AreEqualForEqualRowsOfOneBandOnly) {
  FingerprintBatch batch;
  const std::vector<uint32_t> same(kSignatureSlots, 3);
  AddArticle(same, {}, {}, 1, &batch);
  AddArticle(same, {}, {}, 0, &batch);  // empty: no keys
  AddArticle(same, {}, {}, 2, &batch);
  std::vector<KeyEntry> entries;
  for (uint32_t band = 0; band < kBands; ++band) BandKeys(batch, band, 100, &entries);
  ASSERT_EQ(entries.size(), 2 * kBands);
  std::vector<uint64_t> keys;
  for (size_t i = 0; i < entries.size(); i += 2) {
    EXPECT_EQ(entries[i].article, 100u);
    EXPECT_EQ(entries[i + 1].article, 102u);
    EXPECT_EQ(entries[i].key, entries[i + 1].key);
    keys.push_back(entries[i].key);
  }
  SortUnique(&keys);
  EXPECT_EQ(keys.size(), kBands);
}

TEST(CollapseIdentical, NamesTheFirstOfEachStory) {
  FingerprintBatch batch;
  const std::vector<uint32_t> signature(kSignatureSlots);
  for (const uint64_t story : {5u, 0u, 7u, 5u, 0u, 7u, 7u, 9u}) {
    AddArticle(signature, {}, {}, story, &batch);
  }
  EXPECT_EQ(CollapseIdentical(batch), (std::vector<Ordinal>{0, 1, 2, 0, 4, 2, 2, 7}));
  EXPECT_TRUE(CollapseIdentical({}).empty());
}

}  // namespace
}  // namespace newsprint
