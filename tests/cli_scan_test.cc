// newsprint scan, from outside: what it writes, what it leaves out, and how it ends early.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "schema_check.h"
#include "testing_cli.h"
#include "testing_lines.h"

namespace newsprint {
namespace {

TEST_F(Cli, ScanWritesWhatTheSchemaSays) {
  SchemaCheck schema(kSchema);
  for (const char* offsets : {"byte", "codepoint", "utf16"}) {
    const Outcome outcome =
        Run({"scan", kFamilies, "--also", "quotes,template", "--offsets", offsets});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "");
    const std::vector<std::string> lines = Lines(outcome.out);
    ASSERT_GT(lines.size(), 10u);
    for (const std::string& line : lines) EXPECT_EQ(schema.Check(line), "") << line;
    EXPECT_TRUE(Contains(lines.front(), "\"type\":\"header\""));
    EXPECT_TRUE(Contains(lines.front(), "\"also\":\"quotes,template\""));
    EXPECT_TRUE(Contains(lines.back(), "\"type\":\"summary\""));
    const size_t relations = LinesWith(outcome.out, "\"type\":\"relation\"").size();
    EXPECT_TRUE(Contains(lines.back(), "\"relations\":" + std::to_string(relations) + ","));
  }
}

TEST_F(Cli, ScanGivesEqualBytesForAllThreadsAndTargets) {
  const std::string expected = Run({"scan", kFamilies, "-j1"}).out;
  EXPECT_GT(expected.size(), 1000u);
  EXPECT_TRUE(Run({"scan", kFamilies, "-j2"}).out == expected);
  EXPECT_EQ(Run({"scan", kFamilies, "-j", "7", "-o", "file"}).code, 0);
  EXPECT_TRUE(ReadFile(Path("file")) == expected);
  environment_ = {{"NEWSPRINT_SIMD", "scalar"}};
  EXPECT_TRUE(Run({"scan", kFamilies}).out == expected);
}

TEST_F(Cli, ScanWritesTheOtherFormats) {
  const std::string tsv = Run({"scan", kFamilies, "--format", "tsv"}).out;
  EXPECT_EQ(tsv.rfind("a\tb\tkind\t", 0), 0u);
  EXPECT_GT(Lines(tsv).size(), 10u);
  const std::string graph = Run({"scan", kFamilies, "--format", "graphml"}).out;
  EXPECT_TRUE(Contains(graph, "<data key=\"label\">hpol-01-wire</data>"));
  const std::string text = Run({"scan", kFamilies, "--format", "text"}).out;
  EXPECT_TRUE(Contains(text, "health-01-wire"));
  EXPECT_FALSE(Contains(text, "\033"));
}

TEST_F(Cli, ScanReadsStandardInput) {
  const int in = open(kFamilies.c_str(), O_RDONLY);
  const Outcome outcome = Run({"scan", "-"}, in);
  close(in);
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(Contains(outcome.out, R"("inputs":[{"path":"-",)"));
  EXPECT_GT(LinesWith(outcome.out, "\"type\":\"relation\"").size(), 10u);
}

TEST_F(Cli, ScanTakesAnEmptyFile) {
  WriteFile(Path("empty.jsonl"), "");
  const Outcome outcome = Run({"scan", "empty.jsonl"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(Lines(outcome.out).size(), 2u);
}

TEST_F(Cli, ScanSaysWhyThereIsNothingToCompare) {
  WriteFile(Path("empty.jsonl"), "");
  fs::create_directory(Path("folder"));
  WriteFile(Path("names.jsonl"), "{\"body\":\"Fine.\"}\n");
  WriteFile(Path("short.jsonl"), "{\"text\":\"Fine.\"}\n{\"text\":\"Good.\"}\n");
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"empty.jsonl", "(a FILE is JSON Lines, one text, or a folder of .txt and .jsonl files)"},
      {"folder", "(a FILE is JSON Lines, one text, or a folder of .txt and .jsonl files)"},
      {"names.jsonl",
       "(no record could be read; fields with other names: --field text=KEY,id=KEY)"},
      {"short.jsonl", "(--min-words sets the least length)"},
  };
  for (const auto& [input, advice] : cases) {
    const auto notes = LinesWith(Run({"scan", input}).err, "fewer than two articles to compare");
    ASSERT_EQ(notes.size(), 1u) << input;
    EXPECT_TRUE(Contains(notes[0], advice)) << notes[0];
    EXPECT_EQ(Run({"scan", input, "-q"}).err, "") << input;
  }
}

TEST_F(Cli, ScanSkipsBadRecordsAndSaysSo) {
  const std::string line = "{\"text\":\"It goes on and on and on, line after line.\"}\n";
  WriteFile(Path("bad.jsonl"), line + "{\"text\":\n{\"id\":\"x\"}\n" + line);
  const Outcome outcome = Run({"scan", "bad.jsonl"});
  EXPECT_EQ(outcome.code, 3);
  const std::vector<std::string> notes = Lines(outcome.err);
  ASSERT_EQ(notes.size(), 2u) << outcome.err;
  EXPECT_EQ(notes[0].rfind("newsprint: bad.jsonl:2: ", 0), 0u);
  EXPECT_EQ(notes[1].rfind("newsprint: bad.jsonl:3: ", 0), 0u);
  EXPECT_TRUE(Contains(outcome.out, R"("skipped":{"records":2,)"));
  EXPECT_EQ(Run({"scan", "bad.jsonl", "--quiet"}).err, "");
  const Outcome strict = Run({"scan", "bad.jsonl", "--strict", "-o", "out"});
  EXPECT_EQ(strict.code, 2);
  EXPECT_FALSE(fs::exists(Path("out")));
}

TEST_F(Cli, ScanDoesNotFloodTheTerminalWithNotes) {
  std::string bad;
  for (int i = 0; i < 100; ++i) bad += "{}\n";
  for (int i = 0; i < 2; ++i) bad += "{\"text\":\"It goes on and on and on, line after line.\"}\n";
  WriteFile(Path("bad.jsonl"), bad);
  const std::vector<std::string> notes = Lines(Run({"scan", "bad.jsonl"}).err);
  ASSERT_EQ(notes.size(), 21u);
  EXPECT_EQ(notes.back(), "newsprint: 80 more notes like these");
}

TEST_F(Cli, ExitCodeSaysWhetherReuseWasFound) {
  WriteFile(Path("one.jsonl"), "{\"text\":\"Nobody has written this before.\"}\n");
  EXPECT_EQ(Run({"scan", kFamilies, "--exit-code"}).code, 1);
  EXPECT_EQ(Run({"scan", "one.jsonl", "--exit-code"}).code, 0);
}

TEST_F(Cli, OnlyNewReportsWhatTouchesNewArticles) {
  std::string archive, added;
  for (const std::string& line : Lines(ReadFile(kFamilies))) {
    (Contains(line, "\"hpol-01-syndicated\"") ? added : archive) += line + "\n";
  }
  WriteFile(Path("archive.jsonl"), archive);
  WriteFile(Path("new.jsonl"), added);
  const Outcome outcome = Run({"scan", "archive.jsonl", "--only-new", "new.jsonl"});
  const auto relations = LinesWith(outcome.out, "\"type\":\"relation\"");
  EXPECT_GT(relations.size(), 0u);
  for (const std::string& line : relations) {
    EXPECT_TRUE(Contains(line, "\"b\":\"hpol-01-syndicated\"")) << line;
  }
}

TEST_F(Cli, PairsJudgesJustThese) {
  WriteFile(Path("pairs.tsv"), "hpol-01-wire\thpol-01-syndicated\tignored\r\n\n");
  const Outcome outcome = Run({"scan", kFamilies, "--pairs", "pairs.tsv"});
  const auto relations = LinesWith(outcome.out, "\"type\":\"relation\"");
  ASSERT_EQ(relations.size(), 1u);
  EXPECT_TRUE(Contains(relations[0], R"("a":"hpol-01-wire","b":"hpol-01-syndicated")"));

  for (const std::vector<std::string>& where :
       {std::vector<std::string>{"--memory", "1K"}, {"--workdir", "work"}}) {
    std::vector<std::string> command = {"scan", kFamilies, "--pairs", "pairs.tsv"};
    command.insert(command.end(), where.begin(), where.end());
    EXPECT_EQ(Run(command).out, outcome.out);
  }
  WriteFile(Path("pairs.tsv"), "hpol-01-wire\tnobody\n");
  EXPECT_EQ(Run({"scan", kFamilies, "--pairs", "pairs.tsv"}).err,
            "newsprint: pairs.tsv:1: no article has the id 'nobody'\n");
  WriteFile(Path("pairs.tsv"), "hpol-01-wire nobody\n");
  EXPECT_EQ(Run({"scan", kFamilies, "--pairs", "pairs.tsv"}).err,
            "newsprint: pairs.tsv:1: not two ids parted by a tab\n");
  fs::create_directory(Path("folder"));
  WriteFile(Path("empty.tsv"), "");
  for (const std::string name : {"folder", "empty.tsv"}) {
    EXPECT_EQ(Run({"scan", kFamilies, "--pairs", name}).err,
              "newsprint: " + name + ": holds no pair (--pairs takes a file of two ids a line)\n");
  }
}

TEST_F(Cli, DatesAndThresholdsNarrowTheResult) {
  const auto count = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"scan", kFamilies};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return LinesWith(Run(arguments).out, "\"type\":\"relation\"").size();
  };
  const size_t all = count({});
  EXPECT_LT(count({"--since", "2025-03-01"}), all);
  EXPECT_LT(count({"--until", "2025-03-01"}), all);
  EXPECT_LT(count({"--within-source", "no"}), all);
  EXPECT_LT(count({"--min-words", "500"}), all);
  EXPECT_EQ(count({"--threshold", "0"}), all);
  EXPECT_LE(count({"--threshold", "1"}), all);
}

