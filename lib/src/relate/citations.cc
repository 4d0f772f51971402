// A block quotation without quotation marks comes after a colon ("The statement reads:"), and a
// short citation names the house it is from ("The New York Times reports that ...").
#include "relate/citations.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace newsprint {
namespace {

// How far before and behind a passage, in story tokens, its attribution may stand.
constexpr uint32_t kBefore = 30;
constexpr uint32_t kBehind = 20;

// The name of a house, without what follows a dash or bracket ("- News", "(Web)").
std::vector<Token> HouseName(const Article& article) {
  Article name;
  name.text = article.source.substr(0, article.source.find_first_of("(-|"));
  name.language = article.language;
  Text text;
  AnalyzeText(name, &text);
  return std::move(text.tokens);
}

// A name written with a capital is meant only by one: "Time" is no house in "it took a long time".
bool SaysWord(const Token& word, const Token& of_name) {
  return word.hash == of_name.hash &&
         (word.flags & kTokenCapital) >= (of_name.flags & kTokenCapital);
}

bool NamesHouse(const Text& text, Span passage, const std::vector<Token>& name) {
  if (name.empty()) return false;
  const uint32_t begin = passage.begin - std::min(passage.begin, kBefore);
  const uint32_t end = std::min(passage.end + kBehind, static_cast<uint32_t>(text.story.size()));
  const std::span window = std::span(text.story).subspan(begin, end - begin);
  const auto says = [&](uint32_t token, const Token& of_name) {
    return SaysWord(text.tokens[token], of_name);
  };
  return std::search(window.begin(), window.end(), name.begin(), name.end(), says) != window.end();
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

Citations::Citations(const Side& a, const Side& b)
    : a_(a), b_(b), houses_{HouseName(*a.article), HouseName(*b.article)} {}

bool Citations::Introduces(const Passage& passage) const {
  if (FollowsColon(a_, passage.a) || FollowsColon(b_, passage.b)) return true;
  return std::any_of(houses_.begin(), houses_.end(), [&](const std::vector<Token>& name) {
    return NamesHouse(*a_.text, passage.a, name) || NamesHouse(*b_.text, passage.b, name);
  });
}

}  // namespace newsprint
