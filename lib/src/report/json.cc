// JSON output: RFC 8259 escapes, and valid UTF-8 whatever comes in.
#include "report/json.h"

#include "newsprint/io.h"

namespace newsprint {
namespace {

void AppendEscaped(std::string_view text, std::string* out) {
  constexpr char kHex[] = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out->append({'\\', c});
    } else if (c == '\n') {
      out->append("\\n");
    } else if (c == '\t') {
      out->append("\\t");
    } else if (byte < 0x20 || byte == 0x7F) {
      out->append("\\u00").append({kHex[byte >> 4], kHex[byte & 15]});
    } else {
      out->push_back(c);
    }
  }
}

}  // namespace

void AppendThousandths(uint32_t value, std::string* out) {
  const std::string digits = std::to_string(1000 + value % 1000);
  out->append(std::to_string(value / 1000)).append(".").append(digits, 1, 3);
}

void JsonWriter::Separate() {
  if (!out_->empty() && std::string_view("{[:\n").find(out_->back()) == std::string_view::npos) {
    out_->push_back(',');
  }
}

JsonWriter& JsonWriter::Open(char bracket) {
  Separate();
  out_->push_back(bracket);
  return *this;
}

JsonWriter& JsonWriter::Close(char bracket) {
  out_->push_back(bracket);
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view key) {
  String(key);
  out_->push_back(':');
  return *this;
}

JsonWriter& JsonWriter::String(std::string_view value) {
  Separate();
  out_->push_back('"');
  // Ids and titles of a reader are valid; paths and what a library user passes need not be.
  if (IsValidUtf8(value)) {
    AppendEscaped(value, out_);
  } else {
    AppendEscaped(RepairUtf8(value), out_);
  }
  out_->push_back('"');
  return *this;
}

JsonWriter& JsonWriter::Number(uint64_t value) { return Raw(std::to_string(value)); }

JsonWriter& JsonWriter::Thousandths(uint32_t value) {
  Separate();
  AppendThousandths(value, out_);
  return *this;
}

JsonWriter& JsonWriter::Raw(std::string_view json) {
  Separate();
  out_->append(json);
  return *this;
}

JsonWriter& JsonWriter::EndLine() {
  out_->push_back('\n');
  return *this;
}

}  // namespace newsprint
