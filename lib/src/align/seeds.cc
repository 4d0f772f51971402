// Windows of seed_tokens tokens of `a` go into a chained hash table; each window of `b` looks
// itself up and every hit is extended to a maximal run. A run is found once: the end of the last
// run on each diagonal (a - b) is remembered, and hits before it are inside that run.
//
// Two articles have few windows in common, so a filter of a bit a hash comes first on both sides:
// only what windows of `b` may be equal to goes into the table, and only what is in the table is
// looked up (align_bench: unrelated stories are aligned in 8 us instead of 17).
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

// Of every window: the sum of its tokens' hashes, which are spread evenly, times powers of three.
void HashWindows(std::span<const uint64_t> tokens, uint32_t window, std::vector<uint64_t>* hashes) {
  hashes->resize(tokens.size() - window + 1);
  uint64_t hash = 0, leaving = 1;
  for (uint32_t i = 0; i < window; ++i) hash = hash * 3 + tokens[i], leaving *= 3;
  hashes->front() = hash;
  for (size_t i = 1; i < hashes->size(); ++i) {
    hash = hash * 3 + (tokens[i + window - 1] - leaving * tokens[i - 1]);
    (*hashes)[i] = hash;
  }
}

// A bit for each hash, of some 16 a window.
class Filter {
 public:
  Filter(size_t windows, std::vector<uint64_t>* bits) : bits_(*bits) {
    const int log2_bits = std::max(10, static_cast<int>(std::bit_width(windows)) + 4);
    shift_ = 64 - log2_bits;
    bits_.assign(size_t{1} << (log2_bits - 6), 0);
  }

  void Add(uint64_t hash) { bits_[hash >> shift_ >> 6] |= Bit(hash); }
  bool MayHave(uint64_t hash) const { return (bits_[hash >> shift_ >> 6] & Bit(hash)) != 0; }

 private:
  uint64_t Bit(uint64_t hash) const { return uint64_t{1} << ((hash >> shift_) & 63); }

  std::vector<uint64_t>& bits_;
  int shift_;
};

// Chains windows of `a` with equal slot, first occurrence first.
class WindowTable {
 public:
  // Of those windows that `wanted` may have.
  WindowTable(const Filter& wanted, AlignBuffer* buffer)
      : hashes_(buffer->a_windows),
        head_(buffer->seed_head),
        next_(buffer->seed_next),
        has_(hashes_.size(), &buffer->seed_filter_a) {
    shift_ = 64 - std::max(4, static_cast<int>(std::bit_width(hashes_.size())));
    next_.resize(hashes_.size());
    for (size_t i = hashes_.size(); i-- > 0;) {
      if (wanted.MayHave(hashes_[i])) Add(static_cast<uint32_t>(i));
    }
  }

  bool empty() const { return empty_; }
  uint32_t First(uint64_t hash) const { return has_.MayHave(hash) ? head_[hash >> shift_] : kEnd; }
  uint32_t Next(uint32_t i) const { return next_[i]; }

 private:
  void Add(uint32_t i) {
    if (empty_) head_.assign(size_t{1} << (64 - shift_), kEnd);
    empty_ = false;
    has_.Add(hashes_[i]);
    uint32_t& head = head_[hashes_[i] >> shift_];
    next_[i] = head;
    head = i;
  }

  const std::vector<uint64_t>& hashes_;
  std::vector<uint32_t>& head_;
  std::vector<uint32_t>& next_;
  Filter has_;
  bool empty_ = true;
  int shift_;
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
  HashWindows(a, window, &buffer->a_windows);
  HashWindows(b, window, &buffer->b_windows);
  Filter in_b(buffer->b_windows.size(), &buffer->seed_filter_b);
  for (const uint64_t hash : buffer->b_windows) in_b.Add(hash);
  const WindowTable table(in_b, buffer);
  if (table.empty()) return;
  buffer->diagonal_end.assign(a.size() + b.size(), 0);
  std::vector<uint32_t> hits;
  for (uint32_t j = 0; j < buffer->b_windows.size(); ++j) {
    const uint64_t hash = buffer->b_windows[j];
    uint32_t i = table.First(hash);
    if (i == kEnd) continue;
    hits.clear();
    for (; i != kEnd && hits.size() <= options.max_occurrences; i = table.Next(i)) {
      if (buffer->a_windows[i] == hash && std::equal(&a[i], &a[i] + window, &b[j])) {
        hits.push_back(i);
      }
    }
    if (hits.size() > options.max_occurrences) continue;
    for (const uint32_t hit : hits) {
      uint32_t& covered = buffer->diagonal_end[hit + b.size() - j];
      if (j < covered) continue;
      const Anchor run = Extend(a, b, hit, j, covered);
      covered = run.b + run.length;
      buffer->anchors.push_back(run);
    }
  }
  std::sort(buffer->anchors.begin(), buffer->anchors.end(),
            [](const Anchor& x, const Anchor& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
}

}  // namespace newsprint
