// Reports and diffs of hand-made results: bytes on the page, whatever the engine thinks.
#include "newsprint/report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "newsprint/diff.h"
#include "newsprint/version.h"
#include "report/display.h"
#include "report/html.h"
#include "report/json.h"
#include "report/offsets.h"
#include "report/verdict.h"

namespace newsprint {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Article MakeArticle(std::string_view id, std::string_view text, std::string_view title = "") {
  Article article;
  article.id = id;
  article.text = text;
  article.title = title;
  return article;
}

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

TEST(Json, EscapesAndRepairs) {
  std::string out;
  JsonWriter json(&out);
  json.Open('{').Field("a\"b", "x\\y\n\t\x01\x7F ü").Field("n", 7u).Key("list").Open('[');
  json.String("\xFF!").Open('[').Close(']').Number(0).Close(']').Close('}').EndLine();
  EXPECT_EQ(out,
            "{\"a\\\"b\":\"x\\\\y\\n\\t\\u0001\\u007f ü\",\"n\":7,"
            "\"list\":[\"\uFFFD!\",[],0]}\n");
}

TEST(Json, ThousandthsAreExact) {
  const std::pair<uint32_t, std::string> cases[] = {{0, "0.000"},    {1, "0.001"},
                                                    {731, "0.731"},  {999, "0.999"},
                                                    {1000, "1.000"}, {12345, "12.345"}};
  for (const auto& [value, expected] : cases) {
    std::string out;
    AppendThousandths(value, &out);
    EXPECT_EQ(out, expected);
  }
}

TEST(Offsets, ConvertInOnePass) {
  const std::string text = "aß漢𝒳e\u0301.";  // 1, 2, 3, 4, 1, 2, 1 bytes
  const std::vector<Span> spans = {{6, 14}, {0, 1}, {1, 3}, {10, 14}, {14, 14}};
  const std::vector<Span> codepoints = {{3, 7}, {0, 1}, {1, 2}, {4, 7}, {7, 7}};
  const std::vector<Span> utf16 = {{3, 8}, {0, 1}, {1, 2}, {5, 8}, {8, 8}};
  const OffsetMap bytes(text, OffsetUnit::kByte, spans);
  const OffsetMap to_codepoint(text, OffsetUnit::kCodepoint, spans);
  const OffsetMap to_utf16(text, OffsetUnit::kUtf16, spans);
  for (size_t i = 0; i < spans.size(); ++i) {
    EXPECT_EQ(bytes.Convert(spans[i]), spans[i]);
    EXPECT_EQ(to_codepoint.Convert(spans[i]), codepoints[i]) << i;
    EXPECT_EQ(to_utf16.Convert(spans[i]), utf16[i]) << i;
  }
}

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
            R"("parents":{"copy\t2":{"parent":"wire","kind":"syndicated","confidence":0.931}}})");
  EXPECT_EQ(lines[3],
            R"({"type":"summary","articles":3,"text_bytes":47,"relations":1,"families":1,)"
            R"("kinds":{"identical":0,"near-duplicate":0,"update":0,"syndicated":1,"excerpt":0,)"
            R"("condensed":0,"spun":0,"quotes":0,"template":0},"candidates":1,"judged":1,)"
            R"("capped":{"keys":0,"pairs":0,"largest_bucket":0},)"
            R"("rewrites":{"candidates":0,"judged":0,)"
            R"("capped":{"keys":0,"pairs":0,"largest_bucket":0},"members_left":0},)"
            R"("skipped":{"records":4,"repeated":0,"empty":0,"short":0},"renamed":0})");
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

TEST(Display, NumbersPeopleRead) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(37554), "37,554");
  EXPECT_EQ(Grouped(1234567), "1,234,567");
  EXPECT_EQ(ByteSize(47), "47 bytes");
  EXPECT_EQ(ByteSize(240273616), "240 MB");
  EXPECT_EQ(ByteSize(1700000000), "1.7 GB");
  EXPECT_EQ(ByteSize(999999), "1.0 MB");
  EXPECT_EQ(Duration(5.13), "5.1 s");
  EXPECT_EQ(Duration(312), "5:12 min");
  EXPECT_EQ(Duration(7500), "2:05 h");
}

