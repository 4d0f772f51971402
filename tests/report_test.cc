// Reports of a hand-made result: bytes on the page, whatever the engine thinks.
#include "newsprint/report.h"

#include <gtest/gtest.h>

#include <string>

#include "newsprint/version.h"
#include "report/display.h"
#include "testing_diff.h"
#include "testing_lines.h"

namespace newsprint {
namespace {

// Three articles, two of which are joined.
struct Sample {
  std::vector<Article> articles;
  Result result;
  ReportOptions options;

  Sample() {
    articles.resize(3);
    articles[0] = MakeArticle("wire", "Größe 𝒳 zählt.", "A <title> & more");
    articles[0].source = "Meridian";
    articles[0].published = ParseTimestamp("2025-10-14");
    articles[1] = MakeArticle("apart", "Nothing.");
    articles[2] = MakeArticle("copy\t2", "Größe 𝒳 zählt doch.");
    Relation relation;
    relation.a = 0;
    relation.b = 2;
    relation.kind = Kind::kSyndicated;
    relation.direction = Direction::kAToB;
    relation.confidence = 931;
    relation.scores = {1000, 750, 1000, 0, 600, 42, 470, 910};
    relation.null = {24, 130, Null::Source::kNeighbours};
    relation.passages = {{{7, 12}, {7, 19}, Passage::Class::kVerbatim}};
    relation.credits = {{true, {Credit::Kind::kSource, "Meridian", {13, 19}}}};
    relation.direction_evidence = {{DirectionEvidence::Kind::kCredit, Direction::kAToB}};
    result.relations = {relation};
    result.families = {{0, {{0, 0, kNoRelation}, {2, 0, 0}}}};
    result.summary.articles = 3;
    result.summary.text_bytes = 47;
    result.summary.judged = 1;
    result.summary.candidates.pairs = 1;
    options.options = {{"min-words", "8"}, {"since", "\"2025-10-01\""}};
    options.inputs = {{"news.jsonl", 3, 200}};
    options.read.skipped = 4;
  }

  std::string Write() const {
    std::string out;
    const auto sink = [&](std::string_view bytes) {
      out.append(bytes);
      return true;
    };
    EXPECT_TRUE(WriteReport(result, articles, options, sink));
    return out;
  }

  std::string Write(Format format) {
    options.format = format;
    return Write();
  }
};

TEST(Jsonl, FollowsTheContract) {
  const std::vector<std::string> lines = Lines(Sample().Write());
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0],
            R"({"type":"header","schema":1,"newsprint":")" + Version() + R"(","fingerprint":)" +
                std::to_string(kFingerprintVersion) + R"(,"background":)" +
                std::to_string(kBackgroundVersion) +
                R"(,"options":{"min-words":8,"since":"2025-10-01"},)"
                R"("offsets":"byte","inputs":[{"path":"news.jsonl","articles":3,"bytes":200}]})");
  EXPECT_EQ(
      lines[1],
      R"({"type":"relation","a":"wire","b":"copy\t2","kind":"syndicated","direction":"a->b",)"
      R"("confidence":0.931,"scores":{"coverage_a":1.000,"coverage_b":0.750,"verbatim":1.000,)"
      R"("quoted":0.000,"jaccard":0.600,"containment":0.042,"chain":0.470,"order":0.910},)"
      R"("null":{"n":24,"value":0.130,"source":"neighbours"},)"
      R"("passages":[{"a":[7,12],"b":[7,19],"class":"verbatim"}],)"
      R"("credits":[{"in":"b","name":"Meridian","span":[13,19],"kind":"source"}],)"
      R"("direction_evidence":[{"kind":"credit","says":"a->b"}]})");
  EXPECT_EQ(lines[2],
            R"({"type":"family","id":1,"members":["wire","copy\t2"],"representative":"wire",)"
            R"("parents":{"copy\t2":{"parent":"wire","kind":"syndicated","confidence":0.931}},)"
            R"("about":{"wire":{"headline":"A <title> & more","source":"Meridian",)"
            R"("published":"2025-10-14"},"copy\t2":{"headline":"Größe 𝒳 zählt doch."}}})");
  EXPECT_EQ(lines[3],
            R"({"type":"summary","articles":3,"text_bytes":47,"relations":1,"families":1,)"
            R"("kinds":{"identical":0,"near-duplicate":0,"update":0,"syndicated":1,"excerpt":0,)"
            R"("condensed":0,"spun":0,"quotes":0,"template":0},"candidates":1,"judged":1,)"
            R"("capped":{"keys":0,"pairs":0,"largest_bucket":0},)"
            R"("rewrites":{"candidates":0,"judged":0,)"
            R"("capped":{"keys":0,"pairs":0,"largest_bucket":0},"members_left":0},)"
            R"("skipped":{"records":4,"repeated":0,"empty":0,"short":0,"files":0},"renamed":0})");
}

