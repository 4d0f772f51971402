// Files, folders and pipes: which are read, in which order, and what their articles are called.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "testing_reader.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

TEST(Reader, TellsRecordsFromText) {
  EXPECT_EQ(ReadContent("  \n\t{\"id\":\"i\",\"text\":\"t\"}", "in").ids(),
            std::vector<std::string>{"i"});
  EXPECT_EQ(ReadContent("\xEF\xBB\xBF{\"id\":\"i\",\"text\":\"t\"}", "in.dat").ids(),
            std::vector<std::string>{"i"});
  const ReadResult text = ReadContent("\xEF\xBB\xBF A story.\r\n\r\n{more}\xFF", "in");
  ASSERT_EQ(text.ids(), std::vector<std::string>{"in"});
  EXPECT_EQ(text.articles[0].text, " A story.\r\n\r\n{more}\uFFFD");
  // A name that promises records is believed.
  EXPECT_EQ(ReadContent("bad\n" + Record(1), "in.ndjson").ids(), std::vector<std::string>{"r1"});
}

TEST(Reader, NamesTheFirstTextOfAnInputThatIsNotUtf8) {
  const std::string what = ": not UTF-8, bad bytes are read as U+FFFD (convert it with iconv)";
  const std::string records = "{\"text\":\"fine\"}\n{\"text\":\"caf\xE9\"}\n{\"text\":\"\xE9\"}\n";
  EXPECT_EQ(ReadContent(records).messages, std::vector<std::string>{"in.jsonl:2" + what});
  EXPECT_EQ(ReadContent("caf\xE9", "in.txt").messages, std::vector<std::string>{"in.txt" + what});
  EXPECT_TRUE(ReadContent("caf\xC3\xA9", "in.txt").messages.empty());
  const ReadResult escaped = ReadContent(R"({"text":"half a pair: \ud83d"})");
  EXPECT_TRUE(escaped.messages.empty());
}

TEST(Reader, NamesTheFirstDateOfAnInputThatItDoesNotKnow) {
  const ReadResult result = ReadContent(
      "{\"text\":\"a\",\"date\":\"2025-10-14\"}\n{\"text\":\"b\",\"date\":\" \"}\n"
      "{\"text\":\"c\",\"date\":\"October 14, 2025\"}\n{\"text\":\"d\",\"date\":\"soon\"}\n");
  EXPECT_EQ(result.articles.size(), 4u);
  EXPECT_EQ(result.messages, std::vector<std::string>{
                                 "in.jsonl:3: the date \"October 14, 2025\" has no form that is "
                                 "known, the article counts as undated"});
  EXPECT_EQ(
      ReadContent("{\"text\":\"a\",\"date\":\"" + std::string(1 << 20, 'x') + "\"}").messages,
      std::vector<std::string>{"in.jsonl:1: the date \"" + std::string(40, 'x') +
                               "\" has no form that is known, the article counts as undated"});
}

TEST(Reader, TakesNoArrayOfRecordsForAText) {
  const ReadResult result = ReadContent("\xEF\xBB\xBF[\n  {\"text\": \"a\"}\n]\n", "in.json");
  EXPECT_TRUE(result.articles.empty());
  EXPECT_EQ(result.stats.skipped, 1u);
  EXPECT_EQ(result.messages, std::vector<std::string>{"in.json: a JSON array, no JSON Lines "
                                                      "(convert it with jq -c '.[]') (skipped)"});
  for (const std::string text : {"[Photo] A text.", "[{sic} he said", "[", "[{"}) {
    EXPECT_EQ(ReadContent(text, "in.txt").articles.size(), 1u) << text;
  }
}

// Reads a pipe that stays open without a byte.
ReadResult ReadSilentPipe(const ReadOptions& options) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const int standard_input = dup(STDIN_FILENO);
  dup2(ends[0], STDIN_FILENO);
  ReadResult result = ReadAll({"-"}, options);
  dup2(standard_input, STDIN_FILENO);
  for (const int descriptor : {ends[0], ends[1], standard_input}) close(descriptor);
  return result;
}

