// The vector kernels against their scalar twins, on every target of this machine.
#include "text/text_kernels.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>
#include <xxhash.h>

#include <array>
#include <random>
#include <string>
#include <vector>

namespace newsprint {
namespace {

// Runs `check` once with each supported target as the only one.
template <typename Check>
void ForEachTarget(const Check& check) {
  for (int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    const int64_t target = left & -left;
    SCOPED_TRACE(hwy::TargetName(target));
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().DeInit();
    check();
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().DeInit();
}

std::string RandomBytes(std::mt19937* random, size_t size, uint32_t high_one_in) {
  std::string bytes(size, ' ');
  for (char& c : bytes) {
    const bool high = high_one_in != 0 && (*random)() % high_one_in == 0;
    c = static_cast<char>((*random)() % 128 + (high ? 128 : 0));
  }
  return bytes;
}

TEST(TextKernels, CopyLowerAsciiAgreesWithScalarOnEveryTarget) {
  ForEachTarget([] {
    std::mt19937 random(1);
    for (size_t size = 0; size < 300; ++size) {
      const std::string from = RandomBytes(&random, size, size % 3 == 0 ? 0 : 100);
      std::string expected(size, 0);
      std::string actual(size, 0);
      const size_t length = CopyLowerAsciiScalar(from.data(), size, expected.data());
      ASSERT_EQ(CopyLowerAscii(from.data(), size, actual.data()), length);
      EXPECT_EQ(actual.substr(0, length), expected.substr(0, length));
    }
  });
}

TEST(TextKernels, ClassifyBytesAgreesWithScalarOnEveryTarget) {
  ForEachTarget([] {
    std::mt19937 random(2);
    for (size_t size = 0; size < 300; ++size) {
      const std::string folded = RandomBytes(&random, size, 4);
      const size_t blocks = (size + 63) / 64;
      std::vector<uint64_t> actual(2 * blocks), expected(2 * blocks);
      const auto classes = [blocks](std::vector<uint64_t>& bits) {
        return ByteClasses{bits.data(), bits.data() + blocks};
      };
      ClassifyBytesScalar(folded.data(), size, classes(expected));
      ClassifyBytes(folded.data(), size, classes(actual));
      EXPECT_EQ(actual, expected);
    }
  });
}

TEST(TextKernels, ListWordsAgreesWithScalarOnEveryTarget) {
  ForEachTarget([] {
    std::mt19937_64 random(3);
    for (size_t blocks = 0; blocks < 40; ++blocks) {
      std::vector<uint64_t> words(blocks), cuts(blocks - blocks / 3);
      for (uint64_t& bits : words) bits = blocks % 2 == 0 ? random() : random() | random();
      for (uint64_t& bits : cuts)
        bits = blocks % 5 == 0 ? random() : random() & random() & random();
      const WordBits bits = {words.data(), blocks, cuts.data(), cuts.size()};
      const size_t most = blocks * 64 + kBoundsSlack;
      std::vector<uint32_t> begins(most), ends(most), expected_begins(most), expected_ends(most);
      const size_t count = ListWordsScalar(bits, expected_begins.data(), expected_ends.data());
      ASSERT_EQ(ListWords(bits, begins.data(), ends.data()), count);
      for (size_t i = 0; i < count; ++i) {
        EXPECT_EQ(begins[i], expected_begins[i]);
        if (i + 1 < count || words[blocks - 1] >> 63 == 0) {
          EXPECT_EQ(ends[i], expected_ends[i]);
        }
      }
    }
  });
}

TEST(TextKernels, ListGapsAndLongWordsAgreeWithScalarOnEveryTarget) {
  ForEachTarget([] {
    std::mt19937_64 random(8);
    for (uint32_t count = 1; count < 80; ++count) {
      // Words of one to ten letters, and between them nothing, a blank or something else; the
      // text may end with the last word.
      std::string folded;
      std::vector<uint32_t> begins, ends;
      for (uint32_t i = 0; i < count; ++i) {
        begins.push_back(static_cast<uint32_t>(folded.size()));
        folded.append(1 + random() % 10, 'a');
        ends.push_back(static_cast<uint32_t>(folded.size()));
        folded += std::array{"", " ", " ", " ", ", ", ".", "\n", "  "}[random() % 8];
      }
      const WordRow words = {folded.data(), folded.size(), begins.data(), ends.data(), count};
      std::vector<uint32_t> expected(count), gaps(count + kBoundsSlack);
      expected.resize(ListGapsScalar(words, 1, expected.data()));
      gaps.resize(ListGaps(words, gaps.data()));
      EXPECT_EQ(gaps, expected) << count;
      std::vector<uint32_t> expected_long(count), long_words(count + kBoundsSlack);
      expected_long.resize(ListLongWordsScalar(words, 0, expected_long.data()));
      long_words.resize(ListLongWords(words, long_words.data()));
      EXPECT_EQ(long_words, expected_long) << count;
    }
  });
}

TEST(TextKernels, HashHeadsIsXxh3OfWordsOfEightBytesOnEveryTarget) {
  ForEachTarget([] {
    std::mt19937_64 random(4);
    for (uint32_t count = 0; count < 40; ++count) {
      std::vector<uint64_t> heads(count), hashes(count);
      std::vector<uint32_t> begins(count), ends(count);
      for (uint32_t i = 0; i < count; ++i) {
        heads[i] = random();
        begins[i] = static_cast<uint32_t>(random());
        ends[i] = begins[i] + 1 + static_cast<uint32_t>(random() % 30);
      }
      HashHeads({heads.data(), begins.data(), ends.data(), count}, hashes.data());
      for (uint32_t i = 0; i < count; ++i) {
        const uint32_t size = ends[i] - begins[i];
        if (size > kLongestHead) continue;
        EXPECT_EQ(hashes[i], XXH3_64bits(&heads[i], size)) << size;
      }
    }
  });
}

TEST(TextKernels, EveryByteHasItsClass) {
  std::string all(256, 0);
  for (size_t i = 0; i < 256; ++i) all[i] = static_cast<char>(i);
  uint64_t words[4], joiners[4];
  ClassifyBytes(all.data(), 256, {words, joiners});
  for (uint32_t c = 0; c < 256; ++c) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
    EXPECT_EQ(words[c / 64] >> (c % 64) & 1, word) << c;
    EXPECT_EQ(joiners[c / 64] >> (c % 64) & 1, c == '\'' || c == '.' || c == ',') << c;
  }
}

}  // namespace
}  // namespace newsprint
