// How common stems are in news, built in. The table itself is background_data.cc, written by
// newsprint-background; background.md says from what.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

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

// The idf (stems.h) of a stem; kRareIdf for one that is not there.
uint16_t BackgroundIdf(const BackgroundPart& part, uint64_t stem_hash);

}  // namespace newsprint
