// Keys of a batch: its columns are ascending by article, so a slice is a range of keys, looked up
// in each. Sampled hashes are spread evenly, so it is known about where in an article a range
// begins, and that is asked for articles ahead: looking up is waiting for memory, else.
#include "candidates/key_source.h"

#include <algorithm>
#include <span>

#include "sketch/fingerprint_text.h"

namespace newsprint {
namespace {

constexpr size_t kAhead = 16;  // articles
constexpr size_t kLine = 8;    // keys that memory gives at once

}  // namespace

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
  const KeyRange& range = posting_ranges_[slice];
  const uint64_t share = range.first / (kPostingLimit >> 32);  // of keys below the range, by 2^32
  const auto guess = [share](size_t keys) { return keys * share >> 32; };
  for (size_t i = 0; i < batch_.size(); ++i) {
    const size_t ahead = std::min(i + kAhead, batch_.size() - 1);
    const size_t near = std::max(guess(batch_.prose_count[ahead]), kLine) - kLine;
    const std::span<const uint64_t> coming = batch_.ProsePostings(ahead);
    const size_t end = std::min(near + 3 * kLine, coming.size());
    for (size_t at = near; at < end; at += kLine) __builtin_prefetch(&coming[at]);
    const std::span<const uint64_t> prose = batch_.ProsePostings(i);
    for (const uint64_t key : KeysNear(guess(prose.size()), range, prose)) {
      entries.push_back({SpreadPostingKey(key), static_cast<Ordinal>(i), 0});
    }
    const std::span<const uint64_t> quoted = batch_.QuotedPostings(i);
    for (const uint64_t key : KeysNear(guess(quoted.size()), range, quoted)) {
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
