// Serialised fingerprints: what was written comes back, and nothing else is taken for it.
#include <gtest/gtest.h>

#include <cstring>

#include "newsprint/fingerprint.h"
#include "sketch/fingerprint_text.h"
#include "sketch_helpers.h"

namespace newsprint {
namespace {

FingerprintBatch Example() {
  std::mt19937_64 random(12);
  FingerprintBatch batch;
  FingerprintScratch scratch;
  for (const size_t words : {0u, 3u, 40u, 200u}) {
    const Text text = TextOf(RandomWords(words, &random));
    Stems stems;
    for (const Token& token : text.tokens) stems.hash.push_back(token.hash);
    stems.idf.assign(stems.hash.size(), kRareIdf);
    FingerprintText(text, stems, &scratch, &batch);
  }
  return batch;
}

std::string BytesOf(const FingerprintBatch& batch) {
  std::string bytes = "what was there before";
  Serialize(batch, &bytes);
  return bytes;
}

void Seal(std::string* bytes) {
  const uint64_t checksum = XXH3_64bits(bytes->data(), bytes->size() - 8);
  std::memcpy(bytes->data() + bytes->size() - 8, &checksum, 8);
}

TEST(FingerprintFormat, GivesBackWhatWasWritten) {
  const FingerprintBatch batch = Example();
  const absl::StatusOr<FingerprintBatch> read = ParseFingerprints(BytesOf(batch));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->version, kFingerprintVersion);
  EXPECT_EQ(read->story_hash, batch.story_hash);
  EXPECT_EQ(read->story_words, batch.story_words);
  EXPECT_EQ(read->signature, batch.signature);
  EXPECT_EQ(read->posting_begin, batch.posting_begin);
  EXPECT_EQ(read->prose_count, batch.prose_count);
  EXPECT_EQ(read->posting, batch.posting);
  EXPECT_EQ(read->skip_begin, batch.skip_begin);
  EXPECT_EQ(read->skip, batch.skip);
  EXPECT_FALSE(batch.skip.empty());
}

TEST(FingerprintFormat, KnowsAnEmptyBatch) {
  const absl::StatusOr<FingerprintBatch> read = ParseFingerprints(BytesOf(FingerprintBatch()));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->size(), 0u);
}

TEST(FingerprintFormat, RefusesEveryTruncation) {
  const std::string bytes = BytesOf(Example());
  for (size_t size = 0; size < bytes.size(); ++size) {
    std::string cut = bytes.substr(0, size);
    EXPECT_FALSE(ParseFingerprints(cut).ok()) << size;
    if (size < 8) continue;
    Seal(&cut);
    EXPECT_FALSE(ParseFingerprints(cut).ok()) << size;
  }
  EXPECT_FALSE(ParseFingerprints(bytes + '\0').ok());
}

TEST(FingerprintFormat, RefusesEveryFlippedBit) {
  std::string bytes = BytesOf(Example());
  for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    const auto flip = static_cast<char>(1u << bit % 8);
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ flip);
    EXPECT_FALSE(ParseFingerprints(bytes).ok()) << bit;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ flip);
  }
}

TEST(FingerprintFormat, SaysWhatIsWrong) {
  const std::string good = BytesOf(Example());
  const struct {
    size_t offset;
    absl::StatusCode code;
  } kCases[] = {
      {0, absl::StatusCode::kInvalidArgument},     {8, absl::StatusCode::kFailedPrecondition},
      {12, absl::StatusCode::kFailedPrecondition}, {16, absl::StatusCode::kDataLoss},
      {28, absl::StatusCode::kDataLoss},           {32, absl::StatusCode::kDataLoss},
      {36, absl::StatusCode::kFailedPrecondition}, {47, absl::StatusCode::kDataLoss},
      {55, absl::StatusCode::kDataLoss},           {63, absl::StatusCode::kDataLoss}};
  for (const auto& test : kCases) {
    std::string bytes = good;
    bytes[test.offset] = static_cast<char>(bytes[test.offset] + 1);
    Seal(&bytes);
    EXPECT_EQ(ParseFingerprints(bytes).status().code(), test.code) << test.offset;
  }
}

// Rows that no checksum can vouch for.
TEST(FingerprintFormat, RefusesRowsThatPointOutside) {
  const auto refuses = [](auto change) {
    FingerprintBatch batch = Example();
    change(&batch);
    return !ParseFingerprints(BytesOf(batch)).ok();
  };
  EXPECT_FALSE(refuses([](FingerprintBatch*) {}));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) { b->posting_begin[0] = 1; }));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) { b->posting_begin[2] = UINT64_MAX; }));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) {
    b->posting_begin[3] = 0;
    b->posting_begin[2] = 1;
  }));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) { b->posting_begin[4] -= 1; }));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) { b->prose_count[3] += 1; }));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) { b->prose_count[0] = UINT32_MAX; }));
  EXPECT_TRUE(
      refuses([](FingerprintBatch* b) { std::swap(b->posting.back(), b->posting.end()[-2]); }));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) { b->skip_begin[0] = 1; }));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) { b->skip_begin[2] = UINT64_MAX; }));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) { b->skip_begin[4] -= 1; }));
  EXPECT_TRUE(refuses([](FingerprintBatch* b) { std::swap(b->skip.back(), b->skip.end()[-2]); }));
}

}  // namespace
}  // namespace newsprint
