// The low byte of each token's hash.
#include "sketch/story_bytes.h"

namespace newsprint {

void StoryBytes::Add(const Text& text) {
  const size_t before = bytes.size();
  bytes.resize(before + text.story.size());
  const Token* const tokens = text.tokens.data();  // as a byte may be written anywhere
  uint8_t* to = bytes.data() + before;
  for (const uint32_t token : text.story) *to++ = static_cast<uint8_t>(tokens[token].hash);
  begin.push_back(bytes.size());
}

void StoryBytes::Append(const StoryBytes& other) {
  const size_t before = bytes.size();
  for (size_t i = 1; i < other.begin.size(); ++i) begin.push_back(before + other.begin[i]);
  bytes.insert(bytes.end(), other.bytes.begin(), other.bytes.end());
}

}  // namespace newsprint
