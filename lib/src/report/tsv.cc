// Tab-separated values: a header row and one relation a row, for spreadsheets and cut(1). Tabs,
// line breaks and backslashes inside an id are written as \t \n \r \\, as databases load them.
#include <cstdint>
#include <string>
#include <string_view>

#include "report/formats.h"

namespace newsprint {
namespace {

void AppendRow(const ReportInput& input, const Relation& relation, std::string* out) {
  const Scores& scores = relation.scores;
  AppendCell(input.article(relation.a).id, out);
  out->push_back('\t');
  AppendCell(input.article(relation.b).id, out);
  out->append("\t").append(KindName(relation.kind));
  out->append("\t").append(DirectionName(relation.direction));
  for (const uint32_t value : {relation.confidence, scores.coverage_a, scores.coverage_b,
                               scores.verbatim, scores.quoted}) {
    out->push_back('\t');
    AppendThousandths(value, out);
  }
  out->append("\t").append(std::to_string(relation.passages.size()));
  for (const uint32_t value : {scores.chain, scores.order, relation.null.value}) {
    out->push_back('\t');
    AppendThousandths(value, out);
  }
  out->push_back('\n');
}

}  // namespace

void AppendCell(std::string_view cell, std::string* out) {
  for (const char c : cell) {
    if (c == '\t') {
      out->append("\\t");
    } else if (c == '\n') {
      out->append("\\n");
    } else if (c == '\r') {
      out->append("\\r");
    } else if (c == '\\') {
      out->append("\\\\");
    } else {
      out->push_back(c);
    }
  }
}

bool WriteTsv(const ReportInput& input, SinkBuffer* out) {
  out->text()->append(
      "a\tb\tkind\tdirection\tconfidence\tcoverage_a\tcoverage_b\tverbatim\tquoted\tpassages"
      "\tchain\torder\tnull\n");
  for (size_t i = 0; i < input.source->relations().size(); ++i) {
    AppendRow(input, input.source->relation(i), out->text());
    if (!out->Spill()) return false;
  }
  return true;
}

}  // namespace newsprint
