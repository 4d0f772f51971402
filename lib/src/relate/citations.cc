// A block quotation without quotation marks comes after a colon ("The statement reads:"), and a
// short citation names the house it is from ("The New York Times reports that ...").
#include "relate/citations.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace newsprint {
namespace {

// How far before and behind a passage, in story tokens, its attribution may stand.
constexpr uint32_t kBefore = 30;
constexpr uint32_t kBehind = 20;

// The name of a house as token hashes, without what follows a dash or bracket ("- News", "(Web)").
std::vector<uint64_t> HouseName(const Article& article) {
  Article name;
  name.text = article.source.substr(0, article.source.find_first_of("(-|"));
  name.language = article.language;
  Text text;
  AnalyzeText(name, &text);
  std::vector<uint64_t> hashes;
  for (const Token& t : text.tokens) hashes.push_back(t.hash);
  return hashes;
}

bool NamesHouse(const Text& text, Span passage, const Article& house) {
  const std::vector<uint64_t> name = HouseName(house);
  if (name.empty()) return false;
  const uint32_t begin = passage.begin - std::min(passage.begin, kBefore);
  const uint32_t end = std::min(passage.end + kBehind, static_cast<uint32_t>(text.story.size()));
  std::vector<uint64_t> window;
  for (uint32_t i = begin; i < end; ++i) window.push_back(text.tokens[text.story[i]].hash);
  return std::search(window.begin(), window.end(), name.begin(), name.end()) != window.end();
}

// Whether a colon stands between the passage and the token before it.
bool FollowsColon(const Side& side, Span passage) {
  constexpr std::array<std::string_view, 2> kColons = {":", "\uff1a"};
  const uint32_t first = side.text->story[passage.begin];
  if (first == 0) return false;
  const size_t gap_begin = side.text->tokens[first - 1].bytes.end;
  const size_t gap_end = side.text->tokens[first].bytes.begin;
  const std::string_view gap = side.article->text.substr(gap_begin, gap_end - gap_begin);
  return std::any_of(kColons.begin(), kColons.end(), [&](std::string_view colon) {
    return gap.find(colon) != std::string_view::npos;
  });
}

}  // namespace

bool IsIntroduced(const Side& a, const Side& b, const Passage& passage) {
  if (FollowsColon(a, passage.a) || FollowsColon(b, passage.b)) return true;
  const std::array<const Article*, 2> houses = {a.article, b.article};
  return std::any_of(houses.begin(), houses.end(), [&](const Article* house) {
    return NamesHouse(*a.text, passage.a, *house) || NamesHouse(*b.text, passage.b, *house);
  });
}

}  // namespace newsprint
