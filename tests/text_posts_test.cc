// Embedded posts.
#include <gtest/gtest.h>

#include <string>

#include "newsprint/text.h"

namespace newsprint {
namespace {

// The quoted words of a text, one blank between them.
std::string Quoted(std::string_view body) {
  Article article;
  article.text = body;
  Text text;
  AnalyzeText(article, &text);
  std::string quoted;
  for (const Token& t : text.tokens) {
    if (!(t.flags & kTokenQuoted)) continue;
    if (!quoted.empty()) quoted += ' ';
    quoted += body.substr(t.bytes.begin, t.bytes.size());
  }
  return quoted;
}

TEST(Posts, AParagraphSignedWithAHandleIsQuoted) {
  EXPECT_EQ(Quoted("The mayor reacted at once.\n\nWe will rebuild the bridge by May. — Ada Holm "
                   "(@adaholm) March 3, 2021\n\nNobody else did."),
            "We will rebuild the bridge by May Ada Holm adaholm March 3 2021");
}

TEST(Posts, TheSignatureMayStandInItsOwnParagraph) {
  EXPECT_EQ(Quoted("He wrote this.\n\nWe will rebuild it.\n\n— Ada Holm (@adaholm)\n\nThe end."),
            "We will rebuild it Ada Holm adaholm");
}

TEST(Posts, AnInnerQuotationBelongsToThePost) {
  EXPECT_EQ(Quoted("She said \"no\" first.\n\nThey call it \"done\" today - A (@a)\n\nWell."),
            "no They call it done today A a");
}

TEST(Posts, AHandleInProseIsNoPost) {
  EXPECT_EQ(Quoted("Follow the reporter (@adaholm) for more on the bridge."), "");
  EXPECT_EQ(Quoted("The well-known mayor of the old town on the river Ada Holm (@adaholm) left."),
            "");
}

TEST(Posts, ATextThatBeginsWithASignatureIsLeftAlone) {
  EXPECT_EQ(Quoted("- Ada Holm (@adaholm)"), "");
  EXPECT_EQ(Quoted("(@adaholm) wrote."), "");
}

}  // namespace
}  // namespace newsprint
