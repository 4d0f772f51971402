// One text's row of a batch: story hash, signature, sampled postings.
//
// Postings are the shingles with the smallest eighth of all hashes (FracMinHash; Irber et al.
// 2022). Which hashes those are does not depend on the text, so two texts sample alike what they
// share, and the share of common postings estimates containment whatever the lengths.
#include "sketch/fingerprint_text.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <span>

#include "sketch/shingle.h"
#include "sketch/signature.h"
#include "xxhash.h"

namespace newsprint {
namespace {

// Hashes are hashed as bytes and stored as they lie in memory; no other order is supported.
static_assert(std::endian::native == std::endian::little);
static_assert(kPostingSampling > 1 && std::has_single_bit(kPostingSampling));

uint64_t StoryHash(const Text& text, std::vector<uint64_t>* hashes) {
  if (text.story.empty()) return 0;
  hashes->clear();
  for (const uint32_t token : text.story) hashes->push_back(text.tokens[token].hash);
  const uint64_t hash = XXH3_64bits(hashes->data(), hashes->size() * sizeof(uint64_t));
  return std::max<uint64_t>(hash, 1);
}

void CollectShingles(const Text& text, FingerprintScratch* scratch) {
  scratch->hashes.clear();
  scratch->prose.clear();
  scratch->quoted.clear();
  ForEachShingle(text, [scratch](const Shingle& shingle) {
    scratch->hashes.push_back(shingle.hash);
    if (shingle.hash >= kPostingLimit) return;
    (shingle.quoted ? scratch->quoted : scratch->prose).push_back(shingle.hash);
  });
}

void SortUnique(std::vector<uint64_t>* keys) {
  std::sort(keys->begin(), keys->end());
  keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
}

// A key that occurs in prose and in a quotation counts as prose.
void AppendPostings(FingerprintScratch* scratch, FingerprintBatch* batch) {
  SortUnique(&scratch->prose);
  SortUnique(&scratch->quoted);
  batch->prose_count.push_back(static_cast<uint32_t>(scratch->prose.size()));
  batch->posting.insert(batch->posting.end(), scratch->prose.begin(), scratch->prose.end());
  std::set_difference(scratch->quoted.begin(), scratch->quoted.end(), scratch->prose.begin(),
                      scratch->prose.end(), std::back_inserter(batch->posting));
  batch->posting_begin.push_back(batch->posting.size());
}

}  // namespace

void FingerprintText(const Text& text, FingerprintScratch* scratch, FingerprintBatch* batch) {
  if (batch->posting_begin.empty()) batch->posting_begin.push_back(0);
  batch->story_hash.push_back(StoryHash(text, &scratch->hashes));
  batch->story_words.push_back((text.story_half_words + 1) / 2);
  CollectShingles(text, scratch);
  batch->signature.resize(batch->signature.size() + kSignatureSlots);
  MakeSignature(scratch->hashes, std::span(batch->signature).last<kSignatureSlots>());
  AppendPostings(scratch, batch);
}

}  // namespace newsprint
