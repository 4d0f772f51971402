// Input is cut into blocks that are parsed apart: no result depends on where the cuts are, and
// damage stays in its line.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "testing_reader.h"

namespace newsprint {
namespace {

TEST(Reader, GivesTheSameForEveryBlockSize) {
  std::string content = "\xEF\xBB\xBF\n";
  for (int i = 0; i < 40; ++i) {
    content += i % 7 == 3 ? "bad " + std::to_string(i) + "\n" : i % 5 == 4 ? "\r\n" : Record(i);
    content += i % 9 == 8 ? "{\"text\":\"" + std::string(300, 'x') + "\"}\n" : "";
  }
  content += "{\"text\":\"no line end\"}";
  const ReadResult whole = ReadContent(content);
  EXPECT_EQ(whole.stats.skipped, 6u);
  for (size_t block = 1; block < 700; block += block < 80 ? 1 : 37) {
    const ReadResult cut = ReadContent(content, "in", {}, {block, 1 << 20});
    EXPECT_EQ(cut.messages.size(), whole.messages.size());
    ASSERT_EQ(cut.articles.size(), whole.articles.size()) << block;
    for (size_t i = 0; i < cut.articles.size(); ++i) {
      EXPECT_EQ(cut.articles[i].text, whole.articles[i].text);
      const std::string& id = whole.articles[i].id;
      EXPECT_EQ(cut.articles[i].id, id[0] == 'r' ? id : "in" + id.substr(id.find(':')));
    }
  }
}

TEST(Reader, ReadsLinesLongerThanABlock) {
  const std::string body(20 << 20, 'x'), page(100 << 20, 'y');
  const TempFolder folder;
  const std::string path =
      folder.Write("in.jsonl.gz", Gzip(Record(1) + "{\"id\":\"long\",\"text\":\"" + body +
                                       "\",\"html\":\"" + page + "\"}\n" + Record(2)));
  const ReadResult result = ReadAll({path});
  EXPECT_EQ(result.ids(), (std::vector<std::string>{"r1", "long", "r2"}));
  EXPECT_TRUE(result.articles[1].text == body);
}

TEST(Reader, SkipsFieldsThatAreTooLong) {
  const std::string body(33 << 20, 'x');
  const std::string fine = Record(1) + Record(2);
  const ReadResult text = ReadContent(Record(1) + "{\"text\":\"" + body + "\"}\n" + Record(2));
  EXPECT_EQ(text.ids(), (std::vector<std::string>{"r1", "r2"}));
  EXPECT_EQ(text.messages,
            std::vector<std::string>{"in.jsonl:2: \"text\" is longer than 32 MiB (skipped)"});
  const ReadResult title = ReadContent("{\"text\":\"a\",\"title\":\"" + body + "\"}\n");
  EXPECT_EQ(title.messages,
            std::vector<std::string>{"in.jsonl:1: \"title\" is longer than 32 MiB (skipped)"});
  EXPECT_EQ(ReadContent(body, "in.txt").messages,
            std::vector<std::string>{"in.txt: the text is longer than 32 MiB (skipped)"});
}

TEST(Reader, RefusesLinesAndTextsThatAreTooLong) {
  const BlockLimits limits = {4096, 2 << 20};
  const std::string body(5 << 20, 'x');
  const ReadResult line = ReadContent(Record(1) + "{\"text\":\"" + body, "in.jsonl", {}, limits);
  EXPECT_EQ(line.ids(), std::vector<std::string>{"r1"});
  EXPECT_EQ(MessageOf(line.status), "in.jsonl: line 2 is longer than 2 MiB");
  EXPECT_EQ(MessageOf(ReadContent(body, "in", {}, limits).status),
            "in: one text is longer than 2 MiB");
  EXPECT_EQ(MessageOf(ReadContent(std::string(5 << 20, ' '), "in", {}, limits).status),
            "in: one text is longer than 2 MiB");
  const std::string longest(limits.record, 'x');
  EXPECT_EQ(ReadContent(longest, "in", {}, limits).articles.size(), 1u);
  EXPECT_EQ(MessageOf(ReadContent(longest + "x", "in", {}, limits).status),
            "in: one text is longer than 2 MiB");
  EXPECT_EQ(MessageOf(ReadContent(longest + "x\n", "in.jsonl", {}, limits).status),
            "in.jsonl: line 1 is longer than 2 MiB");
}

TEST(Reader, ParsesBlocksInSeveralThreads) {
  const TempFolder folder;
  auto reader =
      OpenReader({folder.Write("in.jsonl", Records(0, 4000))}, {}, BlockLimits{20000, 1 << 20});
  ASSERT_TRUE(reader.ok());
  std::vector<RawBlock> raw;
  for (RawBlock block; (*reader)->ReadBlock(&block).value_or(false);)
    raw.push_back(std::move(block));
  ASSERT_GT(raw.size(), 8u);
  std::vector<ParsedBlock> parsed(raw.size());
  std::vector<std::thread> threads;
  for (size_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (size_t i = thread; i < raw.size(); i += 4) parsed[i] = (*reader)->ParseBlock(raw[i]);
    });
  }
  for (std::thread& thread : threads) thread.join();
  int number = 0;
  for (ParsedBlock& block : parsed) {
    ASSERT_TRUE((*reader)->Admit(&block).ok());
    for (const Article& article : block.batch.articles) {
      ASSERT_EQ(article.id, "r" + std::to_string(number++));
    }
  }
  EXPECT_EQ(number, 4000);
}

