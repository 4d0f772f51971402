// Candidates of a small corpus against a twin that looks at every pair.
#include "candidates/content_pairs.h"

#include <tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "log2_fixed.h"
#include "testing_batch.h"
#include "testing_content.h"

namespace newsprint {
namespace {

constexpr Ordinal kNobody = UINT32_MAX;

// Articles of stories with stems of their own, stems of everybody, and some that are not rare.
ContentBatch RandomCorpus(size_t articles, uint32_t stories, Random* random) {
  ContentBatch batch;
  for (size_t i = 0; i < articles; ++i) {
    const uint32_t story = random->Below(stories);
    ContentStems row = RandomContent(random->Below(25), 30, random);
    for (uint32_t k = random->Below(20); k > 0; --k) {
      row.push_back(StemOf(1'000 + 40 * story + random->Below(40)));
    }
    AddContent(row, &batch);
  }
  for (uint8_t& weight : batch.background) weight = random->Once(4) ? 63 : kRareWeight;
  return batch;
}

std::vector<CandidatePair> Twin(const ContentBatch& content, const CandidateInput& input,
                                uint32_t window) {
  std::vector<std::set<uint32_t>> rare(content.size());
  std::map<uint32_t, size_t> holders;
  size_t articles = 0;
  for (size_t i = 0; i < content.size(); ++i) {
    if (input.deputies[i] != i) continue;
    ++articles;
    // A stem's rarity is the same everywhere but in tests; its first place counts.
    std::set<uint32_t> seen;
    const ContentBatch::Row row = content.Of(i);
    for (size_t k = 0; k < row.stems.size(); ++k) {
      if (!seen.insert(row.stems[k].stem).second || row.background[k] != kRareWeight) continue;
      rare[i].insert(row.stems[k].stem);
      ++holders[row.stems[k].stem];
    }
  }
  const uint32_t most = Log2Fixed<4>(std::max<uint64_t>(articles, 65'536));
  std::vector<CandidatePair> all;
  for (Ordinal a = 0; a < content.size(); ++a) {
    for (Ordinal b = a + 1; b < content.size(); ++b) {
      uint32_t evidence = 0, stems = 0;
      for (const uint32_t stem : rare[a]) {
        if (!rare[b].contains(stem)) continue;
        ++stems;
        evidence += most - std::min(most, Log2Fixed<4>(holders[stem] - 1));
      }
      const bool dated = !input.days.empty() && input.days[a] != kUnknownDay &&
                         input.days[b] != kUnknownDay && window > 0;
      if (dated && std::abs(input.days[a] - input.days[b]) > static_cast<int32_t>(window)) continue;
      if (stems >= 2) all.push_back({a, b, evidence});
    }
  }
  std::set<std::pair<Ordinal, Ordinal>> strongest;
  for (Ordinal i = 0; i < content.size(); ++i) {
    std::vector<CandidatePair> own;
    for (const CandidatePair& p : all) {
      if (p.a == i || p.b == i) own.push_back(p);
    }
    std::stable_sort(own.begin(), own.end(), [](const CandidatePair& x, const CandidatePair& y) {
      return x.evidence > y.evidence;
    });
    own.resize(std::min<size_t>(own.size(), kContentPairs));
    for (const CandidatePair& p : own) strongest.emplace(p.a, p.b);
  }
  std::erase_if(all, [&](const CandidatePair& p) { return !strongest.contains({p.a, p.b}); });
  return all;
}

TEST(FindContentPairs, AgreesWithTheTwin) {
  Random random(1);
  for (const size_t articles : {0u, 1u, 2u, 30u, 150u}) {
    for (const uint32_t stories : {1u, 5u, 60u}) {
      const ContentBatch content = RandomCorpus(articles, stories, &random);
      FingerprintBatch unused;
      std::vector<Ordinal> deputies(articles);
      std::vector<int32_t> days(articles);
      for (Ordinal i = 0; i < articles; ++i) {
        deputies[i] = random.Once(6) ? kNobody : random.Once(6) ? random.Below(i + 1) : i;
        days[i] = random.Once(5) ? kUnknownDay : static_cast<int32_t>(random.Below(30));
      }
      for (const uint32_t window : {0u, 3u, 40u}) {
        const CandidateInput input = {unused, deputies, {}, days};
        ASSERT_EQ(FindContentPairs(content, input, window), Twin(content, input, window));
      }
      const CandidateInput undated = {unused, deputies};
      ASSERT_EQ(FindContentPairs(content, undated, 3), Twin(content, undated, 3));
    }
  }
}

TEST(FindContentPairs, GivesTheSameForAnyNumberOfThreads) {
  Random random(2);
  const ContentBatch content = RandomCorpus(600, 100, &random);
  FingerprintBatch unused;
  std::vector<Ordinal> own(content.size());
  for (Ordinal i = 0; i < own.size(); ++i) own[i] = i;
  const auto find = [&](int threads) {
    return tbb::task_arena(threads).execute([&] {
      return FindContentPairs(content, {unused, own}, 0);
    });
  };
  const std::vector<CandidatePair> one = find(1);
  EXPECT_GT(one.size(), 600u);
  EXPECT_EQ(find(4), one);
}

}  // namespace
}  // namespace newsprint
