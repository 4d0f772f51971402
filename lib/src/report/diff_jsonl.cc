// The diff as JSON Lines: header, explanation, one line a passage, summary. Edits cover a passage
// without gaps on both sides; an edit that is missing on one side has an empty range there.
#include <string_view>
#include <vector>

#include "relate/shares.h"
#include "report/diff_words.h"
#include "report/explain.h"
#include "report/formats.h"

namespace newsprint {
namespace {

std::string_view EditOpName(EditOp op) {
  switch (op) {
    case EditOp::kKept:
      return "kept";
    case EditOp::kChanged:
      return "changed";
    case EditOp::kDropped:
      return "dropped";
    case EditOp::kAdded:
      return "added";
  }
  return "";
}

std::string_view MatchName(Match match) {
  switch (match) {
    case Match::kSame:
      return "same";
    case Match::kStem:
      return "stem";
    case Match::kNumber:
      return "number";
    case Match::kOther:
      return "other";
  }
  return "";
}

struct Ranges {
  const DiffPair& pair;
  OffsetMap a;
  OffsetMap b;

  void Write(Span story_a, Span story_b, JsonWriter* json) const {
    WriteSpan("a", a.Convert(StoryBytes(*pair.a.text, story_a)), json);
    WriteSpan("b", b.Convert(StoryBytes(*pair.b.text, story_b)), json);
  }
};

Ranges MapRanges(const DiffPair& pair, OffsetUnit unit) {
  std::vector<Span> a, b;
  const auto add = [&](Span story_a, Span story_b) {
    a.push_back(StoryBytes(*pair.a.text, story_a));
    b.push_back(StoryBytes(*pair.b.text, story_b));
  };
  for (const Passage& passage : pair.alignment->passages) {
    add(passage.a, passage.b);
    for (const Edit& edit : passage.edits) add(edit.a, edit.b);
  }
  if (pair.explanation != nullptr) CollectSpans(*pair.explanation, &a, &b);
  return {pair, OffsetMap(pair.a.article->text, unit, a), OffsetMap(pair.b.article->text, unit, b)};
}

void WritePassage(const Ranges& ranges, const Passage& passage, JsonWriter* json) {
  json->Open('{').Field("type", "passage");
  ranges.Write(passage.a, passage.b, json);
  json->Field("class", PassageClassName(passage.match)).Field("kept", passage.kept);
  json->Key("edits").Open('[');
  for (const Edit& edit : passage.edits) {
    json->Open('{').Field("op", EditOpName(edit.op));
    ranges.Write(edit.a, edit.b, json);
    if (edit.op == EditOp::kChanged) json->Field("match", MatchName(MatchOf(edit)));
    json->Close('}');
  }
  json->Close(']').Close('}').EndLine();
}

void WriteSummary(const DiffPair& pair, JsonWriter* json) {
  json->Open('{').Field("type", "summary").Field("passages", pair.alignment->passages.size());
  json->Field("kept", pair.alignment->kept);
  json->Field("tokens_a", pair.a.text->story.size());
  json->Field("tokens_b", pair.b.text->story.size());
  json->Close('}').EndLine();
}

}  // namespace

bool WriteDiffJsonl(const DiffPair& pair, const DiffOptions& options, const Sink& sink) {
  SinkBuffer out(sink);
  JsonWriter json(out.text());
  const Ranges ranges = MapRanges(pair, options.offsets);
  WriteDiffHeader(pair, options.offsets, &json);
  if (pair.explanation != nullptr) WriteExplanationLine(pair, ranges.a, ranges.b, &json);
  for (const Passage& passage : pair.alignment->passages) {
    WritePassage(ranges, passage, &json);
    if (!out.Spill()) return false;
  }
  WriteSummary(pair, &json);
  return out.Flush();
}

}  // namespace newsprint
