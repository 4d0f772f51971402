// How the program explains itself, what it says to wrong arguments, and how it looks on a terminal.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "testing_cli.h"
#include "testing_lines.h"

namespace newsprint {
namespace {

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
      {{"diff", "--pairs", "x"}, "--pairs: no such option (newsprint scan takes it)"},
      {{"--verison"}, "--verison: options stand behind a verb (did you mean '--version'?)"},
      {{"--generate", "yaml"}, "--generate: 'yaml' is not one of man, bash, zsh, fish"},
      {{"help", "scn"}, "scn: no such verb (did you mean 'scan'?)"},
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

}  // namespace
}  // namespace newsprint
