// Embedded posts come with a signature that nothing else has: a dash, a name, and a handle in
// brackets. Only gaps between tokens are looked at, so text without such a gap costs one look a
// gap.
#include "text/posts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/quotations.h"

namespace newsprint {
namespace {

constexpr uint32_t kLongestName = 8;  // tokens between the dash and the handle
constexpr uint32_t kLongestDate = 6;  // tokens behind the handle that still belong to the signature

std::string_view Bytes(const Gap& gap, const Text& text) {
  return std::string_view(text.folded).substr(gap.begin, gap.end - gap.begin);
}

// The token behind the dash that begins the signature, or 0 when there is none.
uint32_t SignatureBegin(const std::vector<Gap>& gaps, size_t handle, const Text& text) {
  const uint32_t token = gaps[handle].token;
  for (size_t g = handle; g-- > 0 && gaps[g].token + kLongestName >= token;) {
    if (Bytes(gaps[g], text).find('-') != std::string_view::npos) return gaps[g].token;
  }
  return 0;
}

uint32_t ParagraphBegin(const Text& text, uint32_t token) {
  while (token > 0 && !(text.tokens[token].flags & kTokenParagraphStart)) --token;
  return token;
}

// Where the signature ends: with its paragraph when only a date follows, else with the handle.
uint32_t SignatureEnd(const Text& text, uint32_t handle) {
  const auto size = static_cast<uint32_t>(text.tokens.size());
  uint32_t end = handle + 1;
  while (end < size && !(text.tokens[end].flags & kTokenParagraphStart)) {
    if (++end > handle + 1 + kLongestDate) return handle + 1;
  }
  return end;
}

}  // namespace

void FindPosts(const std::vector<Gap>& gaps, Text* text) {
  std::vector<Span> posts;
  for (size_t g = 0; g < gaps.size(); ++g) {
    if ((gaps[g].signs & kGapHandle) == 0) continue;
    const bool handle = Bytes(gaps[g], *text).find("(@") != std::string_view::npos;
    if (!handle || gaps[g].token >= text->tokens.size()) continue;
    const uint32_t signature = SignatureBegin(gaps, g, *text);
    if (signature == 0) continue;
    const Span post = {ParagraphBegin(*text, signature - 1), SignatureEnd(*text, gaps[g].token)};
    posts.push_back(post);
    for (uint32_t t = post.begin; t < post.end; ++t) text->tokens[t].flags |= kTokenQuoted;
  }
  if (!posts.empty()) UniteSpans(posts, &text->quotations);
}

}  // namespace newsprint
