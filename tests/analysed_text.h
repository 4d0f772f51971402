// An analysed text that tests can ask for strings.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsprint/text.h"

namespace newsprint {

struct AnalysedText {
  explicit AnalysedText(std::string text_body, std::string_view title = "",
                        std::string_view language = "")
      : body(std::move(text_body)) {
    Article article;
    article.text = body;
    article.title = title;
    article.language = language;
    AnalyzeText(article, &text);
  }

  std::string Bytes(Span tokens) const {
    if (tokens.empty()) return "";
    const uint32_t begin = text.tokens[tokens.begin].bytes.begin;
    return body.substr(begin, text.tokens[tokens.end - 1].bytes.end - begin);
  }

  std::vector<std::string> All(const std::vector<Span>& spans) const {
    std::vector<std::string> result;
    for (const Span& span : spans) result.push_back(Bytes(span));
    return result;
  }

  std::vector<std::string> Tokens() const {
    std::vector<std::string> result;
    for (const Token& token : text.tokens) {
      result.push_back(body.substr(token.bytes.begin, token.bytes.size()));
    }
    return result;
  }

  std::vector<std::string> Sentences() const { return All(text.sentences); }
  std::vector<std::string> Quotations() const { return All(text.quotations); }
  std::vector<std::string> Furniture() const { return All(text.furniture); }

  std::string body;
  Text text;
};

using Strings = std::vector<std::string>;

}  // namespace newsprint
