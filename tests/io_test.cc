// Reading and writing.
#include "newsprint/io.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "io/json_record.h"
#include "io/reader.h"
#include "temp_folder.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

// An article whose bytes are its own.
struct Kept {
  std::string id;
  std::string text;
  std::string title;
  std::string source;
  std::string url;
  std::string byline;
  std::string language;
  std::string day;
};

struct ReadResult {
  std::vector<Kept> articles;
  std::vector<std::string> messages;
  std::vector<InputFile> inputs;
  ReadStats stats;
  absl::Status status;
  uint64_t bytes_read = 0;
  uint64_t bytes_total = 0;

  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const Kept& article : articles) ids.push_back(article.id);
    return ids;
  }
};

ReadResult ReadAll(const std::vector<std::string>& paths, ReadOptions options = {},
                   BlockLimits limits = {}) {
  ReadResult result;
  options.report = [&result](const std::string& message) { result.messages.push_back(message); };
  absl::StatusOr<std::unique_ptr<ArticleReader>> reader = OpenReader(paths, options, limits);
  result.status = reader.status();
  if (!reader.ok()) return result;
  ArticleBatch batch;
  while (true) {
    const absl::StatusOr<bool> more = (*reader)->Next(&batch);
    result.status = more.status();
    if (!more.ok() || !*more) break;
    for (const Article& a : batch.articles) {
      result.articles.push_back({std::string(a.id), std::string(a.text), std::string(a.title),
                                 std::string(a.source), std::string(a.url), std::string(a.byline),
                                 std::string(a.language), FormatDay(a.published)});
    }
  }
  EXPECT_TRUE(batch.articles.empty());
  result.inputs = (*reader)->inputs();
  result.stats = (*reader)->stats();
  result.bytes_read = (*reader)->bytes_read();
  result.bytes_total = (*reader)->bytes_total();
  return result;
}

// Reads one file of the given content.
ReadResult ReadContent(std::string_view content, std::string_view name = "in.jsonl",
                       ReadOptions options = {}, BlockLimits limits = {}) {
  const TempFolder folder;
  ReadResult result = ReadAll({folder.Write(name, content)}, std::move(options), limits);
  const std::string prefix = folder.Path("");
  const auto shorten = [&](std::string* text) {
    if (const size_t at = text->find(prefix); at != std::string::npos)
      text->erase(at, prefix.size());
  };
  for (Kept& article : result.articles) shorten(&article.id);
  for (std::string& message : result.messages) shorten(&message);
  std::string message(result.status.message());
  shorten(&message);
  if (!result.status.ok()) result.status = absl::Status(result.status.code(), message);
  return result;
}

std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

std::string Gzip(std::string_view bytes) {
  z_stream stream = {};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::string Zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

std::string Record(int number) {
  const std::string n = std::to_string(number);
  return "{\"id\": \"r" + n + "\", \"text\": \"Text of the record " + n + ".\"}\n";
}

std::string Records(int begin, int end) {
  std::string records;
  for (int i = begin; i < end; ++i) records += Record(i);
  return records;
}

// UTF-8.

TEST(RepairUtf8, ReplacesMaximalSubparts) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"plain", "plain"},
      {"na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80", "na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80"},
      {"\xEF\xBB\xBFmark", "mark"},
      {"\xEF\xBB\xBF\xEF\xBB\xBFsecond mark", "\xEF\xBB\xBFsecond mark"},
      {"caf\xE9", "caf\uFFFD"},
      {"\x80", "\uFFFD"},
      {"\xC0\xAF", "\uFFFD\uFFFD"},
      {"\xE2\x82\"", "\uFFFD\""},                        // a cut character: one
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // a surrogate: three
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // above U+10FFFF
      // The example of the Unicode Standard, table 3-11.
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
       "A",
       "\uFFFD\uFFFD\uFFFD\uFFFD"
       "A"},
  };
  for (const auto& [bytes, expected] : cases) EXPECT_EQ(RepairUtf8(bytes), expected);
  EXPECT_EQ(RepairUtf8(std::string_view("a\0b\xFF", 4)), std::string("a\0b\uFFFD", 6));
}