TEST(Display, CutsByColumns) {
  EXPECT_EQ(Fit("short", 10), "short");
  EXPECT_EQ(Fit("rather too long", 10), "rather...");
  EXPECT_EQ(Fit("漢字漢字漢字", 8), "漢字...");
  EXPECT_EQ(Fit("anything", 2), "..");
  EXPECT_EQ(OneLine(" a\t\n b\u2028c\u202Ed "), "a b c d");
}

// --- Diff ---------------------------------------------------------------------------------------

// Words at ASCII blanks and punctuation; a blank line begins a paragraph.
Text MakeText(std::string_view body) {
  Text text;
  bool paragraph = true;
  for (uint32_t i = 0; i < body.size();) {
    if (std::isalnum(static_cast<unsigned char>(body[i])) == 0) {
      paragraph = paragraph || body.substr(i, 2) == "\n\n";
      ++i;
      continue;
    }
    const uint32_t begin = i;
    while (i < body.size() && std::isalnum(static_cast<unsigned char>(body[i])) != 0) ++i;
    text.story.push_back(static_cast<uint32_t>(text.tokens.size()));
    text.story_half_words += 2;
    text.tokens.push_back({begin, {begin, i}, paragraph ? kTokenParagraphStart : 0u});
    paragraph = false;
  }
  return text;
}

struct DiffSample {
  Article a = MakeArticle("old", "He said \"no, never\" on Monday.\n\nThe vote failed. Gone.");
  Article b =
      MakeArticle("new", "He said \"no, never\" late on Tuesday.\n\nThe vote (again) failed.");
  Text text_a = MakeText(a.text);
  Text text_b = MakeText(b.text);
  Alignment alignment;
  DiffOptions options;

  DiffSample() {
    Passage passage;
    passage.a = {0, 9};
    passage.b = {0, 11};
    passage.match = Passage::Class::kEdited;
    passage.kept = 8;
    passage.edits = {{EditOp::kKept, {0, 4}, {0, 4}},  {EditOp::kAdded, {4, 4}, {4, 5}},
                     {EditOp::kKept, {4, 5}, {5, 6}},  {EditOp::kChanged, {5, 6}, {6, 7}},
                     {EditOp::kKept, {6, 8}, {7, 9}},  {EditOp::kAdded, {8, 8}, {9, 10}},
                     {EditOp::kKept, {8, 9}, {10, 11}}};
    alignment.passages = {passage};
    alignment.kept = 8;
  }

  std::string Write() const {
    std::string out;
    EXPECT_TRUE(WriteDiff({{&a, &text_a}, {&b, &text_b}, &alignment}, options,
                          [&](std::string_view bytes) { return out.append(bytes), true; }));
    return out;
  }
};

TEST(Diff, MarksWordsInPlainText) {
  EXPECT_EQ(DiffSample().Write(),
            "A  old  10 words\n"
            "B  new  11 words\n"
            "\n"
            "1. edited (A par. 1-2, B par. 1-2): 8 words kept, 1 removed, 3 added\n"
            "    He said \"no, never\" {+late+} on [-Monday.-]{+Tuesday.+}\n"
            "    The vote {+(again)+} failed.\n"
            "\n"
            "Only in A: 1 word of 10\n");
}

TEST(Diff, PaintsInsteadOfMarking) {
  DiffSample sample;
  sample.options.color = true;
  const std::string text = sample.Write();
  EXPECT_TRUE(
      Contains(text, "\033[32mlate\033[0m on \033[31mMonday.\033[0m\033[32mTuesday.\033[0m"))
      << text;
  EXPECT_FALSE(Contains(text, "[-"));
}

TEST(Diff, ElidesTheMiddleOfLongKeptRuns) {
  DiffSample sample;
  std::string body;
  for (int i = 0; i < 100; ++i) body += "w" + std::to_string(i) + " ";
  sample.a.text = sample.b.text = body;
  sample.text_a = sample.text_b = MakeText(body);
  Passage passage;
  passage.a = passage.b = {0, 100};
  passage.kept = 100;
  passage.edits = {{EditOp::kKept, {0, 100}, {0, 100}}};
  sample.alignment.passages = {passage};
  sample.options.context = 2;
  EXPECT_TRUE(Contains(sample.Write(), "\n    w0 w1 ... w98 w99\n")) << sample.Write();
}

