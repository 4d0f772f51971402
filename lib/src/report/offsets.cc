// Byte offsets to code points or UTF-16 units: the offsets asked for are sorted, then one pass
// counts the bytes that start a character (and, for UTF-16, those that start one beyond the basic
// plane twice).
#include "report/offsets.h"

#include <algorithm>

namespace newsprint {
namespace {

uint32_t UnitsOf(char c, OffsetUnit unit) {
  const auto byte = static_cast<unsigned char>(c);
  if ((byte & 0xC0) == 0x80) return 0;
  return unit == OffsetUnit::kUtf16 && byte >= 0xF0 ? 2 : 1;
}

}  // namespace

std::string_view OffsetUnitName(OffsetUnit unit) {
  switch (unit) {
    case OffsetUnit::kByte:
      return "byte";
    case OffsetUnit::kCodepoint:
      return "codepoint";
    case OffsetUnit::kUtf16:
      return "utf16";
  }
  return "";
}

OffsetMap::OffsetMap(std::string_view text, OffsetUnit unit, const std::vector<Span>& spans) {
  if (unit == OffsetUnit::kByte) return;
  known_.reserve(2 * spans.size());
  for (const Span span : spans) {
    known_.emplace_back(span.begin, 0);
    known_.emplace_back(span.end, 0);
  }
  std::sort(known_.begin(), known_.end());
  uint32_t byte = 0;
  uint32_t units = 0;
  for (auto& [wanted, converted] : known_) {
    for (; byte < wanted && byte < text.size(); ++byte) units += UnitsOf(text[byte], unit);
    converted = units;
  }
}

Span OffsetMap::Convert(Span bytes) const {
  if (known_.empty()) return bytes;
  return {Find(bytes.begin), Find(bytes.end)};
}

uint32_t OffsetMap::Find(uint32_t byte) const {
  return std::lower_bound(known_.begin(), known_.end(), std::pair{byte, 0u})->second;
}

}  // namespace newsprint
