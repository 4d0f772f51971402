// newsprint stats, from outside.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "schema_check.h"
#include "testing_cli.h"
#include "testing_lines.h"

namespace newsprint {
namespace {

TEST_F(Cli, StatsCountsWhatIsThere) {
  WriteFile(Path("in.jsonl"),
            R"({"text":"LUND (Reuters) - The harbour was closed on Monday, the port said, \"until )"
            R"(Friday\".","source":"Post","published":"2025-10-14"})"
            "\n"
            R"({"text":"Ein Kran ist am Montag in das Hafenbecken gefallen und hat niemanden )"
            R"(verletzt.","source":"Blatt","title":"Kran","published":"2025-11-02T10:00:00Z"})"
            "\n{\"text\":\"\",\"source\":\"Post\"}\n{\"text\":\"Too short.\"}\nno record\n");
  const Outcome outcome = Run({"stats", "in.jsonl", "--format", "jsonl"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(SchemaCheck(kSchema).Check(Lines(outcome.out).at(0)), "");
  for (const std::string part :
       {R"("articles":4)", R"("skipped":{"records":1,"repeated":0,"empty":1,"short":1,"files":0})",
        R"("languages":[{"name":"de","articles":1},{"name":"en","articles":1}])",
        R"("sources":[{"name":"Post","articles":2},{"name":"Blatt","articles":1}])",
        R"("dates":{"first":"2025-10-14","last":"2025-11-02","with_time":1,"without":2,)"
        R"("months":{"2025-10":1,"2025-11":1}})",
        R"("with":{"title":1,)", R"("credits":[{"name":"Reuters","articles":1}])"}) {
    EXPECT_TRUE(Contains(outcome.out, part)) << part << "\n" << outcome.out;
  }
  const Outcome text = Run({"stats", "in.jsonl", "-q", "-j", "1"});
  EXPECT_EQ(text.err, "");
  for (const std::string& line : Lines(text.out)) EXPECT_LE(line.size(), 80u) << line;
  EXPECT_TRUE(Contains(text.out, "Left out or renamed: 1 bad record")) << text.out;
}

}  // namespace
}  // namespace newsprint