TEST_F(Cli, FieldsMayHaveOtherNames) {
  std::string records;
  for (const std::string& line : Lines(ReadFile(kFamilies))) {
    std::string renamed = line;
    renamed.replace(renamed.find("\"text\""), 6, "\"body\"");
    records += renamed + "\n";
  }
  WriteFile(Path("renamed.jsonl"), records);
  EXPECT_EQ(Run({"scan", "renamed.jsonl"}).code, 3);
  const Outcome outcome = Run({"scan", "renamed.jsonl", "--field", "text=body,id=id"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_GT(LinesWith(outcome.out, "\"type\":\"relation\"").size(), 10u);
}

// --- Output that ends early ---------------------------------------------------------------------

TEST_F(Cli, AnInterruptLeavesNothingBehind) {
  ASSERT_EQ(mkfifo(Path("fifo").c_str(), 0600), 0);
  const pid_t child = Start({"scan", "fifo", "-o", "result.jsonl"});
  const int feed = open(Path("fifo").c_str(), O_WRONLY);  // returns once the program reads
  const std::string line = "{\"text\":\"It goes on and on and on, line after line.\"}\n";
  ASSERT_EQ(write(feed, line.data(), line.size()), static_cast<ssize_t>(line.size()));
  EXPECT_FALSE(fs::exists(Path("result.jsonl")));
  kill(child, SIGINT);
  const Outcome outcome = Wait(child);  // though nobody writes or closes
  close(feed);
  EXPECT_EQ(outcome.code, 130);
  EXPECT_EQ(outcome.err, "");
  for (const auto& entry : fs::directory_iterator(folder_)) {
    EXPECT_FALSE(Contains(entry.path().filename(), "result")) << entry.path();
  }
}

TEST_F(Cli, AnInterruptEndsTheWaitForAPipeThatNobodyWritesTo) {
  WriteFile(Path("first.jsonl"), "");
  ASSERT_EQ(mkfifo(Path("fifo").c_str(), 0600), 0);
  const pid_t child = Start({"scan", "first.jsonl", "fifo"});
  usleep(50000);  // till it waits, mostly
  kill(child, SIGINT);
  const Outcome outcome = Wait(child);
  EXPECT_TRUE(outcome.code == 130 || outcome.code == -1) << outcome.code;  // -1: not yet started
}

TEST_F(Cli, SaysNothingAboutMoreThreadsThanProcessors) {
  const Outcome outcome = Run({"scan", kFamilies, "-j", "1024"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
}

TEST_F(Cli, AFormerResultStaysUntilTheNewOneIsComplete) {
  WriteFile(Path("result.jsonl"), "former");
  WriteFile(Path("bad.jsonl"), "{}\n");
  EXPECT_EQ(Run({"scan", "bad.jsonl", "--strict", "-o", "result.jsonl"}).code, 2);
  EXPECT_EQ(ReadFile(Path("result.jsonl")), "former");
  EXPECT_EQ(Run({"scan", kFamilies, "-o", "result.jsonl"}).code, 0);
  EXPECT_TRUE(Contains(ReadFile(Path("result.jsonl")), "\"type\":\"summary\""));
}

TEST_F(Cli, ABrokenPipeIsNoError) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  const Outcome outcome = Run({"scan", kFamilies}, -1, ends[1]);
  close(ends[1]);
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
}

TEST_F(Cli, AFullDiskIsAnError) {
  const int full = open("/dev/full", O_WRONLY);
  if (full < 0) GTEST_SKIP() << "no /dev/full";
  const Outcome to_stdout = Run({"scan", kFamilies}, -1, full);
  close(full);
  EXPECT_EQ(to_stdout.code, 2);
  EXPECT_EQ(to_stdout.err, "newsprint: standard output: cannot write: No space left on device\n");
  const Outcome to_file = Run({"scan", kFamilies, "-o", "/dev/full"});
  EXPECT_EQ(to_file.code, 2);
  EXPECT_EQ(to_file.err, "newsprint: /dev/full: cannot write: No space left on device\n");
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

}  // namespace
}  // namespace newsprint
