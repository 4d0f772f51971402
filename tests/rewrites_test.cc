// Candidates of rewrites against a twin that lists the holders of every key and looks at every
// pair.
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "log2_fixed.h"
#include "newsprint/candidates.h"
#include "testing_batch.h"

namespace newsprint {
namespace {

using Days = std::vector<int32_t>;

struct SkipShape {
  uint32_t articles;
  uint32_t stories;
  uint32_t own;     // keys an article has of its story
  uint32_t common;  // keys it has of a pool that all share
  uint32_t pool;
};

void AddSkips(std::vector<uint64_t> keys, FingerprintBatch* batch) {
  AddArticle(std::vector<uint32_t>(kSignatureSlots), {}, {}, batch->size() + 1, batch);
  SortUnique(&keys);
  batch->skip_begin.resize(1);
  batch->skip.insert(batch->skip.end(), keys.begin(), keys.end());
}

// AddArticle knows no skip-bigrams, so their offsets are kept apart until the batch is whole.
FingerprintBatch SkipBatch(const std::vector<std::vector<uint64_t>>& keys) {
  FingerprintBatch batch;
  std::vector<uint64_t> begin = {0};
  for (const std::vector<uint64_t>& k : keys) {
    AddSkips(k, &batch);
    begin.push_back(batch.skip.size());
  }
  batch.skip_begin = begin;
  return batch;
}

FingerprintBatch RandomSkips(const SkipShape& shape, Random* random) {
  std::vector<std::vector<uint64_t>> articles(shape.articles);
  for (std::vector<uint64_t>& keys : articles) {
    const uint32_t story = random->Below(shape.stories);
    for (uint32_t k = 0; k < shape.own; ++k) {
      keys.push_back(HashOf(1'000'000 + story * 100 + random->Below(2 * shape.own)));
    }
    for (uint32_t k = 0; k < shape.common; ++k) {
      keys.push_back(HashOf(random->Below(shape.pool)));
    }
  }
  return SkipBatch(articles);
}

// Days of a month; a fifth is unknown.
Days RandomDays(size_t size, Random* random) {
  Days days(size);
  for (int32_t& day : days) {
    day = random->Once(5) ? kUnknownDay : 20'000 + static_cast<int32_t>(random->Below(30));
  }
  return days;
}

// Everything by maps of sets: pairs and what was capped.
RewriteCandidates Twin(const CandidateInput& input, const CandidateOptions& options) {
  std::vector<std::pair<int32_t, Ordinal>> order;
  for (Ordinal i = 0; i < input.batch.size(); ++i) {
    if (input.deputies[i] == i) {
      order.emplace_back(input.days.empty() ? kUnknownDay : input.days[i], i);
    }
  }
  std::sort(order.begin(), order.end());
  RewriteCandidates twin;
  std::map<uint64_t, std::vector<size_t>> holders;  // places in the order
  for (size_t place = 0; place < order.size(); ++place) {
    for (const uint64_t key : input.batch.SkipPostings(order[place].second)) {
      holders[key].push_back(place);
      ++twin.stats.posting_entries;
    }
  }
  const uint32_t most = Log2Fixed<4>(std::max<uint64_t>(order.size(), 65'536));
  std::map<std::pair<Ordinal, Ordinal>, uint32_t> evidence;
  for (const auto& [key, places] : holders) {
    const size_t d = places.size();
    if (d < 2 || Log2Fixed<4>(d - 1) >= most) continue;
    const size_t reach = d > options.max_bucket ? options.max_representatives : d;
    twin.stats.capped_keys += d > options.max_bucket;
    twin.stats.largest_bucket = std::max(twin.stats.largest_bucket, static_cast<uint32_t>(d));
    for (size_t i = 0; i < d; ++i) {
      for (size_t j = i + 1; j < d; ++j) {
        if (j - i > reach) {
          ++twin.stats.capped_pairs;
          continue;
        }
        const auto [a, b] = std::minmax(order[places[i]].second, order[places[j]].second);
        evidence[{a, b}] += most - Log2Fixed<4>(d - 1);
      }
    }
  }
  const uint32_t chance = most * Log2Fixed<4>(std::max<uint64_t>(order.size(), 1)) / 256;
  const uint32_t least = options.min_rewrite_evidence ? options.min_rewrite_evidence : chance;
  for (const auto& [pair, sum] : evidence) {
    const auto [a, b] = pair;
    const bool dated =
        !input.days.empty() && input.days[a] != kUnknownDay && input.days[b] != kUnknownDay;
    const bool apart =
        options.window_days > 0 && dated &&
        std::abs(input.days[a] - input.days[b]) > static_cast<int32_t>(options.window_days);
    if (sum >= least && !apart) twin.pairs.push_back({a, b, sum});
  }
  // How many of an article's pairs come before the pair.
  const auto rank = [&, all = twin.pairs](Ordinal article, const CandidatePair& pair) {
    return std::count_if(all.begin(), all.end(), [&](const CandidatePair& p) {
      if (p.a != article && p.b != article) return false;
      if (p.evidence != pair.evidence) return p.evidence > pair.evidence;
      return std::pair(p.a, p.b) < std::pair(pair.a, pair.b);
    });
  };
  twin.stats.weaker_pairs = std::erase_if(twin.pairs, [&](const CandidatePair& p) {
    return rank(p.a, p) >= options.max_rewrites && rank(p.b, p) >= options.max_rewrites;
  });
  twin.stats.pairs = twin.pairs.size();
  return twin;
}

void ExpectTwin(const CandidateInput& input, const CandidateOptions& options) {
  const RewriteCandidates found = FindRewriteCandidates(input, options);
  const RewriteCandidates twin = Twin(input, options);
  ASSERT_EQ(found.pairs, twin.pairs);
  EXPECT_EQ(found.stats.pairs, twin.stats.pairs);
  EXPECT_EQ(found.stats.weaker_pairs, twin.stats.weaker_pairs);
  EXPECT_EQ(found.stats.posting_entries, twin.stats.posting_entries);
  EXPECT_EQ(found.stats.capped_keys, twin.stats.capped_keys);
  EXPECT_EQ(found.stats.capped_pairs, twin.stats.capped_pairs);
  EXPECT_EQ(found.stats.largest_bucket, twin.stats.largest_bucket);
}

TEST(FindRewriteCandidates, AgreesWithTheTwin) {
  constexpr SkipShape kShapes[] = {
      {0, 1, 0, 0, 1},       // nothing
      {1, 1, 5, 5, 9},       // alone
      {200, 90, 20, 9, 40},  // pairs and threes, and keys that many share
      {200, 3, 20, 2, 500},  // three large stories
      {150, 150, 0, 8, 5},   // crowded keys alone
  };
  CandidateOptions capped, window, undemanding;
  capped.max_bucket = 5;
  capped.max_representatives = 2;
  capped.min_rewrite_evidence = 100;
  window.window_days = 3;
  undemanding.min_rewrite_evidence = 1;
  undemanding.window_days = 40;
  undemanding.max_rewrites = 1'000;
  for (const CandidateOptions& options : {CandidateOptions(), capped, window, undemanding}) {
    for (const SkipShape& shape : kShapes) {
      Random random(shape.articles + shape.stories);
      const FingerprintBatch batch = RandomSkips(shape, &random);
      const Days days = RandomDays(batch.size(), &random);
      std::vector<Ordinal> deputies = OwnDeputies(batch);
      ExpectTwin({batch, deputies}, options);
      for (Ordinal& deputy : deputies) {
        if (random.Once(4)) deputy = random.Once(2) ? UINT32_MAX : random.Below(deputy + 1);
      }
      ExpectTwin({batch, deputies, {}, days}, options);
    }
  }
}

TEST(FindRewriteCandidates, KeepsToTheWindowWhereDatesAreKnown) {
  const std::vector<uint64_t> keys = {HashOf(1), HashOf(2), HashOf(3)};
  const FingerprintBatch batch = SkipBatch({keys, keys, keys, keys});
  const Days days = {100, 114, kUnknownDay, 115};
  const std::vector<Ordinal> own = OwnDeputies(batch);
  const auto pairs = [&](uint32_t window) {
    CandidateOptions options;
    options.min_rewrite_evidence = 1;
    options.window_days = window;
    options.max_rewrites = 4;
    std::set<std::pair<Ordinal, Ordinal>> found;
    for (const CandidatePair& p : FindRewriteCandidates({batch, own, {}, days}, options).pairs) {
      found.emplace(p.a, p.b);
    }
    return found;
  };
  EXPECT_EQ(pairs(0).size(), 6u);
  EXPECT_EQ(pairs(15).size(), 6u);
  const std::set<std::pair<Ordinal, Ordinal>> within14 = {{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 3}};
  EXPECT_EQ(pairs(14), within14);
}

// A key that everybody holds pairs an article with those next to it in time.
TEST(FindRewriteCandidates, ShortensCrowdedKeysToTheNearestInTime) {
  constexpr uint32_t kArticles = 500;
  const std::vector<uint64_t> keys = {HashOf(1), HashOf(2), HashOf(3), HashOf(4)};
  const FingerprintBatch batch = SkipBatch(std::vector<std::vector<uint64_t>>(kArticles, keys));
  Days days(kArticles);
  for (uint32_t i = 0; i < kArticles; ++i) days[i] = static_cast<int32_t>(i * 7 % kArticles);
  CandidateOptions options;
  options.min_rewrite_evidence = 1;
  options.max_rewrites = kArticles;
  const std::vector<Ordinal> own = OwnDeputies(batch);
  const auto [pairs, stats] = FindRewriteCandidates({batch, own, {}, days}, options);
  const int32_t reach = static_cast<int32_t>(options.max_representatives);
  EXPECT_EQ(pairs.size(), kArticles * options.max_representatives - 16u * 17 / 2);
  for (const CandidatePair& p : pairs) EXPECT_LE(std::abs(days[p.a] - days[p.b]), reach);
  EXPECT_EQ(stats.capped_keys, keys.size());
  EXPECT_EQ(stats.capped_pairs, keys.size() * (kArticles * (kArticles - 1) / 2 - pairs.size()));
}

// A crowd with something in common leaves an article its rewrite.
TEST(FindRewriteCandidates, ProposesTheStrongestPairsOfEitherArticle) {
  std::vector<std::vector<uint64_t>> keys(50, {HashOf(1), HashOf(2)});
  keys[7].push_back(HashOf(3));
  keys[40].push_back(HashOf(3));
  const FingerprintBatch batch = SkipBatch(keys);
  const std::vector<Ordinal> own = OwnDeputies(batch);
  CandidateOptions options;
  options.max_rewrites = 1;
  const auto [pairs, stats] = FindRewriteCandidates({batch, own}, options);
  EXPECT_LE(pairs.size(), keys.size());
  EXPECT_TRUE(std::any_of(pairs.begin(), pairs.end(),
                          [](const CandidatePair& p) { return p.a == 7 && p.b == 40; }));
  EXPECT_EQ(stats.weaker_pairs + pairs.size(), 50u * 49 / 2);
}

TEST(FindRewriteCandidates, GivesTheSameForAnyNumberOfThreads) {
  Random random(3);
  const FingerprintBatch batch = RandomSkips({5'000, 2'000, 30, 20, 3'000}, &random);
  const Days days = RandomDays(batch.size(), &random);
  const std::vector<Ordinal> own = OwnDeputies(batch);
  const auto find = [&](int threads) {
    return tbb::task_arena(threads).execute([&] {
      return FindRewriteCandidates({batch, own, {}, days}, {}).pairs;
    });
  };
  const std::vector<CandidatePair> one = find(1);
  EXPECT_GT(one.size(), 1'000u);
  EXPECT_EQ(find(2), one);
}

}  // namespace
}  // namespace newsprint
