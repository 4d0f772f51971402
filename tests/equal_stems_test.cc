// Merging sorted columns, against looking up each.
#include "relate/equal_stems.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "testing_text.h"

namespace newsprint {
namespace {

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

Pairs LookUpEach(const std::vector<uint32_t>& x, const std::vector<uint32_t>& y) {
  Pairs equal;
  for (uint32_t i = 0; i < x.size(); ++i) {
    const auto at = std::lower_bound(y.begin(), y.end(), x[i]);
    if (at != y.end() && *at == x[i]) equal.emplace_back(i, static_cast<uint32_t>(at - y.begin()));
  }
  return equal;
}

std::vector<uint32_t> RandomColumn(size_t size, uint32_t values, uint32_t step, Random* random) {
  std::vector<uint32_t> column(size);
  for (uint32_t& v : column) v = random->Below(values) * step;
  std::sort(column.begin(), column.end());
  return column;
}

TEST(FindEqual, FindsWhatLookingUpEachFinds) {
  Random random(1);
  Pairs equal;
  for (int i = 0; i < 3000; ++i) {
    const uint32_t values = 1 + random.Below(400), step = random.Once(2) ? 1 : UINT32_MAX / 400;
    const auto x = RandomColumn(random.Below(300), values, step, &random);
    const auto y = RandomColumn(random.Below(300), values, step, &random);
    FindEqual(x, y, &equal);
    ASSERT_EQ(equal, LookUpEach(x, y));
  }
}

TEST(FindEqual, TakesTheSmallestAndTheLargestValues) {
  Pairs equal;
  FindEqual(std::vector<uint32_t>{0, 0, UINT32_MAX},
            std::vector<uint32_t>{0, UINT32_MAX, UINT32_MAX}, &equal);
  EXPECT_EQ(equal, (Pairs{{0, 0}, {1, 0}, {2, 1}}));
  FindEqual({}, std::vector<uint32_t>{1}, &equal);
  EXPECT_TRUE(equal.empty());
}

}  // namespace
}  // namespace newsprint
