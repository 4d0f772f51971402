// Sentences, paragraphs and quotations.
#include <gtest/gtest.h>

#include "analysed_text.h"

namespace newsprint {
namespace {

struct SentenceCase {
  const char* text;
  Strings sentences;
  const char* language = "";
};

TEST(Sentences, EndWhereReadersSeeTheirEnd) {
  const SentenceCase cases[] = {
      {"One two. Three four! Five?", {"One two", "Three four", "Five"}},
      {"He said \"Go.\" She went.", {"He said \"Go", "She went"}},
      {"\"Really?\" he asked. \"Yes.\"", {"Really?\" he asked", "Yes"}},
      {"(It rained.) They left.", {"It rained", "They left"}},
      {"It rose 3.5 percent. Then fell.", {"It rose 3.5 percent", "Then fell"}},
      {"It ended in 2020. 14 people came.", {"It ended in 2020", "14 people came"}},
      {"It opens on March 14. Visitors came.", {"It opens on March 14", "Visitors came"}},
      {"wait ... what. and more", {"wait ... what. and more"}},
      {"He came late… Then he left.", {"He came late", "Then he left"}},
      {"First.\n\nSecond", {"First", "Second"}},
      {"no stop\nNext line is long", {"no stop", "Next line is long"}},
      {"Он ушёл. Она осталась.", {"Он ушёл", "Она осталась"}},
      {"ذهب الرجل. ثم عاد؟ نعم", {"ذهب الرجل", "ثم عاد", "نعم"}},
      {"他走了。她留下！“好。”", {"他走了", "她留下", "好"}},
      {"彼は言った。「はい。」彼女は", {"彼は言った", "はい", "彼女は"}},
      {"यह पहला है। यह दूसरा है।", {"यह पहला है", "यह दूसरा है"}},
  };
  for (const SentenceCase& c : cases) {
    EXPECT_EQ(AnalysedText(c.text, "", c.language).Sentences(), c.sentences) << c.text;
  }
}

TEST(Sentences, DoNotEndAtAbbreviations) {
  for (const char* text : {
           "Mr. Smith met Dr. Jones and Gov. Brown.",
           "The U.S. Senate voted on Jan. 3 at noon.",
           "J. K. Rowling wrote it.",
           "Acme Inc. Chairman Joe Doe resigned.",
           "See No. 7 of vol. 3 there.",
           "Sen. Patty Murray (D-Wash.) spoke.",
           "Mrs. O'Neil lives in St. Louis.",
       }) {
    EXPECT_EQ(AnalysedText(text, "", "en").text.sentences.size(), 1u) << text;
  }
  for (const char* text : {
           "Am 3. Mai kam Dr. Weber z.B. aus Bonn.",
           "Das 2. Quartal war bzw. Ist gut.",
           "Karl V. Müller, Nr. 5 der Liste, usw. Und mehr",
       }) {
    EXPECT_EQ(AnalysedText(text, "", "de").text.sentences.size(), 1u) << text;
  }
}

TEST(Sentences, EndAtAbbreviationsBeforeATypicalFirstWord) {
  const SentenceCase cases[] = {
      {"He left the U.S. The rest stayed.", {"He left the U.S", "The rest stayed"}},
      {"She works at Acme Inc. He does not.", {"She works at Acme Inc", "He does not"}},
      {"He said no. Then he left.", {"He said no", "Then he left"}},
      {"Es war am 3. Die Leute kamen.", {"Es war am 3", "Die Leute kamen"}, "de"},
  };
  for (const SentenceCase& c : cases) {
    EXPECT_EQ(AnalysedText(c.text, "", c.language).Sentences(), c.sentences) << c.text;
  }
}

TEST(Sentences, CoverAllTokensWithoutGaps) {
  const AnalysedText analysed("A b. C d.\n\nE. \"F g?\" H 日本。は i");
  uint32_t end = 0;
  for (const Span& sentence : analysed.text.sentences) {
    EXPECT_EQ(sentence.begin, end);
    EXPECT_LT(sentence.begin, sentence.end);
    EXPECT_TRUE(analysed.text.tokens[sentence.begin].flags & kTokenSentenceStart);
    end = sentence.end;
  }
  EXPECT_EQ(end, analysed.text.tokens.size());
}

uint32_t Paragraphs(const AnalysedText& analysed) {
  uint32_t count = 0;
  for (const Token& token : analysed.text.tokens) {
    count += (token.flags & kTokenParagraphStart) != 0;
  }
  return count;
}

TEST(Paragraphs, AreLinesWhereLinesAreLong) {
  const std::string line(30, 'w');
  std::string text;
  for (int i = 0; i < 5; ++i) text += "A paragraph of one line, " + line + line + line + " all.\n";
  EXPECT_EQ(Paragraphs(AnalysedText(text)), 5u);
  EXPECT_EQ(Paragraphs(AnalysedText("one\r\ntwo\rthree\r\n\r\nfour\n* * *\nfive")), 5u);
}

TEST(Paragraphs, AreNotCutWhereTextIsWrapped) {
  const AnalysedText wrapped(
      "The company said on Tuesday that it would close the\n"
      "plant in the north of the country and move all of its\n"
      "machines to a new site which it has bought for twenty\n"
      "million dollars from a rival that went bankrupt.\n"
      "    Workers were told in the morning and have until the\n"
      "end of the month to decide whether they want to move\n"
      "with the machines or take the money that is offered.\n"
      "\n"
      "Reuter\n");
  EXPECT_EQ(Paragraphs(wrapped), 3u);
}

struct QuotationCase {
  const char* text;
  Strings quotations;
};

TEST(Quotations, AreFoundInEveryStyle) {
  const QuotationCase cases[] = {
      {"He said \"we go\" now", {"we go"}},
      {"“We go,” he said. “Now.”", {"We go", "Now"}},
      {"Er sagte: „Wir gehen“, und „heute”.", {"Wir gehen", "heute"}},
      {"Il dit « nous partons » hier", {"nous partons"}},
      {"Er sagte »wir gehen« gestern", {"wir gehen"}},
      {"Han sa ”vi går” nu", {"vi går"}},
      {"‘We go,’ she said, ‘now.’", {"We go", "now"}},
      {"彼は「はい」と『いいえ』", {"はい", "いいえ"}},
      {"他说：“我们走。”", {"我们走"}},
      {"他说\"走\"了", {"走"}},
      {"a “scare” quote", {"scare"}},
      {"full ＂width＂ marks", {"width"}},
  };
  for (const QuotationCase& c : cases) {
    EXPECT_EQ(AnalysedText(c.text).Quotations(), c.quotations) << c.text;
  }
}

TEST(Quotations, CountNestedOnesToTheOuter) {
  const QuotationCase cases[] = {
      {"“He said ‘go’ to me,” she said", {"He said ‘go’ to me"}},
      {"‘He said “go” to me,’ she said", {"He said “go” to me"}},
      {"「彼は「はい」と言った」と", {"彼は「はい」と言った"}},
      {"\"He said 'go' to me,\" she said", {"He said 'go' to me"}},
  };
  for (const QuotationCase& c : cases) {
    EXPECT_EQ(AnalysedText(c.text).Quotations(), c.quotations) << c.text;
  }
}

TEST(Quotations, AreNotApostrophesOrInches) {
  for (const char* text : {"the workers’ rights and the students’ too", "rock 'n' roll of the '90s",
                           "don’t can’t won't", "a 5'10\" man", "צה\"ל הודיע כי דו\"ח"}) {
    EXPECT_TRUE(AnalysedText(text).text.quotations.empty()) << text;
  }
}

TEST(Quotations, RunOverParagraphsThatOpenAnew) {
  EXPECT_EQ(AnalysedText("She said: “One two.\n\n“Three four.\n\n“Five.” Six.").Quotations(),
            (Strings{"One two.\n\n“Three four.\n\n“Five"}));
  EXPECT_EQ(AnalysedText("\"One two.\n\n\"Three,\" he said.").Quotations(),
            (Strings{"One two.\n\n\"Three"}));
}

TEST(Quotations, EndWithTheirParagraphWhenTheClosingMarkIsMissing) {
  EXPECT_EQ(AnalysedText("He said: \"we go.\n\nThey went \"home\".").Quotations(),
            (Strings{"we go", "home"}));
  std::string text = "It began: \"";
  for (int i = 0; i < 100; ++i) text += "word ";
  EXPECT_TRUE(AnalysedText(text + "\n\nNext").text.quotations.empty());
}

TEST(Quotations, MarkTheirTokens) {
  const AnalysedText analysed("a “b c” d");
  std::vector<bool> quoted;
  for (const Token& token : analysed.text.tokens) quoted.push_back(token.flags & kTokenQuoted);
  EXPECT_EQ(quoted, (std::vector<bool>{false, true, true, false}));
}

}  // namespace
}  // namespace newsprint
