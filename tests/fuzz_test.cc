// Replays the seeds of every fuzzing entry point, as they are and changed at random.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fuzz/entry_points.h"

namespace newsprint {
namespace {

constexpr int kMutationsOfASeed = 300;

std::vector<std::string> SeedsOf(const FuzzEntryPoint& entry_point) {
  const auto folder =
      std::filesystem::path(NEWSPRINT_SOURCE_DIR) / "tests/fuzz/seeds" / entry_point.name;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

// One change: a byte, a missing or doubled piece, or a piece of another seed.
void Mutate(const std::vector<std::string>& seeds, std::mt19937_64* random, std::string* bytes) {
  const auto below = [random](size_t n) { return n == 0 ? 0 : (*random)() % n; };
  const size_t at = below(bytes->size() + 1);
  const size_t length = below(1 + std::min<size_t>(64, bytes->size() - at));
  const std::string& other = seeds[below(seeds.size())];
  switch (below(5)) {
    case 0:
      if (at < bytes->size()) (*bytes)[at] = static_cast<char>(below(256));
      break;
    case 1:
      if (at < bytes->size()) (*bytes)[at] = static_cast<char>((*bytes)[at] ^ (1 << below(8)));
      break;
    case 2:
      bytes->erase(at, length);
      break;
    case 3:
      bytes->insert(at, bytes->substr(at, length));
      break;
    default:
      bytes->insert(at, other.substr(below(other.size() + 1), below(64)));
      break;
  }
}

class FuzzTest : public testing::TestWithParam<FuzzEntryPoint> {};

TEST_P(FuzzTest, SurvivesItsSeeds) {
  const std::vector<std::string> seeds = SeedsOf(GetParam());
  ASSERT_FALSE(seeds.empty());
  for (const std::string& seed : seeds) GetParam().run(seed);
}

TEST_P(FuzzTest, SurvivesChangedSeeds) {
  const std::vector<std::string> seeds = SeedsOf(GetParam());
  std::mt19937_64 random(1);
  for (const std::string& seed : seeds) {
    for (int i = 0; i < kMutationsOfASeed; ++i) {
      std::string bytes = seed;
      for (uint64_t changes = 1 + random() % 8; changes > 0; --changes) {
        Mutate(seeds, &random, &bytes);
      }
      GetParam().run(bytes);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, FuzzTest, testing::ValuesIn(kFuzzEntryPoints),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace newsprint