TEST(RepairUtf8, LeavesWellFormedCharactersAndMakesTheRestWellFormed) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 40, ' ');
    for (char& c : bytes) c = static_cast<char>(random() % 2 ? 0x80 + random() % 128 : 'a');
    const std::string repaired = RepairUtf8(bytes);
    ASSERT_TRUE(IsValidUtf8(repaired));
    ASSERT_EQ(RepairUtf8("." + repaired), "." + repaired);
    if (IsValidUtf8(bytes)) {
      ASSERT_EQ(RepairUtf8("." + bytes), "." + bytes);
    }
  }
}

// Records.

TEST(Reader, ReadsAllFields) {
  const ReadResult result = ReadContent(
      R"({"id": "a", "text": "Body.", "title": "Head", "source": "Meridian", "url": "http://m.example/1",)"
      R"( "byline": "A. Writer", "published": "2025-10-14", "language": "en", "other": [1, {"text": "no"}]})");
  ASSERT_EQ(result.articles.size(), 1u);
  const Kept& article = result.articles[0];
  EXPECT_EQ(article.id, "a");
  EXPECT_EQ(article.text, "Body.");
  EXPECT_EQ(article.title, "Head");
  EXPECT_EQ(article.source, "Meridian");
  EXPECT_EQ(article.url, "http://m.example/1");
  EXPECT_EQ(article.byline, "A. Writer");
  EXPECT_EQ(article.day, "2025-10-14");
  EXPECT_EQ(article.language, "en");
  EXPECT_TRUE(result.messages.empty());
}

