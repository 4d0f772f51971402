// Looking up the background table. 24 bits of a hash are enough: among the 5,000 stems of the
// largest part one rare stem in 3,000 finds a stranger's place and is taken for common, in every
// text alike.
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
