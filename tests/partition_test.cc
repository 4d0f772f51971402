// What the candidate stage counts and sorts with: logarithms and partitions.
#include "candidates/partition.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "candidates/key_ranges.h"
#include "gtest/gtest.h"
#include "log2_fixed.h"
#include "testing_text.h"

namespace newsprint {
namespace {

// floor(16 log2 x) = floor(log2 x^16), exactly.
uint32_t SixteenthsOfLog2(uint64_t x) {
  const boost::multiprecision::cpp_int power = pow(boost::multiprecision::cpp_int(x), 16);
  return static_cast<uint32_t>(msb(power));
}

TEST(Log2Fixed, IsExactForCounts) {
  for (uint64_t x = 1; x <= 70'000; ++x) ASSERT_EQ(Log2Fixed<4>(x), SixteenthsOfLog2(x)) << x;
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const uint64_t x = 1 + random.Below(UINT32_MAX);
    ASSERT_EQ(Log2Fixed<4>(x), SixteenthsOfLog2(x)) << x;
  }
}

TEST(Log2Fixed, IsExactForPowersOfTwoAndNeverFalls) {
  uint32_t before = 0;
  for (int bit = 0; bit < 64; ++bit) {
    const uint64_t power = uint64_t{1} << bit;
    EXPECT_EQ(Log2Fixed<4>(power), static_cast<uint32_t>(bit) * 16);
    EXPECT_EQ(Log2Fixed<8>(power), static_cast<uint32_t>(bit) * 256);
    EXPECT_GE(Log2Fixed<4>(power), before);
    before = Log2Fixed<4>(power | (power - 1));
  }
}

bool SameEntry(const KeyEntry& x, const KeyEntry& y) {
  return x.key == y.key && x.article == y.article;
}

struct Keys {
  const char* name;
  uint64_t (*key)(Random* random);
};

constexpr Keys kKeys[] = {
    {"random", [](Random* r) { return r->Next(); }},
    {"all equal", [](Random*) { return uint64_t{42}; }},
    {"half equal", [](Random* r) { return r->Once(2) ? uint64_t{1} << 63 : r->Next(); }},
    {"few", [](Random* r) { return HashOf(r->Below(5)); }},
    {"small numbers", [](Random* r) { return uint64_t{r->Below(1'000)} << 10; }},
    {"one partition", [](Random* r) { return r->Next() >> 8 | uint64_t{7} << 56; }},
    {"extremes", [](Random* r) { return r->Once(2) ? UINT64_MAX : uint64_t{0}; }},
};

TEST(PartitionByKey, SortsLikeAStableSortByKey) {
  std::vector<KeyEntry> scratch;
  for (const Keys& keys : kKeys) {
    for (const uint32_t size : {0u, 1u, 2u, 3u, 100u, 5'000u, 100'000u}) {
      Random random(size);
      std::vector<KeyEntry> entries(size);
      for (uint32_t i = 0; i < size; ++i) entries[i] = {keys.key(&random), i / 3, 0};
      std::vector<KeyEntry> sorted = entries;
      std::stable_sort(sorted.begin(), sorted.end(),
                       [](const KeyEntry& x, const KeyEntry& y) { return x.key < y.key; });
      PartitionByKey(&entries, &scratch);
      EXPECT_TRUE(
          std::equal(entries.begin(), entries.end(), sorted.begin(), sorted.end(), SameEntry))
          << keys.name << ", " << size;
    }
  }
}

TEST(DropUnshared, LeavesAllSharedKeysInOrderAndFewOthers) {
  for (const Keys& keys : kKeys) {
    for (const uint32_t size : {0u, 1u, 2u, 3u, 100u, 50'000u}) {
      Random random(size);
      std::vector<KeyEntry> entries(size);
      for (uint32_t i = 0; i < size; ++i) entries[i] = {keys.key(&random), i, 0};
      std::map<uint64_t, size_t> holders;
      for (const KeyEntry& e : entries) ++holders[e.key];
      const auto is_shared = [&](const KeyEntry& e) { return holders[e.key] > 1; };
      const auto shared = std::count_if(entries.begin(), entries.end(), is_shared);
      std::vector<KeyEntry> left = entries;
      DropUnshared(&left);
      EXPECT_TRUE(std::includes(entries.begin(), entries.end(), left.begin(), left.end(),
                                [](const auto& x, const auto& y) { return x.article < y.article; }))
          << keys.name << ", " << size;
      EXPECT_EQ(std::count_if(left.begin(), left.end(), is_shared), shared)
          << keys.name << ", " << size;
      EXPECT_LE(left.size() - static_cast<size_t>(shared), size / 4 + 1)
          << keys.name << ", " << size;
    }
  }
}

TEST(KeyRanges, CoverAllKeysAndHoldFew) {
  for (const Keys& keys : kKeys) {
    Random random(1);
    std::vector<uint64_t> column(2'000'000);
    for (uint64_t& key : column) key = keys.key(&random);
    const std::vector<KeyRange> ranges = CutIntoRanges(column);
    std::sort(column.begin(), column.end());
    size_t held = 0;
    for (size_t r = 0; r < ranges.size(); ++r) {
      EXPECT_EQ(ranges[r].first, r == 0 ? 0 : ranges[r - 1].last + 1) << keys.name;
      const std::span<const uint64_t> in = KeysIn(ranges[r], column);
      for (const size_t guess : {size_t{0}, column.size() / 2, column.size(), column.size() + 9}) {
        const std::span<const uint64_t> near = KeysNear(guess, ranges[r], column);
        EXPECT_TRUE(near.size() == in.size() && (near.empty() || near.data() == in.data()));
      }
      held += in.size();
      const bool one_key = !in.empty() && std::count(in.begin(), in.end(), in[0]) > 400'000;
      EXPECT_TRUE(one_key || in.size() < 800'000) << keys.name << ", " << in.size();
    }
    EXPECT_EQ(ranges.back().last, UINT64_MAX) << keys.name;
    EXPECT_EQ(held, column.size()) << keys.name;
  }
}

TEST(KeyRanges, ACorpusWithoutKeysHasOne) {
  ASSERT_EQ(CutIntoRanges({}).size(), 1u);
  EXPECT_TRUE(KeysIn(CutIntoRanges({})[0], {}).empty());
}

}  // namespace
}  // namespace newsprint
