// The formats behind WriteReport, one file each, and the names they share.
#pragma once

#include <span>
#include <string_view>

#include "newsprint/report.h"
#include "report/json.h"
#include "report/stream.h"

namespace newsprint {

// What a format needs, in one hand.
struct ReportInput {
  const Result& result;
  std::span<const Article> articles;
  const ReportOptions& options;
};

bool WriteJsonl(const ReportInput& input, SinkBuffer* out);
bool WriteTsv(const ReportInput& input, SinkBuffer* out);
bool WriteGraphml(const ReportInput& input, SinkBuffer* out);
bool WriteText(const ReportInput& input, SinkBuffer* out);

// "verbatim" and so on, "dateline" and so on, as written in output.
std::string_view PassageClassName(Passage::Class match);
std::string_view CreditKindName(Credit::Kind kind);

// "scores":{...} and "null":{...} of a pair.
void WriteScores(const Scores& scores, JsonWriter* json);
void WriteNull(const Null& null, JsonWriter* json);

// "key":[begin,end]
void WriteSpan(std::string_view key, Span span, JsonWriter* json);

}  // namespace newsprint
