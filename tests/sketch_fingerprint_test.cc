// Fingerprints of hand-made texts: rows, postings, containment, and what stored ones rest on.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "newsprint/fingerprint.h"
#include "sketch/fingerprint_text.h"
#include "sketch/signature.h"
#include "sketch_helpers.h"

namespace newsprint {
namespace {

FingerprintBatch FingerprintOf(const std::vector<std::string>& texts) {
  FingerprintBatch batch;
  FingerprintScratch scratch;
  for (const std::string& words : texts) FingerprintText(TextOf(words), {}, &scratch, &batch);
  return batch;
}

std::set<uint64_t> Keys(const std::string& words, bool quoted) {
  std::vector<Shingle> shingles;
  MakeShingles(TextOf(words), &shingles);
  std::set<uint64_t> keys;
  for (const Shingle& shingle : shingles) {
    if (shingle.hash < kPostingLimit && shingle.quoted == quoted) keys.insert(shingle.hash);
  }
  return keys;
}

void ExpectSameRow(const FingerprintBatch& a, size_t i, const FingerprintBatch& b, size_t j) {
  EXPECT_EQ(a.story_hash[i], b.story_hash[j]);
  EXPECT_EQ(a.story_words[i], b.story_words[j]);
  EXPECT_TRUE(std::ranges::equal(a.Signature(i), b.Signature(j)));
  EXPECT_TRUE(std::ranges::equal(a.ProsePostings(i), b.ProsePostings(j)));
  EXPECT_TRUE(std::ranges::equal(a.QuotedPostings(i), b.QuotedPostings(j)));
  EXPECT_TRUE(std::ranges::equal(a.SkipPostings(i), b.SkipPostings(j)));
}

TEST(FingerprintOfText, PostsTheSampledShinglesProseBeforeQuoted) {
  std::mt19937_64 random(7);
  const std::string prose = RandomWords(400, &random);
  std::string quoted = RandomWords(300, &random);
  for (size_t at = 0; (at = quoted.find('w', at)) != std::string::npos; at += 2) {
    quoted.insert(at, ">");
  }
  const std::string words = prose + quoted + prose + quoted;  // repeated shingles post once
  const FingerprintBatch batch = FingerprintOf({words});
  const std::set<uint64_t> prose_keys = Keys(words, false);
  const std::set<uint64_t> quoted_keys = Keys(words, true);
  EXPECT_GT(prose_keys.size(), 30u);
  EXPECT_GT(quoted_keys.size(), 20u);
  EXPECT_TRUE(std::ranges::equal(batch.ProsePostings(0), prose_keys));
  EXPECT_TRUE(std::ranges::equal(batch.QuotedPostings(0), quoted_keys));
}

TEST(FingerprintOfText, PostsAsProseWhatIsBothProseAndQuoted) {
  std::mt19937_64 random(8);
  const std::string prose = RandomWords(200, &random);
  std::string quoted;
  for (std::string word; const char c : prose) {
    if (c != ' ') {
      word += c;
      continue;
    }
    quoted += ">" + word + " ";
    word.clear();
  }
  const FingerprintBatch batch = FingerprintOf({prose, quoted + prose});
  EXPECT_TRUE(std::ranges::includes(batch.ProsePostings(1), batch.ProsePostings(0)));
  for (const uint64_t key : batch.QuotedPostings(1)) {
    EXPECT_FALSE(std::ranges::binary_search(batch.ProsePostings(1), key));
  }
}

TEST(FingerprintOfText, DependsOnTheStoryAlone) {
  const FingerprintBatch batch =
      FingerprintOf({"a b c d e f", "#by #staff a b c #more d e f", "a b c d e g", "a b c d e"});
  ExpectSameRow(batch, 0, batch, 1);
  EXPECT_NE(batch.story_hash[0], batch.story_hash[2]);
  EXPECT_NE(batch.story_hash[0], batch.story_hash[3]);
}

TEST(FingerprintOfText, OfAnEmptyStoryHoldsNothing) {
  const FingerprintBatch batch = FingerprintOf({"", "#copyright #line"});
  for (size_t i = 0; i < batch.size(); ++i) {
    EXPECT_EQ(batch.story_hash[i], 0u);
    EXPECT_EQ(batch.story_words[i], 0u);
    EXPECT_TRUE(
        std::ranges::all_of(batch.Signature(i), [](uint32_t s) { return s == kEmptySlot; }));
    EXPECT_TRUE(batch.ProsePostings(i).empty());
    EXPECT_TRUE(batch.QuotedPostings(i).empty());
  }
}

TEST(FingerprintOfText, CountsWordsAndHalfWords) {
  const FingerprintBatch batch = FingerprintOf({"a", "a b c", "~1 ~2 ~3", "~1 ~2 c #d"});
  EXPECT_EQ(batch.story_words, (std::vector<uint32_t>{1, 3, 2, 2}));
}

TEST(FingerprintBatch, IsTheSameInOnePieceOrAppended) {
  std::mt19937_64 random(9);
  std::vector<std::string> texts = {"", "one", RandomWords(3000, &random)};
  for (size_t i = 0; i < 20; ++i) texts.push_back(RandomWords(random() % 300, &random));
  const FingerprintBatch whole = FingerprintOf(texts);
  FingerprintBatch appended;
  for (size_t begin = 0; begin < texts.size(); begin += 4) {
    const size_t end = std::min(begin + 4, texts.size());
    appended.Append(FingerprintOf({texts.begin() + static_cast<ptrdiff_t>(begin),
                                   texts.begin() + static_cast<ptrdiff_t>(end)}));
    appended.Append(FingerprintBatch());
  }
  ASSERT_EQ(appended.size(), texts.size());
  EXPECT_EQ(appended.posting_begin, whole.posting_begin);
  for (size_t i = 0; i < texts.size(); ++i) ExpectSameRow(appended, i, whole, i);
}

// The share of an excerpt's postings that its host has, against the exact share of its shingles.
TEST(Postings, EstimateContainmentWhateverTheLengths) {
  std::mt19937_64 random(10);
  for (const size_t host_words : {400u, 4000u}) {
    double estimated = 0;
    double exact = 0;
    for (int i = 0; i < 100; ++i) {
      const std::string shared = RandomWords(200, &random);
      const std::string excerpt = shared + RandomWords(100, &random);
      const std::string host = RandomWords(host_words, &random) + shared;
      const FingerprintBatch batch = FingerprintOf({excerpt, host});
      std::vector<uint64_t> common;
      std::ranges::set_intersection(batch.ProsePostings(0), batch.ProsePostings(1),
                                    std::back_inserter(common));
      estimated += static_cast<double>(common.size()) /
                   static_cast<double>(batch.ProsePostings(0).size()) / 100;
      exact += 196.0 / 296 / 100;
    }
    EXPECT_NEAR(estimated, exact, 0.02) << host_words;
  }
}

TEST(EqualSlots, EstimatesTheExactJaccardOfTwoTexts) {
  std::mt19937_64 random(11);
  double estimated = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string shared = RandomWords(100, &random);
    const FingerprintBatch batch =
        FingerprintOf({RandomWords(50, &random) + shared, shared + RandomWords(30, &random)});
    estimated += EqualSlots(batch.Signature(0), batch.Signature(1)) / double{kSignatureSlots} / 300;
  }
  EXPECT_NEAR(estimated, 96.0 / (146 + 126 - 96), 0.005);
}

// A change here changes every stored fingerprint: raise kFingerprintVersion.
TEST(FingerprintOfText, KnownAnswers) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += (i % 20 < 15 ? "w" : ">q") + std::to_string(i) + " ";
  const FingerprintBatch batch = FingerprintOf({words, "~東 ~京 ~で ~速 ~報"});
  EXPECT_EQ(batch.story_hash,
            (std::vector<uint64_t>{11508627098121233406u, 10684500890929223623u}));
  EXPECT_EQ(batch.prose_count, (std::vector<uint32_t>{2, 0}));
  EXPECT_EQ(batch.posting,
            (std::vector<uint64_t>{1598434375615645612, 2085238286321046733, 1551346617059381849,
                                   2025319298872863147, 2241054559536918315}));
  EXPECT_EQ(XXH3_64bits(batch.signature.data(), batch.signature.size() * 4), 13593552177395516584u);
}

