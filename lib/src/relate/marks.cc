// Statements are told by who else quotes them, stock text by frequency, relative to the articles
// themselves: the newsletter box of a page is printed by hundreds while the rest of the page is
// printed by nobody else; a wire story that forty outlets run is printed by forty from top to
// bottom, and a paragraph lifted from it is no stock.
#include "relate/marks.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "relate/thresholds.h"
#include "sketch/shingle.h"

namespace newsprint {

Mark MarkOf(const PairContext::SharedKey& key, const PairContext& context, bool lede_shared) {
  if (!lede_shared && key.house >= kHouseStockOthers) return Mark::kStock;
  const uint32_t usual = std::max(context.usual_a, context.usual_b);
  if (key.prose >= std::max(kStockOthers, 2 * usual)) return Mark::kStock;
  return key.quoted * kQuotedWeight > key.prose + 1 ? Mark::kStatement : Mark::kFresh;
}

std::vector<Mark> MarkShared(const Text& text, std::span<const Span> where,
                             const PairContext& context, bool lede_shared) {
  std::vector<Mark> marks(text.story.size(), Mark::kNoSample);
  if (context.shared.empty()) return marks;
  const auto mark = [&](const Shingle& s) {
    if (s.hash > context.shared.back().key) return;  // of eight shingles one is a key
    const auto found = std::lower_bound(
        context.shared.begin(), context.shared.end(), s.hash,
        [](const PairContext::SharedKey& e, uint64_t hash) { return e.key < hash; });
    if (found->key == s.hash) marks[s.story_begin] = MarkOf(*found, context, lede_shared);
  };
  for (const Span& range : where) ForEachShingleIn(text, range, mark);
  return marks;
}

Mark Verdict(const std::vector<Mark>& marks, Span story) {
  uint32_t samples = 0, stock = 0, statement = 0;
  for (uint32_t i = story.begin; i < story.end; ++i) {
    samples += marks[i] != Mark::kNoSample;
    stock += marks[i] == Mark::kStock;
    statement += marks[i] == Mark::kStatement;
  }
  if (samples == 0) return Mark::kNoSample;
  if (stock * 2 > samples) return Mark::kStock;
  return (stock + statement) * 2 > samples ? Mark::kStatement : Mark::kFresh;
}

}  // namespace newsprint
