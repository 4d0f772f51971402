// Fuzzing entry point of the text stage: any bytes as body and title.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "newsprint/text.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckSpans(const std::vector<newsprint::Span>& spans, size_t tokens) {
  uint32_t end = 0;
  for (const newsprint::Span& span : spans) {
    Require(span.begin >= end && span.begin < span.end && span.end <= tokens);
    end = span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  newsprint::Article article;
  article.title = bytes.substr(0, bytes.find('\n'));
  article.text = bytes;
  newsprint::Text text;
  AnalyzeText(article, &text);
  uint32_t end = 0;
  for (const newsprint::Token& token : text.tokens) {
    Require(token.bytes.begin >= end && token.bytes.begin <= token.bytes.end);
    end = token.bytes.end;
  }
  Require(end <= size);
  CheckSpans(text.sentences, text.tokens.size());
  CheckSpans(text.quotations, text.tokens.size());
  CheckSpans(text.furniture, text.tokens.size());
  Require(text.story.size() <= text.tokens.size());
  return 0;
}