TEST(Reader, TakesRecordsAsTheyAre) {
  const struct {
    const char* what;
    std::string line;
    Kept expected;
  } cases[] = {
      {"aliases",
       R"({"text":"t","id":"i","series":"S","date":"2025-10-14"})",
       {"i", "t", "", "S", "", "", "", "2025-10-14"}},
      {"a name before its alias",
       R"({"series":"S","date":"2020-01-01","text":"t","id":"i","source":"T"})",
       {"i", "t", "", "T", "", "", "", "2020-01-01"}},
      {"an alias where the name is null",
       R"({"source":null,"series":"S","text":"t","id":"i"})",
       {"i", "t", "", "S", "", "", "", ""}},
      {"numbers",
       R"({"id": 12345678901234567890 , "text":"t","title":1.50e3,"date":1760463720})",
       {"12345678901234567890", "t", "1.50e3", "", "", "", "", "2025-10-14"}},
      {"null and wrong types",
       R"({"id":null,"text":"t","title":null,"source":true,"url":["u"],"byline":{"a":1}})",
       {"in.jsonl:1", "t", "", "", "", "", "", ""}},
      {"an empty id", R"({"id":"","text":"t"})", {"in.jsonl:1", "t", "", "", "", "", "", ""}},
      {"an empty text", R"({"id":"i","text":""})", {"i", "", "", "", "", "", "", ""}},
      {"a null text", R"({"id":"i","text":null})", {"i", "", "", "", "", "", "", ""}},
      {"repeated keys",
       R"({"id":"i","id":"j","text":"first","text":"second"})",
       {"i", "first", "", "", "", "", "", ""}},
      {"keys with escapes",
       R"({"\u0069d":"i","te\u0078t":"t","\q":1})",
       {"i", "t", "", "", "", "", "", ""}},
      {"blanks", " \t{ \"id\" : \"i\" , \"text\" : \"t\" } \r", {"i", "t", "", "", "", "", "", ""}},
      {"a byte order mark",
       "\xEF\xBB\xBF{\"id\":\"i\",\"text\":\"t\"}",
       {"i", "t", "", "", "", "", "", ""}},
      {"a byte order mark in the text",
       R"({"id":"i","text":"\ufefft"})",
       {"i", "t", "", "", "", "", "", ""}},
      {"escapes",
       R"({"id":"i","text":"\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00"})",
       {"i", "\"\\/\b\f\n\r\t\u00e9\u20AC\U0001F600", "", "", "", "", "", ""}},
      {"lone surrogates",
       R"({"id":"i","text":"a\ud83d b\ude00\ud83d\ud83d\ude00","x\ud800":"\udc00"})",
       {"i", "a\uFFFD b\uFFFD\uFFFD\U0001F600", "", "", "", "", "", ""}},
      {"zero bytes",
       R"({"id":"i","text":"a\u0000b"})",
       {"i", std::string("a\0b", 3), "", "", "", "", "", ""}},
      {"bytes that are not UTF-8",
       "{\"id\":\"i\",\"text\":\"caf\xE9\",\"title\":\"\xE2\x82\"}",
       {"i", "caf\uFFFD", "\uFFFD", "", "", "", "", ""}},
      {"not UTF-8 behind a byte order mark",
       "\xEF\xBB\xBF{\"id\":\"i\",\"text\":\"caf\xE9\"}",
       {"i", "caf\uFFFD", "", "", "", "", "", ""}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const ReadResult result = ReadContent(c.line);
    EXPECT_EQ(result.stats.skipped, 0u);
    ASSERT_EQ(result.articles.size(), 1u);
    const Kept& article = result.articles[0];
    EXPECT_EQ(article.id, c.expected.id);
    EXPECT_EQ(article.text, c.expected.text);
    EXPECT_EQ(article.title, c.expected.title);
    EXPECT_EQ(article.source, c.expected.source);
    EXPECT_EQ(article.url, c.expected.url);
    EXPECT_EQ(article.byline, c.expected.byline);
    EXPECT_EQ(article.day, c.expected.day);
  }
}

TEST(Reader, TakesFieldsFromOtherPlaces) {
  const struct {
    std::vector<ReadOptions::FieldName> fields;
    const char* line;
    const char* id;
    const char* text;
  } cases[] = {
      {{{"text", "body"}, {"id", "meta.uri"}},
       R"({"meta":{"x":1,"uri":"u","y":{"uri":"no"}},"body":"b","id":"no","text":"no"})",
       "u",
       "b"},
      {{{"text", "a.b.c"}}, R"({"id":"i","a":{"b":{"c":"deep"},"c":"no"}})", "i", "deep"},
      {{{"text", "a.b"}}, R"({"id":"i","a.b":"dotted"})", "i", "dotted"},
      {{{"text", "a.b.c"}}, R"({"id":"i","a":{"b.c":"half"}})", "i", "half"},
      {{{"text", "body"}, {"text", "text"}}, R"({"id":"i","text":"second"})", "i", "second"},
      {{{"text", "body"}, {"text", "text"}},
       R"({"id":"i","text":"no","body":"first"})",
       "i",
       "first"},
      {{{"text", "a.t"}, {"id", "a.i"}}, R"({"a":{"i":7,"t":"both"}})", "7", "both"},
      {{{"id", "meta.uri"}}, R"({"meta":"flat","text":"t"})", "in.jsonl:1", "t"},
      {{{"id", "meta.uri"}}, R"({"meta":null,"text":"t"})", "in.jsonl:1", "t"},
      {{{"id", "meta"}, {"id", "meta.uri"}}, R"({"meta":{"uri":"u"},"text":"t"})", "u", "t"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.line);
    ReadOptions options;
    options.fields = c.fields;
    const ReadResult result = ReadContent(c.line, "in.jsonl", options);
    ASSERT_EQ(result.articles.size(), 1u);
    EXPECT_EQ(result.articles[0].id, c.id);
    EXPECT_EQ(result.articles[0].text, c.text);
  }
}

TEST(Reader, RefusesFieldsThatThereAreNot) {
  ReadOptions options;
  options.fields = {{"body", "text"}};
  absl::Status status = ArticleReader::Open({}, options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(MessageOf(status),
            "no field is called \"body\": text, id, title, source, url, byline, published and "
            "language are");
  options.fields = {{"text", ""}};
  EXPECT_EQ(ArticleReader::Open({}, options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Reader, SkipsABadRecordAndNamesItsLine) {
  const std::pair<const char*, const char*> cases[] = {
      {"nonsense", "not a JSON object"},
      {"[1, 2]", "not a JSON object"},
      {"\"text\"", "not a JSON object"},
      {"17", "not a JSON object"},
      {"{\"text\":\"cut", "not JSON: a string is not closed"},
      {"{\"text\":\"cut\"", "not JSON: the object does not end in its line"},
      {"{\"text\":\"cut\",", "not JSON: the object does not end in its line"},
      {"{\"text\":\"a\tb\"}", "not JSON: a control character inside a string"},
      {"{\"text\":\"a\"}{\"text\":\"b\"}", "not JSON: something follows the object"},
      {"{\"text\":\"a\"} }", "not JSON: something follows the object"},
      {"{\"text\":\"a\" \"b\":1}", "not JSON"},
      {"{\"text\" \"a\"}", "not JSON"},
      {"{text:\"a\"}", "not JSON"},
      {"{\"text\":a}", "not JSON"},
      {"{\"text\":nul}", "not JSON"},
      {"{\"text\":\"t\",\"id\":12ab}", "not JSON"},
      {"{\"text\":\"\\x\"}", "not JSON: a bad escape inside a string"},
      {"{\"text\":\"\\u12g4\"}", "not JSON: a bad escape inside a string"},
      {"{}", "\"text\" is missing"},
      {"{\"id\":\"x\"}", "\"text\" is missing"},
      {"{\"text\":17}", "\"text\" is not a string"},
      {"{\"text\":true}", "\"text\" is not a string"},
      {"{\"text\":[\"a\"]}", "\"text\" is not a string"},
      {"{\"text\":{\"a\":\"b\"}}", "\"text\" is not a string"},
  };
  for (const auto& [line, what] : cases) {
    SCOPED_TRACE(line);
    const std::string content = Record(1) + "\n" + line + "\n" + Record(2);
    const ReadResult result = ReadContent(content);
    EXPECT_TRUE(result.status.ok());
    EXPECT_EQ(result.ids(), (std::vector<std::string>{"r1", "r2"}));
    EXPECT_EQ(result.messages,
              std::vector<std::string>{std::string("in.jsonl:3: ") + what + " (skipped)"});
    EXPECT_EQ(result.stats.records, 3u);
    EXPECT_EQ(result.stats.skipped, 1u);

    ReadOptions strict;
    strict.strict = true;
    const ReadResult stopped = ReadContent(content, "in.jsonl", strict);
    EXPECT_EQ(stopped.status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(MessageOf(stopped.status), std::string("in.jsonl:3: ") + what);
    EXPECT_TRUE(stopped.messages.empty());
  }
}

TEST(Reader, NamesTheFieldThatIsMissingAsTheRecordsCallIt) {
  ReadOptions options;
  options.fields = {{"text", "body.plain"}};
  const ReadResult result = ReadContent("{\"text\":\"t\"}", "in.jsonl", options);
  EXPECT_EQ(result.messages,
            std::vector<std::string>{"in.jsonl:1: \"body.plain\" is missing (skipped)"});
}

TEST(Reader, CountsLinesAcrossEmptyOnesAndLineEnds) {
  const ReadResult result = ReadContent(
      "\xEF\xBB\xBF\r\n{\"text\":\"a\"}\r\n \t\r\n\n{\"text\":\"b\"}\r\nbad\r\n{\"text\":\"c\"}");
  EXPECT_EQ(result.ids(), (std::vector<std::string>{"in.jsonl:2", "in.jsonl:5", "in.jsonl:7"}));
  EXPECT_EQ(result.messages, std::vector<std::string>{"in.jsonl:6: not a JSON object (skipped)"});
}

// Ids.

TEST(Reader, SkipsRepeatsAndRenamesOtherTextsOfAnId) {
  const auto record = [](const char* id, const char* text) {
    return std::string("{\"id\":\"") + id + "\",\"text\":\"" + text + "\"}\n";
  };
  const ReadResult result =
      ReadContent(record("a", "1") + record("a", "1") + record("a", "2") + record("a#3", "x") +
                  record("a", "3") + record("a", "2") + record("a", "3") + record("b", "1") +
                  record("a#2", "2") + record("a#2", "4"));
  EXPECT_EQ(result.ids(), (std::vector<std::string>{"a", "a#2", "a#3", "a#4", "b", "a#2#2"}));
  EXPECT_EQ(result.stats.records, 10u);
  EXPECT_EQ(result.stats.repeated, 4u);
  EXPECT_EQ(result.stats.renamed, 3u);
  EXPECT_EQ(result.stats.text_bytes, 6u);
  EXPECT_EQ(
      result.messages,
      (std::vector<std::string>{
          "in.jsonl:3: the id \"a\" stands for another text already; this one is \"a#2\"",
          "in.jsonl:10: the id \"a#2\" stands for another text already; this one is \"a#2#2\""}));
  EXPECT_EQ(result.inputs[0].articles, 6u);
}

TEST(Reader, TakesLinearTimeWhenAllRecordsHaveOneId) {
  std::string content;
  for (int i = 0; i < 50000; ++i) {
    content += "{\"id\":\"same\",\"text\":\"" + std::to_string(i) + "\"}\n";
  }
  const ReadResult result = ReadContent(content + content);
  EXPECT_EQ(result.articles.size(), 50000u);
  EXPECT_EQ(result.articles.back().id, "same#50000");
  EXPECT_EQ(result.stats.repeated, 50000u);
  EXPECT_EQ(result.messages.size(), 1u);
}

TEST(Reader, NamesRecordsWithoutIdByFileAndLine) {
  const TempFolder folder;
  const std::string a = folder.Write("a.jsonl", "{\"text\":\"1\"}\n{\"text\":\"2\"}\n");
  const std::string b = folder.Write("b.jsonl", "{\"text\":\"1\"}\n");
  const ReadResult result = ReadAll({a, b, a});
  EXPECT_EQ(result.ids(), (std::vector<std::string>{a + ":1", a + ":2", b + ":1"}));
  EXPECT_EQ(result.stats.repeated, 2u);
}

// Files and folders.

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
  EXPECT_EQ(ReadAll({folder.Path("")}).status.code(), absl::StatusCode::kNotFound);
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

// Blocks.

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

// Compression.

TEST(Reader, ReadsCompressedFilesByContent) {
  const std::string a = Records(0, 500);
  const std::string b = Records(500, 700);
  const std::string skippable = std::string("\x5A\x2A\x4D\x18\x03\0\0\0abc", 11);
  const std::pair<const char*, std::string> cases[] = {
      {"one gzip member", Gzip(a + b)},
      {"two gzip members", Gzip(a) + Gzip(b)},
      {"an empty gzip member between", Gzip(a) + Gzip("") + Gzip(b)},
      {"gzip members that cut a line", Gzip(a.substr(0, 777)) + Gzip(a.substr(777) + b)},
      {"gzip padded with zeros", Gzip(a) + Gzip(b) + std::string(1000, '\0')},
      {"one zstd frame", Zstd(a + b)},
      {"two zstd frames", Zstd(a) + Zstd(b)},
      {"zstd frames among skippable ones", skippable + Zstd(a) + skippable + Zstd(b) + skippable},
      {"an empty zstd frame first", Zstd("") + Zstd(a + b)},
  };
  for (const auto& [what, bytes] : cases) {
    SCOPED_TRACE(what);
    const ReadResult result = ReadContent(bytes, "in");  // no suffix
    EXPECT_TRUE(result.status.ok()) << result.status;
    EXPECT_EQ(result.articles.size(), 700u);
    EXPECT_EQ(result.bytes_read, bytes.size());
    EXPECT_EQ(result.bytes_total, bytes.size());
    EXPECT_EQ(result.inputs[0].bytes, bytes.size());
  }
}

TEST(Reader, GivesTheWholeLinesOfATruncatedStream) {
  const std::string content = Records(0, 300);
  const std::pair<const char*, std::string> formats[] = {
      {"gzip", Gzip(content)},
      {"zstd", Zstd(content.substr(0, 9000)) + Zstd(content.substr(9000))}};
  for (const auto& [format, bytes] : formats) {
    for (size_t size = 5; size < bytes.size(); size += 1 + bytes.size() / 60) {
      SCOPED_TRACE(std::string(format) + " " + std::to_string(size));
      const ReadResult result = ReadContent(bytes.substr(0, size), "in.jsonl");
      if (result.status.ok()) {  // cut between two frames
        EXPECT_LT(result.articles.size(), 300u);
        continue;
      }
      EXPECT_EQ(result.status.code(), absl::StatusCode::kDataLoss);
      EXPECT_EQ(MessageOf(result.status), std::string("in.jsonl: ") + format +
                                              " stream is truncated after " + std::to_string(size) +
                                              " bytes");
      for (size_t i = 0; i < result.articles.size(); ++i) {
        ASSERT_EQ(result.articles[i].id, "r" + std::to_string(i));
      }
      EXPECT_TRUE(result.messages.empty());
    }
    const ReadResult nearly = ReadContent(bytes.substr(0, bytes.size() - 1), "in.jsonl");
    EXPECT_EQ(nearly.articles.size(),
              format == std::string("gzip") ? 300u : nearly.articles.size());
    EXPECT_FALSE(nearly.status.ok());
  }
}

TEST(Reader, NamesTheDamageOfAStream) {
  std::string wrong_checksum = Gzip(Records(0, 10));
  wrong_checksum[wrong_checksum.size() - 6] ^= 1;
  const std::pair<std::string, const char*> cases[] = {
      {wrong_checksum, "(incorrect data check)"},
      {Gzip(Records(0, 10)) + "trailing", "(incorrect header check)"},
      {Zstd(Records(0, 10)) + "trailing", "(Unknown frame descriptor)"},
  };
  for (const auto& [bytes, what] : cases) {
    const ReadResult result = ReadContent(bytes);
    EXPECT_EQ(result.status.code(), absl::StatusCode::kDataLoss);
    EXPECT_NE(MessageOf(result.status).find(what), std::string::npos) << result.status;
    EXPECT_NE(MessageOf(result.status).find("stream is damaged near byte"), std::string::npos);
    EXPECT_EQ(result.articles.size(), 10u);
  }
}

TEST(Reader, DoesNotTakeHalfOfATextForAnArticle) {
  const ReadResult result = ReadContent(Gzip(std::string(5000, 'x')).substr(0, 30), "in.txt");
  EXPECT_TRUE(result.articles.empty());
  EXPECT_EQ(result.status.code(), absl::StatusCode::kDataLoss);
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

// Output.

TEST(OutputFile, AppearsWhenItIsComplete) {
  const TempFolder folder;
  const std::string path = folder.Write("out.jsonl", "old");
  {
    absl::StatusOr<OutputFile> file = OutputFile::Create(path);
    ASSERT_TRUE(file.ok());
    EXPECT_TRUE(file->Write("new "));
    EXPECT_TRUE(file->Write(std::string(1 << 20, 'x')));
    EXPECT_TRUE(file->Write(" end"));
    EXPECT_EQ(TempFolder::Read(path), "old");
    OutputFile moved = *std::move(file);
    EXPECT_TRUE(moved.Commit().ok());
  }
  EXPECT_EQ(TempFolder::Read(path), "new " + std::string(1 << 20, 'x') + " end");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.Path("")), {}), 1);
}

TEST(OutputFile, LeavesNothingWhenItIsNotCommitted) {
  const TempFolder folder;
  const std::string path = folder.Write("out.jsonl", "old");
  {
    absl::StatusOr<OutputFile> file = OutputFile::Create(path);
    ASSERT_TRUE(file.ok());
    EXPECT_TRUE(file->Write(std::string(1 << 20, 'x')));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.Path("")), {}), 2);
  }
  EXPECT_EQ(TempFolder::Read(path), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.Path("")), {}), 1);
}

