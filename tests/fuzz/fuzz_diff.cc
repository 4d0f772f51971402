// Any bytes as two bodies, one behind the other with a form feed between them: judged, aligned and
// written in every format, against what alignment.h and diff.h promise.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "entry_points.h"
#include "newsprint/diff.h"
#include "newsprint/io.h"

namespace newsprint {
namespace {

// Passages are disjoint, and their edits cover both sides without gaps.
void CheckAlignment(const Alignment& alignment, size_t story_a, size_t story_b) {
  std::vector<bool> a(story_a), b(story_b);
  const auto take = [](Span span, std::vector<bool>* taken) {
    FuzzRequire(span.begin <= span.end && span.end <= taken->size(), "a passage runs out");
    for (uint32_t i = span.begin; i < span.end; ++i) {
      FuzzRequire(!(*taken)[i], "two passages have one token");
      (*taken)[i] = true;
    }
  };
  for (const Passage& passage : alignment.passages) {
    take(passage.a, &a);
    take(passage.b, &b);
    Span at = {passage.a.begin, passage.b.begin};
    for (const Edit& edit : passage.edits) {
      FuzzRequire(edit.a.begin == at.begin && edit.b.begin == at.end, "edits have gaps");
      at = {edit.a.end, edit.b.end};
    }
    FuzzRequire(at == Span{passage.a.end, passage.b.end}, "edits end before their passage");
  }
}

std::string Written(const DiffPair& pair, const DiffOptions& options,
                    bool (*write)(const DiffPair&, const DiffOptions&, const Sink&)) {
  std::string out;
  FuzzRequire(
      write(pair, options, [&out](std::string_view bytes) { return out.append(bytes), true; }),
      "writing ended early");
  FuzzRequire(IsValidUtf8(out), "what is written is not UTF-8");
  return out;
}

// Nothing of an article moves a cursor, changes a colour or is markup.
void CheckFormats(const DiffPair& pair) {
  const std::string text = Written(pair, {}, WriteDiff) + Written(pair, {}, WriteExplanation);
  const auto control = [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7F; };
  FuzzRequire(std::none_of(text.begin(), text.end(), control), "text has control characters");
  for (const OffsetUnit unit : {OffsetUnit::kByte, OffsetUnit::kCodepoint, OffsetUnit::kUtf16}) {
    Written(pair, {.format = Format::kJsonl, .offsets = unit}, WriteDiff);
  }
  const std::string page = Written(pair, {.format = Format::kHtml}, WriteDiff);
  size_t scripts = 0;
  for (size_t at = 0; (at = page.find("<script", at)) != std::string::npos; ++at) ++scripts;
  FuzzRequire(scripts == 1, "the page has other scripts than its own");
}

}  // namespace

void FuzzDiff(std::string_view bytes) {
  const size_t split = std::min(bytes.find('\f'), bytes.size());
  const std::string bodies[2] = {RepairUtf8(bytes.substr(0, split)),
                                 RepairUtf8(bytes.substr(std::min(split + 1, bytes.size())))};
  Article articles[2];
  Text texts[2];
  for (size_t side = 0; side < 2; ++side) {
    articles[side].text = bodies[side];
    articles[side].id = articles[side].title =
        std::string_view(bodies[side]).substr(0, bodies[side].find('\n'));
    AnalyzeText(articles[side], &texts[side]);
  }
  static AlignBuffer buffer;
  const Explanation why =
      Explain({0, &articles[0], &texts[0]}, {1, &articles[1], &texts[1]}, {}, &buffer);
  for (const Alignment& alignment : {why.shared, why.reworded, AlignmentToShow(why)}) {
    CheckAlignment(alignment, texts[0].story.size(), texts[1].story.size());
  }
  const Alignment shown = AlignmentToShow(why);
  CheckFormats({{&articles[0], &texts[0]}, {&articles[1], &texts[1]}, &shown, &why});
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzDiff)
