// Looking up the background table. Hashes are spread evenly, so their top bits lead to within an
// entry or two of the place.
#include "stem/background.h"

#include <algorithm>

namespace newsprint {

static_assert(255 * kBackgroundStep < kRareIdf && 256 * kBackgroundStep >= kRareIdf);

const BackgroundPart* FindBackground(std::string_view language) {
  const std::span<const BackgroundPart> parts = BackgroundParts();
  const auto part = std::ranges::lower_bound(parts, language, {}, &BackgroundPart::language);
  return part != parts.end() && part->language == language ? &*part : nullptr;
}

BackgroundIndex::BackgroundIndex(const BackgroundPart* part) : begin_(kBuckets) {
  if (part == nullptr) return;
  entries_ = part->entries;
  size_t next = 0;
  for (size_t bucket = 0; bucket < kBuckets; ++bucket) {
    while (next < entries_.size() && entries_[next] >> (8 + kBucketShift) < bucket) ++next;
    begin_[bucket] = static_cast<uint16_t>(next);
  }
}

}  // namespace newsprint
