// The verdict on a pair in one sentence, and the explanation that is listed below it.
#include "report/verdict.h"

#include <gtest/gtest.h>

#include <string>

#include "report/display.h"
#include "testing_diff.h"
#include "testing_lines.h"

namespace newsprint {
namespace {

TEST(Verdict, IsOneSentenceWithItsNumbers) {
  ExplainedSample sample;
  EXPECT_EQ(VerdictSentence(sample.Pair()),
            "spun copy, old -> new, confidence .99: 2 of 3 sentences of old have a counterpart in "
            "order; chain .67 against .13 for its 24 neighbours");
  sample.alignment.passages[0].match = Passage::Class::kMoved;
  sample.why.relation->direction = Direction::kCommon;
  sample.why.null = {3, 131, Null::Source::kBlended};
  EXPECT_EQ(VerdictSentence(sample.Pair()),
            "spun copy, old and new, both from a third text, confidence .99: 0 of 3 sentences of "
            "old have a counterpart in order, 2 out of order; chain .67 against .13 for its 3 "
            "neighbours and unrelated texts of such lengths");
  sample.why.relation.reset();
  sample.why.null = {0, 300, Null::Source::kParametric};
  EXPECT_EQ(VerdictSentence(sample.Pair()),
            "no reuse found, old and new: 8 words kept of 10 in old and 11 in new; chain .67 "
            "against .30 for unrelated texts of such lengths; judged without neighbours");
  sample.alignment = {};
  sample.why.scores = {};
  sample.why.null = {};
  EXPECT_EQ(VerdictSentence(sample.Pair()),
            "no reuse found, old and new: no passage in common; judged without neighbours");
}

TEST(Verdict, StandsBeforeTheDiff) {
  const std::string text = ExplainedSample().Write(WriteDiff);
  EXPECT_EQ(
      text.rfind("spun copy, old -> new, confidence .99: 2 of 3 sentences of old have a\n"
                 "  counterpart in order; chain .67 against .13 for its 24 neighbours\n\nA  old",
                 0),
      0u)
      << text;
}

TEST(Explain, SaysWhatSpokeForItAndAgainst) {
  const std::string text = ExplainedSample().Write(WriteExplanation);
  for (const char* part :
       {"kind        spun: sentence by sentence, reworded\n", "direction   a->b\n",
        "            a->b by credit: a credit names the house of old\n",
        "            b->a by time: new is dated first\n", "            B names Meridian (source)\n",
        "confidence  .99\n", "null        .13 for its 24 neighbours\n",
        "             has  needs\n  not met     no         from one house\n",
        "  not met      1      2  sentences carried over\n",
        "            +4.1         share: 67 % in order\n            -0.3         by chance\n",
        "  met       +3.9   -3.2  sum of these points\n",
        "  met        .67    .33  length of the shorter\n",
        "Strongest evidence\n  1. reworded sentence, 8 equal words\n   A     He "
        "said \"no, never\" on "
        "Monday.\n",
        "What spoke against\n  - of the direction: new is dated first\n\n"
        "Shared, but no evidence of reuse\n  1. quotation, 2 equal words\n"}) {
    EXPECT_TRUE(Contains(text, part)) << part << "\n" << text;
  }
  for (const std::string& line : Lines(text)) EXPECT_LE(DisplayWidth(line), 80u) << line;
}

TEST(Explain, WritesALineForPrograms) {
  ExplainedSample sample;
  sample.options.format = Format::kJsonl;
  const std::vector<std::string> lines = Lines(sample.Write(WriteExplanation));
  ASSERT_EQ(lines.size(), 2u);
  for (
      const char* part :
      {R"({"type":"explanation","a":"old","b":"new","verdict":"spun copy, old -> new, )",
       R"("kind":"spun","direction":"a->b","confidence":0.996,"scores":{)",
       R"("null":{"n":24,"value":0.131,"source":"neighbours"})",
       R"({"what":"from one house","unit":"fact","value":0,"limit":1,"met":false})",
       R"({"what":"sentences carried over","unit":"count","value":1,"limit":2,"met":false})",
       R"({"what":"by chance","unit":"points","value":-0.251})",
       R"({"what":"sum of these points","unit":"points","value":3.898,"limit":-3.203,"met":true})",
       R"({"what":"length of the shorter","unit":"share","value":0.673,"limit":0.331,"met":true})",
       R"({"a":[8,19],"b":[8,19],"class":"quoted","kept":2,"what":"quotation","counted":false})"}) {
    EXPECT_TRUE(Contains(lines[1], part)) << part << "\n" << lines[1];
  }
  EXPECT_EQ(Lines(sample.Write(WriteDiff))[1], lines[1]);
}

}  // namespace
}  // namespace newsprint
