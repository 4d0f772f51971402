// The program from outside: arguments and files in; output, messages and exit codes out.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "schema_check.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

const std::string kFamilies = NEWSPRINT_SOURCE_DIR "/corpus/families.jsonl";
const std::string kSchema = NEWSPRINT_SOURCE_DIR "/cli/output.schema.json";

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void WriteFile(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> LinesWith(const std::string& text, const std::string& part) {
  std::vector<std::string> lines = Lines(text);
  std::erase_if(lines, [&](const std::string& line) { return !Contains(line, part); });
  return lines;
}

struct Outcome {
  int code = -1;
  std::string out;
  std::string err;
};

// A folder of its own for each test, and the program run inside it.
class Cli : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "newsprint-cli-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path Path(const std::string& name) const { return folder_ / name; }

  // Starts the program; -1 for a descriptor leaves it to a file in the folder.
  pid_t Start(const std::vector<std::string>& arguments, int in = -1, int out = -1) {
    const pid_t child = fork();
    if (child != 0) return child;
    if (chdir(folder_.c_str()) != 0) _exit(99);
    for (const char* name : {"NO_COLOR", "CLICOLOR_FORCE", "NEWSPRINT_SIMD", "COLUMNS"}) {
      unsetenv(name);
    }
    for (const auto& [name, value] : environment_) setenv(name.c_str(), value.c_str(), 1);
    dup2(in >= 0 ? in : open("/dev/null", O_RDONLY), STDIN_FILENO);
    constexpr int kCreate = O_WRONLY | O_CREAT | O_TRUNC;
    dup2(out >= 0 ? out : open("stdout", kCreate, 0600), STDOUT_FILENO);
    dup2(open("stderr", kCreate, 0600), STDERR_FILENO);
    std::vector<char*> argv = {const_cast<char*>("newsprint")};
    for (const std::string& argument : arguments)
      argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execv(NEWSPRINT_BINARY, argv.data());
    _exit(98);
  }

  Outcome Wait(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, ReadFile(Path("stdout")),
            ReadFile(Path("stderr"))};
  }

  Outcome Run(const std::vector<std::string>& arguments, int in = -1, int out = -1) {
    return Wait(Start(arguments, in, out));
  }

  fs::path folder_;
  std::vector<std::pair<std::string, std::string>> environment_;
};

// --- Usage --------------------------------------------------------------------------------------

TEST_F(Cli, AloneShowsTheShortHelp) {
  const Outcome outcome = Run({});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(Contains(outcome.out, "newsprint scan FILE..."));
  EXPECT_EQ(outcome.err, "");
}

TEST_F(Cli, ExplainsItself) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"help"},
                                             {"-h"},
                                             {"--help"},
                                             {"help", "scan"},
                                             {"scan", "-h"},
                                             {"scan", "--help"},
                                             {"diff", "--help"},
                                             {"explain", "--help"},
                                             {"help", "help"}}) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 0) << arguments[0];
    EXPECT_TRUE(Contains(outcome.out, "newsprint")) << arguments[0];
    EXPECT_EQ(outcome.err, "") << arguments[0];
    for (const std::string& line : Lines(outcome.out)) {
      if (arguments.size() > 1) {
        EXPECT_LE(line.size(), 80u) << line;
      }
    }
  }
  EXPECT_LT(Lines(Run({"scan", "-h"}).out).size(), 50u);  // a screen
  EXPECT_TRUE(Contains(Run({"scan", "-h"}).out, "leave out articles of fewer words [8]"));
  EXPECT_TRUE(Contains(Run({"scan", "--help"}).out, "Exit codes"));
}

