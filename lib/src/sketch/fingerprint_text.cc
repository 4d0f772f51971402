// One text's row of a batch: story hash, signature, sampled postings, sampled skip-bigrams.
//
// Postings are the shingles with the smallest eighth of all hashes (FracMinHash; Irber et al.
// 2022). Which hashes those are does not depend on the text, so two texts sample alike what they
// share, and the share of common postings estimates containment whatever the lengths.
#include "sketch/fingerprint_text.h"

#include <algorithm>
#include <bit>
#include <span>

#include "long_hash.h"
#include "sketch/shingle.h"
#include "sketch/shingle_kernels.h"
#include "sketch/signature.h"
#include "spread_sort.h"

namespace newsprint {
namespace {

// Hashes are hashed as bytes and stored as they lie in memory; no other order is supported.
static_assert(std::endian::native == std::endian::little);
static_assert(kPostingSampling > 1 && std::has_single_bit(kPostingSampling));

void CollectTokens(const Text& text, std::vector<uint64_t>* hashes) {
  hashes->resize(text.story.size());
  uint64_t* to = hashes->data();
  for (const uint32_t token : text.story) *to++ = text.tokens[token].hash;
}

uint64_t StoryHash(const std::vector<uint64_t>& tokens) {
  if (tokens.empty()) return 0;
  return std::max<uint64_t>(XXH3_64bits(tokens.data(), tokens.size() * sizeof(uint64_t)), 1);
}

// Both columns are written without a branch: which shingles are sampled cannot be predicted.
void CollectShingles(const Text& text, FingerprintScratch* scratch) {
  scratch->hashes.resize(text.story.size());
  scratch->sampled.resize(text.story.size());
  uint64_t* const hashes = scratch->hashes.data();
  uint64_t* const sampled = scratch->sampled.data();
  size_t count = 0;
  size_t sampled_count = 0;
  ForEachShingle(text, [&](const Shingle& shingle) {
    hashes[count++] = shingle.hash;
    sampled[sampled_count] = 2 * shingle.hash + (shingle.quoted ? 1 : 0);
    sampled_count += shingle.hash < kPostingLimit ? 1 : 0;
  });
  scratch->hashes.resize(count);
  scratch->sampled.resize(sampled_count);
}

// The same where HasWordShingles. Only of the sampled is it asked whether they are quoted.
void CollectWordShingles(const Text& text, FingerprintScratch* scratch) {
  const size_t count = text.story.size() - kShingleWords + 1;
  scratch->hashes.resize(count);
  scratch->sampled.resize(count);
  uint64_t* const hashes = scratch->hashes.data();
  uint64_t* const sampled = scratch->sampled.data();
  HashWordShingles(scratch->tokens.data(), count, hashes);
  size_t sampled_count = 0;
  for (size_t i = 0; i < count; ++i) {
    sampled[sampled_count] = i;
    sampled_count += hashes[i] < kPostingLimit ? 1 : 0;
  }
  scratch->sampled.resize(sampled_count);
  for (uint64_t& sample : scratch->sampled) {
    uint32_t flags = 0;
    for (size_t k = 0; k < kShingleWords; ++k) flags |= text.tokens[text.story[sample + k]].flags;
    sample = 2 * hashes[sample] + ((flags & kTokenQuoted) != 0 ? 1 : 0);
  }
}

// A hash that occurs in prose and in a quotation counts as prose, whose key comes first. Without a
// branch, too.
void AppendPostings(FingerprintScratch* scratch, FingerprintBatch* batch) {
  constexpr int kBits = std::countr_zero(2 * kPostingLimit);
  SortSpread(scratch->sampled, kBits, &scratch->bucket_end, &scratch->sorted);
  std::vector<uint64_t>& keys = scratch->sorted;
  const auto same_hash = [](uint64_t a, uint64_t b) { return a >> 1 == b >> 1; };
  keys.erase(std::unique(keys.begin(), keys.end(), same_hash), keys.end());
  const size_t begin = batch->posting.size();
  batch->posting.resize(begin + keys.size() + 1);  // one more to write to without keeping it
  uint64_t* const prose = batch->posting.data() + begin;
  uint64_t* quoted = prose;
  for (const uint64_t key : keys) {
    *quoted = key >> 1;
    quoted += (key & 1) == 0 ? 1 : 0;
  }
  batch->prose_count.push_back(static_cast<uint32_t>(quoted - prose));
  for (const uint64_t key : keys) {
    *quoted = key >> 1;
    quoted += (key & 1) != 0 ? 1 : 0;
  }
  batch->posting.pop_back();
  batch->posting_begin.push_back(batch->posting.size());
}

}  // namespace

void FingerprintText(const Text& text, const Stems& stems, FingerprintScratch* scratch,
                     FingerprintBatch* batch) {
  if (batch->posting_begin.empty()) batch->posting_begin.push_back(0);
  if (batch->skip_begin.empty()) batch->skip_begin.push_back(0);
  CollectTokens(text, &scratch->tokens);
  batch->story_hash.push_back(StoryHash(scratch->tokens));
  batch->story_words.push_back((text.story_half_words + 1) / 2);
  (HasWordShingles(text) ? CollectWordShingles : CollectShingles)(text, scratch);
  batch->signature.resize(batch->signature.size() + kSignatureSlots);
  MakeSignature(scratch->hashes, std::span(batch->signature).last<kSignatureSlots>());
  AppendPostings(scratch, batch);
  AppendSkipKeys(text, stems, &scratch->skip, &batch->skip);
  batch->skip_begin.push_back(batch->skip.size());
}

}  // namespace newsprint
