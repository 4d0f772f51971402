// Token edits: whatever the two ranges hold, edits tile them, keep only equal tokens and turn one
// into the other; never more is kept than a longest common subsequence, nor a stray word.
#include "align/token_edits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "testing_text.h"

namespace newsprint {
namespace {

std::vector<Edit> EditsOf(const Tokens& a, const Tokens& b) {
  AlignBuffer buffer;
  buffer.a_hash = a;
  buffer.b_hash = b;
  std::vector<Edit> edits;
  AppendTokenEdits({0, static_cast<uint32_t>(a.size())}, {0, static_cast<uint32_t>(b.size())},
                   &buffer, &edits);
  return edits;
}

uint32_t Kept(const std::vector<Edit>& edits) {
  uint32_t kept = 0;
  for (const Edit& e : edits) kept += e.op == EditOp::kKept ? e.a.size() : 0;
  return kept;
}

uint32_t LongestCommonSubsequence(const Tokens& a, const Tokens& b) {
  std::vector<uint32_t> row(b.size() + 1, 0);
  for (const uint64_t x : a) {
    uint32_t diagonal = 0;
    for (size_t j = 0; j < b.size(); ++j) {
      const uint32_t above = row[j + 1];
      row[j + 1] = x == b[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

// Tiling, equality of what is kept, and names that fit; so that applying the edits to a gives b.
void ExpectEditsTurn(const Tokens& a, const Tokens& b, const std::vector<Edit>& edits) {
  Tokens made;
  uint32_t at_a = 0, at_b = 0;
  for (const Edit& e : edits) {
    ASSERT_EQ(e.a.begin, at_a);
    ASSERT_EQ(e.b.begin, at_b);
    at_a = e.a.end;
    at_b = e.b.end;
    const bool kept = e.op == EditOp::kKept;
    ASSERT_EQ(e.a.empty(), e.op == EditOp::kAdded);
    ASSERT_EQ(e.b.empty(), e.op == EditOp::kDropped);
    ASSERT_TRUE(!kept || e.a.size() == e.b.size());
    const Tokens& from = kept ? a : b;
    const Span span = kept ? e.a : e.b;
    made.insert(made.end(), from.begin() + span.begin, from.begin() + span.end);
  }
  ASSERT_EQ(at_a, a.size());
  ASSERT_EQ(made, b);
}

uint32_t EditedTokens(const Edit& e) { return std::max(e.a.size(), e.b.size()); }

void ExpectNoStrays(const std::vector<Edit>& edits) {
  for (size_t i = 0; i < edits.size(); ++i) {
    if (i > 0) {
      ASSERT_NE(edits[i].op == EditOp::kKept, edits[i - 1].op == EditOp::kKept);
    }
    if (edits[i].op != EditOp::kKept || i == 0 || i + 1 == edits.size()) continue;
    const bool stray = edits[i].a.size() < EditedTokens(edits[i - 1]) &&
                       edits[i].a.size() < EditedTokens(edits[i + 1]);
    ASSERT_FALSE(stray) << "edit " << i;
  }
}

TEST(TokenEdits, TurnAnyTextIntoAnyOther) {
  Random random(1);
  for (const uint32_t alphabet : {1u, 2u, 4u, 30u, 1'000u}) {
    for (int i = 0; i < 400; ++i) {
      const Tokens a = RandomTokens(random.Below(50), alphabet, &random);
      const Tokens b = RandomTokens(random.Below(50), alphabet, &random);
      const std::vector<Edit> edits = EditsOf(a, b);
      ExpectEditsTurn(a, b, edits);
      ExpectNoStrays(edits);
      ASSERT_LE(Kept(edits), LongestCommonSubsequence(a, b));
    }
  }
}

TEST(TokenEdits, KeepALongestCommonSubsequenceWhereNothingIsStray) {
  Random random(2);
  for (int i = 0; i < 400; ++i) {
    const Tokens a = RandomTokens(20 + random.Below(100), 1'000'000, &random);
    Copy copy(a);
    // One word at a time with at least two kept between: no kept run is shorter than an edit.
    for (size_t at = 1 + random.Below(4); at + 2 < copy.tokens.size(); at += 3 + random.Below(9)) {
      const uint32_t what = random.Below(3);
      if (what == 0) copy.Replace(at, at + 1, {random.Next()});
      if (what == 1) copy.Replace(at, at + 1, {});
      if (what == 2) copy.Replace(at, at, {random.Next()});
    }
    const std::vector<Edit> edits = EditsOf(a, copy.tokens);
    ExpectEditsTurn(a, copy.tokens, edits);
    ASSERT_EQ(Kept(edits), LongestCommonSubsequence(a, copy.tokens));
  }
}

TEST(TokenEdits, SayWhatHappened) {
  const Tokens old = {1, 2, 3, 4};
  using Edits = std::vector<Edit>;
  EXPECT_EQ(EditsOf(old, old), (Edits{{EditOp::kKept, {0, 4}, {0, 4}}}));
  EXPECT_EQ(EditsOf(old, {}), (Edits{{EditOp::kDropped, {0, 4}, {0, 0}, Match::kOther}}));
  EXPECT_EQ(EditsOf({}, old), (Edits{{EditOp::kAdded, {0, 0}, {0, 4}, Match::kOther}}));
  EXPECT_EQ(EditsOf({}, {}), Edits());
  EXPECT_EQ(EditsOf(old, {8, 9}), (Edits{{EditOp::kChanged, {0, 4}, {0, 2}, Match::kOther}}));
  EXPECT_EQ(EditsOf(old, {1, 2, 9, 4}), (Edits{{EditOp::kKept, {0, 2}, {0, 2}},
                                               {EditOp::kChanged, {2, 3}, {2, 3}, Match::kOther},
                                               {EditOp::kKept, {3, 4}, {3, 4}}}));
  EXPECT_EQ(EditsOf(old, {1, 2, 4}), (Edits{{EditOp::kKept, {0, 2}, {0, 2}},
                                            {EditOp::kDropped, {2, 3}, {2, 2}, Match::kOther},
                                            {EditOp::kKept, {3, 4}, {2, 3}}}));
}

TEST(TokenEdits, DropAStrayWordBetweenTwoChanges) {
  // 5 is common to both, in the middle of two changes of two.
  EXPECT_EQ(EditsOf({1, 2, 5, 3, 4}, {6, 7, 5, 8, 9}),
            (std::vector<Edit>{{EditOp::kChanged, {0, 5}, {0, 5}, Match::kOther}}));
  // As long as the changes it stays.
  EXPECT_EQ(Kept(EditsOf({1, 2, 5, 6, 3, 4}, {7, 8, 5, 6, 9, 10})), 2u);
}

TEST(TokenEdits, AppendToTheEditsBefore) {
  AlignBuffer buffer;
  buffer.a_hash = {1, 2, 3, 4};
  buffer.b_hash = {1, 2, 9, 4};
  std::vector<Edit> edits;
  AppendTokenEdits({0, 2}, {0, 2}, &buffer, &edits);
  AppendTokenEdits({2, 2}, {2, 3}, &buffer, &edits);
  AppendTokenEdits({2, 3}, {3, 3}, &buffer, &edits);
  AppendTokenEdits({3, 4}, {3, 4}, &buffer, &edits);
  EXPECT_EQ(edits, (std::vector<Edit>{{EditOp::kKept, {0, 2}, {0, 2}},
                                      {EditOp::kChanged, {2, 3}, {2, 3}, Match::kOther},
                                      {EditOp::kKept, {3, 4}, {3, 4}}}));
}

TEST(TokenEdits, TakeRangesThatAreTooLongAsOneChange) {
  Random random(3);
  const Tokens most = RandomTokens(kMaxEditTokens, 1, &random);
  const Tokens more = RandomTokens(kMaxEditTokens + 1, 1, &random);
  EXPECT_EQ(Kept(EditsOf(most, most)), kMaxEditTokens);
  EXPECT_EQ(EditsOf(most, more).size(), 1u);
  EXPECT_EQ(EditsOf(more, most)[0].op, EditOp::kChanged);
  EXPECT_EQ(EditsOf(more, {})[0].op, EditOp::kDropped);
  const Tokens long_text = RandomTokens(100'000, 2, &random);
  AlignBuffer buffer;
  buffer.a_hash = buffer.b_hash = long_text;
  std::vector<Edit> edits;
  AppendTokenEdits({0, 100'000}, {0, 100'000}, &buffer, &edits);
  EXPECT_TRUE(buffer.cells.empty());
}

}  // namespace
}  // namespace newsprint
