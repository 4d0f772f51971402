// Fingerprints made without texts, for tests and benchmarks of the candidate stage.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <vector>

#include "newsprint/fingerprint.h"
#include "testing_text.h"

namespace newsprint {

// A sampled key: one of the smallest 1/kPostingSampling of all hashes.
inline uint64_t PostingKey(uint32_t i) { return HashOf(i) / kPostingSampling; }

struct BatchShape {
  uint32_t articles;
  uint32_t stories;         // clusters of articles with alike signatures and postings
  uint32_t changed_in_256;  // slots and postings that differ from the cluster's
  uint32_t postings;        // an article
  uint32_t common;          // different keys among the postings that are no cluster's own
};

inline void SortUnique(std::vector<uint64_t>* keys) {
  std::sort(keys->begin(), keys->end());
  keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
}

inline void AddArticle(const std::vector<uint32_t>& signature, std::vector<uint64_t> prose,
                       std::vector<uint64_t> quoted, uint64_t story, FingerprintBatch* batch) {
  SortUnique(&prose);
  SortUnique(&quoted);
  if (batch->posting_begin.empty()) batch->posting_begin.push_back(0);
  batch->story_hash.push_back(story);
  batch->story_words.push_back(100);
  batch->signature.insert(batch->signature.end(), signature.begin(), signature.end());
  batch->prose_count.push_back(static_cast<uint32_t>(prose.size()));
  batch->posting.insert(batch->posting.end(), prose.begin(), prose.end());
  std::set_difference(quoted.begin(), quoted.end(), prose.begin(), prose.end(),
                      std::back_inserter(batch->posting));
  batch->posting_begin.push_back(batch->posting.size());
}

// Articles of random stories; one in fifty is empty, one in ten of its postings is quoted.
inline FingerprintBatch RandomBatch(const BatchShape& shape, Random* random) {
  FingerprintBatch batch;
  std::vector<uint32_t> signature(kSignatureSlots);
  for (uint32_t i = 0; i < shape.articles; ++i) {
    const uint32_t story = random->Below(shape.stories);
    const auto changed = [&] { return random->Below(256) < shape.changed_in_256; };
    for (uint32_t s = 0; s < kSignatureSlots; ++s) {
      const uint32_t own = static_cast<uint32_t>(HashOf(story * kSignatureSlots + s));
      signature[s] = changed() ? static_cast<uint32_t>(random->Next()) : own;
    }
    std::vector<uint64_t> prose, quoted;
    for (uint32_t p = 0; p < shape.postings; ++p) {
      const uint32_t own = story * shape.postings + p;
      const uint64_t key = PostingKey(changed() ? UINT32_MAX - random->Below(shape.common) : own);
      (random->Once(10) ? quoted : prose).push_back(key);
    }
    if (random->Once(50)) {
      AddArticle(std::vector<uint32_t>(kSignatureSlots, UINT32_MAX), {}, {}, 0, &batch);
    } else {
      AddArticle(signature, prose, quoted, random->Next() | 1, &batch);
    }
  }
  return batch;
}

// Every article stands for itself.
inline std::vector<Ordinal> OwnDeputies(const FingerprintBatch& batch) {
  std::vector<Ordinal> deputies(batch.size());
  std::iota(deputies.begin(), deputies.end(), 0);
  return deputies;
}

}  // namespace newsprint
