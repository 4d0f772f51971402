// WriteReport: picks the format. Each format streams line by line through one SinkBuffer.
#include "newsprint/report.h"

#include "report/display.h"
#include "report/formats.h"

namespace newsprint {
namespace {

bool WriteFormat(const ReportInput& input, SinkBuffer* out) {
  switch (input.options.format) {
    case Format::kJsonl:
      return WriteJsonl(input, out);
    case Format::kTsv:
      return WriteTsv(input, out);
    case Format::kGraphml:
      return WriteGraphml(input, out);
    case Format::kText:
      return WriteText(input, out);
    case Format::kHtml:  // shows a pair: diff.h
      return false;
  }
  return false;
}

class InMemory : public ResultSource {
 public:
  InMemory(const Result& result, std::span<const Article> articles)
      : result_(result), articles_(articles), outlines_(OutlinesOf(result.relations)) {}
  size_t articles() const override { return articles_.size(); }
  const Article& article(Ordinal ordinal) override { return articles_[ordinal]; }
  std::span<const RelationOutline> relations() const override { return outlines_; }
  const Relation& relation(size_t index) override { return result_.relations[index]; }

 private:
  const Result& result_;
  const std::span<const Article> articles_;
  const std::vector<RelationOutline> outlines_;
};

}  // namespace

bool WriteReport(const Result& result, ResultSource* source, const ReportOptions& options,
                 const Sink& sink) {
  SinkBuffer out(sink);
  return WriteFormat({result, source, options}, &out) && out.Flush();
}

bool WriteReport(const Result& result, std::span<const Article> articles,
                 const ReportOptions& options, const Sink& sink) {
  InMemory source(result, articles);
  return WriteReport(result, &source, options, sink);
}

std::string Headline(const Article& article, uint32_t width) {
  constexpr size_t kEnough = 1000;  // bytes; wide enough for any page
  const std::string_view name = article.title.empty() ? article.text : article.title;
  return Fit(name.substr(0, kEnough), width);
}

std::string_view PassageClassName(Passage::Class match) {
  switch (match) {
    case Passage::Class::kVerbatim:
      return "verbatim";
    case Passage::Class::kEdited:
      return "edited";
    case Passage::Class::kReworded:
      return "reworded";
    case Passage::Class::kMoved:
      return "moved";
    case Passage::Class::kQuoted:
      return "quoted";
  }
  return "";
}

std::string_view CreditKindName(Credit::Kind kind) {
  switch (kind) {
    case Credit::Kind::kDateline:
      return "dateline";
    case Credit::Kind::kReporting:
      return "reporting";
    case Credit::Kind::kContributed:
      return "contributed";
    case Credit::Kind::kSource:
      return "source";
  }
  return "";
}

void WriteSpan(std::string_view key, Span span, JsonWriter* json) {
  json->Key(key).Open('[').Number(span.begin).Number(span.end).Close(']');
}

}  // namespace newsprint
