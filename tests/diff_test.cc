// A diff as text and as edits, of a hand-made alignment.
#include "newsprint/diff.h"

#include <gtest/gtest.h>

#include <string>

#include "newsprint/version.h"
#include "report/display.h"
#include "testing_diff.h"
#include "testing_lines.h"

namespace newsprint {
namespace {

TEST(Diff, MarksWordsInPlainText) {
  EXPECT_EQ(DiffSample().Write(),
            "A  old  10 words\n"
            "B  new  11 words\n"
            "\n"
            "1. edited (A par. 1-2, B par. 1-2): 8 words kept, 1 removed, 3 added\n"
            "    He said \"no, never\" {+late+} on [-Monday.-]{+Tuesday.+}\n"
            "    The vote {+(again)+} failed.\n"
            "\n"
            "Only in A: 1 word of 10\n");
}

TEST(Diff, PaintsInsteadOfMarking) {
  DiffSample sample;
  sample.options.color = true;
  const std::string text = sample.Write();
  EXPECT_TRUE(
      Contains(text, "\033[32mlate\033[0m on \033[31mMonday.\033[0m\033[32mTuesday.\033[0m"))
      << text;
  EXPECT_FALSE(Contains(text, "[-"));
}

TEST(Diff, ElidesTheMiddleOfLongKeptRuns) {
  DiffSample sample;
  std::string body;
  for (int i = 0; i < 100; ++i) body += "w" + std::to_string(i) + " ";
  sample.a.text = sample.b.text = body;
  sample.text_a = sample.text_b = MakeText(body);
  Passage passage;
  passage.a = passage.b = {0, 100};
  passage.kept = 100;
  passage.edits = {{EditOp::kKept, {0, 100}, {0, 100}}};
  sample.alignment.passages = {passage};
  sample.options.context = 2;
  EXPECT_TRUE(Contains(sample.Write(), "\n    w0 w1 ... w98 w99\n")) << sample.Write();
}

TEST(Diff, WrapsAtTheWidthGiven) {
  DiffSample sample;
  for (const uint32_t width : {40u, 80u}) {
    sample.options.width = width;
    for (const std::string& line : Lines(sample.Write())) {
      if (line.rfind("    ", 0) == 0) {
        EXPECT_LE(DisplayWidth(line), width) << line;
      }
    }
  }
}

TEST(Diff, SaysWhenNothingIsShared) {
  DiffSample sample;
  sample.alignment = {};
  const std::string text = sample.Write();
  EXPECT_TRUE(Contains(text, "No passage in common.")) << text;
  EXPECT_TRUE(Contains(text, "Only in A: 10 words of 10; all of par. 1-2\n")) << text;
}

TEST(Diff, SurvivesEmptyArticles) {
  DiffSample sample;
  sample.a.text = sample.b.text = "";
  sample.text_a = sample.text_b = Text();
  sample.alignment = {};
  EXPECT_TRUE(Contains(sample.Write(), "No passage in common."));
  sample.options.format = Format::kJsonl;
  EXPECT_EQ(Lines(sample.Write()).size(), 2u);
}

TEST(Diff, GivesEditsAsByteRanges) {
  DiffSample sample;
  sample.options.format = Format::kJsonl;
  const std::vector<std::string> lines = Lines(sample.Write());
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0], R"({"type":"header","schema":1,"newsprint":")" + Version() +
                          R"(","offsets":"byte","a":"old","b":"new"})");
  const std::string passage =
      R"({"type":"passage","a":[0,47],"b":[0,61],"class":"edited","kept":8,"edits":[)"
      R"({"op":"kept","a":[0,18],"b":[0,18]},{"op":"added","a":[20,20],"b":[20,24]},)";
  EXPECT_EQ(lines[1].substr(0, passage.size()), passage);
  EXPECT_EQ(lines[2], R"({"type":"summary","passages":1,"kept":8,"tokens_a":10,"tokens_b":11})");
}

TEST(Diff, TellsFormsAndNumbersFromOtherWords) {
  DiffSample sample;
  sample.options.width = 100;
  std::vector<Edit>& edits = sample.alignment.passages[0].edits;
  edits[3].match = Match::kNumber;
  edits[5] = {EditOp::kKept, {8, 8}, {9, 9}};
  edits[4] = {EditOp::kChanged, {6, 8}, {7, 10}, Match::kStem};
  const std::string text = sample.Write();
  EXPECT_TRUE(Contains(
      text, "\n[-only in A-] {+only in B+} [~one form~]{~another~} [=a number=]{=its equal=}\n"))
      << text;
  EXPECT_TRUE(
      Contains(text, "on [=Monday.=]{=Tuesday.=}\n    [~The vote~]{~The vote (again)~} failed."))
      << text;
  EXPECT_TRUE(Contains(text, "6 words kept, 2 in other forms, 1 of equal numbers, 1 added\n"))
      << text;
  sample.options.format = Format::kJsonl;
  const std::string json = sample.Write();
  EXPECT_TRUE(Contains(json, R"("match":"number"})")) << json;
  EXPECT_TRUE(Contains(json, R"("match":"stem"})")) << json;
}

TEST(Diff, ShowsWhatWasRewordedAsBothHaveIt) {
  DiffSample sample;
  sample.alignment.passages[0].match = Passage::Class::kReworded;
  EXPECT_TRUE(Contains(sample.Write(),
                       "  A He said \"no, never\" on [-Monday.-] The vote failed.\n"
                       "  B He said \"no, never\" {+late+} on {+Tuesday.+} The vote {+(again)+} "
                       "failed.\n"))
      << sample.Write();
}

TEST(Diff, AddsPassagesThatShareNothingWithTheFirst) {
  const auto at = [](uint32_t a, uint32_t b, uint32_t kept) {
    Passage passage;
    passage.a = {a, a + 4};
    passage.b = {b, b + 4};
    passage.kept = passage.kept_prose = kept;
    return passage;
  };
  const Alignment first{{at(10, 10, 4)}, 4, 4};
  const Alignment second{{at(0, 0, 1), at(4, 12, 2), at(12, 20, 2), at(20, 14, 3)}, 8, 8};
  const Alignment merged = MergeAlignments(first, second);
  ASSERT_EQ(merged.passages.size(), 3u);
  EXPECT_EQ(merged.passages[0].a.begin, 0u);
  EXPECT_EQ(merged.passages[1].a.begin, 10u);
  EXPECT_EQ(merged.passages[2].a.begin, 20u);
  EXPECT_EQ(merged.kept, 8u);
  EXPECT_EQ(merged.kept_prose, 8u);
}

TEST(Diff, ShowsSentencesFirstWhereTheVerdictIsARewrite) {
  Passage run, sentence;
  run.a = run.b = {2, 6};
  sentence.a = sentence.b = {0, 9};
  Explanation why;
  why.shared.passages = {run};
  why.reworded.passages = {sentence};
  why.relation = Relation();
  for (const auto& [kind, size] : {std::pair(Kind::kSyndicated, 4u), {Kind::kSpun, 9u}}) {
    why.relation->kind = kind;
    const Alignment shown = AlignmentToShow(why);
    ASSERT_EQ(shown.passages.size(), 1u);
    EXPECT_EQ(shown.passages[0].a.size(), size);
  }
}

}  // namespace
}  // namespace newsprint