TEST(Jsonl, GivesOffsetsInTheUnitAskedFor) {
  Sample sample;
  sample.options.offsets = OffsetUnit::kUtf16;
  const std::string utf16 = sample.Write();
  EXPECT_TRUE(Contains(utf16, R"("offsets":"utf16")"));
  EXPECT_TRUE(Contains(utf16, R"({"a":[5,8],"b":[5,14],"class")")) << utf16;
}

TEST(Report, NeverHoldsTheWholeResult) {
  Sample sample;
  sample.result.relations.resize(20000, sample.result.relations[0]);
  for (const Format format : {Format::kJsonl, Format::kTsv, Format::kGraphml}) {
    sample.options.format = format;
    size_t largest = 0;
    size_t total = 0;
    const auto sink = [&](std::string_view bytes) {
      largest = std::max(largest, bytes.size());
      total += bytes.size();
      return true;
    };
    EXPECT_TRUE(WriteReport(sample.result, sample.articles, sample.options, sink));
    EXPECT_GT(total, 1u << 20);
    EXPECT_LT(largest, 1u << 17);
  }
}

TEST(Report, StopsWhenTheSinkRefuses) {
  Sample sample;
  sample.result.relations.resize(20000, sample.result.relations[0]);
  for (const Format format : {Format::kJsonl, Format::kTsv, Format::kGraphml, Format::kText}) {
    sample.options.format = format;
    int calls = 0;
    const auto sink = [&](std::string_view) { return ++calls < 2 && format != Format::kText; };
    EXPECT_FALSE(WriteReport(sample.result, sample.articles, sample.options, sink));
    EXPECT_LE(calls, 2);
  }
}

TEST(Tsv, KeepsOneRelationARow) {
  EXPECT_EQ(Sample().Write(Format::kTsv),
            "a\tb\tkind\tdirection\tconfidence\tcoverage_a\tcoverage_b\tverbatim\tquoted\tpassages"
            "\tchain\torder\tnull\n"
            "wire\tcopy\\t2\tsyndicated\ta->b\t0.931\t1.000\t0.750\t1.000\t0.000\t1"
            "\t0.470\t0.910\t0.130\n");
}

TEST(Graphml, HoldsThoseWhoTakePart) {
  Sample sample;
  sample.articles[2].title = "bell\a and \xEF\xBF\xBE";
  const std::string xml = sample.Write(Format::kGraphml);
  EXPECT_TRUE(Contains(xml, "<data key=\"title\">A &lt;title&gt; &amp; more</data>")) << xml;
  EXPECT_TRUE(Contains(xml, "<data key=\"title\">bell\uFFFD and \uFFFD</data>")) << xml;
  EXPECT_TRUE(Contains(xml, "<edge source=\"n0\" target=\"n2\"><data key=\"kind\">syndicated"));
  EXPECT_TRUE(Contains(xml, "<data key=\"confidence\">0.931</data><data key=\"chain\">"));
  EXPECT_FALSE(Contains(xml, "apart"));
  EXPECT_TRUE(Contains(xml, "<data key=\"chain\">0.470</data></edge>")) << xml;
  EXPECT_EQ(xml.substr(xml.size() - 20), "</graph>\n</graphml>\n");
}

