// The order in which pairs are judged.
#include "relate/judging_order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <numeric>
#include <vector>

#include "gtest/gtest.h"
#include "testing_text.h"

namespace newsprint {
namespace {

// How many articles are fetched when the last `kept` are at hand.
size_t Fetched(const std::vector<CandidatePair>& pairs, const std::vector<uint32_t>& order,
               size_t kept) {
  size_t fetched = 0;
  std::deque<Ordinal> last;
  for (const uint32_t i : order) {
    for (const Ordinal article : {pairs[i].a, pairs[i].b}) {
      const auto at = std::find(last.begin(), last.end(), article);
      if (at == last.end()) ++fetched;
      if (at != last.end()) last.erase(at);
      last.push_back(article);
      if (last.size() > kept) last.pop_front();
    }
  }
  return fetched;
}

TEST(JudgingOrder, TakesEveryPairOnce) {
  Random random(1);
  for (const size_t size : {0u, 1u, 2u, 500u}) {
    std::vector<CandidatePair> pairs;
    for (size_t i = 0; i < size; ++i) {
      const Ordinal a = random.Below(300);
      pairs.push_back({a, a + 1 + random.Below(300), 0, false});
    }
    std::vector<uint32_t> order = JudgingOrder(pairs);
    EXPECT_EQ(order, JudgingOrder(pairs));
    std::sort(order.begin(), order.end());
    std::vector<uint32_t> all(size);
    std::iota(all.begin(), all.end(), 0);
    EXPECT_EQ(order, all);
  }
}

// Groups of eight, all paired among themselves, whose ordinals lie far apart.
TEST(JudgingOrder, BringsTogetherWhatSharesArticles) {
  constexpr Ordinal kGroups = 200;
  std::vector<CandidatePair> pairs;
  for (Ordinal first = 0; first < kGroups; ++first) {
    for (Ordinal i = 0; i < 8; ++i) {
      for (Ordinal j = i + 1; j < 8; ++j) {
        pairs.push_back({first + i * kGroups, first + j * kGroups, 0, false});
      }
    }
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const auto& x, const auto& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  EXPECT_EQ(Fetched(pairs, JudgingOrder(pairs), 16), size_t{8} * kGroups);
}

}  // namespace
}  // namespace newsprint
