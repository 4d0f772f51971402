// The diff as JSON Lines: header, one line a passage, summary. Edits cover a passage without gaps
// on both sides; an edit that is missing on one side has an empty range there.
#include "newsprint/version.h"
#include "report/diff_words.h"
#include "report/formats.h"
#include "report/offsets.h"

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

OffsetMap MapSide(const DiffSide& side, const Alignment& alignment, OffsetUnit unit,
                  Span Passage::*passage_side, Span Edit::*edit_side) {
  std::vector<Span> spans;
  for (const Passage& passage : alignment.passages) {
    spans.push_back(StoryBytes(*side.text, passage.*passage_side));
    for (const Edit& edit : passage.edits) {
      spans.push_back(StoryBytes(*side.text, edit.*edit_side));
    }
  }
  return OffsetMap(side.article->text, unit, spans);
}

struct DiffPair {
  const DiffSide& a;
  const DiffSide& b;
  OffsetMap offsets_a;
  OffsetMap offsets_b;

  void WriteRanges(Span story_a, Span story_b, JsonWriter* json) const {
    WriteSpan("a", offsets_a.Convert(StoryBytes(*a.text, story_a)), json);
    WriteSpan("b", offsets_b.Convert(StoryBytes(*b.text, story_b)), json);
  }
};

void WritePassage(const DiffPair& pair, const Passage& passage, JsonWriter* json) {
  json->Open('{').Field("type", "passage");
  pair.WriteRanges(passage.a, passage.b, json);
  json->Field("class", PassageClassName(passage.match)).Field("kept", passage.kept);
  json->Key("edits").Open('[');
  for (const Edit& edit : passage.edits) {
    json->Open('{').Field("op", EditOpName(edit.op));
    pair.WriteRanges(edit.a, edit.b, json);
    json->Close('}');
  }
  json->Close(']').Close('}').EndLine();
}

void WriteHeader(const DiffSide& a, const DiffSide& b, OffsetUnit offsets, JsonWriter* json) {
  json->Open('{').Field("type", "header").Field("schema", 1).Field("newsprint", Version());
  json->Field("offsets", OffsetUnitName(offsets));
  json->Field("a", a.article->id).Field("b", b.article->id).Close('}').EndLine();
}

void WriteSummary(const DiffSide& a, const DiffSide& b, const Alignment& alignment,
                  JsonWriter* json) {
  const std::vector<Passage>& passages = alignment.passages;
  json->Open('{').Field("type", "summary").Field("passages", passages.size());
  json->Field("kept", alignment.kept);
  json->Field("tokens_a", a.text->story.size()).Field("tokens_b", b.text->story.size());
  json->Close('}').EndLine();
}

}  // namespace

bool WriteDiffJsonl(const DiffSide& a, const DiffSide& b, const Alignment& alignment,
                    const DiffOptions& options, const Sink& sink) {
  SinkBuffer out(sink);
  JsonWriter json(out.text());
  const DiffPair pair{a, b, MapSide(a, alignment, options.offsets, &Passage::a, &Edit::a),
                      MapSide(b, alignment, options.offsets, &Passage::b, &Edit::b)};
  WriteHeader(a, b, options.offsets, &json);
  for (const Passage& passage : alignment.passages) {
    WritePassage(pair, passage, &json);
    if (!out.Spill()) return false;
  }
  WriteSummary(a, b, alignment, &json);
  return out.Flush();
}

}  // namespace newsprint
