// Key sources: the keys of a corpus, in memory or not, as slices that are worked on one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "candidates/key_ranges.h"
#include "newsprint/candidates.h"

namespace newsprint {

// All entries of one key stand in one slice, and the bits of a key are spread. Slices may be asked
// for by several threads at a time.
class KeySource {
 public:
  virtual ~KeySource() = default;

  virtual size_t articles() const = 0;
  // How many postings of an article stand in prose.
  virtual uint32_t ProseCount(Ordinal article) const = 0;

  // How many slices there are, and the entries of one, ascending by article.
  virtual size_t band_slices() const = 0;
  virtual size_t posting_slices() const = 0;
  virtual size_t skip_slices() const = 0;
  virtual std::vector<KeyEntry> Bands(size_t slice) const = 0;
  virtual std::vector<KeyEntry> Postings(size_t slice) const = 0;
  virtual std::vector<KeyEntry> Skips(size_t slice) const = 0;
};

// A posting's or a skip-bigram's key as it stands in entries. Sampled keys are small numbers, and
// partitioning wants their bits on top; of a skip-bigram the lowest ten bits are left out.
inline uint64_t SpreadPostingKey(uint64_t key) { return key * kPostingSampling; }
inline constexpr int kSkipKeyBits = 54;
inline uint64_t SpreadSkipKey(uint64_t key) {
  return ((key >> (64 - kSkipKeyBits)) * 0x9E3779B97F4A7C15) << (64 - kSkipKeyBits);
}
inline uint64_t PostingOfSpread(uint64_t spread) { return spread / kPostingSampling; }

// Those of a batch.
class BatchKeys : public KeySource {
 public:
  // The batch stays the caller's.
  explicit BatchKeys(const FingerprintBatch& batch);

  size_t articles() const override { return batch_.size(); }
  uint32_t ProseCount(Ordinal article) const override { return batch_.prose_count[article]; }
  size_t band_slices() const override { return kBands; }
  size_t posting_slices() const override { return posting_ranges_.size(); }
  size_t skip_slices() const override { return skip_ranges_.size(); }
  std::vector<KeyEntry> Bands(size_t slice) const override;
  std::vector<KeyEntry> Postings(size_t slice) const override;
  std::vector<KeyEntry> Skips(size_t slice) const override;

 private:
  const FingerprintBatch& batch_;
  std::vector<KeyRange> posting_ranges_;
  std::vector<KeyRange> skip_ranges_;
};

}  // namespace newsprint