TEST(Diff, WrapsAtTheWidthGiven) {
  DiffSample sample;
  for (const uint32_t width : {40u, 80u}) {
    sample.options.width = width;
    for (const std::string& line : Lines(sample.Write())) {
      if (line.rfind("    ", 0) == 0) {
        EXPECT_LE(DisplayWidth(line), width) << line;
      }
    }
  }
}

TEST(Diff, SaysWhenNothingIsShared) {
  DiffSample sample;
  sample.alignment = {};
  const std::string text = sample.Write();
  EXPECT_TRUE(Contains(text, "No passage in common.")) << text;
  EXPECT_TRUE(Contains(text, "Only in A: 10 words of 10; all of par. 1-2\n")) << text;
}

TEST(Diff, SurvivesEmptyArticles) {
  DiffSample sample;
  sample.a.text = sample.b.text = "";
  sample.text_a = sample.text_b = Text();
  sample.alignment = {};
  EXPECT_TRUE(Contains(sample.Write(), "No passage in common."));
  sample.options.format = Format::kJsonl;
  EXPECT_EQ(Lines(sample.Write()).size(), 2u);
}

TEST(Diff, GivesEditsAsByteRanges) {
  DiffSample sample;
  sample.options.format = Format::kJsonl;
  const std::vector<std::string> lines = Lines(sample.Write());
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0], R"({"type":"header","schema":1,"newsprint":")" + Version() +
                          R"(","offsets":"byte","a":"old","b":"new"})");
  const std::string passage =
      R"({"type":"passage","a":[0,47],"b":[0,61],"class":"edited","kept":8,"edits":[)"
      R"({"op":"kept","a":[0,18],"b":[0,18]},{"op":"added","a":[20,20],"b":[20,24]},)";
  EXPECT_EQ(lines[1].substr(0, passage.size()), passage);
  EXPECT_EQ(lines[2], R"({"type":"summary","passages":1,"kept":8,"tokens_a":10,"tokens_b":11})");
}

TEST(Diff, TellsFormsAndNumbersFromOtherWords) {
  DiffSample sample;
  sample.options.width = 100;
  std::vector<Edit>& edits = sample.alignment.passages[0].edits;
  edits[3].match = Match::kNumber;
  edits[5] = {EditOp::kKept, {8, 8}, {9, 9}};
  edits[4] = {EditOp::kChanged, {6, 8}, {7, 10}, Match::kStem};
  const std::string text = sample.Write();
  EXPECT_TRUE(Contains(
      text, "\n[-only in A-] {+only in B+} [~one form~]{~another~} [=a number=]{=its equal=}\n"))
      << text;
  EXPECT_TRUE(
      Contains(text, "on [=Monday.=]{=Tuesday.=}\n    [~The vote~]{~The vote (again)~} failed."))
      << text;
  EXPECT_TRUE(Contains(text, "6 words kept, 2 in other forms, 1 of equal numbers, 1 added\n"))
      << text;
  sample.options.format = Format::kJsonl;
  const std::string json = sample.Write();
  EXPECT_TRUE(Contains(json, R"("match":"number"})")) << json;
  EXPECT_TRUE(Contains(json, R"("match":"stem"})")) << json;
}

TEST(Diff, ShowsWhatWasRewordedAsBothHaveIt) {
  DiffSample sample;
  sample.alignment.passages[0].match = Passage::Class::kReworded;
  EXPECT_TRUE(Contains(sample.Write(),
                       "  A He said \"no, never\" on [-Monday.-] The vote failed.\n"
                       "  B He said \"no, never\" {+late+} on {+Tuesday.+} The vote {+(again)+} "
                       "failed.\n"))
      << sample.Write();
}

TEST(Diff, AddsPassagesThatShareNothingWithTheFirst) {
  const auto at = [](uint32_t a, uint32_t b, uint32_t kept) {
    Passage passage;
    passage.a = {a, a + 4};
    passage.b = {b, b + 4};
    passage.kept = passage.kept_prose = kept;
    return passage;
  };
  const Alignment first{{at(10, 10, 4)}, 4, 4};
  const Alignment second{{at(0, 0, 1), at(4, 12, 2), at(12, 20, 2), at(20, 14, 3)}, 8, 8};
  const Alignment merged = MergeAlignments(first, second);
  ASSERT_EQ(merged.passages.size(), 3u);
  EXPECT_EQ(merged.passages[0].a.begin, 0u);
  EXPECT_EQ(merged.passages[1].a.begin, 10u);
  EXPECT_EQ(merged.passages[2].a.begin, 20u);
  EXPECT_EQ(merged.kept, 8u);
  EXPECT_EQ(merged.kept_prose, 8u);
}

