// Offsets of one text in another unit than bytes: code points (Python, jq) or UTF-16 units
// (JavaScript, Java).
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "newsprint/report.h"

namespace newsprint {

// "byte", "codepoint", "utf16".
std::string_view OffsetUnitName(OffsetUnit unit);

class OffsetMap {
 public:
  // Knows the ends of `spans` (bytes of `text`, in any order) afterwards. One pass over the text;
  // none for bytes.
  OffsetMap(std::string_view text, OffsetUnit unit, const std::vector<Span>& spans);

  // `bytes` must be one of the spans given.
  Span Convert(Span bytes) const;

 private:
  uint32_t Find(uint32_t byte) const;

  std::vector<std::pair<uint32_t, uint32_t>> known_;  // (byte, unit), ascending; empty for bytes
};

}  // namespace newsprint
