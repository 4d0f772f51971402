// Two-level most-significant-digit radix partition (see partition.h). The first level splits by the
// top byte, so a partition of a few million entries fits the cache; the second splits each
// partition so finely that what is left is sorted by insertion. Both passes are stable, so the
// members of a giant bucket arrive in order and cost nothing more.
#include "candidates/partition.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "seen_twice.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr int kTopBits = 8;
constexpr size_t kPartitions = size_t{1} << kTopBits;
constexpr size_t kBucketEntries = 4;  // wished for in a second-level bucket

// Offsets of each digit's entries: a stable counting sort of `from` into `to`.
template <typename Digit>
void CountingPass(const KeyEntry* from, size_t size, KeyEntry* to, std::vector<uint32_t>* begin,
                  Digit digit) {
  for (size_t i = 0; i < size; ++i) ++(*begin)[digit(from[i].key) + 1];
  for (size_t d = 1; d < begin->size(); ++d) (*begin)[d] += (*begin)[d - 1];
  std::vector<uint32_t> next(begin->begin(), begin->end() - 1);
  for (size_t i = 0; i < size; ++i) to[next[digit(from[i].key)]++] = from[i];
}

bool Before(const KeyEntry& x, const KeyEntry& y) {
  return x.key != y.key ? x.key < y.key : x.article < y.article;
}

void SortPartition(const KeyEntry* from, size_t size, KeyEntry* to) {
  const int bits = std::max(1, static_cast<int>(std::bit_width(size / kBucketEntries)));
  std::vector<uint32_t> begin((size_t{1} << bits) + 1, 0);
  CountingPass(from, size, to, &begin, [bits](uint64_t key) {
    return static_cast<size_t>((key << kTopBits) >> (64 - bits));
  });
  for (size_t d = 0; d + 1 < begin.size(); ++d) {
    if (!std::is_sorted(to + begin[d], to + begin[d + 1], Before)) {
      std::sort(to + begin[d], to + begin[d + 1], Before);
    }
  }
}

}  // namespace

void DropUnshared(std::vector<KeyEntry>* entries) {
  SeenTwice seen(entries->size());
  for (const KeyEntry& e : *entries) seen.Add(e.key);
  std::erase_if(*entries, [&](const KeyEntry& e) { return !seen.MayHave(e.key); });
}

void PartitionByKey(std::vector<KeyEntry>* entries, std::vector<KeyEntry>* scratch) {
  scratch->resize(entries->size());
  std::vector<uint32_t> begin(kPartitions + 1, 0);
  CountingPass(entries->data(), entries->size(), scratch->data(), &begin,
               [](uint64_t key) { return static_cast<size_t>(key >> (64 - kTopBits)); });
  ParallelFor(kPartitions, [&](size_t p) {
    SortPartition(scratch->data() + begin[p], begin[p + 1] - begin[p], entries->data() + begin[p]);
  });
}

}  // namespace newsprint