TEST(Diff, ShowsSentencesFirstWhereTheVerdictIsARewrite) {
  Passage run, sentence;
  run.a = run.b = {2, 6};
  sentence.a = sentence.b = {0, 9};
  Explanation why;
  why.shared.passages = {run};
  why.reworded.passages = {sentence};
  why.relation = Relation();
  for (const auto& [kind, size] : {std::pair(Kind::kSyndicated, 4u), {Kind::kSpun, 9u}}) {
    why.relation->kind = kind;
    const Alignment shown = AlignmentToShow(why);
    ASSERT_EQ(shown.passages.size(), 1u);
    EXPECT_EQ(shown.passages[0].a.size(), size);
  }
}

// --- Verdicts -----------------------------------------------------------------------------------

// A rewrite with everything that an explanation can have.
struct ExplainedSample : DiffSample {
  Explanation why;

  ExplainedSample() {
    text_a.sentences = {{0, 6}, {6, 9}, {9, 10}};
    text_b.sentences = {{0, 7}, {7, 11}};
    alignment.passages[0].match = Passage::Class::kReworded;
    Relation relation;
    relation.b = 1;
    relation.kind = Kind::kSpun;
    relation.direction = Direction::kAToB;
    relation.confidence = 996;
    relation.scores.chain = 673;
    relation.direction_evidence = {{DirectionEvidence::Kind::kCredit, Direction::kAToB},
                                   {DirectionEvidence::Kind::kTime, Direction::kBToA}};
    relation.credits = {{true, {Credit::Kind::kSource, "Meridian", {0, 2}}}};
    why.relation = relation;
    why.scores = relation.scores;
    why.null = {24, 131, Null::Source::kNeighbours};
    using Unit = Explanation::Check::Unit;
    why.checks = {{"from one house", 0, 1, Unit::kFact, false, false},
                  {"sentences carried over", 1, 2, Unit::kCount, false, false},
                  {"share: 67 % in order", 4'149, 0, Unit::kPoints, true, true},
                  {"by chance", -251, 0, Unit::kPoints, true, true},
                  {"sum of these points", 3'898, -3'203, Unit::kPoints, false, true},
                  {"length of the shorter", 673, 331, Unit::kShare, false, true}};
    why.finds = {{{{0, 30}, {0, 34}, Passage::Class::kReworded}, 8, "reworded sentence", true},
                 {{{8, 19}, {8, 19}, Passage::Class::kQuoted}, 2, "quotation", false}};
  }

  DiffPair Pair() const { return {{&a, &text_a}, {&b, &text_b}, &alignment, &why}; }
  std::string Write(bool (*write)(const DiffPair&, const DiffOptions&, const Sink&)) const {
    std::string out;
    EXPECT_TRUE(
        write(Pair(), options, [&](std::string_view bytes) { return out.append(bytes), true; }));
    return out;
  }
};

TEST(Verdict, IsOneSentenceWithItsNumbers) {
  ExplainedSample sample;
  EXPECT_EQ(VerdictSentence(sample.Pair()),
            "spun copy, old -> new, confidence .99: 2 of 3 sentences of old have a counterpart in "
            "order; chain .67 against .13 for its 24 neighbours");
  sample.alignment.passages[0].match = Passage::Class::kMoved;
  sample.why.relation->direction = Direction::kCommon;
  sample.why.null = {3, 131, Null::Source::kBlended};
  EXPECT_EQ(VerdictSentence(sample.Pair()),
            "spun copy, old and new, both from a third text, confidence .99: 0 of 3 sentences of "
            "old have a counterpart in order, 2 out of order; chain .67 against .13 for its 3 "
            "neighbours and unrelated texts of such lengths");
  sample.why.relation.reset();
  sample.why.null = {0, 300, Null::Source::kParametric};
  EXPECT_EQ(VerdictSentence(sample.Pair()),
            "no reuse found, old and new: 8 words kept of 10 in old and 11 in new; chain .67 "
            "against .30 for unrelated texts of such lengths; judged without neighbours");
  sample.alignment = {};
  sample.why.scores = {};
  sample.why.null = {};
  EXPECT_EQ(VerdictSentence(sample.Pair()),
            "no reuse found, old and new: no passage in common; judged without neighbours");
}

TEST(Verdict, StandsBeforeTheDiff) {
  const std::string text = ExplainedSample().Write(WriteDiff);
  EXPECT_EQ(
      text.rfind("spun copy, old -> new, confidence .99: 2 of 3 sentences of old have a\n"
                 "  counterpart in order; chain .67 against .13 for its 24 neighbours\n\nA  old",
                 0),
      0u)
      << text;
}

TEST(Explain, SaysWhatSpokeForItAndAgainst) {
  const std::string text = ExplainedSample().Write(WriteExplanation);
  for (const char* part :
       {"kind        spun: sentence by sentence, reworded\n", "direction   a->b\n",
        "            a->b by credit: a credit names the house of old\n",
        "            b->a by time: new is dated first\n", "            B names Meridian (source)\n",
        "confidence  .99\n", "null        .13 for its 24 neighbours (neighbours)\n",
        "             has  needs\n  not met     no         from one house\n",
        "  not met      1      2  sentences carried over\n",
        "            +4.1         share: 67 % in order\n            -0.3         by chance\n",
        "  met       +3.9   -3.2  sum of these points\n",
        "  met        .67    .33  length of the shorter\n",
        "Strongest evidence\n  1. reworded sentence, 8 equal words\n   A     He "
        "said \"no, never\" on "
        "Monday.\n",
        "What spoke against\n  - of the direction: new is dated first\n\n"
        "What both have, and does not count\n  1. quotation, 2 equal words\n"}) {
    EXPECT_TRUE(Contains(text, part)) << part << "\n" << text;
  }
  for (const std::string& line : Lines(text)) EXPECT_LE(DisplayWidth(line), 80u) << line;
}

TEST(Explain, WritesALineForPrograms) {
  ExplainedSample sample;
  sample.options.format = Format::kJsonl;
  const std::vector<std::string> lines = Lines(sample.Write(WriteExplanation));
  ASSERT_EQ(lines.size(), 2u);
  for (
      const char* part :
      {R"({"type":"explanation","a":"old","b":"new","verdict":"spun copy, old -> new, )",
       R"("kind":"spun","direction":"a->b","confidence":0.996,"scores":{)",
       R"("null":{"n":24,"value":0.131,"source":"neighbours"})",
       R"({"what":"from one house","unit":"fact","value":0,"limit":1,"met":false})",
       R"({"what":"sentences carried over","unit":"count","value":1,"limit":2,"met":false})",
       R"({"what":"by chance","unit":"points","value":-0.251})",
       R"({"what":"sum of these points","unit":"points","value":3.898,"limit":-3.203,"met":true})",
       R"({"what":"length of the shorter","unit":"share","value":0.673,"limit":0.331,"met":true})",
       R"({"a":[8,19],"b":[8,19],"class":"quoted","kept":2,"what":"quotation","counted":false})"}) {
    EXPECT_TRUE(Contains(lines[1], part)) << part << "\n" << lines[1];
  }
  EXPECT_EQ(Lines(sample.Write(WriteDiff))[1], lines[1]);
}

