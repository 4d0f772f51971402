// Text inside HTML. Noncharacters and control characters are parse errors in HTML and have no
// meaning in an article.
#include "report/html.h"

#include "newsprint/io.h"

namespace newsprint {
namespace {

// The bytes of a character at `at` that HTML does not allow: a C0 control but tab and line ends,
// U+007F, a C1 control, U+FFFE or U+FFFF. 0 when it is allowed.
size_t ForbiddenAt(std::string_view text, size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20) return byte == '\t' || byte == '\n' || byte == '\r' ? 0 : 1;
  if (byte == 0x7F) return 1;
  const std::string_view next = text.substr(at + 1, 2);
  if (byte == 0xC2) return !next.empty() && static_cast<unsigned char>(next[0]) < 0xA0 ? 2 : 0;
  return byte == 0xEF && (next == "\xBF\xBE" || next == "\xBF\xBF") ? 3 : 0;
}

std::string_view Entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return "";
  }
}

void AppendValid(std::string_view text, std::string* out) {
  size_t plain = 0;  // begin of what is copied as it is
  for (size_t at = 0; at < text.size();) {
    const std::string_view entity = Entity(text[at]);
    const size_t forbidden = ForbiddenAt(text, at);
    if (entity.empty() && forbidden == 0) {
      ++at;
      continue;
    }
    out->append(text.substr(plain, at - plain)).append(forbidden > 0 ? "\uFFFD" : entity);
    at += forbidden > 0 ? forbidden : 1;
    plain = at;
  }
  out->append(text.substr(plain));
}

}  // namespace

void AppendHtml(std::string_view text, std::string* out) {
  if (IsValidUtf8(text)) {
    AppendValid(text, out);
  } else {
    AppendValid(RepairUtf8(text), out);
  }
}

std::string Html(std::string_view text) {
  std::string out;
  AppendHtml(text, &out);
  return out;
}

}  // namespace newsprint
