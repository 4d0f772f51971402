// A text whose furniture is being marked: what the rules ask about it and what they say.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "newsprint/article.h"
#include "newsprint/text.h"
#include "text/tokenize.h"

namespace newsprint {

class Marker {
 public:
  Marker(const Article& article, const std::vector<Gap>& gaps, Text* text)
      : article_(article), gaps_(gaps), text_(*text) {}

  const Article& article() const { return article_; }
  const std::vector<Token>& tokens() const { return text_.tokens; }
  const std::vector<Span>& sentences() const { return text_.sentences; }
  uint64_t Hash(uint32_t token) const { return text_.tokens[token].hash; }
  bool Has(uint32_t token, TokenFlag flag) const { return (text_.tokens[token].flags & flag) != 0; }

  // Folded text between a token and the one before it; "" for one blank or nothing.
  std::string_view GapBefore(uint32_t token) const;

  std::string_view Original(Span tokens) const;

  // In capitals throughout, two letters or more.
  bool IsUpper(uint32_t token) const;

  // Has a letter of a script without case.
  bool IsUncased(uint32_t token) const;

  // . ! or ? directly behind the last token.
  bool EndsLikeSentence(Span unit) const;

  // All of the unit stands in one pair of brackets.
  bool IsBracketed(Span unit) const;

  void MarkFurniture(Span tokens);
  bool IsFurniture(Span tokens) const {
    return Has(tokens.begin, kTokenFurniture) && Has(tokens.end - 1, kTokenFurniture);
  }

  // `name` reaches to a semicolon or closing bracket at most; `unit` is the whole credit.
  void AddCredit(Credit::Kind kind, Span name, Span unit);

  // Fills text->furniture from what was marked and puts credits in order.
  void Finish();

 private:
  const Article& article_;
  const std::vector<Gap>& gaps_;
  Text& text_;
};

}  // namespace newsprint