// From the bytes of an article on: folding, tokens and furniture are part of what is pinned.
TEST(Fingerprint, KnownAnswersInSeveralScripts) {
  const struct {
    const char* text;
    uint64_t story_hash;
    uint64_t signature_hash;
  } kCases[] = {
      {"The harbour bridge will close for repairs on Monday, the council said.",
       5772695906346628632u, 14676274935983161327u},
      {"Die Straßenbahn fährt ab Montag wieder über die „Große Brücke“, teilte die Stadt mit.",
       10774074141438125367u, 12538839566259421694u},
      {"市議会は月曜日に橋の修繕計画を承認した。", 12287508302403926166u, 8193729905367983939u},
      {"העירייה הודיעה כי הגשר ייסגר לתיקונים ביום שני.", 18180047524328043709u,
       7405407327620346968u},
      {"Мост закроют на ремонт в понедельник, сообщили в мэрии города.", 5972615766238681306u,
       4720289366976245930u},
  };
  for (const auto& test : kCases) {
    Article article;
    article.text = test.text;
    const FingerprintBatch batch = Fingerprint({&article, 1});
    ASSERT_EQ(batch.size(), 1u);
    EXPECT_EQ(batch.story_hash[0], test.story_hash) << test.text;
    EXPECT_EQ(XXH3_64bits(batch.signature.data(), batch.signature.size() * 4), test.signature_hash)
        << test.text;
  }
}

TEST(Fingerprint, OfNoArticlesIsAnEmptyBatch) {
  const FingerprintBatch batch = Fingerprint({});
  EXPECT_EQ(batch.size(), 0u);
  EXPECT_EQ(batch.posting_begin, (std::vector<uint64_t>{0}));
  EXPECT_EQ(batch.skip_begin, (std::vector<uint64_t>{0}));
}

}  // namespace
}  // namespace newsprint
