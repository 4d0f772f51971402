// GraphML (graphml.graphdrawing.org) for Gephi, Cytoscape, networkx, igraph: the articles that take
// part as nodes, relations as edges from source to taker. Where the direction is not known an edge
// goes from the earlier input to the later one and its `direction` says so: networkx refuses files
// that mix directed and undirected edges. Node ids are n0, n1, ... by ordinal because GraphML
// allows only name characters there; the article's own id is the label.
#include <span>
#include <vector>

#include "newsprint/io.h"
#include "report/formats.h"

namespace newsprint {
namespace {

constexpr std::string_view kPrologue =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
    "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
    "<key id=\"title\" for=\"node\" attr.name=\"title\" attr.type=\"string\"/>\n"
    "<key id=\"source\" for=\"node\" attr.name=\"source\" attr.type=\"string\"/>\n"
    "<key id=\"published\" for=\"node\" attr.name=\"published\" attr.type=\"string\"/>\n"
    "<key id=\"kind\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n"
    "<key id=\"direction\" for=\"edge\" attr.name=\"direction\" attr.type=\"string\"/>\n"
    "<key id=\"confidence\" for=\"edge\" attr.name=\"confidence\" attr.type=\"double\"/>\n"
    "<key id=\"chain\" for=\"edge\" attr.name=\"chain\" attr.type=\"double\"/>\n"
    "<graph edgedefault=\"directed\">\n";
constexpr std::string_view kEpilogue = "</graph>\n</graphml>\n";

// XML 1.0 has no way to write most control characters, nor U+FFFE and U+FFFF, not even escaped.
void AppendXml(std::string_view text, std::string* out) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '&') {
      out->append("&amp;");
    } else if (byte == '<') {
      out->append("&lt;");
    } else if (byte == '>') {
      out->append("&gt;");
    } else if (byte == '\r') {
      out->append("&#13;");
    } else if (byte < 0x20 && byte != '\t' && byte != '\n') {
      out->append("\uFFFD");
    } else if (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF") {
      out->append("\uFFFD");
      i += 2;
    } else {
      out->push_back(text[i]);
    }
  }
}

void AppendData(std::string_view key, std::string_view value, std::string* out) {
  if (value.empty()) return;
  out->append("<data key=\"").append(key).append("\">");
  AppendXml(IsValidUtf8(value) ? std::string(value) : RepairUtf8(value), out);
  out->append("</data>");
}

void AppendShare(std::string_view key, uint32_t thousandths, std::string* out) {
  out->append("<data key=\"").append(key).append("\">");
  AppendThousandths(thousandths, out);
  out->append("</data>");
}

void AppendNode(const Article& article, Ordinal ordinal, std::string* out) {
  out->append("<node id=\"n").append(std::to_string(ordinal)).append("\">");
  AppendData("label", article.id, out);
  AppendData("title", article.title, out);
  AppendData("source", article.source, out);
  AppendData("published", FormatDay(article.published), out);
  out->append("</node>\n");
}

void AppendEdge(const Relation& relation, std::string* out) {
  const bool reversed = relation.direction == Direction::kBToA;
  out->append("<edge source=\"n").append(std::to_string(reversed ? relation.b : relation.a));
  out->append("\" target=\"n").append(std::to_string(reversed ? relation.a : relation.b));
  out->append("\">");
  AppendData("kind", KindName(relation.kind), out);
  AppendData("direction", DirectionName(relation.direction), out);
  AppendShare("confidence", relation.confidence, out);
  AppendShare("chain", relation.scores.chain, out);
  out->append("</edge>\n");
}

}  // namespace

bool WriteGraphml(const ReportInput& input, SinkBuffer* out) {
  std::vector<bool> takes_part(input.source->articles());
  const std::span<const RelationOutline> relations = input.source->relations();
  for (const RelationOutline& relation : relations) {
    takes_part[relation.a] = takes_part[relation.b] = true;
  }
  out->text()->append(kPrologue);
  for (Ordinal i = 0; i < input.source->articles(); ++i) {
    if (takes_part[i]) AppendNode(input.article(i), i, out->text());
    if (!out->Spill()) return false;
  }
  for (size_t i = 0; i < relations.size(); ++i) {
    AppendEdge(input.source->relation(i), out->text());
    if (!out->Spill()) return false;
  }
  out->text()->append(kEpilogue);
  return true;
}

}  // namespace newsprint
