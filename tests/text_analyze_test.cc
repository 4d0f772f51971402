// AnalyzeText as a whole.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "newsprint/text.h"

namespace newsprint {
namespace {

struct Analysed {
  explicit Analysed(std::string body, std::string_view title = "") : body(std::move(body)) {
    Article article;
    article.text = this->body;
    article.title = title;
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

  std::string body;
  Text text;
};

using Strings = std::vector<std::string>;

TEST(Analyze, FindsTokens) {
  EXPECT_EQ(Analysed("Don't pay $1,200.5, he said.").Tokens(),
            (Strings{"Don't", "pay", "1,200.5", "he", "said"}));
  EXPECT_EQ(Analysed("Größe “naïve” caf\u0065\u0301").Tokens(),
            (Strings{"Größe", "naïve", "caf\u0065\u0301"}));
  EXPECT_EQ(Analysed("召回38460辆").Tokens(), (Strings{"召", "回", "38460", "辆"}));
}

TEST(Analyze, FindsSentencesQuotationsAndFurniture) {
  const Analysed wire(
      "LJUBLJANA, Oct 14 (Meridian) - Mr. Smith left. \"We go,\" he said. \"Now.\"\n\n"
      "More came on Jan. 3 in the U.S. Senate.\n\n"
      "(Reporting by Petra Novinc in Ljubljana; Editing by Fergus Malloy)");
  EXPECT_EQ(wire.All(wire.text.sentences),
            (Strings{"LJUBLJANA, Oct 14 (Meridian) - Mr. Smith left", "We go,\" he said", "Now",
                     "More came on Jan. 3 in the U.S. Senate",
                     "Reporting by Petra Novinc in Ljubljana; Editing by Fergus Malloy"}));
  EXPECT_EQ(wire.All(wire.text.quotations), (Strings{"We go", "Now"}));
  EXPECT_EQ(wire.All(wire.text.furniture),
            (Strings{"LJUBLJANA, Oct 14 (Meridian",
                     "Reporting by Petra Novinc in Ljubljana; Editing by Fergus Malloy"}));
  ASSERT_EQ(wire.text.credits.size(), 2u);
  EXPECT_EQ(wire.text.credits[0].name, "Meridian");
}

}  // namespace
}  // namespace newsprint
