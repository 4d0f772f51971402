// Exact shingle sets by sorting: a pair that gets here is worth the 20 us.
#include "relate/shares.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sketch/shingle.h"
#include "spread_sort.h"

namespace newsprint {
namespace {

std::vector<uint64_t> ShingleSet(const Text& text) {
  std::vector<uint64_t> hashes, set;
  std::vector<uint32_t> bucket_end;
  hashes.reserve(text.story.size());
  ForEachShingle(text, [&](const Shingle& s) { hashes.push_back(s.hash); });
  SortSpread(hashes, 64, &bucket_end, &set);
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

}  // namespace

Span StoryBytes(const Text& text, Span story) {
  if (text.story.empty()) return {};
  if (story.begin >= text.story.size()) {
    const uint32_t end = text.tokens[text.story.back()].bytes.end;
    return {end, end};
  }
  const uint32_t begin = text.tokens[text.story[story.begin]].bytes.begin;
  return {begin, story.empty() ? begin : text.tokens[text.story[story.end - 1]].bytes.end};
}

uint32_t Thousandths(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<uint32_t>(part * 1000 / whole);
}

void ScoreShingles(const Text& a, const Text& b, Scores* scores) {
  const std::vector<uint64_t> x = ShingleSet(a), y = ShingleSet(b);
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    shared += x[i] == y[j];
    const bool next_x = x[i] <= y[j], next_y = y[j] <= x[i];
    i += next_x;
    j += next_y;
  }
  scores->jaccard = Thousandths(shared, x.size() + y.size() - shared);
  scores->containment = Thousandths(shared, std::min(x.size(), y.size()));
}

void ListPassages(const Side& a, const Side& b, const Alignment& alignment, Relation* relation) {
  for (const Passage& p : alignment.passages) {
    relation->passages.push_back({StoryBytes(*a.text, p.a), StoryBytes(*b.text, p.b), p.match});
  }
}

}  // namespace newsprint
