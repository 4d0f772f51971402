// The holders of a key come together when postings are partitioned; here they are counted, apart
// for prose, quotations and each house. Only keys that two or more hold are kept: about all others
// everything is known.
#include "candidates/frequencies.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace newsprint {
namespace {

uint16_t Cap(size_t n) { return static_cast<uint16_t>(std::min<size_t>(n, UINT16_MAX)); }

// The others are held by nobody else, and come first.
template <typename Row>
uint16_t LowerQuartile(std::span<const Row> shared, uint32_t prose_count,
                       std::vector<uint16_t>* scratch) {
  const size_t alone = prose_count - shared.size(), quartile = prose_count / 4;
  if (quartile < alone || shared.empty()) return 0;
  scratch->clear();
  for (const Row& row : shared) scratch->push_back(row.prose);
  const auto at = scratch->begin() + static_cast<std::ptrdiff_t>(quartile - alone);
  std::nth_element(scratch->begin(), at, scratch->end());
  return static_cast<uint16_t>(*at - 1);
}

}  // namespace

void CountHolders(std::span<const uint32_t> houses, std::span<KeyEntry> holders,
                  std::vector<SharedRow>* rows) {
  const auto house_of = [&](const KeyEntry& e) { return houses.empty() ? 0 : houses[e.article]; };
  std::sort(holders.begin(), holders.end(), [&](const KeyEntry& x, const KeyEntry& y) {
    if (x.quoted != y.quoted) return x.quoted < y.quoted;
    const uint32_t hx = house_of(x), hy = house_of(y);
    return hx != hy ? hx < hy : x.article < y.article;
  });
  const auto first_quoted =
      std::find_if(holders.begin(), holders.end(), [](const KeyEntry& e) { return e.quoted != 0; });
  const size_t prose = static_cast<size_t>(first_quoted - holders.begin());
  for (auto h = holders.begin(); h != first_quoted;) {
    const uint32_t house = house_of(*h);
    const auto end =
        std::find_if(h, first_quoted, [&](const KeyEntry& e) { return house_of(e) != house; });
    const uint16_t of_house = house != 0 ? Cap(static_cast<size_t>(end - h)) : uint16_t{0};
    for (; h != end; ++h) {
      rows->push_back(
          {h->article, Cap(prose), Cap(holders.size() - prose), of_house, PostingOfSpread(h->key)});
    }
  }
}

void SortRows(std::vector<SharedRow>* rows) {
  std::sort(rows->begin(), rows->end(), [](const SharedRow& x, const SharedRow& y) {
    return x.article != y.article ? x.article < y.article : x.key < y.key;
  });
}

uint16_t UsualHolders(std::span<const SharedRow> shared, uint32_t prose_count,
                      std::vector<uint16_t>* scratch) {
  return LowerQuartile(shared, prose_count, scratch);
}

// Parts come in the order of keys, so each row goes behind the others of its article.
SharedPostings MakeSharedPostings(std::vector<std::vector<SharedRow>> parts,
                                  const KeySource& keys) {
  SharedPostings shared;
  shared.begin.assign(keys.articles() + 1, 0);
  for (const auto& rows : parts) {
    for (const SharedRow& r : rows) ++shared.begin[r.article + 1];
  }
  std::partial_sum(shared.begin.begin(), shared.begin.end(), shared.begin.begin());
  std::vector<uint64_t> next(shared.begin.begin(), shared.begin.end() - 1);
  shared.postings.resize(shared.begin.back());
  for (auto& rows : parts) {
    for (const SharedRow& r : rows) {
      shared.postings[next[r.article]++] = {r.key, r.prose, r.quoted, r.house};
    }
    rows = {};
  }
  std::vector<uint16_t> scratch;
  for (Ordinal i = 0; i < keys.articles(); ++i) {
    shared.usual.push_back(LowerQuartile(shared.Of(i), keys.ProseCount(i), &scratch));
  }
  return shared;
}

}  // namespace newsprint
