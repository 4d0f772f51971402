// Chains against the quadratic recurrence they stand for, and seeds against all pairs of positions.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "align/seeds.h"
#include "gtest/gtest.h"
#include "newsprint/alignment.h"
#include "testing_text.h"

namespace newsprint {
namespace {

bool Before(const Anchor& x, const Anchor& y) {
  return x.a + x.length <= y.a && x.b + x.length <= y.b;
}

int64_t Gap(const Anchor& x, const Anchor& y, const GapCosts& costs) {
  return int64_t{costs.a} * (y.a - x.a - x.length) + int64_t{costs.b} * (y.b - x.b - x.length);
}

// f(i) = w(i) + max(0, max over j before i of f(j) - gap(j, i)); the first of equals.
Chain QuadraticChain(const std::vector<Anchor>& anchors, const GapCosts& costs) {
  constexpr uint32_t kNone = UINT32_MAX;
  std::vector<int64_t> score(anchors.size());
  std::vector<uint32_t> previous(anchors.size(), kNone);
  uint32_t best = kNone;
  for (uint32_t i = 0; i < anchors.size(); ++i) {
    int64_t gain = 0;
    for (uint32_t j = 0; j < i; ++j) {
      if (!Before(anchors[j], anchors[i])) continue;
      const int64_t g = score[j] - Gap(anchors[j], anchors[i], costs);
      if (g > gain) gain = g, previous[i] = j;
    }
    score[i] = int64_t{anchors[i].weight} * 256 + gain;
    if (best == kNone || score[i] > score[best]) best = i;
  }
  Chain chain;
  if (best == kNone) return chain;
  chain.score = score[best];
  for (uint32_t i = best; i != kNone; i = previous[i]) chain.anchors.push_back(i);
  std::reverse(chain.anchors.begin(), chain.anchors.end());
  return chain;
}

bool ByPlace(const Anchor& x, const Anchor& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); }

struct AnchorShape {
  uint32_t most;        // anchors
  uint32_t range;       // of positions
  uint32_t max_length;  // and weights, when they are not lengths
  bool length_is_weight;
};

std::vector<Anchor> RandomAnchors(const AnchorShape& shape, uint32_t base, Random* random) {
  std::vector<Anchor> anchors(random->Below(shape.most + 1));
  for (Anchor& x : anchors) {
    x.a = base + random->Below(shape.range);
    x.b = base + random->Below(shape.range);
    x.length = 1 + random->Below(shape.max_length);
    x.weight = static_cast<int32_t>(shape.length_is_weight ? x.length
                                                           : 1 + random->Below(shape.max_length));
  }
  std::sort(anchors.begin(), anchors.end(), ByPlace);
  return anchors;
}

void ExpectTwin(const std::vector<Anchor>& anchors, const GapCosts& costs) {
  const Chain chain = BestChain(anchors, costs);
  const Chain twin = QuadraticChain(anchors, costs);
  ASSERT_EQ(chain.score, twin.score);
  ASSERT_EQ(chain.anchors, twin.anchors);
  for (size_t i = 1; i < chain.anchors.size(); ++i) {
    ASSERT_TRUE(Before(anchors[chain.anchors[i - 1]], anchors[chain.anchors[i]]));
  }
}

TEST(BestChain, OfNothingIsEmpty) {
  const Chain chain = BestChain({}, {});
  EXPECT_EQ(chain.score, 0);
  EXPECT_TRUE(chain.anchors.empty());
}

TEST(BestChain, AgreesWithTheQuadraticRecurrence) {
  constexpr AnchorShape kShapes[] = {
      {6, 8, 3, true},         // ties and overlaps everywhere
      {40, 30, 8, true},       // crowded
      {40, 30, 8, false},      // light long ones, heavy short ones
      {60, 2'000, 40, true},   // as seeds lie
      {200, 1'000, 12, true},  // many
  };
  constexpr GapCosts kCosts[] = {{0, 0}, {8, 8}, {1, 200}, {5'000, 0}, {1 << 20, 1 << 20}};
  Random random(1);
  for (const AnchorShape& shape : kShapes) {
    for (const GapCosts& costs : kCosts) {
      for (int i = 0; i < 300; ++i) ExpectTwin(RandomAnchors(shape, 0, &random), costs);
    }
  }
}

TEST(BestChain, CountsPositionsUpToTheEndOf32Bits) {
  Random random(2);
  const AnchorShape shape = {40, 1'000, 20, true};
  for (int i = 0; i < 300; ++i) {
    ExpectTwin(RandomAnchors(shape, UINT32_MAX - 1'100, &random), {8, 8});
  }
}

TEST(BestChain, GivesTiesToTheAnchorThatComesFirst) {
  // Twice the same anchor, then two that could each follow either.
  const std::vector<Anchor> anchors = {{0, 0, 2, 2}, {0, 0, 2, 2}, {4, 4, 2, 2}, {4, 4, 2, 2}};
  EXPECT_EQ(BestChain(anchors, {}).anchors, (std::vector<uint32_t>{0, 2}));
}

TEST(BestChain, LeavesOutWhatCostsMoreThanItBrings) {
  const std::vector<Anchor> anchors = {{0, 0, 10, 10}, {100, 100, 4, 4}, {200, 200, 30, 30}};
  EXPECT_EQ(BestChain(anchors, {0, 0}).anchors, (std::vector<uint32_t>{0, 1, 2}));
  EXPECT_EQ(BestChain(anchors, {256, 0}).anchors, (std::vector<uint32_t>{2}));
}

// All maximal runs, by comparing every position with every other.
std::vector<Anchor> AllRuns(const Tokens& a, const Tokens& b, const AlignOptions& options) {
  const auto occurrences = [&](size_t at) {
    size_t count = 0;
    for (size_t i = 0; i + options.seed_tokens <= a.size(); ++i) {
      count += std::equal(&a[i], &a[i] + options.seed_tokens, &a[at]);
    }
    return count;
  };
  std::vector<Anchor> runs;
  for (uint32_t i = 0; i < a.size(); ++i) {
    for (uint32_t j = 0; j < b.size(); ++j) {
      if (i > 0 && j > 0 && a[i - 1] == b[j - 1]) continue;
      uint32_t length = 0;
      while (i + length < a.size() && j + length < b.size() && a[i + length] == b[j + length])
        ++length;
      bool rare = false;
      for (uint32_t w = 0; w + options.seed_tokens <= length; ++w) {
        rare |= occurrences(i + w) <= options.max_occurrences;
      }
      if (rare) runs.push_back({i, j, length, static_cast<int32_t>(length)});
    }
  }
  return runs;
}

std::vector<Anchor> Seeds(const Tokens& a, const Tokens& b, const AlignOptions& options,
                          AlignBuffer* buffer) {
  buffer->a_hash = a;
  buffer->b_hash = b;
  FindSeeds(options, buffer);
  return buffer->anchors;
}

TEST(FindSeeds, FindsEveryMaximalRunOnce) {
  Random random(3);
  AlignBuffer buffer;
  for (const uint32_t alphabet : {1u, 2u, 3u, 6u, 20u}) {
    for (int i = 0; i < 120; ++i) {
      AlignOptions options;
      options.seed_tokens = 1 + random.Below(5);
      options.max_occurrences = 1 + random.Below(8);
      const Tokens a = RandomTokens(random.Below(60), alphabet, &random);
      const Tokens b = RandomTokens(random.Below(60), alphabet, &random);
      ASSERT_EQ(Seeds(a, b, options, &buffer), AllRuns(a, b, options))
          << "alphabet " << alphabet << " seed tokens " << options.seed_tokens;
    }
  }
}

TEST(FindSeeds, FindsNothingInTextsShorterThanASeed) {
  AlignBuffer buffer;
  const Tokens three = {1, 2, 3}, four = {1, 2, 3, 4};
  EXPECT_TRUE(Seeds(three, four, {}, &buffer).empty());
  EXPECT_TRUE(Seeds(four, three, {}, &buffer).empty());
  EXPECT_TRUE(Seeds({}, {}, {}, &buffer).empty());
  EXPECT_EQ(Seeds(four, four, {}, &buffer), (std::vector<Anchor>{{0, 0, 4, 4}}));
}

// A place of b is covered by at most max_occurrences runs whose rare window lies before it and as
// many behind: that bounds anchors and the tokens compared for them by the length of b.
TEST(FindSeeds, DoesBoundedWorkOnRepetitions) {
  Random random(4);
  AlignBuffer buffer;
  const AlignOptions options;
  const uint32_t size = 100'000;
  const auto periodic = [&](uint32_t period) {
    Tokens tokens = RandomTokens(size, UINT32_MAX, &random);
    for (uint32_t i = period; i < size; ++i) tokens[i] = tokens[i - period];
    return tokens;
  };
  const Tokens equal = periodic(1);
  const Tokens few_equal(equal.begin(), equal.begin() + 11);  // its window occurs 8 times
  Tokens one_odd = equal;
  one_odd[size / 2] = 1;
  Tokens odd_ones = equal;
  for (size_t i = 0; i < size; i += 100) odd_ones[i] = 1;
  const Tokens eight_times = periodic(size / 8);
  const std::pair<Tokens, Tokens> kPairs[] = {
      {equal, equal},      {few_equal, equal}, {periodic(4), periodic(4)}, {one_odd, odd_ones},
      {odd_ones, one_odd}, {one_odd, one_odd}, {eight_times, eight_times}, {eight_times, equal},
  };
  for (const auto& [a, b] : kPairs) {
    Seeds(a, b, options, &buffer);
    EXPECT_LE(buffer.anchors.size(), options.max_occurrences * b.size());
    uint64_t tokens = 0;
    for (const Anchor& x : buffer.anchors) tokens += x.length;
    EXPECT_LE(tokens, 2 * options.max_occurrences * b.size());
  }
}

}  // namespace
}  // namespace newsprint
