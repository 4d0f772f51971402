// The engine with a workdir: the same bytes as in memory, also when it was stopped in between.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "newsprint/engine.h"
#include "newsprint/report.h"
#include "temp_folder.h"
#include "testing_articles.h"

namespace newsprint {
namespace {

// Wires with copies of every sort among unrelated articles, as JSON Lines.
std::string MixedCorpus(int families) {
  Writer writer(9);
  std::string lines;
  int n = 0;
  const auto add = [&](const Paragraphs& story) {
    absl::StrAppend(&lines, "{\"id\":\"", n, "\",\"source\":\"House ", n % 7);
    absl::StrAppend(&lines, "\",\"published\":\"2025-07-", 10 + n % 15, "\",\"text\":\"");
    absl::StrAppend(&lines, absl::StrJoin(story, "\\n\\n"), "\"}\n");
    ++n;
  };
  for (int family = 0; family < families; ++family) {
    Paragraphs wire = writer.Story(8);
    if (family % 2 == 0) wire[0] = "LONDON (Reuters) - " + wire[0];
    add(wire);
    if (family % 3 == 0) add(wire);
    add(Paragraphs(wire.begin(), wire.begin() + 5));
    Paragraphs edited = wire;
    edited[3] = writer.Paragraph();
    add(edited);
    Paragraphs host = writer.Story(10);
    host[4] = wire[2];
    host[5] = wire[3];
    add(host);
    for (int i = 0; i < 3; ++i) add(writer.Story(6));
  }
  return lines;
}

struct Outcome {
  absl::Status status;
  std::string report;
};

Outcome Scan(const std::string& path, const Options& options, Format format = Format::kJsonl) {
  Outcome outcome;
  auto reader = ArticleReader::Open({path}, {});
  if (!reader.ok()) return {reader.status(), ""};
  Engine engine(options);
  outcome.status = engine.Read(reader->get());
  if (!outcome.status.ok()) return outcome;
  absl::StatusOr<Result> result = engine.Run();
  outcome.status = result.status();
  if (!result.ok()) return outcome;
  ReportOptions report;
  report.format = format;
  const auto sink = [&](std::string_view bytes) {
    outcome.report.append(bytes);
    return true;
  };
  WriteReport(*result, engine.Source(*result).get(), report, sink);
  // What took how long is told of slow runs, and is not the same twice.
  const size_t times = outcome.report.find("\nSlowest stage: ");
  if (times != std::string::npos) outcome.report.resize(times);
  outcome.status = engine.Check();
  if (outcome.status.ok()) outcome.status = engine.Finish();
  return outcome;
}

TEST(SpooledEngine, GivesTheSameBytesAsInMemory) {
  const TempFolder folder;
  const std::string path = folder.Write("news.jsonl", MixedCorpus(40));
  Options changed;
  changed.within_source = false;
  changed.also.quotes = true;
  changed.since = 1752400000;
  Options wording;
  wording.rewrites = false;
  for (Options options : {Options(), changed, wording}) {
    for (const Format format : {Format::kJsonl, Format::kTsv, Format::kGraphml, Format::kText}) {
      options.workdir = "";
      const Outcome expected = Scan(path, options, format);
      options.workdir = folder.Path("work");
      const Outcome spooled = Scan(path, options, format);
      ASSERT_TRUE(spooled.status.ok()) << spooled.status;
      EXPECT_EQ(spooled.report, expected.report);
      EXPECT_FALSE(std::filesystem::exists(options.workdir));
    }
    EXPECT_NE(Scan(path, options).report.find("\"outside\":\"Reuters\""), std::string::npos);
  }
}

TEST(SpooledEngine, TakesAnEmptyCorpusAndAFolderOfItsOwn) {
  const TempFolder folder;
  Options options;
  options.memory = 1;
  for (const char* lines : {"", "{\"text\":\"One article alone, with a few words in it.\"}\n"}) {
    const Outcome outcome = Scan(folder.Write("news.jsonl", lines), options);
    EXPECT_TRUE(outcome.status.ok()) << outcome.status;
    EXPECT_NE(outcome.report.find("\"relations\":0"), std::string::npos);
  }
}

// A run that is cancelled at every tenth progress call leaves a folder from which the next goes on.
TEST(SpooledEngine, GoesOnWhereItWasStopped) {
  const TempFolder folder;
  const std::string path = folder.Write("news.jsonl", MixedCorpus(30));
  const Outcome expected = Scan(path, {});
  std::vector<std::string> stages = {"candidates", "judging", "rewrites", "families"};
  for (const std::string& stage : stages) {
    Options options;
    options.workdir = folder.Path("work");
    options.progress = [&](const Progress& p) { return p.stage != stage; };
    EXPECT_EQ(Scan(path, options).status.code(), absl::StatusCode::kCancelled) << stage;
    EXPECT_TRUE(std::filesystem::exists(options.workdir));
  }
  Options options;
  options.workdir = folder.Path("work");
  const Outcome outcome = Scan(path, options);
  ASSERT_TRUE(outcome.status.ok()) << outcome.status;
  EXPECT_EQ(outcome.report, expected.report);
  EXPECT_FALSE(std::filesystem::exists(options.workdir));
}

// In memory, till that is too much.
TEST(SpooledEngine, TakesOverACorpusThatOutgrowsItsMemory) {
  const TempFolder folder;
  const std::string path = folder.Write("news.jsonl", MixedCorpus(200));
  Options wording;
  wording.rewrites = false;
  for (Options options : {Options(), wording}) {
    const Outcome expected = Scan(path, options);
    for (const uint64_t memory : {1u, 300'000u, 3'000'000u, 1'000'000'000u}) {
      options.memory = memory;
      const Outcome outcome = Scan(path, options);
      ASSERT_TRUE(outcome.status.ok()) << outcome.status;
      EXPECT_EQ(outcome.report, expected.report) << memory;
    }
  }
}

TEST(SpooledEngine, FindsIdsWhereverTheArticlesAre) {
  const TempFolder folder;
  const std::string path = folder.Write("news.jsonl", MixedCorpus(10));
  const std::vector<std::string> ids = {"7", "nobody", "0", "7"};
  for (const uint64_t memory : {uint64_t{0}, uint64_t{1}}) {
    auto reader = ArticleReader::Open({path}, {});
    ASSERT_TRUE(reader.ok());
    Options options;
    options.memory = memory;
    Engine engine(options);
    ASSERT_TRUE(engine.Read(reader->get()).ok());
    EXPECT_EQ(engine.articles().empty(), memory > 0);
    EXPECT_EQ(engine.Find(ids), (std::vector<Ordinal>{7, kNoArticle, 0, 7}));
  }
}

// A scan into the folder that is stopped when it comes to a stage.
Options StopAt(const std::string& stage, const std::string& path, const std::string& folder) {
  Options options;
  options.workdir = folder;
  options.progress = [&stage](const Progress& p) { return p.stage != stage; };
  EXPECT_EQ(Scan(path, options).status.code(), absl::StatusCode::kCancelled) << stage;
  options.progress = nullptr;
  return options;
}

// Whatever file it is that is not as it was left; wording that is judged has one file, not three.
TEST(SpooledEngine, RefusesAFolderThatWasChanged) {
  for (const auto& [stage, files] : {std::pair("judging", 7u), std::pair("rewrites", 5u)}) {
    const TempFolder folder;
    const std::string path = folder.Write("news.jsonl", MixedCorpus(10));
    const Options options = StopAt(stage, path, folder.Path("work"));
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(options.workdir)) {
      names.push_back(file.path().filename().string());
    }
    size_t changed = 0;
    for (const std::string& name : names) {
      std::string bytes = TempFolder::Read(options.workdir + "/" + name);
      if (name == "manifest" || bytes.empty()) continue;
      bytes[bytes.size() / 2] ^= 1;
      std::filesystem::copy(options.workdir, folder.Path("copy"));
      folder.Write("copy/" + name, bytes);
      Options other = options;
      other.workdir = folder.Path("copy");
      const absl::Status status = Scan(path, other).status;
      EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << name << ": " << status;
      std::filesystem::remove_all(other.workdir);
      ++changed;
    }
    EXPECT_GE(changed, files) << stage;
  }
}

TEST(SpooledEngine, BeginsAnewWhereARunWasKilledWhileItRemovedItsFiles) {
  const TempFolder folder;
  const std::string path = folder.Write("news.jsonl", MixedCorpus(10));
  Options options = StopAt("rewrites", path, folder.Path("work"));
  folder.Write("work/manifest", TempFolder::Read(options.workdir + "/manifest") + "done\n");
  std::filesystem::remove(options.workdir + "/wording");
  options.rewrites = false;
  const Outcome again = Scan(path, options);
  ASSERT_TRUE(again.status.ok()) << again.status;
  options.workdir = "";
  EXPECT_EQ(again.report, Scan(path, options).report);
  EXPECT_FALSE(std::filesystem::exists(folder.Path("work/manifest")));
}

TEST(SpooledEngine, RefusesOtherOptionsAndOtherInputs) {
  const TempFolder folder;
  const std::string path = folder.Write("news.jsonl", MixedCorpus(10));
  Options options;
  options.workdir = folder.Path("work");
  options.progress = [&](const Progress& p) { return p.stage != "judging"; };
  ASSERT_FALSE(Scan(path, options).status.ok());
  options.progress = nullptr;
  Options other = options;
  other.min_words = 9;
  EXPECT_EQ(Scan(path, other).status.code(), absl::StatusCode::kFailedPrecondition);
  folder.Write("news.jsonl", MixedCorpus(11));
  const absl::Status changed = Scan(path, options).status;
  EXPECT_EQ(changed.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(changed.message().find('\n'), std::string::npos);
}

}  // namespace
}  // namespace newsprint