TEST_F(Cli, SaysWhatWasBuilt) {
  const Outcome outcome = Run({"--version"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out.rfind("newsprint ", 0), 0u);
  for (const char* part : {"compiler", "SIMD", "scalar", "fingerprint"}) {
    EXPECT_TRUE(Contains(outcome.out, part)) << outcome.out;
  }
}

TEST_F(Cli, NamesWhatIsWrongAndWhatToDo) {
  struct Case {
    std::vector<std::string> arguments;
    std::string message;
  };
  const Case cases[] = {
      {{"scna", "x"}, "scna: no such verb (did you mean 'scan'?)"},
      {{kFamilies},
       kFamilies + ": no such verb (did you mean 'newsprint scan " + kFamilies + "'?)"},
      {{"--quiet", "scan"}, "--quiet: options stand behind a verb (see 'newsprint help')"},
      {{"scan", "--treshold", "1"}, "--treshold: no such option (did you mean '--threshold'?)"},
      {{"scan", "--thresh", "1"}, "--thresh: no such option (did you mean '--threshold'?)"},
      {{"scan", "--zebra"}, "--zebra: no such option (see 'newsprint help scan')"},
      {{"diff", "--pairs", "x"}, "--pairs: no such option (see 'newsprint help diff')"},
      {{"scan", "--format"}, "--format: needs a value (see 'newsprint help scan')"},
      {{"scan", "--strict=no"}, "--strict: takes no value (see 'newsprint help scan')"},
      {{"scan", "--format", "xml"}, "--format: 'xml' is not one of jsonl, tsv, graphml, text"},
      {{"scan", "--also", "quotes,all"}, "--also: 'all' is not one of quotes, template"},
      {{"scan", "--threshold", "2"}, "--threshold: '2' is not a number from 0 to 1"},
      {{"scan", "-j", "many"}, "--threads: 'many' is not a whole number from 0 to 1024"},
      {{"scan", "--since", "soon"},
       "--since: 'soon' is not a date (write 2025-10-14 or 2025-10-14T17:42:00+02:00)"},
      {{"scan", "--window", "14h"},
       "--window: '14h' is not a number of days or weeks (write 14d, 2w, or 0 for no limit)"},
      {{"scan", "--window", "14"},
       "--window: '14' is not a number of days or weeks (write 14d, 2w, or 0 for no limit)"},
      {{"scan", "--field", "body"},
       "--field: 'body' is not FIELD=KEY (for example text=body,id=meta.uri)"},
      {{"scan", "missing.jsonl"}, "missing.jsonl: cannot open: No such file or directory"},
      {{"scan", kFamilies, "-o", "no/such/folder"},
       "no/such/folder: cannot write: No such file or directory"},
      {{"scan", kFamilies, "--only-new", "gone"}, "gone: cannot open: No such file or directory"},
      {{"scan", "--format", "html"},
       "--format: 'html' is not one of jsonl, tsv, graphml, text (newsprint diff takes it)"},
      {{"explain", "--format", "html"},
       "--format: 'html' is not one of text, jsonl (newsprint diff takes it)"},
      {{"explain", "one", "two", "three"},
       "explain: needs two files (see 'newsprint help explain')"},
      {{"diff", "one"}, "diff: needs two files (see 'newsprint help diff')"},
      {{"diff", kFamilies, kFamilies},
       kFamilies + ": holds several articles (name two of them: --from " + kFamilies + " ID ID)"},
      {{"diff", "--from", kFamilies, "hpol-01-wire", "nobody"},
       kFamilies + ": no article has the id 'nobody'"},
      {{"help", "me"}, "me: no such verb (see 'newsprint help')"},
  };
  for (const auto& [arguments, message] : cases) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 2) << message;
    EXPECT_EQ(outcome.err, "newsprint: " + message + "\n");
    EXPECT_EQ(outcome.out, "");
  }
}

TEST_F(Cli, RefusesSimdTargetsThatAreNotThere) {
  environment_ = {{"NEWSPRINT_SIMD", "abacus"}};
  const Outcome outcome = Run({"scan", kFamilies});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err.rfind("newsprint: NEWSPRINT_SIMD: 'abacus' cannot be used", 0), 0u)
      << outcome.err;
}

// --- scan ---------------------------------------------------------------------------------------

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
  EXPECT_TRUE(Contains(text, "hpol-01-wire"));
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
      {"empty.jsonl", "(inputs are JSON Lines, texts, or folders of .txt and .jsonl files)"},
      {"folder", "(inputs are JSON Lines, texts, or folders of .txt and .jsonl files)"},
      {"names.jsonl", "(fields with other names: --field text=KEY,id=KEY)"},
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

// --- Terminals and colours ----------------------------------------------------------------------

TEST_F(Cli, ColoursFollowOptionThenEnvironment) {
  struct Case {
    std::vector<std::pair<std::string, std::string>> environment;
    std::string option;
    bool coloured;
  };
  const Case cases[] = {
      {{}, "auto", false},
      {{}, "always", true},
      {{{"CLICOLOR_FORCE", "1"}}, "auto", true},
      {{{"CLICOLOR_FORCE", "0"}}, "auto", false},
      {{{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}, "auto", false},
      {{{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", ""}}, "auto", true},
      {{{"CLICOLOR_FORCE", "1"}}, "never", false},
      {{{"NO_COLOR", "1"}}, "always", true},
  };
  for (const auto& [environment, option, coloured] : cases) {
    environment_ = environment;
    const std::string out = Run({"scan", kFamilies, "--format", "text", "--color", option}).out;
    EXPECT_EQ(Contains(out, "\033["), coloured) << option;
  }
}

TEST_F(Cli, ATerminalGetsTheSummaryForPeople) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0) GTEST_SKIP() << "no pseudo-terminals here";
  ASSERT_EQ(grantpt(terminal), 0);
  ASSERT_EQ(unlockpt(terminal), 0);
  const int inner = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  environment_ = {{"TERM", "xterm"}};
  const pid_t child = Start({"scan", kFamilies}, -1, inner);
  close(inner);
  std::string shown;
  char buffer[4096];
  for (ssize_t got = 0; (got = read(terminal, buffer, sizeof buffer)) > 0;) {
    shown.append(buffer, static_cast<size_t>(got));
  }
  close(terminal);
  EXPECT_EQ(Wait(child).code, 0);
  EXPECT_TRUE(Contains(shown, "relations in")) << shown;
  EXPECT_TRUE(Contains(shown, "\033[1m")) << shown;
  EXPECT_FALSE(Contains(shown, "\"type\"")) << shown;
}

// --- diff ---------------------------------------------------------------------------------------

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
                               "hbiz-02-spun", "hbiz-02-condensed"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(Contains(
      outcome.err, "newsprint: all.jsonl: has no relation of hbiz-02-spun and hbiz-02-condensed"))
      << outcome.err;
  EXPECT_TRUE(Contains(outcome.err, ", as both are related to hbiz-02-")) << outcome.err;
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
