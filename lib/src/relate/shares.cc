// Exact shingle sets by sorting, but for shingles that only one of the two texts has, and once.
#include "relate/shares.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "seen_twice.h"
#include "sketch/shingle.h"
#include "spread_sort.h"

namespace newsprint {
namespace {

std::vector<uint64_t> Hashes(const Text& text) {
  std::vector<uint64_t> hashes;
  hashes.reserve(text.story.size());
  ForEachShingle(text, [&](const Shingle& s) { hashes.push_back(s.hash); });
  return hashes;
}

struct ShingleSet {
  size_t alone = 0;              // once here and not in the other text
  std::vector<uint64_t> others;  // ascending

  size_t size() const { return alone + others.size(); }
};

ShingleSet MakeSet(std::vector<uint64_t> hashes, const SeenTwice& seen) {
  ShingleSet set;
  size_t others = 0;
  for (const uint64_t hash : hashes) {
    hashes[others] = hash;  // which are seen twice cannot be predicted
    others += seen.MayHave(hash) ? 1 : 0;
  }
  set.alone = hashes.size() - others;
  hashes.resize(others);
  std::vector<uint32_t> bucket_end;
  SortSpread(hashes, 64, &bucket_end, &set.others);
  set.others.erase(std::unique(set.others.begin(), set.others.end()), set.others.end());
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
  std::vector<uint64_t> of_a = Hashes(a), of_b = Hashes(b);
  SeenTwice seen(of_a.size() + of_b.size());
  for (const uint64_t hash : of_a) seen.Add(hash);
  for (const uint64_t hash : of_b) seen.Add(hash);
  const ShingleSet set_a = MakeSet(std::move(of_a), seen), set_b = MakeSet(std::move(of_b), seen);
  const std::vector<uint64_t>&x = set_a.others, &y = set_b.others;
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    shared += x[i] == y[j];
    const bool next_x = x[i] <= y[j], next_y = y[j] <= x[i];
    i += next_x;
    j += next_y;
  }
  scores->jaccard = Thousandths(shared, set_a.size() + set_b.size() - shared);
  scores->containment = Thousandths(shared, std::min(set_a.size(), set_b.size()));
}

void ListPassages(const Side& a, const Side& b, const Alignment& alignment, Relation* relation) {
  for (const Passage& p : alignment.passages) {
    relation->passages.push_back({StoryBytes(*a.text, p.a), StoryBytes(*b.text, p.b), p.match});
  }
}

}  // namespace newsprint
