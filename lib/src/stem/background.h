// How common stems are in news, built in. The table itself is background_data.cc, written by
// newsprint-background; background.md says from what.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "newsprint/stems.h"

namespace newsprint {

// One language. An entry is a common stem: the top 24 bits of its hash (stems.h), then its idf in
// kBackgroundStep / 256; ascending, no two with the same hash.
struct BackgroundPart {
  std::string_view language;
  std::span<const uint32_t> entries;
};

inline constexpr uint32_t kBackgroundStep = 4;

// Ascending by language.
std::span<const BackgroundPart> BackgroundParts();

// The part of a language, or null.
const BackgroundPart* FindBackground(std::string_view language);

// A part made ready for looking up stems: a few ns each. 32 KB.
class BackgroundIndex {
 public:
  // `part` may be null: then every stem is rare.
  explicit BackgroundIndex(const BackgroundPart* part);

  // The idf (stems.h) of a stem; kRareIdf for one that is not there.
  uint16_t Idf(uint64_t stem_hash) const {
    const auto prefix = static_cast<uint32_t>(stem_hash >> 40);
    for (size_t i = begin_[prefix >> kBucketShift]; i < entries_.size(); ++i) {
      if (entries_[i] >> 8 < prefix) continue;
      if (entries_[i] >> 8 != prefix) break;
      return static_cast<uint16_t>((entries_[i] & 0xFF) * kBackgroundStep);
    }
    return kRareIdf;
  }

 private:
  static constexpr uint32_t kBucketShift = 10;  // 16,384 buckets: hardly an entry in each
  static constexpr size_t kBuckets = size_t{1} << (24 - kBucketShift);

  std::span<const uint32_t> entries_;
  std::vector<uint16_t> begin_;  // of each bucket, in entries_
};

}  // namespace newsprint
