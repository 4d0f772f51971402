// Every SIMD target gives what plain code gives, and is chosen when it is asked for.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "newsprint/version.h"
#include "sketch/shingle.h"
#include "sketch/shingle_kernels.h"
#include "sketch/signature_kernels.h"

namespace newsprint {
namespace {

class Targets : public testing::Test {
 protected:
  ~Targets() override { SelectTargets(""); }
};

TEST_F(Targets, AgreeWithPlainCodeAtEverySizeAndAlignment) {
  std::mt19937_64 random(6);
  std::vector<uint32_t> a(320);
  std::vector<uint32_t> b(320);
  for (size_t i = 0; i < a.size(); ++i) {
    a[i] = static_cast<uint32_t>(random());
    b[i] = a[i] ^ (random() % 2 == 0 ? 0u : 1u << random() % 32);
  }
  for (const std::string& target : BuiltTargets()) {
    ASSERT_TRUE(SelectTargets(target));
    for (size_t size = 0; size <= 300; ++size) {
      const uint32_t* from = b.data() + size % 17;
      EXPECT_EQ(CountEqual(a.data(), from, size), CountEqualPlain(a.data(), from, size));
      EXPECT_EQ(CountEqual(a.data() + 3, b.data() + 3, size),
                CountEqualPlain(a.data() + 3, b.data() + 3, size))
          << target << " " << size;
    }
  }
}

TEST_F(Targets, HashShinglesAsTheirDefinitionAtEverySize) {
  std::mt19937_64 random(7);
  std::vector<uint64_t> tokens(100);
  for (uint64_t& token : tokens) token = random();
  for (const std::string& target : BuiltTargets()) {
    ASSERT_TRUE(SelectTargets(target));
    for (size_t count = 0; count + kShingleWords <= tokens.size() + 1; ++count) {
      std::vector<uint64_t> hashes(count), plain(count);
      HashWordShingles(tokens.data(), count, hashes.data());
      HashWordShinglesPlain(tokens.data(), count, plain.data());
      for (size_t i = 0; i < count; ++i) {
        uint64_t sum = 0;
        for (size_t k = 0; k < kShingleWords; ++k) sum = sum * kShingleMultiplier + tokens[i + k];
        EXPECT_EQ(hashes[i], Mix(sum)) << target << " " << count;
        EXPECT_EQ(plain[i], Mix(sum)) << count;
      }
    }
  }
}

TEST_F(Targets, AreUsedWhenSelected) {
  const std::vector<std::string> all = BuiltTargets();
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.back(), "scalar");
  EXPECT_EQ(ActiveTarget(), all.front());
  for (const std::string& target : all) {
    ASSERT_TRUE(SelectTargets(target));
    EXPECT_EQ(ActiveTarget(), target);
    EXPECT_EQ(BuiltTargets(), all);
    ASSERT_TRUE(SelectTargets("scalar," + target));
    EXPECT_EQ(ActiveTarget(), target);
  }
  ASSERT_TRUE(SelectTargets(""));
  EXPECT_EQ(ActiveTarget(), all.front());
}

TEST_F(Targets, StayAsTheyAreForAnUnknownName) {
  ASSERT_TRUE(SelectTargets("scalar"));
  for (const char* names : {"altivec", "scalar,altivec", ",", "scalar,", "Scalar", "riscv"}) {
    EXPECT_FALSE(SelectTargets(names)) << names;
    EXPECT_EQ(ActiveTarget(), "scalar");
  }
}

TEST(Version, NamesWhatWasBuilt) {
  EXPECT_EQ(std::ranges::count(Version(), '.'), 2);
  EXPECT_NE(CompilerName().find('.'), std::string::npos);
}

}  // namespace
}  // namespace newsprint