TEST(OutputFile, SaysWhyItCannotWrite) {
  const TempFolder folder;
  EXPECT_EQ(MessageOf(OutputFile::Create(folder.Path("no/out")).status()),
            folder.Path("no/out") + ": cannot write: No such file or directory");
  const std::string itself = folder.Path("");
  EXPECT_EQ(MessageOf(OutputFile::Create(itself).status()),
            itself + ": cannot write: Is a directory");
}

TEST(OutputFile, SaysOnceThatTheDiskIsFull) {
  if (!fs::exists("/dev/full")) GTEST_SKIP();
  absl::StatusOr<OutputFile> file = OutputFile::Create("/dev/full");
  ASSERT_TRUE(file.ok());
  EXPECT_FALSE(file->Write(std::string(1 << 20, 'x')));
  EXPECT_FALSE(file->Write("more"));
  EXPECT_EQ(MessageOf(file->Commit()), "/dev/full: cannot write: No space left on device");
  absl::StatusOr<OutputFile> small = OutputFile::Create("/dev/full");
  ASSERT_TRUE(small.ok());
  EXPECT_TRUE(small->Write("stays in the buffer"));
  EXPECT_FALSE(small->Commit().ok());
}

TEST(OutputFile, FollowsLinksAndKeepsThem) {
  const TempFolder folder;
  const std::string target = folder.Write("target", "old");
  fs::create_symlink("target", folder.Path("link"));
  absl::StatusOr<OutputFile> file = OutputFile::Create(folder.Path("link"));
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(file->Write("new"));
  EXPECT_TRUE(file->Commit().ok());
  EXPECT_TRUE(fs::is_symlink(folder.Path("link")));
  EXPECT_EQ(TempFolder::Read(target), "new");
}

}  // namespace
}  // namespace newsprint
