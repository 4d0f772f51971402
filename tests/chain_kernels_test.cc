// The heaviest chain on every SIMD target against plain code, and that against all subsequences.
#include "relate/chain_kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "newsprint/version.h"

namespace newsprint {
namespace {

std::vector<ChainStep> RandomSteps(std::mt19937* random, size_t count, size_t places) {
  std::vector<ChainStep> steps(count);
  for (ChainStep& step : steps) {
    step.place = static_cast<uint16_t>((*random)() % places);
    step.weight = static_cast<uint16_t>((*random)() % 129);
  }
  return steps;
}

int32_t HeaviestSubsequence(const std::vector<ChainStep>& steps) {
  int32_t best = 0;
  for (uint32_t chosen = 0; chosen < 1u << steps.size(); ++chosen) {
    int32_t weight = 0, last = -1;
    bool increases = true;
    for (size_t k = 0; k < steps.size(); ++k) {
      if ((chosen >> k & 1) == 0) continue;
      increases &= steps[k].place > last;
      last = steps[k].place;
      weight += steps[k].weight;
    }
    if (increases) best = std::max(best, weight);
  }
  return best;
}

TEST(HeaviestChainPlain, IsTheHeaviestSubsequenceThatIncreases) {
  std::mt19937 random(1);
  for (size_t round = 0; round < 200; ++round) {
    const size_t places = 1 + random() % 12;
    const std::vector<ChainStep> steps = RandomSteps(&random, random() % 10, places);
    EXPECT_EQ(HeaviestChainPlain(steps, places), HeaviestSubsequence(steps));
  }
}

class HeaviestChainTest : public testing::Test {
 protected:
  ~HeaviestChainTest() override { SelectTargets(""); }

  // Scratch memory is one for all, as it is where stories are scored.
  std::vector<ChainBlock> scratch_;
};

TEST_F(HeaviestChainTest, AgreesWithPlainCodeOnEveryTarget) {
  for (const std::string& target : BuiltTargets()) {
    ASSERT_TRUE(SelectTargets(target));
    std::mt19937 random(2);
    for (size_t places = 0; places <= 300; ++places) {
      const size_t count = places == 0 ? 0 : random() % (3 * places);
      const std::vector<ChainStep> steps = RandomSteps(&random, count, places);
      EXPECT_EQ(HeaviestChain(steps, places, &scratch_), HeaviestChainPlain(steps, places))
          << target << " " << places;
    }
  }
}

TEST_F(HeaviestChainTest, ReachesTheLastPlaceThatThereCanBe) {
  constexpr size_t kPlaces = 65536, kApart = 64;
  std::vector<ChainStep> up, down;
  for (size_t place = kApart - 1; place < kPlaces; place += kApart) {
    up.push_back({static_cast<uint16_t>(place), 128});
    down.push_back({static_cast<uint16_t>(kPlaces - 1 - place), 128});
  }
  for (const std::string& target : BuiltTargets()) {
    ASSERT_TRUE(SelectTargets(target));
    EXPECT_EQ(HeaviestChain(up, kPlaces, &scratch_), int32_t{kPlaces / kApart * 128}) << target;
    EXPECT_EQ(HeaviestChain(down, kPlaces, &scratch_), 128) << target;
  }
}

}  // namespace
}  // namespace newsprint
