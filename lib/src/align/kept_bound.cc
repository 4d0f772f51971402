// Why no alignment keeps more (align.cc, with the options that AlignOptions has by itself):
//   * Equal tokens have equal bytes, so every seed lies in a maximal run of at least seed_tokens
//     equal bytes, on its diagonal. All such runs are found here, however frequent.
//   * Two anchors that follow each other in a passage have at most max_gap tokens between them on
//     either side, so the runs they lie in are as near to each other or nearer, and all anchors of
//     a passage lie in one cluster: what is near is brought together.
//   * The anchors of a stretch do not overlap and weigh min_passage together or are dropped, so a
//     cluster whose runs are shorter together has no passage.
//   * Passages are disjoint on both sides and reach from the first anchor to the last, so those of
//     a cluster keep at most as many tokens as the cluster spans in `a`, and as in `b`.
// Of 12,135 pairs of a haystack that were to be aligned 5,344 go by this; an alignment finds too
// little in 6,109.
#include "align/kept_bound.h"

#include <algorithm>
#include <cstring>

#include "newsprint/alignment.h"

namespace newsprint {
namespace {

constexpr AlignOptions kOptions;
constexpr uint32_t kEnd = UINT32_MAX;

// A window is looked up as one integer.
using Window = uint32_t;
static_assert(sizeof(Window) == kOptions.seed_tokens);

Window WindowAt(std::span<const uint8_t> bytes, size_t at) {
  Window window;
  std::memcpy(&window, &bytes[at], sizeof window);
  return window;
}

// The top bits of a hash.
size_t PlaceOf(Window window, int log2_places) {
  return window * uint32_t{0x9E3779B1} >> (32 - log2_places);
}

// Texts that repeat themselves have more windows in common than are worth the time.
size_t MostSteps(size_t windows) { return 16 * windows + 1024; }

bool IsNear(Span x, Span y) {
  return x.begin <= y.end + kOptions.max_gap && y.begin <= x.end + kOptions.max_gap;
}

void Extend(Span more, Span* span) {
  *span = {std::min(span->begin, more.begin), std::max(span->end, more.end)};
}

}  // namespace

void KeptBound::Index(std::span<const uint8_t> a) {
  a_ = a;
  first_.fill(kEnd);
  has_.reset();
  next_.resize(a.size());
  for (size_t i = 0; i + sizeof(Window) <= a.size(); ++i) {
    const Window window = WindowAt(a, i);
    has_[PlaceOf(window, kLog2Bits)] = true;
    uint32_t& first = first_[PlaceOf(window, kLog2Slots)];
    next_[i] = first;
    first = static_cast<uint32_t>(i);
  }
}

// Lists all runs; false where they settle the matter: one alone is long enough, or there are more
// than are looked at.
bool KeptBound::FindRuns(std::span<const uint8_t> b, uint32_t least) {
  runs_.clear();
  size_t steps = MostSteps(a_.size() + b.size());
  for (size_t j = 0; j + sizeof(Window) <= b.size(); ++j) {
    const Window window = WindowAt(b, j);
    if (!has_[PlaceOf(window, kLog2Bits)]) continue;
    for (uint32_t i = first_[PlaceOf(window, kLog2Slots)]; i != kEnd; i = next_[i]) {
      if (--steps == 0) return false;
      const bool starts = i == 0 || j == 0 || a_[i - 1] != b[j - 1];
      if (!starts || WindowAt(a_, i) != window) continue;
      uint32_t length = sizeof(Window);
      while (i + length < a_.size() && j + length < b.size() && a_[i + length] == b[j + length]) {
        ++length;
      }
      runs_.push_back({i, static_cast<uint32_t>(j), length});
      if (length >= least || runs_.size() > kMostRuns) return false;
    }
  }
  return true;
}

void KeptBound::Gather(const Run& run) {
  Cluster cluster = {{run.a, run.a + run.length}, {run.b, run.b + run.length}, run.length};
  std::erase_if(clusters_, [&](const Cluster& other) {
    if (!IsNear(cluster.a, other.a) || !IsNear(cluster.b, other.b)) return false;
    Extend(other.a, &cluster.a);
    Extend(other.b, &cluster.b);
    cluster.length += other.length;
    return true;
  });
  clusters_.push_back(cluster);
}

bool KeptBound::MayKeep(std::span<const uint8_t> b, uint32_t least) {
  if (std::min(a_.size(), b.size()) < sizeof(Window)) return true;
  if (!FindRuns(b, least)) return true;
  clusters_.clear();
  for (const Run& run : runs_) Gather(run);
  uint32_t most = 0;
  for (const Cluster& c : clusters_) {
    if (c.length >= kOptions.min_passage) most += std::min(c.a.size(), c.b.size());
  }
  return most >= least;
}

}  // namespace newsprint