TEST(Graphml, PointsFromSourceToTaker) {
  Sample sample;
  sample.result.relations[0].direction = Direction::kBToA;
  EXPECT_TRUE(Contains(sample.Write(Format::kGraphml), "<edge source=\"n2\" target=\"n0\">"));
  sample.result.relations[0].direction = Direction::kUnknown;
  // Never undirected: networkx reads no graph of both.
  EXPECT_TRUE(Contains(sample.Write(Format::kGraphml), "<edge source=\"n0\" target=\"n2\">"));
}

TEST(TextReport, SaysWhatWasFound) {
  Sample sample;
  const std::string text = sample.Write(Format::kText);
  EXPECT_TRUE(Contains(text, "3 articles (47 bytes of text): 1 relation in 1 family\n")) << text;
  EXPECT_TRUE(Contains(text, "  syndicated      1\n")) << text;
  EXPECT_TRUE(Contains(text, "  A <title> & more\n")) << text;
  EXPECT_TRUE(Contains(text, "2025-10-14  Meridian  first           wire\n")) << text;
  EXPECT_TRUE(Contains(text, "syndicated .93  copy 2\n")) << text;
  EXPECT_TRUE(Contains(text, "Left out: 4 bad records\n")) << text;
  EXPECT_FALSE(Contains(text, "\033"));
  EXPECT_TRUE(Contains(text, "\n\n  Families; behind a kind its confidence\n\n")) << text;
  sample.options.color = true;
  EXPECT_TRUE(Contains(sample.Write(), "\033[1m3 articles"));
}

TEST(TextReport, SaysThatNothingWasFound) {
  Sample sample;
  sample.result.relations.clear();
  sample.result.families.clear();
  sample.options.read.skipped = 0;
  EXPECT_EQ(sample.Write(Format::kText), "3 articles (47 bytes of text): no reuse found\n");
}

TEST(TextReport, SaysWhatWasLeftOut) {
  Sample sample;
  Summary& summary = sample.result.summary;
  summary.candidates.capped_keys = 1;
  summary.candidates.capped_pairs = 20;
  summary.rewrites.capped_keys = 3;
  summary.rewrites.capped_pairs = 4'000;
  summary.rewrite_members_left = 5;
  sample.options.width = 120;
  EXPECT_TRUE(
      Contains(sample.Write(Format::kText),
               "Left out: 4 bad records, 20 pairs of 1 crowded key, 4,000 pairs of 3 "
               "crowded keys of rewrites, rewrites with members of\n  large groups (5 pairs)\n"))
      << sample.Write();
}

TEST(TextReport, FitsThePageAndDisarmsForeignText) {
  Sample sample;
  const std::string title =
      "\033[31mred\nand 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 end";
  const std::string source = "https://example.org/" + std::string(300, 'x');
  sample.articles[0].title = title;
  sample.articles[0].source = source;
  for (const uint32_t width : {60u, 80u, 200u}) {
    sample.options.width = width;
    const std::string text = sample.Write(Format::kText);
    EXPECT_FALSE(Contains(text, "\033"));
    EXPECT_TRUE(Contains(text, "copy 2"));
    for (const std::string& line : Lines(text)) EXPECT_LE(DisplayWidth(line), width) << line;
  }
}

TEST(TextReport, CutsSourcesWhereRowsFitThen) {
  Sample sample;
  sample.articles[2].source = "The Northern Provinces Weekly Post";
  sample.result.families[0].members[1].parent = 1;
  sample.options.width = 72;
  EXPECT_TRUE(Contains(sample.Write(Format::kText),
                       "  The Northern Prov...  syndicated .93  copy 2  from apart\n"))
      << sample.Write();
  for (const std::string& line : Lines(sample.Write())) EXPECT_LE(DisplayWidth(line), 72u) << line;
}

TEST(TextReport, NeverCutsAnId) {
  Sample sample;
  const std::string id = "https://example.org/" + std::string(300, 'x');
  sample.articles[0].id = id;
  EXPECT_TRUE(Contains(sample.Write(Format::kText), "first           " + id + "\n"));
}

}  // namespace
}  // namespace newsprint
