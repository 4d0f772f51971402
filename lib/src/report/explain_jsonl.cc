// The explanation as one line of JSON, written by `explain` and `diff` alike.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/version.h"
#include "report/diff_words.h"
#include "report/explain.h"
#include "report/formats.h"
#include "report/verdict.h"

namespace newsprint {
namespace {

void WriteChecks(const Explanation& why, JsonWriter* json) {
  const auto number = [json](std::string_view key, int32_t value, Explanation::Check::Unit unit) {
    const bool thousandths =
        unit == Explanation::Check::Unit::kShare || unit == Explanation::Check::Unit::kPoints;
    std::string text = value < 0 ? "-" : "";
    const uint32_t size = static_cast<uint32_t>(std::abs(int64_t{value}));
    thousandths ? AppendThousandths(size, &text) : void(text += std::to_string(size));
    json->Key(key).Raw(text);
  };
  json->Key("checks").Open('[');
  for (const Explanation::Check& check : why.checks) {
    json->Open('{').Field("what", check.what).Field("unit", CheckUnitName(check.unit));
    number("value", check.value, check.unit);
    if (!check.is_part) {
      number("limit", check.limit, check.unit);
      json->Key("met").Raw(check.met ? "true" : "false");
    }
    json->Close('}');
  }
  json->Close(']');
}

void WriteFinds(const Explanation& why, const OffsetMap& a, const OffsetMap& b, JsonWriter* json) {
  json->Key("finds").Open('[');
  for (const Explanation::Find& find : why.finds) {
    json->Open('{');
    WriteSpan("a", a.Convert(find.passage.a), json);
    WriteSpan("b", b.Convert(find.passage.b), json);
    json->Field("class", PassageClassName(find.passage.match)).Field("kept", find.kept);
    json->Field("what", find.what);
    json->Key("counted").Raw(find.counted ? "true" : "false").Close('}');
  }
  json->Close(']');
}

}  // namespace

void CollectSpans(const Explanation& explanation, std::vector<Span>* a, std::vector<Span>* b) {
  for (const Explanation::Find& find : explanation.finds) {
    a->push_back(find.passage.a);
    b->push_back(find.passage.b);
  }
  if (!explanation.relation) return;
  for (const RelationCredit& credit : explanation.relation->credits) {
    (credit.in_b ? b : a)->push_back(credit.credit.bytes);
  }
}

void WriteDiffHeader(const DiffPair& pair, OffsetUnit offsets, JsonWriter* json) {
  json->Open('{').Field("type", "header").Field("schema", kSchema).Field("newsprint", Version());
  json->Field("offsets", OffsetUnitName(offsets));
  json->Field("a", pair.a.article->id).Field("b", pair.b.article->id).Close('}').EndLine();
}

void WriteExplanationLine(const DiffPair& pair, const OffsetMap& a, const OffsetMap& b,
                          JsonWriter* json) {
  const Explanation& why = *pair.explanation;
  json->Open('{').Field("type", "explanation");
  json->Field("a", pair.a.article->id).Field("b", pair.b.article->id);
  json->Field("verdict", VerdictSentence(pair));
  json->Field("kind", why.relation ? KindName(why.relation->kind) : "none");
  if (why.relation) {
    json->Field("direction", DirectionName(why.relation->direction));
    json->Key("confidence").Thousandths(why.relation->confidence);
  }
  WriteScores(why.scores, json);
  WriteNull(why.null, json);
  WriteChecks(why, json);
  WriteFinds(why, a, b, json);
  if (why.relation) {
    WriteCredits(*why.relation, a, b, json);
    WriteDirectionEvidence(*why.relation, json);
  }
  json->Close('}').EndLine();
}

bool WriteExplanationJsonl(const DiffPair& pair, const DiffOptions& options, const Sink& sink) {
  SinkBuffer out(sink);
  JsonWriter json(out.text());
  std::vector<Span> a, b;
  CollectSpans(*pair.explanation, &a, &b);
  WriteDiffHeader(pair, options.offsets, &json);
  WriteExplanationLine(pair, OffsetMap(pair.a.article->text, options.offsets, a),
                       OffsetMap(pair.b.article->text, options.offsets, b), &json);
  return out.Flush();
}

}  // namespace newsprint
