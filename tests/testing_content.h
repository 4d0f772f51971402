// Content made by hand and drawn from a seed, for tests and benchmarks of the rewrite channel.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "stem/content.h"
#include "testing_text.h"

namespace newsprint {

using ContentStems = std::vector<ContentStem>;

inline void AddContent(std::span<const ContentStem> stems, ContentBatch* batch) {
  const size_t first = batch->stems.size();
  batch->stems.insert(batch->stems.end(), stems.begin(), stems.end());
  batch->background.resize(batch->stems.size(), kRareWeight);
  std::vector<uint16_t> order(stems.size());
  std::iota(order.begin(), order.end(), uint16_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](uint16_t x, uint16_t y) { return stems[x].stem < stems[y].stem; });
  batch->by_stem.insert(batch->by_stem.end(), order.begin(), order.end());
  batch->begin.push_back(first + stems.size());
  batch->language.push_back(0);
}

inline ContentBatch ContentOf(const std::vector<ContentStems>& rows) {
  ContentBatch batch;
  for (const ContentStems& row : rows) AddContent(row, &batch);
  return batch;
}

// Places from 0 on, with up to two words between stems, and sentences and quotations as they come.
inline void SetOut(ContentStems* row, Random* random) {
  uint32_t place = 0;
  bool quoted = false;
  for (ContentStem& s : *row) {
    s.place = static_cast<uint16_t>(place);
    place += 2 + 2 * random->Below(3);
    if (random->Once(15)) quoted = !quoted;
    s.flags =
        static_cast<uint8_t>((random->Once(8) ? kContentSentence : 0) |
                             (quoted ? kContentQuoted : 0) | (random->Once(6) ? kContentFact : 0));
  }
  if (!row->empty()) row->front().flags |= kContentSentence;
}

inline ContentStem StemOf(uint32_t word) {
  return {static_cast<uint32_t>(HashOf(word)), 0, static_cast<uint8_t>(1 + word * 37 % 128), 0};
}

// `size` stems out of `words`.
inline ContentStems RandomContent(size_t size, uint32_t words, Random* random) {
  ContentStems row;
  for (size_t i = 0; i < size; ++i) row.push_back(StemOf(random->Below(words)));
  SetOut(&row, random);
  return row;
}

// The story with every `in`-th stem replaced, on average, and its runs in between as they were.
inline ContentStems Reworded(ContentStems row, uint32_t in, Random* random) {
  for (ContentStem& s : row) {
    if (!random->Once(in)) continue;
    const ContentStem other = StemOf(1'000'000 + random->Below(1'000'000));
    s.stem = other.stem;
    s.weight = other.weight;
  }
  return row;
}

}  // namespace newsprint
