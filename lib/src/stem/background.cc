// Looking up the background table. 24 bits of a hash are enough: among the 5,000 stems of the
// largest part one rare stem in 3,000 finds a stranger's place and is taken for common, in every
// text alike.
#include "stem/background.h"

#include <algorithm>

#include "newsprint/stems.h"

namespace newsprint {

static_assert(255 * kBackgroundStep < kRareIdf && 256 * kBackgroundStep >= kRareIdf);

const BackgroundPart* FindBackground(std::string_view language) {
  const std::span<const BackgroundPart> parts = BackgroundParts();
  const auto part = std::ranges::lower_bound(parts, language, {}, &BackgroundPart::language);
  return part != parts.end() && part->language == language ? &*part : nullptr;
}

uint16_t BackgroundIdf(const BackgroundPart& part, uint64_t stem_hash) {
  const auto prefix = static_cast<uint32_t>(stem_hash >> 40);
  const auto entry = std::ranges::lower_bound(part.entries, prefix << 8);
  if (entry == part.entries.end() || *entry >> 8 != prefix) return kRareIdf;
  return static_cast<uint16_t>((*entry & 0xFF) * kBackgroundStep);
}

}  // namespace newsprint
