// The rare skip-bigrams of a story that are postings: those with the smallest quarter of all keys,
// as with shingles (fingerprint_text.cc).
//
// Pairs of characters overlap, so that a name of three characters is two rare stems that follow one
// another, and their bigram the name. That is wanted: counting only the next ones that do not
// overlap, or thinning runs of rare pairs, leaves 6 instead of 12 chance candidates an article
// (2,499 Chinese ones), but loses the condensed copies of the families (0 instead of 4 sampled keys
// in Japanese, 0 instead of 1 in Chinese), which keep little else than names.
#include "sketch/skip_keys.h"

#include <algorithm>
#include <bit>

#include "sketch/spread_sort.h"

namespace newsprint {

// Written without a branch: which stems are rare cannot be predicted.
void CollectRareStems(const Stems& stems, std::vector<uint64_t>* rare) {
  const size_t count = stems.hash.size();
  rare->resize(count);
  uint64_t* const to = rare->data();
  size_t found = 0;
  for (size_t i = 0; i < count; ++i) {
    to[found] = stems.hash[i];
    found += stems.idf[i] >= kRareIdf ? 1 : 0;
  }
  rare->resize(found);
}

void AppendSkipKeys(const Stems& stems, SkipScratch* scratch, std::vector<uint64_t>* to) {
  CollectRareStems(stems, &scratch->rare);
  std::vector<uint64_t>& keys = scratch->keys;
  keys.resize(scratch->rare.size() * kSkipStems);
  uint64_t* next = keys.data();
  ForEachSkipKey(scratch->rare, [&next](uint64_t key) {
    *next = key;
    next += key < kSkipLimit ? 1 : 0;
  });
  keys.resize(static_cast<size_t>(next - keys.data()));
  std::vector<uint64_t>& sorted = scratch->sorted;
  SortSpread(keys, std::countr_zero(kSkipLimit), &scratch->bucket_end, &sorted);
  to->insert(to->end(), sorted.begin(), std::unique(sorted.begin(), sorted.end()));
}

}  // namespace newsprint