TEST(Display, ShortSharesKeepTheirEnds) {
  EXPECT_EQ(ShortShare(0), ".00");
  EXPECT_EQ(ShortShare(4), ".00");
  EXPECT_EQ(ShortShare(45), ".05");
  EXPECT_EQ(ShortShare(673), ".67");
  EXPECT_EQ(ShortShare(999), ".99");
  EXPECT_EQ(ShortShare(1000), "1.00");
}

// --- The page -----------------------------------------------------------------------------------

// What stands between the first `open` and the next `close`.
std::string Between(const std::string& text, const std::string& open, const std::string& close) {
  const size_t begin = text.find(open) + open.size();
  return text.substr(begin, text.find(close, begin) - begin);
}

TEST(Html, EscapesWhateverComes) {
  EXPECT_EQ(Html("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c&#39;");
  EXPECT_EQ(Html("tab\t line\n bell\x07 del\x7F c1\xC2\x9B."),
            "tab\t line\n bell\uFFFD del\uFFFD c1\uFFFD.");
  EXPECT_EQ(Html(std::string_view("nul\0.", 5)), "nul\uFFFD.");
  EXPECT_EQ(Html("\xEF\xBF\xBE \xFF ü \u2028 \u00A0"), "\uFFFD \uFFFD ü \u2028 \u00A0");
  EXPECT_EQ(Html("\xC2"), "\uFFFD");
}

TEST(Page, ShowsBothTextsWithTheirPassages) {
  ExplainedSample sample;
  sample.text_a.quotations = {{2, 4}};
  sample.text_a.furniture = {{9, 10}};
  sample.text_a.story.pop_back();
  sample.text_a.story_half_words -= 2;
  sample.options.format = Format::kHtml;
  const std::string page = sample.Write(WriteDiff);
  EXPECT_TRUE(Contains(page, "<h1>Spun copy: old \u2192 new</h1>"));
  EXPECT_TRUE(Contains(page, "<p id=\"verdict\">Confidence .99: 2 of 2 sentences of old have"));
  EXPECT_EQ(
      Between(page, "aria-labelledby=\"head-a\">\n", "</div>"),
      R"(<p dir="auto"><span class="p c0" data-p="1"><a class="n c0" id="a1" href="#b1" data-p="1" )"
      R"(data-info="reworded, 8 words kept, 1 only in A, 3 only in B" aria-label="Passage 1, )"
      R"(reworded, 8 words kept, 1 only in A, 3 only in B. To the counterpart">1</a>)"
      R"(<span class="k" data-e="0">He said </span><span class="q"><span class="k" data-e="0">&quot;no, never&quot;</span>)"
      R"(</span> <span class="k" data-e="2">on</span> <span class="other" data-e="3">Monday.</span>)"
      "\n\n</span></p>\n"
      R"(<p dir="auto"><span class="p c0" data-p="1"><span class="k" data-e="4">The vote</span> )"
      R"(<span class="k" data-e="6">failed.</span></span> <span class="f">Gone.</span></p>)"
      "\n\n");
  EXPECT_TRUE(Contains(page, "<ins>late</ins>")) << page;
  EXPECT_TRUE(Contains(page, "<span class=\"other\" data-e=\"3\">Tuesday.</span>"));
  EXPECT_TRUE(Contains(page, "<caption>Checks, in the order asked</caption>"));
  EXPECT_FALSE(Contains(page, "{{"));
}

