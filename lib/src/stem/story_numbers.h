// The numbers of a story.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "newsprint/text.h"
#include "stem/number_value.h"

namespace newsprint {

struct StoryNumber {
  uint32_t at;     // story token
  uint32_t width;  // story tokens
  NumberValue value;
};

// In order, disjoint. `original` is what `text` was made from.
void FindNumbers(std::string_view original, const Text& text, std::string_view language,
                 std::vector<StoryNumber>* numbers);

}  // namespace newsprint
