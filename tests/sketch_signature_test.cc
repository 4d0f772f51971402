// The estimator: its definition, written a second time; bias and error; band recall.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>

#include "sketch/shingle.h"
#include "sketch/signature.h"
#include "sketch_helpers.h"

namespace newsprint {
namespace {

using Slots = std::array<uint32_t, kSignatureSlots>;

Slots SignatureOf(const std::vector<uint64_t>& hashes) {
  Slots slots;
  MakeSignature(hashes, slots);
  return slots;
}

// The paper's procedure, one ball after the other, stopping as soon as a round has filled the bins.
Slots SlowSignature(const std::vector<uint64_t>& hashes) {
  constexpr uint64_t k = kSignatureSlots;
  std::array<std::optional<uint64_t>, k> bins;
  const auto empty = [&bins] { return std::count(bins.begin(), bins.end(), std::nullopt); };
  for (uint64_t round = 0; round < 2 * k && empty() > 0; ++round) {
    for (const uint64_t hash : hashes) {
      const uint64_t x = round == 0 ? hash : hash * (Mix(round * 0x9E3779B97F4A7C15) | 1);
      const uint64_t ball = round << 56 | x >> 8;
      std::optional<uint64_t>& bin = bins[round < k ? x >> 57 : round - k];
      bin = std::min(bin.value_or(UINT64_MAX), ball);
    }
  }
  Slots slots;
  for (size_t i = 0; i < k; ++i) slots[i] = static_cast<uint32_t>(bins[i].value_or(UINT64_MAX));
  return slots;
}

TEST(Signature, IsTheSketchOfThePaper) {
  std::mt19937_64 random(2);
  for (const size_t size :
       {0u, 1u, 2u, 3u, 5u, 20u, 63u, 64u, 100u, 128u, 300u, 447u, 448u, 449u, 700u, 3000u}) {
    for (int i = 0; i < 20; ++i) {
      const std::vector<uint64_t> hashes = RandomSets(size, 0, &random).a;
      EXPECT_EQ(SignatureOf(hashes), SlowSignature(hashes)) << size;
    }
  }
}

TEST(Signature, IgnoresOrderAndRepeats) {
  std::mt19937_64 random(3);
  for (const size_t size : {1u, 10u, 500u}) {
    std::vector<uint64_t> hashes = RandomSets(size, 0, &random).a;
    const Slots slots = SignatureOf(hashes);
    hashes.insert(hashes.end(), hashes.begin(), hashes.end());
    std::shuffle(hashes.begin(), hashes.end(), random);
    EXPECT_EQ(SignatureOf(hashes), slots);
  }
}

TEST(Signature, OfNothingIsAllOnes) {
  for (const uint32_t slot : SignatureOf({})) EXPECT_EQ(slot, kEmptySlot);
}

TEST(Signature, FillsAllSlotsWhateverTheHash) {
  for (const uint64_t hash : {uint64_t{0}, uint64_t{1}, UINT64_MAX}) {
    const Slots slots = SignatureOf({hash});
    EXPECT_EQ(slots, SlowSignature({hash}));
  }
}

struct Error {
  double bias = 0;      // mean of estimate - J
  double variance = 0;  // mean squared error over J(1-J)/k
};

Error Measure(size_t size, size_t shared, int trials) {
  std::mt19937_64 random(size * 1000 + shared);
  const double jaccard = static_cast<double>(shared) / static_cast<double>(2 * size - shared);
  Error error;
  for (int i = 0; i < trials; ++i) {
    const SetPair sets = RandomSets(size, shared, &random);
    const double miss =
        EqualSlots(SignatureOf(sets.a), SignatureOf(sets.b)) / double{kSignatureSlots} - jaccard;
    error.bias += miss / trials;
    error.variance += miss * miss / trials * kSignatureSlots / (jaccard * (1 - jaccard));
  }
  return error;
}

// J(1-J)/k would be 1.0; with 2,000 trials the figures are good to 0.05 or so.
TEST(Signature, EstimatesJaccardWithHalfTheErrorOnShortStories) {
  const struct {
    size_t size, shared;
    double least, most;
  } kCases[] = {{20, 13, 0.4, 0.6},   {20, 18, 0.4, 0.6},    {100, 67, 0.4, 0.65},
                {100, 89, 0.4, 0.65}, {400, 267, 0.65, 0.9}, {1000, 667, 0.75, 1.05}};
  for (const auto& test : kCases) {
    const Error error = Measure(test.size, test.shared, 2000);
    EXPECT_NEAR(error.bias, 0, 0.003) << test.size << " " << test.shared;
    EXPECT_GT(error.variance, test.least) << test.size << " " << test.shared;
    EXPECT_LT(error.variance, test.most) << test.size << " " << test.shared;
  }
}

TEST(Signature, EstimatesJaccardOfAnExcerptAndItsHost) {
  std::mt19937_64 random(4);
  const double kJaccard = 60.0 / 600;
  double mean = 0;
  for (int i = 0; i < 1000; ++i) {
    std::vector<uint64_t> host = RandomSets(600, 0, &random).a;
    const std::vector<uint64_t> excerpt(host.begin(), host.begin() + 60);
    mean += EqualSlots(SignatureOf(excerpt), SignatureOf(host)) / double{kSignatureSlots} / 1000;
  }
  EXPECT_NEAR(mean, kJaccard, 0.003);
}

TEST(Signature, OfUnrelatedStoriesSharesNoSlot) {
  std::mt19937_64 random(5);
  for (const size_t size : {1u, 20u, 1000u}) {
    const SetPair sets = RandomSets(size, 0, &random);
    EXPECT_EQ(EqualSlots(SignatureOf(sets.a), SignatureOf(sets.b)), 0u);
  }
}

// A change here changes every stored fingerprint: raise kFingerprintVersion.
TEST(Signature, KnownAnswers) {
  std::vector<uint64_t> hashes;
  const auto slots_of_first = [&hashes](uint64_t count) {
    hashes.clear();
    for (uint64_t i = 0; i < count; ++i) hashes.push_back(Mix(i + 1));
    const Slots slots = SignatureOf(hashes);
    return std::vector<uint32_t>{slots[0], slots[1], slots[64], slots[127]};
  };
  EXPECT_EQ(slots_of_first(1),
            (std::vector<uint32_t>{1730169248, 1738368679, 1285975311, 2961340130}));
  EXPECT_EQ(slots_of_first(100),
            (std::vector<uint32_t>{2516819264, 1228204565, 593902422, 1337789048}));
  EXPECT_EQ(slots_of_first(1000),
            (std::vector<uint32_t>{668626601, 4122405482, 2465019732, 3429648820}));
}

}  // namespace
}  // namespace newsprint
