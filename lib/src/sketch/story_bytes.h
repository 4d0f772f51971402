// Stories as a byte a token: enough to tell what two can have in common at most (kept_bound.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/text.h"

namespace newsprint {

// Of every story a byte a token: equal tokens have equal bytes. Row i belongs to article i.
struct StoryBytes {
  std::vector<size_t> begin = {0};  // size + 1 offsets
  std::vector<uint8_t> bytes;

  size_t size() const { return begin.size() - 1; }
  std::span<const uint8_t> Of(size_t i) const {
    return std::span(bytes).subspan(begin[i], begin[i + 1] - begin[i]);
  }
  void Add(const Text& text);
  void Append(const StoryBytes& other);
};

}  // namespace newsprint
