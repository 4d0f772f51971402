// Windows of seed_tokens tokens of `a` go into a chained hash table; each window of `b` looks
// itself up and every hit is extended to a maximal run. A run is found once: the end of the last
// run on each diagonal (a - b) is remembered, and hits before it are inside that run.
#include "align/seeds.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsprint {
namespace {

constexpr uint32_t kEnd = UINT32_MAX;

uint64_t WindowHash(const uint64_t* tokens, uint32_t n) {
  uint64_t h = 0;
  for (uint32_t i = 0; i < n; ++i) h = h * 0x9e3779b97f4a7c15u + tokens[i];
  return h ^ h >> 29;
}

// Chains windows of `a` with equal slot, first occurrence first.
class WindowTable {
 public:
  WindowTable(std::span<const uint64_t> tokens, uint32_t window, AlignBuffer* buffer)
      : window_(window), head_(buffer->seed_head), next_(buffer->seed_next) {
    const size_t windows = tokens.size() - window + 1;
    shift_ = 64 - std::max(4, static_cast<int>(64 - std::countl_zero(windows)));
    head_.assign(size_t{1} << (64 - shift_), kEnd);
    next_.resize(windows);
    for (size_t i = windows; i-- > 0;) {
      uint32_t& head = head_[Slot(tokens.data() + i)];
      next_[i] = head;
      head = static_cast<uint32_t>(i);
    }
  }

  uint32_t First(const uint64_t* tokens) const { return head_[Slot(tokens)]; }
  uint32_t Next(uint32_t i) const { return next_[i]; }

 private:
  size_t Slot(const uint64_t* tokens) const {
    return (WindowHash(tokens, window_) * 0xd6e8feb86659fd93u) >> shift_;
  }

  uint32_t window_;
  int shift_;
  std::vector<uint32_t>& head_;
  std::vector<uint32_t>& next_;
};

Anchor Extend(std::span<const uint64_t> a, std::span<const uint64_t> b, uint32_t i, uint32_t j,
              uint32_t from_b) {
  uint32_t begin = 0;
  while (i > begin && j - begin > from_b && a[i - begin - 1] == b[j - begin - 1]) ++begin;
  uint32_t end = 0;
  while (i + end < a.size() && j + end < b.size() && a[i + end] == b[j + end]) ++end;
  return {i - begin, j - begin, begin + end, static_cast<int32_t>(begin + end)};
}

}  // namespace

void FindSeeds(const AlignOptions& options, AlignBuffer* buffer) {
  const std::span<const uint64_t> a(buffer->a_hash), b(buffer->b_hash);
  const uint32_t window = options.seed_tokens;
  buffer->anchors.clear();
  if (a.size() < window || b.size() < window) return;
  const WindowTable table(a, window, buffer);
  buffer->diagonal_end.assign(a.size() + b.size(), 0);
  std::vector<uint32_t> hits;
  for (uint32_t j = 0; j + window <= b.size(); ++j) {
    hits.clear();
    for (uint32_t i = table.First(&b[j]); i != kEnd && hits.size() <= options.max_occurrences;
         i = table.Next(i)) {
      if (std::equal(&a[i], &a[i] + window, &b[j])) hits.push_back(i);
    }
    if (hits.size() > options.max_occurrences) continue;
    for (const uint32_t i : hits) {
      uint32_t& covered = buffer->diagonal_end[i + b.size() - j];
      if (j < covered) continue;
      const Anchor run = Extend(a, b, i, j, covered);
      covered = run.b + run.length;
      buffer->anchors.push_back(run);
    }
  }
  std::sort(buffer->anchors.begin(), buffer->anchors.end(),
            [](const Anchor& x, const Anchor& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
}

}  // namespace newsprint