TEST(Page, HoldsWhatGoesByWordingAgainstNoNull) {
  ExplainedSample sample;
  sample.options.format = Format::kHtml;
  sample.why.null = {};
  EXPECT_TRUE(Contains(sample.Write(WriteDiff), "judged without neighbours</p>"));
  sample.why.relation->kind = Kind::kUpdate;
  EXPECT_TRUE(Contains(sample.Write(WriteDiff),
                       "<p id=\"verdict\">Confidence .99: 8 words kept of 10 in old and 11 in "
                       "new</p>"));
}

TEST(Page, TakesNothingOfAnArticleForMarkup) {
  const std::string hostile =
      "\"><img src=x onerror=alert(1)></script><script>alert(2)</script>{{script}}\x1B\u2028'";
  ExplainedSample sample;
  sample.a = MakeArticle(hostile, hostile, hostile);
  sample.a.source = sample.a.byline = sample.a.url = sample.a.language = hostile;
  sample.text_a = MakeText(hostile);
  sample.alignment = {};
  sample.why.checks[0].what = sample.why.finds[0].what = hostile;
  sample.why.finds[0].passage.a = {0, 40};
  sample.options.format = Format::kHtml;
  const std::string page = sample.Write(WriteDiff);
  EXPECT_FALSE(Contains(page, "<img")) << page;
  EXPECT_FALSE(Contains(page, "<script>alert"));
  EXPECT_FALSE(Contains(page, "\x1B"));
  size_t scripts = 0;
  for (size_t at = 0; (at = page.find("<script", at)) != std::string::npos; ++at) ++scripts;
  EXPECT_EQ(scripts, 1u);
}

TEST(Page, SurvivesEmptyArticlesAndMissingExplanations) {
  DiffSample sample;
  sample.a.text = sample.b.text = "";
  sample.text_a = sample.text_b = Text();
  sample.alignment = {};
  sample.options.format = Format::kHtml;
  const std::string page = sample.Write();
  EXPECT_TRUE(Contains(page, "<h1>old and new</h1>")) << page;
  EXPECT_TRUE(Contains(page, "<p class=\"empty\">no text</p>"));
  EXPECT_FALSE(Contains(page, "<details>"));
}

}  // namespace
}  // namespace newsprint