TEST(Reader, ReadsAheadWhileBlocksAreAdmitted) {
  const TempFolder folder;
  auto reader =
      OpenReader({folder.Write("in.jsonl", Records(0, 4000))}, {}, BlockLimits{5000, 1 << 20});
  ASSERT_TRUE(reader.ok());
  std::mutex mutex;
  std::vector<ParsedBlock> parsed;
  std::atomic<bool> done = false;
  std::thread ahead([&] {
    for (RawBlock raw; (*reader)->ReadBlock(&raw).value_or(false);) {
      ParsedBlock block = (*reader)->ParseBlock(raw);
      const std::lock_guard<std::mutex> lock(mutex);
      parsed.push_back(std::move(block));
    }
    done = true;
  });
  size_t next = 0;
  for (bool last = false; !last;) {
    last = done;  // then nothing is added behind this round
    EXPECT_LE((*reader)->bytes_read(), (*reader)->bytes_total());
    const std::lock_guard<std::mutex> lock(mutex);
    for (; next < parsed.size(); ++next) EXPECT_TRUE((*reader)->Admit(&parsed[next]).ok());
  }
  ahead.join();
  EXPECT_EQ((*reader)->inputs()[0].articles, 4000u);
  EXPECT_EQ((*reader)->inputs()[0].bytes, (*reader)->bytes_total());
}

// Damage: whatever happens to some lines, every other line arrives.
TEST(Reader, KeepsEveryIntactRecordOfADamagedFile) {
  std::mt19937_64 random(11);
  const TempFolder folder;
  for (int round = 0; round < 1000; ++round) {
    std::vector<std::string> lines;
    for (int i = 0; i < 20; ++i) lines.push_back(Record(i));
    std::map<std::string, std::string> intact;
    for (int i = 0; i < 20; ++i) intact["r" + std::to_string(i)] = lines[static_cast<size_t>(i)];
    for (uint64_t damages = 1 + random() % 6; damages > 0; --damages) {
      const size_t which = random() % lines.size();
      std::string& line = lines[which];
      intact.erase("r" + std::to_string(which));
      if (line.size() < 3) continue;
      const size_t at = random() % (line.size() - 1);  // the line end stays
      switch (random() % 4) {
        case 0:
          line[at] = static_cast<char>(random());
          break;
        case 1:
          line.erase(at, std::min<size_t>(random() % 10, line.size() - 1 - at));
          break;
        case 2:
          line.insert(at, 1 + random() % 3, static_cast<char>(random()));
          break;
        default:
          line.insert(at, line.substr(0, random() % line.size()));
          break;
      }
    }
    std::string content;
    for (const std::string& line : lines) content += line;
    const ReadResult result =
        ReadAll({folder.Write("in.jsonl", content)}, {}, {64 + random() % 900, 1 << 20});
    ASSERT_TRUE(result.status.ok()) << result.status;
    std::map<std::string, int> seen;
    for (const Kept& article : result.articles) {
      ++seen[article.text];
      ASSERT_TRUE(IsValidUtf8(article.text));
    }
    for (const auto& [id, line] : intact) {
      ASSERT_GE(seen["Text of the record " + id.substr(1) + "."], 1) << content;
    }
    ASSERT_EQ(result.stats.records,
              result.articles.size() + result.stats.skipped + result.stats.repeated);
    ASSERT_GE(result.messages.size(), result.stats.skipped);
  }
}

}  // namespace
}  // namespace newsprint