TEST(Reader, GivesUpASilentPipeWhenCancelled) {
  int asked = 0;
  ReadOptions options;
  options.cancelled = [&asked] { return ++asked == 3; };
  EXPECT_EQ(ReadSilentPipe(options).status.code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(asked, 3);
}

volatile std::sig_atomic_t alarmed = 0;

TEST(Reader, GivesUpASilentPipeWhenASignalInterruptsTheWait) {
  struct sigaction action = {}, former = {};
  action.sa_handler = [](int) { alarmed = 1; };
  sigaction(SIGALRM, &action, &former);
  ualarm(10000, 0);
  ReadOptions options;
  options.cancelled = [] { return alarmed != 0; };
  EXPECT_EQ(ReadSilentPipe(options).status.code(), absl::StatusCode::kCancelled);
  sigaction(SIGALRM, &former, nullptr);
}

TEST(Reader, FindsNoArticleInNothing) {
  for (const char* content : {"", "\n", " \r\n\t", "\xEF\xBB\xBF"}) {
    for (const char* name : {"in", "in.jsonl", "in.txt"}) {
      const ReadResult result = ReadContent(content, name);
      EXPECT_TRUE(result.status.ok());
      EXPECT_TRUE(result.articles.empty());
      EXPECT_TRUE(result.messages.empty());
    }
  }
  EXPECT_TRUE(ReadContent(Gzip("")).status.ok());
  EXPECT_TRUE(ReadAll({}).status.ok());
}

TEST(Reader, WalksFoldersInByteOrder) {
  const TempFolder folder;
  folder.Write("news/b.txt", "b");
  folder.Write("news/a/z.txt", "z");
  folder.Write("news/a.txt", "a");
  folder.Write("news/a-b/x.txt", "x");
  folder.Write("news/empty.txt", "");
  folder.Write("news/brace.txt", "{not a record}");
  folder.Write("news/r.jsonl", Record(1));
  folder.Write("news/s.ndjson.gz", Gzip(Record(2)));
  folder.Write("news/t.txt.zst", Zstd("t"));
  folder.Write("news/ignored.html", "<p>");
  folder.Write("news/.hidden.txt", "h");
  folder.Write("news/.git/h.txt", "h");
  folder.Write("news/a/._z.txt", "h");
  const ReadResult result = ReadAll({folder.Path("news")});
  EXPECT_TRUE(result.status.ok()) << result.status;
  EXPECT_EQ(result.ids(),
            (std::vector<std::string>{"a-b/x.txt", "a.txt", "a/z.txt", "b.txt", "brace.txt",
                                      "empty.txt", "r1", "r2", "t.txt.zst"}));
  EXPECT_EQ(result.inputs.size(), 9u);
  EXPECT_EQ(result.bytes_read, result.bytes_total);
}

TEST(Reader, PrefixesIdsWhenThereAreSeveralFolders) {
  const TempFolder folder;
  folder.Write("one/a.txt", "1");
  folder.Write("two/a.txt", "2");
  folder.Write("x/one/a.txt", "3");
  EXPECT_EQ(ReadAll({folder.Path("one/"), folder.Path("two")}).ids(),
            (std::vector<std::string>{"one/a.txt", "two/a.txt"}));
  EXPECT_EQ(ReadAll({folder.Path("one"), folder.Path("two"), folder.Path("x/one/")}).ids(),
            (std::vector<std::string>{folder.Path("one/a.txt"), "two/a.txt",
                                      folder.Path("x/one/a.txt")}));
  EXPECT_EQ(ReadAll({folder.Path("x/../one"), folder.Path("two/.")}).ids(),
            (std::vector<std::string>{"one/a.txt", "two/a.txt"}));
}

TEST(Reader, EndsCirclesOfLinks) {
  const TempFolder folder;
  folder.Write("a/x.txt", "x");
  folder.Write("b/y.txt", "y");
  fs::create_directory_symlink("..", folder.Path("a/up"));
  fs::create_directory_symlink("../b", folder.Path("a/other"));
  fs::create_directory_symlink(".", folder.Path("b/self"));
  fs::create_symlink("../a/x.txt", folder.Path("b/z.txt"));
  const ReadResult result = ReadAll({folder.Path("")});
  EXPECT_TRUE(result.status.ok()) << result.status;
  EXPECT_EQ(result.ids(), (std::vector<std::string>{"a/other/y.txt", "a/other/z.txt", "a/x.txt"}));
}

TEST(Reader, ReadsManySmallFiles) {
  const TempFolder folder;
  for (int i = 0; i < 3000; ++i) {
    folder.Write(std::to_string(i % 10) + "/" + std::to_string(i) + ".txt", std::to_string(i));
  }
  const ReadResult result = ReadAll({folder.Path("")});
  EXPECT_EQ(result.articles.size(), 3000u);
  EXPECT_EQ(result.articles.front().id, "0/0.txt");
}

TEST(Reader, FailsForPathsThatCannotBeOpened) {
  const TempFolder folder;
  const std::string good = folder.Write("good.jsonl", Record(1));
  const std::string missing = folder.Path("missing.jsonl");
  const absl::Status status = ReadAll({good, missing}).status;
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(MessageOf(status), missing + ": cannot open: No such file or directory");
  fs::create_symlink("nowhere", folder.Path("link.txt"));
  EXPECT_EQ(ReadAll({folder.Path("link.txt")}).status.code(), absl::StatusCode::kNotFound);
}

TEST(Reader, PassesOverWhatCannotBeReadInAFolder) {
  const TempFolder folder;
  fs::create_symlink("nowhere", folder.Path("1.txt"));
  const std::string cut = folder.Write("2.jsonl.gz", Gzip(Record(1) + Record(2)).substr(0, 60));
  folder.Write("3.jsonl", Record(3));
  fs::create_symlink("4.txt", folder.Path("4.txt"));
  folder.Write("5.txt.gz", Gzip(std::string(5000, 'x')).substr(0, 30));
  folder.Write("6.txt", "A text.");
  const ReadResult result = ReadAll({folder.Path("")});
  EXPECT_TRUE(result.status.ok()) << result.status;
  EXPECT_EQ(result.ids().back(), "6.txt");
  EXPECT_EQ(result.ids().end()[-2], "r3");
  const auto skipped = [&](const char* name, const char* what) { return folder.Path(name) + what; };
  const std::vector<std::string> messages = {
      skipped("1.txt", ": cannot open: No such file or directory (skipped)"),
      skipped("4.txt", ": cannot open: Too many levels of symbolic links (skipped)"),
      skipped("5.txt.gz", ": gzip stream is truncated after 30 bytes (skipped)")};
  ASSERT_EQ(result.messages.size(), 4u);
  EXPECT_EQ(result.messages[0], messages[0]);
  EXPECT_EQ(result.messages[1].rfind(cut + ": gzip stream is truncated after 60 bytes", 0), 0u);
  EXPECT_EQ(result.messages[2], messages[1]);
  EXPECT_EQ(result.messages[3], messages[2]);
  EXPECT_EQ(result.stats.unread, 4u);
  EXPECT_EQ(result.stats.skipped, 0u);
  EXPECT_EQ(result.inputs.size(), 6u);
  for (const bool strict : {true, false}) {
    ReadOptions options;
    options.strict = strict;
    options.every_file = !strict;
    EXPECT_EQ(ReadAll({folder.Path("")}, options).status.code(), absl::StatusCode::kNotFound);
  }
}

TEST(Reader, TakesTheWholeLinesOfADamagedFileInAFolder) {
  const TempFolder folder;
  std::string damaged = Zstd(Records(0, 3)) + "rubbish";
  folder.Write("a.jsonl.zst", damaged);
  folder.Write("b.jsonl", Record(3));
  const ReadResult result = ReadAll({folder.Path("")});
  EXPECT_EQ(result.ids(), (std::vector<std::string>{"r0", "r1", "r2", "r3"}));
  ASSERT_EQ(result.messages.size(), 1u);
  EXPECT_TRUE(result.messages[0].ends_with(" (the rest is skipped)")) << result.messages[0];
}

TEST(Reader, FailsInTheSameWayAgain) {
  const TempFolder folder;
  auto reader = ArticleReader::Open({folder.Write("in.jsonl", Gzip(Record(1)).substr(0, 12))}, {});
  ASSERT_TRUE(reader.ok());
  ArticleBatch batch;
  const absl::Status first = (*reader)->Next(&batch).status();
  EXPECT_EQ(first.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ((*reader)->Next(&batch).status(), first);
}

// Puts a file in the place of standard input.
class StandardInput {
 public:
  explicit StandardInput(const std::string& path) : saved_(dup(0)) {
    Replace(open(path.c_str(), 0));
  }
  ~StandardInput() { Replace(saved_); }

 private:
  static void Replace(int descriptor) {
    dup2(descriptor, 0);
    close(descriptor);
  }
  int saved_;
};

TEST(Reader, ReadsStandardInput) {
  const TempFolder folder;
  const std::string path = folder.Write("in", Gzip("{\"text\":\"t\"}\nbad\n"));
  const StandardInput input(path);
  const ReadResult result = ReadAll({"-"});
  EXPECT_EQ(result.ids(), std::vector<std::string>{"stdin:1"});
  EXPECT_EQ(result.messages, std::vector<std::string>{"stdin:2: not a JSON object (skipped)"});
  EXPECT_EQ(result.inputs[0].path, "-");
  EXPECT_EQ(result.bytes_total, 0u);
  EXPECT_EQ(result.bytes_read, fs::file_size(path));
}

TEST(Reader, ReadsAPipeThatTricklesIn) {
  const TempFolder folder;
  const std::string path = folder.Path("pipe");
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  const std::string bytes = Zstd(Records(0, 100));
  std::thread writer([&] {
    const int out = open(path.c_str(), O_WRONLY);
    for (char c : bytes) EXPECT_EQ(write(out, &c, 1), 1);
    close(out);
  });
  const ReadResult result = ReadAll({path});
  writer.join();
  EXPECT_EQ(result.articles.size(), 100u);
}

}  // namespace
}  // namespace newsprint
