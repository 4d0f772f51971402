// Records and their ids: what becomes an article, what is skipped, and what is said of it.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "testing_reader.h"

namespace newsprint {
namespace {

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

}  // namespace
}  // namespace newsprint
