// The formats behind WriteReport, one file each, and the names they share.
#pragma once

#include <cstdint>
#include <string_view>

#include "newsprint/report.h"
#include "report/json.h"
#include "report/offsets.h"
#include "report/stream.h"

namespace newsprint {

inline constexpr uint32_t kSchema = 1;  // of JSON Lines: within it fields are only added

// What a format needs, in one hand.
struct ReportInput {
  const Result& result;
  ResultSource* source;
  const ReportOptions& options;

  const Article& article(Ordinal ordinal) const { return source->article(ordinal); }
};

bool WriteJsonl(const ReportInput& input, SinkBuffer* out);
bool WriteTsv(const ReportInput& input, SinkBuffer* out);
bool WriteGraphml(const ReportInput& input, SinkBuffer* out);
bool WriteText(const ReportInput& input, SinkBuffer* out);

// What an article is called, in at most `width` columns: its title, else how it begins.
std::string Headline(const Article& article, uint32_t width);

// A cell of a table, escaped.
void AppendCell(std::string_view cell, std::string* out);

// "verbatim" and so on, "dateline" and so on, as written in output.
std::string_view PassageClassName(Passage::Class match);
std::string_view CreditKindName(Credit::Kind kind);

// "scores":{...} and "null":{...} of a pair.
void WriteScores(const Scores& scores, JsonWriter* json);
void WriteNull(const Null& null, JsonWriter* json);

// "credits":[...] and "direction_evidence":[...] of a relation.
void WriteCredits(const Relation& relation, const OffsetMap& a, const OffsetMap& b,
                  JsonWriter* json);
void WriteDirectionEvidence(const Relation& relation, JsonWriter* json);

// "key":[begin,end]
void WriteSpan(std::string_view key, Span span, JsonWriter* json);

}  // namespace newsprint
