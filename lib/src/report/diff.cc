// WriteDiff: picks the format. And what is shown: two alignments of one pair made one.
#include "newsprint/diff.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "report/diff_words.h"
#include "report/explain.h"

namespace newsprint {
namespace {

bool AnyCovered(const std::vector<bool>& covered, Span story) {
  for (uint32_t i = story.begin; i < story.end; ++i) {
    if (i < covered.size() && covered[i]) return true;
  }
  return false;
}

void Cover(Span story, std::vector<bool>* covered) {
  if (covered->size() < story.end) covered->resize(story.end);
  std::fill(covered->begin() + story.begin, covered->begin() + story.end, true);
}

bool IsRewrite(const std::optional<Relation>& relation) {
  return relation && (relation->kind == Kind::kCondensed || relation->kind == Kind::kSpun);
}

}  // namespace

bool WriteDiff(const DiffPair& pair, const DiffOptions& options, const Sink& sink) {
  switch (options.format) {
    case Format::kJsonl:
      return WriteDiffJsonl(pair, options, sink);
    case Format::kHtml:
      return WriteDiffHtml(pair, sink);
    default:
      return WriteDiffText(pair, options, sink);
  }
}

bool WriteExplanation(const DiffPair& pair, const DiffOptions& options, const Sink& sink) {
  return options.format == Format::kJsonl ? WriteExplanationJsonl(pair, options, sink)
                                          : WriteExplanationText(pair, options, sink);
}

Alignment AlignmentToShow(const Explanation& explanation) {
  return IsRewrite(explanation.relation)
             ? MergeAlignments(explanation.reworded, explanation.shared)
             : MergeAlignments(explanation.shared, explanation.reworded);
}

Alignment MergeAlignments(Alignment first, const Alignment& second) {
  std::vector<bool> a, b;
  for (const Passage& passage : first.passages) {
    Cover(passage.a, &a);
    Cover(passage.b, &b);
  }
  for (const Passage& passage : second.passages) {
    if (AnyCovered(a, passage.a) || AnyCovered(b, passage.b)) continue;
    first.kept += passage.kept;
    first.kept_prose += passage.kept_prose;
    first.passages.push_back(passage);
  }
  std::stable_sort(first.passages.begin(), first.passages.end(),
                   [](const Passage& x, const Passage& y) { return x.a.begin < y.a.begin; });
  return first;
}

}  // namespace newsprint
