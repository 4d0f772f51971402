// JSON Lines: the output contract, described line by line in cli/output.schema.json. Fields stand
// in a fixed order and nothing depends on time, so equal results are equal bytes; a file without
// its summary line was cut.
#include <array>
#include <span>

#include "newsprint/stems.h"
#include "newsprint/version.h"
#include "report/formats.h"
#include "report/json.h"
#include "report/offsets.h"

namespace newsprint {
namespace {

void WriteHeader(const ReportOptions& options, JsonWriter* json) {
  json->Open('{').Field("type", "header").Field("schema", kSchema);
  json->Field("newsprint", Version()).Field("fingerprint", kFingerprintVersion);
  json->Field("background", kBackgroundVersion).Key("options").Open('{');
  for (const auto& [name, value] : options.options) json->Key(name).Raw(value);
  json->Close('}').Field("offsets", OffsetUnitName(options.offsets)).Key("inputs").Open('[');
  for (const InputFile& file : options.inputs) {
    json->Open('{').Field("path", file.path).Field("articles", file.articles);
    json->Field("bytes", file.bytes).Close('}');
  }
  json->Close(']').Close('}').EndLine();
}

// The offsets of one relation in the unit asked for, for its two texts.
struct PairOffsets {
  OffsetMap a;
  OffsetMap b;
};

PairOffsets MapOffsets(const ReportInput& input, const Relation& relation) {
  std::vector<Span> a, b;
  for (const RelationPassage& passage : relation.passages) {
    a.push_back(passage.a);
    b.push_back(passage.b);
  }
  for (const RelationCredit& credit : relation.credits) {
    (credit.in_b ? b : a).push_back(credit.credit.bytes);
  }
  const OffsetUnit unit = input.options.offsets;
  return {OffsetMap(input.article(relation.a).text, unit, a),
          OffsetMap(input.article(relation.b).text, unit, b)};
}

void WritePassages(const Relation& relation, const PairOffsets& offsets, JsonWriter* json) {
  json->Key("passages").Open('[');
  for (const RelationPassage& passage : relation.passages) {
    json->Open('{');
    WriteSpan("a", offsets.a.Convert(passage.a), json);
    WriteSpan("b", offsets.b.Convert(passage.b), json);
    json->Field("class", PassageClassName(passage.match)).Close('}');
  }
  json->Close(']');
}

void WriteRelation(const ReportInput& input, const Relation& relation, JsonWriter* json) {
  json->Open('{').Field("type", "relation");
  json->Field("a", input.article(relation.a).id).Field("b", input.article(relation.b).id);
  json->Field("kind", KindName(relation.kind));
  json->Field("direction", DirectionName(relation.direction));
  json->Key("confidence").Thousandths(relation.confidence);
  WriteScores(relation.scores, json);
  WriteNull(relation.null, json);
  const PairOffsets offsets = MapOffsets(input, relation);
  WritePassages(relation, offsets, json);
  WriteCredits(relation, offsets.a, offsets.b, json);
  WriteDirectionEvidence(relation, json);
  json->Close('}').EndLine();
}

void WriteParent(const ReportInput& input, const Family::Member& member, JsonWriter* json) {
  json->Key(input.article(member.article).id).Open('{');
  if (member.outside.empty()) {
    json->Field("parent", input.article(member.parent).id);
  } else {
    json->Field("outside", member.outside);
  }
  if (member.relation != kNoRelation) {
    const RelationOutline& relation = input.source->relations()[member.relation];
    json->Field("kind", KindName(relation.kind));
    json->Key("confidence").Thousandths(relation.confidence);
  }
  json->Close('}');
}

// What people know an article by, so that a result can be read without its corpus.
void WriteAbout(const Article& article, JsonWriter* json) {
  constexpr uint32_t kColumns = 120;
  json->Key(article.id).Open('{').Field("headline", Headline(article, kColumns));
  if (!article.source.empty()) json->Field("source", article.source);
  if (article.published.known()) json->Field("published", FormatDay(article.published));
  json->Close('}');
}

void WriteFamily(const ReportInput& input, size_t index, JsonWriter* json) {
  const Family& family = input.result.families[index];
  json->Open('{').Field("type", "family").Field("id", index + 1).Key("members").Open('[');
  for (const Family::Member& member : family.members) {
    json->String(input.article(member.article).id);
  }
  json->Close(']').Field("representative", input.article(family.representative).id);
  json->Key("parents").Open('{');
  for (const Family::Member& member : family.members) {
    if (member.parent != member.article || !member.outside.empty())
      WriteParent(input, member, json);
  }
  json->Close('}').Key("about").Open('{');
  for (const Family::Member& member : family.members) {
    WriteAbout(input.article(member.article), json);
  }
  json->Close('}').Close('}').EndLine();
}

// Counts the lines above it, so that a reader can check that none was lost.
void WriteKinds(std::span<const RelationOutline> relations, JsonWriter* json) {
  std::array<uint64_t, kKinds> counts = {};
  for (const RelationOutline& relation : relations) ++counts[static_cast<size_t>(relation.kind)];
  json->Key("kinds").Open('{');
  for (uint32_t kind = 0; kind < kKinds; ++kind) {
    json->Field(KindName(static_cast<Kind>(kind)), counts[kind]);
  }
  json->Close('}');
}

void WriteCapped(const CandidateStats& stats, JsonWriter* json) {
  json->Key("capped").Open('{').Field("keys", stats.capped_keys);
  json->Field("pairs", stats.capped_pairs);
  json->Field("largest_bucket", stats.largest_bucket).Close('}');
}

void WriteSummary(const ReportInput& input, JsonWriter* json) {
  const Summary& summary = input.result.summary;
  const ReadStats& read = input.options.read;
  json->Open('{').Field("type", "summary").Field("articles", summary.articles);
  json->Field("text_bytes", summary.text_bytes);
  json->Field("relations", input.source->relations().size());
  json->Field("families", input.result.families.size());
  WriteKinds(input.source->relations(), json);
  json->Field("candidates", summary.candidates.pairs).Field("judged", summary.judged);
  WriteCapped(summary.candidates, json);
  json->Key("rewrites").Open('{').Field("candidates", summary.rewrites.pairs);
  json->Field("judged", summary.rewrites_judged);
  WriteCapped(summary.rewrites, json);
  json->Field("members_left", summary.rewrite_members_left).Close('}');
  json->Key("skipped").Open('{').Field("records", read.skipped).Field("repeated", read.repeated);
  json->Field("empty", summary.empty).Field("short", summary.too_short);
  json->Field("files", read.unread).Close('}');
  json->Field("renamed", read.renamed).Close('}').EndLine();
}

}  // namespace

void WriteScores(const Scores& scores, JsonWriter* json) {
  json->Key("scores").Open('{');
  json->Key("coverage_a").Thousandths(scores.coverage_a);
  json->Key("coverage_b").Thousandths(scores.coverage_b);
  json->Key("verbatim").Thousandths(scores.verbatim);
  json->Key("quoted").Thousandths(scores.quoted);
  json->Key("jaccard").Thousandths(scores.jaccard);
  json->Key("containment").Thousandths(scores.containment);
  json->Key("chain").Thousandths(scores.chain);
  json->Key("order").Thousandths(scores.order);
  json->Close('}');
}

void WriteNull(const Null& null, JsonWriter* json) {
  json->Key("null").Open('{').Field("n", null.n).Key("value").Thousandths(null.value);
  json->Field("source", NullSourceName(null.source)).Close('}');
}

void WriteCredits(const Relation& relation, const OffsetMap& a, const OffsetMap& b,
                  JsonWriter* json) {
  json->Key("credits").Open('[');
  for (const auto& [in_b, credit] : relation.credits) {
    json->Open('{').Field("in", in_b ? "b" : "a").Field("name", credit.name);
    WriteSpan("span", (in_b ? b : a).Convert(credit.bytes), json);
    json->Field("kind", CreditKindName(credit.kind)).Close('}');
  }
  json->Close(']');
}

void WriteDirectionEvidence(const Relation& relation, JsonWriter* json) {
  json->Key("direction_evidence").Open('[');
  for (const DirectionEvidence& reason : relation.direction_evidence) {
    json->Open('{').Field("kind", DirectionEvidenceName(reason.kind));
    json->Field("says", DirectionName(reason.says)).Close('}');
  }
  json->Close(']');
}

bool WriteJsonl(const ReportInput& input, SinkBuffer* out) {
  JsonWriter json(out->text());
  WriteHeader(input.options, &json);
  for (size_t i = 0; i < input.source->relations().size(); ++i) {
    WriteRelation(input, input.source->relation(i), &json);
    if (!out->Spill()) return false;
  }
  for (size_t i = 0; i < input.result.families.size(); ++i) {
    WriteFamily(input, i, &json);
    if (!out->Spill()) return false;
  }
  WriteSummary(input, &json);
  return true;
}

}  // namespace newsprint
