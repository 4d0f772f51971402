// Keys of a batch: its columns are ascending by article, so a slice is a range of keys, looked up
// in each.
#include "candidates/key_source.h"

namespace newsprint {

BatchKeys::BatchKeys(const FingerprintBatch& batch)
    : batch_(batch),
      posting_ranges_(CutIntoRanges(batch.posting)),
      skip_ranges_(CutIntoRanges(batch.skip)) {}

std::vector<KeyEntry> BatchKeys::Bands(size_t slice) const {
  std::vector<KeyEntry> entries;
  BandKeys(batch_, static_cast<uint32_t>(slice), 0, &entries);
  return entries;
}

std::vector<KeyEntry> BatchKeys::Postings(size_t slice) const {
  std::vector<KeyEntry> entries;
  entries.reserve(batch_.posting.size() / posting_ranges_.size() * 17 / 16);
  for (size_t i = 0; i < batch_.size(); ++i) {
    for (const uint64_t key : KeysIn(posting_ranges_[slice], batch_.ProsePostings(i))) {
      entries.push_back({SpreadPostingKey(key), static_cast<Ordinal>(i), 0});
    }
    for (const uint64_t key : KeysIn(posting_ranges_[slice], batch_.QuotedPostings(i))) {
      entries.push_back({SpreadPostingKey(key), static_cast<Ordinal>(i), 1});
    }
  }
  return entries;
}

std::vector<KeyEntry> BatchKeys::Skips(size_t slice) const {
  std::vector<KeyEntry> entries;
  entries.reserve(batch_.skip.size() / skip_ranges_.size() * 17 / 16);
  for (size_t i = 0; i < batch_.size(); ++i) {
    for (const uint64_t key : KeysIn(skip_ranges_[slice], batch_.SkipPostings(i))) {
      entries.push_back({SpreadSkipKey(key), static_cast<Ordinal>(i)});
    }
  }
  return entries;
}

}  // namespace newsprint
