// AnalyzeText on any bytes as body, with their first line as title, against what text.h promises.
#include <span>
#include <vector>

#include "entry_points.h"
#include "newsprint/text.h"

namespace newsprint {
namespace {

void RequireOrdered(std::span<const Span> spans, size_t tokens) {
  uint32_t end = 0;
  for (const Span& span : spans) {
    FuzzRequire(span.begin >= end && span.begin < span.end && span.end <= tokens,
                "spans are empty, overlap or run out of the text");
    end = span.end;
  }
}

}  // namespace

void FuzzText(std::string_view bytes) {
  Article article;
  article.title = bytes.substr(0, bytes.find('\n'));
  article.text = bytes;
  Text text;
  AnalyzeText(article, &text);
  uint32_t end = 0;
  for (const Token& token : text.tokens) {
    FuzzRequire(token.bytes.begin >= end && token.bytes.begin <= token.bytes.end,
                "tokens are out of order");
    end = token.bytes.end;
  }
  FuzzRequire(end <= bytes.size(), "a token runs out of the text");
  RequireOrdered(text.sentences, text.tokens.size());
  RequireOrdered(text.quotations, text.tokens.size());
  RequireOrdered(text.furniture, text.tokens.size());
  size_t furniture = 0;
  for (const Span& span : text.furniture) furniture += span.size();
  FuzzRequire(text.story.size() + furniture == text.tokens.size(), "story and furniture overlap");
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzText)
