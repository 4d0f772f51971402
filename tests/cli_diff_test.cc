// newsprint diff and explain, from outside: two articles, and what judges them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "schema_check.h"
#include "testing_cli.h"
#include "testing_lines.h"

namespace newsprint {
namespace {

constexpr const char* kOld =
    "The harbour of Lund was closed on Monday after a crane fell into the water.\n\n"
    "Nobody was hurt, the port authority said in a short statement.\n";
constexpr const char* kNew =
    "The harbour of Lund was closed on Tuesday after a crane fell into the water.\n\n"
    "Nobody was hurt, the port authority said in a short statement. Ships wait outside.\n";

TEST_F(Cli, DiffShowsWordsThatChanged) {
  WriteFile(Path("old.txt"), kOld);
  WriteFile(Path("new.txt"), kNew);
  const Outcome outcome = Run({"diff", "old.txt", "new.txt"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(Contains(outcome.out, "[-Monday-]{+Tuesday+}")) << outcome.out;
  EXPECT_TRUE(Contains(outcome.out, "A  old.txt")) << outcome.out;
  EXPECT_EQ(outcome.out.rfind("no reuse found, old.txt and new.txt: 25 words kept of 26", 0), 0u)
      << outcome.out;
  EXPECT_EQ(Run({"diff", "--color", "always", "old.txt", "new.txt"}).out.find("[-"),
            std::string::npos);
  EXPECT_EQ(Run({"diff", "old.txt", "new.txt", "-o", "out"}).code, 0);
  EXPECT_EQ(ReadFile(Path("out")), outcome.out);
}

TEST_F(Cli, DiffFindsArticlesOfACorpus) {
  const Outcome outcome = Run({"diff", "--from", kFamilies, "hpol-01-wire", "hpol-01-syndicated"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(Contains(outcome.out, "A  hpol-01-wire")) << outcome.out;
  EXPECT_TRUE(Contains(outcome.out, "words kept")) << outcome.out;
}

TEST_F(Cli, DiffWritesWhatTheSchemaSays) {
  SchemaCheck schema(kSchema);
  WriteFile(Path("old.txt"), kOld);
  WriteFile(Path("new.txt"), kNew);
  const Outcome outcome = Run({"diff", "--format", "jsonl", "old.txt", "new.txt"});
  const std::vector<std::string> lines = Lines(outcome.out);
  ASSERT_GE(lines.size(), 3u);
  for (const std::string& line : lines) EXPECT_EQ(schema.Check(line), "") << line;
  EXPECT_TRUE(Contains(lines[2], R"({"op":"changed","a":[34,40],"b":[34,41],"match":"other"})"))
      << lines[2];
}

TEST_F(Cli, DiffTakesOneSideFromStandardInput) {
  WriteFile(Path("old.txt"), kOld);
  WriteFile(Path("new.txt"), kNew);
  const int in = open(Path("new.txt").c_str(), O_RDONLY);
  const Outcome outcome = Run({"diff", "old.txt", "-"}, in);
  close(in);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(Contains(outcome.out, "[-Monday-]{+Tuesday+}")) << outcome.out;
}

TEST_F(Cli, DiffWritesAPageThatNeedsNothingElse) {
  const Outcome outcome = Run({"diff", "--format", "html", "-o", "pair.html", "--from", kFamilies,
                               "hpol-01-wire", "hpol-01-syndicated"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const std::string page = ReadFile(Path("pair.html"));
  EXPECT_EQ(page.rfind("<!doctype html>", 0), 0u);
  EXPECT_TRUE(Contains(page, "<h1>Syndicated copy: hpol-01-wire → hpol-01-syndicated</h1>"));
  for (const char* foreign : {"src=", "@import", "url(", "http-equiv=\"refresh"}) {
    EXPECT_FALSE(Contains(page, foreign)) << foreign;
  }
}

// --- explain ------------------------------------------------------------------------------------

TEST_F(Cli, ExplainSaysWhatWasJudgedByWhat) {
  const Outcome outcome =
      Run({"explain", "--from", kFamilies, "hpol-01-wire", "hpol-01-syndicated"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(
      outcome.out.rfind("syndicated copy, hpol-01-wire -> hpol-01-syndicated, confidence .9", 0),
      0u)
      << outcome.out;
  for (const char* part : {"judged without neighbours", "direction   a->b", "a->b by time",
                           "A names Meridian", "scores      chain"}) {
    EXPECT_TRUE(Contains(outcome.out, part)) << part << "\n" << outcome.out;
  }
  EXPECT_TRUE(Contains(Run({"explain", "--from", kFamilies, "hpol-01-wire", "hgen-01-wire"}).out,
                       "no reuse found, hpol-01-wire and hgen-01-wire"));
}

TEST_F(Cli, ExplainAndDiffWriteWhatTheSchemaSays) {
  SchemaCheck schema(kSchema);
  for (const std::string verb : {"explain", "diff"}) {
    for (const std::string id : {"hpol-01-syndicated", "hpol-01-spun", "hgen-01-wire"}) {
      const Outcome outcome =
          Run({verb, "--format", "jsonl", "--from", kFamilies, "hpol-01-wire", id});
      EXPECT_EQ(outcome.code, 0) << outcome.err;
      const std::vector<std::string> lines = Lines(outcome.out);
      ASSERT_GE(lines.size(), 2u);
      EXPECT_TRUE(Contains(lines[1], R"({"type":"explanation","a":"hpol-01-wire",)"));
      for (const std::string& line : lines) EXPECT_EQ(schema.Check(line), "") << line;
    }
  }
}

TEST_F(Cli, DiffAndExplainSayThatRecordsWereSkipped) {
  const std::string record = R"("text":"It goes on and on and on, line after line."})";
  WriteFile(Path("one.jsonl"), "{\"text\":\n{" + record + "\n");
  WriteFile(Path("two.jsonl"),
            "{\"text\":\n{\"id\":\"a\"," + record + "\n{\"id\":\"b\"," + record + "\n");
  const std::vector<std::string> cases[] = {{"--from", "two.jsonl", "a", "b"},
                                            {"one.jsonl", "new.txt"}};
  WriteFile(Path("new.txt"), kNew);
  for (const std::string verb : {"diff", "explain"}) {
    for (const std::vector<std::string>& which : cases) {
      std::vector<std::string> arguments = {verb};
      arguments.insert(arguments.end(), which.begin(), which.end());
      const Outcome outcome = Run(arguments);
      EXPECT_EQ(outcome.code, 3) << outcome.err;
      EXPECT_TRUE(Contains(outcome.err, ".jsonl:1: ")) << outcome.err;
      EXPECT_TRUE(Contains(outcome.out, "confidence") || Contains(outcome.out, "no reuse found"));
      arguments.push_back("--strict");
      EXPECT_EQ(Run(arguments).code, 2);
    }
  }
}

constexpr const char* kHeader =
    R"({"type":"header","schema":1,"newsprint":"1","inputs":[{"path":"x","articles":2,"bytes":9}]})";

TEST_F(Cli, RelationsHaveWhatTheNeighboursScored) {
  const std::string null =
      R"("kind":"syndicated","null":{"n":24,"value":0.130,"source":"neighbours"}})";
  const std::string other = R"({"type":"relation","a":"x","b":"y","null":{}})";
  WriteFile(Path("old.txt"), kOld);
  WriteFile(Path("new.txt"), kNew);
  for (const std::string ids :
       {R"("a":"old.txt","b":"new.txt")", R"("a":"new.txt","b":"old.txt")"}) {
    WriteFile(Path("out.jsonl"), std::string(kHeader) + "\n" + other + "\n" +
                                     R"({"type":"relation",)" + ids + "," + null + "\n");
    for (const std::string verb : {"explain", "diff"}) {
      const Outcome outcome = Run({verb, "--relations", "out.jsonl", "old.txt", "new.txt"});
      EXPECT_EQ(outcome.code, 0) << outcome.err;
      EXPECT_EQ(outcome.err,
                "newsprint: out.jsonl: has this pair as 'syndicated', judged among all its "
                "articles; the two by themselves are 'none'\n");
      EXPECT_TRUE(Contains(outcome.out, "against .13 for its 24")) << outcome.out;
      EXPECT_FALSE(Contains(outcome.out, "without neighbours")) << outcome.out;
    }
  }
}

TEST_F(Cli, RelationsWithoutThePairAreSaidSo) {
  WriteFile(Path("old.txt"), kOld);
  WriteFile(Path("new.txt"), kNew);
  WriteFile(Path("out.jsonl"), std::string(kHeader) + "\n");
  const Outcome outcome = Run({"explain", "--relations", "out.jsonl", "old.txt", "new.txt"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err,
            "newsprint: out.jsonl: has no relation of old.txt and new.txt (judged without "
            "neighbours)\n");
  EXPECT_TRUE(Contains(outcome.out, "judged without neighbours"));
}

TEST_F(Cli, RelationsNameTheArticleThatExplainsAPair) {
  ASSERT_EQ(Run({"scan", "--quiet", kFamilies, "-o", "all.jsonl"}).code, 0);
  const Outcome outcome = Run({"explain", "--from", kFamilies, "--relations", "all.jsonl",
                               "hbiz-01-spun", "hbiz-01-condensed"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(Contains(
      outcome.err, "newsprint: all.jsonl: has no relation of hbiz-01-spun and hbiz-01-condensed"))
      << outcome.err;
  EXPECT_TRUE(Contains(outcome.err, ", as both are related to hbiz-01-")) << outcome.err;
}

TEST_F(Cli, RelationsOfAnotherKindAreRefused) {
  WriteFile(Path("old.txt"), kOld);
  WriteFile(Path("new.txt"), kNew);
  const std::string header(kHeader);
  const std::string pair = R"({"type":"relation","a":"old.txt","b":"new.txt",)";
  const std::pair<std::string, int> cases[] = {
      {"", 1},
      {"Once upon a time.\n", 1},
      {"{\"id\":\"an article\"}\n", 1},
      {R"({"type":"header","a":"x","b":"y"})"
       "\n",
       1},
      {header + "\nnonsense\n", 2},
      {header + "\n" + pair + "\"null\":{}}\n", 2},
      {header + "\n" + pair +
           R"("null":{"n":1,"value":7,"source":"neighbours"}})"
           "\n",
       2},
  };
  for (const auto& [content, line] : cases) {
    WriteFile(Path("out.jsonl"), content);
    const Outcome outcome = Run({"explain", "--relations", "out.jsonl", "old.txt", "new.txt"});
    EXPECT_EQ(outcome.code, 2) << content;
    EXPECT_EQ(outcome.err, "newsprint: out.jsonl:" + std::to_string(line) +
                               ": not a result of newsprint (--relations takes what 'newsprint "
                               "scan --format jsonl' wrote)\n");
  }
  EXPECT_EQ(Run({"explain", "--relations", "gone", "old.txt", "new.txt"}).err,
            "newsprint: gone: cannot open: No such file or directory\n");
}

}  // namespace
}  // namespace newsprint
