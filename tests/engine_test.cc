// The engine: what options leave out, what threads, targets and order must not change.
#include "newsprint/engine.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "newsprint/version.h"
#include "temp_folder.h"
#include "testing_articles.h"

namespace newsprint {
namespace {

using Stories = std::vector<Story>;
using Links = std::set<std::pair<Ordinal, Ordinal>>;

Result Scan(const Stories& stories, const Options& options = {}, Ordinal first_new = 0) {
  Engine engine(options);
  EXPECT_TRUE(engine.Add(BatchOf(stories)).ok());
  engine.OnlyNewFrom(first_new);
  absl::StatusOr<Result> result = engine.Run();
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? *std::move(result) : Result();
}

Links LinksOf(const Result& result) {
  Links links;
  for (const Relation& r : result.relations) links.emplace(r.a, r.b);
  return links;
}

// Everything a result says, but times.
std::string Describe(const Result& result) {
  std::string text;
  for (const Relation& r : result.relations) {
    const Scores& s = r.scores;
    absl::StrAppend(&text, r.a, " ", r.b, " ", static_cast<int>(r.kind), " ",
                    static_cast<int>(r.direction), " ", r.confidence);
    absl::StrAppend(&text, " ", s.coverage_a, " ", s.coverage_b, " ", s.verbatim, " ", s.quoted);
    absl::StrAppend(&text, " ", s.jaccard, " ", s.containment, " ", s.chain, " ", s.order);
    absl::StrAppend(&text, " ", r.null.n, " ", r.null.value);
    for (const RelationPassage& p : r.passages) {
      absl::StrAppend(&text, " [", p.a.begin, " ", p.a.end, " ", p.b.begin, " ");
      absl::StrAppend(&text, p.b.end, " ", static_cast<int>(p.match), "]");
    }
    absl::StrAppend(&text, " ", r.credits.size(), " ", r.direction_evidence.size(), "\n");
  }
  for (const Family& f : result.families) {
    absl::StrAppend(&text, "family ", f.representative);
    for (const Family::Member& m : f.members) {
      absl::StrAppend(&text, " ", m.article, "<", m.parent, ":", m.relation);
    }
    absl::StrAppend(&text, "\n");
  }
  const Summary& s = result.summary;
  absl::StrAppend(&text, s.articles, " ", s.text_bytes, " ", s.empty, " ", s.too_short, " ",
                  s.judged);
  return text;
}

// A hundred articles: wires with copies of every sort among unrelated ones.
Stories MixedCorpus(uint64_t seed) {
  Writer writer(seed);
  Stories stories;
  const auto add = [&](const Paragraphs& story) {
    const size_t n = stories.size();
    stories.push_back({.text = TextOf(story),
                       .source = absl::StrCat("House ", n % 7),
                       .published = absl::StrCat("2025-07-", 10 + n % 15)});
  };
  for (int family = 0; family < 12; ++family) {
    const Paragraphs wire = writer.Story(8);
    add(wire);
    add(wire);
    Paragraphs trimmed(wire.begin(), wire.begin() + 5);
    add(trimmed);
    Paragraphs edited = wire;
    edited[3] = writer.Paragraph();
    add(edited);
    Paragraphs host = writer.Story(10);
    host[4] = wire[2];
    host[5] = wire[3];
    add(host);
    for (int i = 0; i < 3; ++i) add(writer.Story(6));
  }
  return stories;
}

TEST(Engine, TakesAnEmptyCorpusAndASingleArticle) {
  const Result none = Scan({});
  EXPECT_TRUE(none.relations.empty());
  EXPECT_TRUE(none.families.empty());
  EXPECT_EQ(none.summary.articles, 0u);
  const Result one = Scan({{.text = TextOf(Writer(1).Story(3))}});
  EXPECT_TRUE(one.relations.empty());
  EXPECT_TRUE(one.families.empty());
  EXPECT_EQ(one.summary.articles, 1u);
  Engine untouched{Options()};
  EXPECT_TRUE(untouched.Run().ok());
}

TEST(Engine, CountsWhatTakesNoPart) {
  const Story brief = {.text = "Rain fell on Brede."};
  const Story page = {.text = "Read more: The other story"};
  const Result result = Scan({brief, brief, page, page, {}, {}});
  EXPECT_TRUE(result.relations.empty());
  EXPECT_EQ(result.summary.empty, 4u);
  EXPECT_EQ(result.summary.too_short, 2u);
  Options options;
  options.min_words = 4;
  EXPECT_EQ(LinksOf(Scan({brief, brief, page, page, {}, {}}, options)), (Links{{0, 1}}));
  options.min_words = 0;
  EXPECT_EQ(LinksOf(Scan({brief, brief, page, page, {}, {}}, options)), (Links{{0, 1}}));
}

TEST(Engine, FindsBriefsThatAreIdentical) {
  const Story brief = {.text =
                           "The council of Brede voted on Friday to keep the old swimming pool "
                           "open until autumn."};
  const Story other = {.text =
                           "The council of Norholm voted on Monday to keep the old railway "
                           "station open until May."};
  EXPECT_EQ(LinksOf(Scan({brief, other, brief})), (Links{{0, 2}}));
}

TEST(Engine, FindsNearDuplicatesOfAnyLength) {
  Writer writer(2);
  for (const size_t words : {21u, 25u, 30u, 40u, 60u, 100u}) {
    size_t found = 0;
    for (int i = 0; i < 20; ++i) {
      const std::string text = writer.Sentence(words);
      found += Scan({{.text = text}, {.text = text + " Again."}}).relations.size();
    }
    EXPECT_EQ(found, 20u) << words;
  }
}

TEST(Engine, SortsRelationsAndNamesEachPairOnce) {
  const Result result = Scan(MixedCorpus(3));
  ASSERT_GT(result.relations.size(), 60u);
  for (size_t i = 0; i < result.relations.size(); ++i) {
    const Relation& r = result.relations[i];
    EXPECT_LT(r.a, r.b);
    if (i == 0) continue;
    const Relation& before = result.relations[i - 1];
    EXPECT_LT(std::tie(before.a, before.b), std::tie(r.a, r.b));
  }
  uint64_t by_kind = 0;
  for (const uint64_t n : result.summary.by_kind) by_kind += n;
  EXPECT_EQ(by_kind, result.relations.size());
}

TEST(Engine, RelatesIdenticalArticlesToTheirFirst) {
  Writer writer(4);
  const Story x = {.text = TextOf(writer.Story(4))};
  const Story y = {.text = TextOf(writer.Story(4))};
  const Result result = Scan({y, x, x, y, x, x, x});
  EXPECT_EQ(LinksOf(result), (Links{{0, 3}, {1, 2}, {1, 4}, {1, 5}, {1, 6}}));
  for (const Relation& r : result.relations) EXPECT_EQ(r.kind, Kind::kIdentical);
  EXPECT_EQ(result.families.size(), 2u);
}

TEST(Engine, OnlyNewReportsWhatTouchesNewArticles) {
  const Stories stories = MixedCorpus(5);
  const Links all = LinksOf(Scan(stories));
  for (const Ordinal first : {1u, 20u, 50u, 95u, 96u}) {
    Links touched;
    for (const auto& link : all) {
      if (link.second >= first) touched.insert(link);
    }
    const Links found = LinksOf(Scan(stories, {}, first));
    for (const auto& [a, b] : found) EXPECT_GE(b, first);
    // A new article may be related through another member of an identical group than in the whole.
    std::set<Ordinal> expected, seen;
    for (const auto& [a, b] : touched) expected.insert(b);
    for (const auto& [a, b] : found) seen.insert(b);
    EXPECT_EQ(seen, expected) << first;
  }
}

TEST(Engine, OnlyNewSeesThroughIdenticalGroups) {
  Writer writer(6);
  const Paragraphs wire = writer.Story(8);
  const Story whole = {.text = TextOf(wire)};
  const Story trimmed = {.text = TextOf(Paragraphs(wire.begin(), wire.begin() + 5))};
  // 0 and 2 are one text, 1 and 3 another; 2 and 3 are new.
  EXPECT_EQ(LinksOf(Scan({whole, trimmed, whole, trimmed}, {}, 2)),
            (Links{{0, 2}, {1, 3}, {2, 3}}));
  EXPECT_EQ(LinksOf(Scan({whole, trimmed, whole}, {}, 2)), (Links{{0, 2}, {1, 2}}));
  EXPECT_EQ(LinksOf(Scan({whole, trimmed, whole}, {}, 3)), Links());
}

// Judges only `pairs`.
absl::StatusOr<Result> ScanPairs(const Stories& stories,
                                 std::vector<std::pair<Ordinal, Ordinal>> pairs) {
  Engine engine{Options()};
  EXPECT_TRUE(engine.Add(BatchOf(stories)).ok());
  engine.OnlyPairs(std::move(pairs));
  return engine.Run();
}

TEST(Engine, OnlyPairsJudgesJustThese) {
  Writer writer(7);
  const Story x = {.text = TextOf(writer.Story(4))};
  const Story y = {.text = TextOf(writer.Story(4))};
  const Stories stories = {x, x, x, y};
  const auto result = ScanPairs(stories, {{2, 1}, {1, 2}, {0, 0}, {0, 3}});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(LinksOf(*result), (Links{{1, 2}}));
  EXPECT_EQ(result->summary.judged, 2u);
  const auto none = ScanPairs(stories, {});
  ASSERT_TRUE(none.ok());
  EXPECT_TRUE(none->relations.empty());
}

TEST(Engine, OnlyPairsRefusesArticlesThatAreNotThere) {
  const Stories stories = {{.text = "One."}, {.text = "Two."}};
  const auto result = ScanPairs(stories, {{0, 1}, {1, 2}});
  EXPECT_EQ(result.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(result.status().message(), "pairs: there is no article 2");
}

TEST(Engine, OnlyPairsKnowsStockTextOfCopiesToo) {
  Writer writer(8);
  const std::string stock = TextOf(writer.Story(3));
  Stories stories;
  for (int i = 0; i < 12; ++i) {
    stories.push_back({.text = TextOf(Paragraphs{TextOf(writer.Story(9)), stock})});
  }
  stories.push_back(stories[0]);
  stories.push_back({.text = TextOf(Paragraphs{TextOf(writer.Story(9)), stock})});
  const auto result = ScanPairs(stories, {{0, 1}, {12, 13}});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(LinksOf(*result), Links());
}

TEST(Engine, SinceAndUntilLeaveArticlesOut) {
  const std::string text = TextOf(Writer(9).Story(4));
  const Stories stories = {{.text = text, .published = "2025-07-01"},
                           {.text = text, .published = "2025-07-02"},
                           {.text = text, .published = "2025-07-03"},
                           {.text = text}};
  Options options;
  EXPECT_EQ(LinksOf(Scan(stories, options)), (Links{{0, 1}, {0, 2}, {0, 3}}));
  options.since = ParseTimestamp("2025-07-02").seconds;
  EXPECT_EQ(LinksOf(Scan(stories, options)), (Links{{1, 2}, {1, 3}}));
  options.until = ParseTimestamp("2025-07-03").seconds;
  EXPECT_EQ(LinksOf(Scan(stories, options)), (Links{{1, 3}}));
  options.since = options.until = 0;
  EXPECT_EQ(LinksOf(Scan(stories, options)), Links());
}

TEST(Engine, LeavesOutPairsOfOneSource) {
  const std::string text = TextOf(Writer(10).Story(4));
  const Stories stories = {{.text = text, .source = "Post"},
                           {.text = text, .source = "post"},
                           {.text = text, .source = "Echo"},
                           {.text = text}};
  Options options;
  options.within_source = false;
  EXPECT_EQ(LinksOf(Scan(stories, options)), (Links{{0, 2}, {0, 3}}));
}

TEST(Engine, ReportsFromTheThresholdOn) {
  const Stories stories = MixedCorpus(11);
  Options options;
  const Result all = Scan(stories, options);
  size_t last = all.relations.size();
  for (const uint32_t threshold : {500u, 950u, 990u, 1000u}) {
    options.threshold = threshold;
    const Result some = Scan(stories, options);
    for (const Relation& r : some.relations) EXPECT_GE(r.confidence, threshold);
    const auto enough = [&](const Relation& r) { return r.confidence >= threshold; };
    const auto expected = std::count_if(all.relations.begin(), all.relations.end(), enough);
    EXPECT_EQ(some.relations.size(), static_cast<size_t>(expected));
    EXPECT_LE(some.relations.size(), last);
    last = some.relations.size();
  }
  EXPECT_GT(last, 0u) << "identical articles are certain";
  EXPECT_LT(last, all.relations.size());
}

TEST(Engine, ReportsQuotesAndTemplatesOnlyWhenAsked) {
  Writer writer(12);
  std::string quote = "\"";
  for (int i = 0; i < 6; ++i) absl::StrAppend(&quote, writer.Sentence(16), i < 5 ? " " : "\"");
  const std::string stock = TextOf(writer.Story(3));
  Stories stories;
  for (int i = 0; i < 10; ++i) {
    stories.push_back({.text = TextOf(Paragraphs{TextOf(writer.Story(8)), i < 2 ? quote : stock})});
  }
  EXPECT_EQ(LinksOf(Scan(stories)), Links());
  Options quotes;
  quotes.also.quotes = true;
  EXPECT_EQ(LinksOf(Scan(stories, quotes)), (Links{{0, 1}}));
  Options templates;
  templates.also.templates = true;
  const Result result = Scan(stories, templates);
  EXPECT_EQ(result.relations.size(), 8u * 7 / 2);
  for (const Relation& r : result.relations) EXPECT_EQ(r.kind, Kind::kTemplate);
  EXPECT_TRUE(result.families.empty());
}

TEST(Engine, KnowsAStatementFromAnArticleThatQuotesIt) {
  Writer writer(13);
  std::string statement;
  for (int i = 0; i < 5; ++i) absl::StrAppend(&statement, i ? " " : "", writer.Sentence(18));
  const auto with = [&](const std::string& paragraph) {
    return Story{.text =
                     TextOf(Paragraphs{TextOf(writer.Story(4)), paragraph, writer.Paragraph()})};
  };
  const Story a = with(statement), b = with(statement), c = with("\"" + statement + "\"");
  EXPECT_EQ(LinksOf(Scan({a, b})), (Links{{0, 1}}));
  EXPECT_EQ(LinksOf(Scan({a, b, c})), Links());
}

TEST(Engine, ThreadsAndTargetsChangeNothing) {
  const Stories stories = MixedCorpus(14);
  Options options;
  options.threads = 1;
  const std::string expected = Describe(Scan(stories, options));
  options.threads = 2;
  EXPECT_EQ(Describe(Scan(stories, options)), expected);
  for (const std::string& target : BuiltTargets()) {
    ASSERT_TRUE(SelectTargets(target));
    EXPECT_EQ(Describe(Scan(stories, options)), expected) << target;
  }
  ASSERT_TRUE(SelectTargets(""));
}

TEST(Engine, OrderChangesOrdinalsOnly) {
  const Stories stories = MixedCorpus(15);
  std::vector<Ordinal> order(stories.size());
  for (Ordinal i = 0; i < order.size(); ++i) order[i] = i;
  Random random(1);
  for (size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[random.Below(static_cast<uint32_t>(i))]);
  }
  Stories shuffled;
  for (const Ordinal i : order) shuffled.push_back(stories[i]);

  // Of identical articles only one is related to others, so texts stand for articles.
  const auto kinds = [](const Stories& all, const Result& result) {
    std::set<std::tuple<std::string, std::string, Kind>> kinds;
    for (const Relation& r : result.relations) {
      const auto [x, y] = std::minmax(all[r.a].text, all[r.b].text);
      if (r.kind != Kind::kUpdate) kinds.emplace(x, y, r.kind);
    }
    return kinds;
  };
  Stories plain = stories;
  for (Stories* s : {&plain, &shuffled}) {
    for (Story& story : *s) story.source = story.published = "";
  }
  EXPECT_EQ(kinds(shuffled, Scan(shuffled)), kinds(plain, Scan(plain)));
}

// The stories as a file of records.
std::string Records(const Stories& stories) {
  std::string lines;
  for (const Story& s : stories) {
    absl::StrAppend(&lines, R"({"text":")", absl::StrReplaceAll(s.text, {{"\n", "\\n"}}),
                    R"(","source":")", s.source, R"(","published":")", s.published, "\"}\n");
  }
  return lines;
}

TEST(Engine, ReadsAsItAdds) {
  const Stories stories = MixedCorpus(16);
  const std::string expected = Describe(Scan(stories));
  TempFolder folder;
  const std::string path = folder.Write("a.jsonl", Records(stories));
  for (const uint32_t threads : {1u, 2u}) {
    auto reader = ArticleReader::Open({path}, {});
    ASSERT_TRUE(reader.ok());
    Options options;
    options.threads = threads;
    Engine engine(options);
    ASSERT_TRUE(engine.Read(reader->get()).ok());
    EXPECT_EQ(engine.articles().size(), stories.size());
    const auto result = engine.Run();
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(Describe(*result), expected);
  }
  Engine pieces{Options()};
  for (size_t i = 0; i < stories.size(); i += 7) {
    const size_t end = std::min(stories.size(), i + 7);
    ASSERT_TRUE(pieces.Add(BatchOf(std::span(stories).subspan(i, end - i))).ok());
  }
  const auto result = pieces.Run();
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(Describe(*result), expected);
}

TEST(Engine, GivesTheReadersErrorBack) {
  TempFolder folder;
  const std::string path = folder.Write("a.jsonl", Records(MixedCorpus(17)) + "{broken\n");
  ReadOptions strict;
  strict.strict = true;
  auto reader = ArticleReader::Open({path}, strict);
  ASSERT_TRUE(reader.ok());
  Engine engine{Options()};
  EXPECT_FALSE(engine.Read(reader->get()).ok());
}

TEST(Engine, RunsTwice) {
  Engine engine{Options()};
  ASSERT_TRUE(engine.Add(BatchOf(MixedCorpus(18))).ok());
  const auto first = engine.Run(), second = engine.Run();
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(Describe(*first), Describe(*second));
}

TEST(Progress, NamesEveryStage) {
  TempFolder folder;
  const std::string path = folder.Write("a.jsonl", Records(MixedCorpus(19)));
  std::vector<std::string> stages;
  Progress last;
  Options options;
  options.progress = [&](const Progress& p) {
    if (stages.empty() || stages.back() != p.stage) stages.emplace_back(p.stage);
    if (p.total > 0) {
      EXPECT_LE(p.done, p.total);
    }
    last = p;
    return true;
  };
  auto reader = ArticleReader::Open({path}, {});
  ASSERT_TRUE(reader.ok());
  Engine engine(options);
  ASSERT_TRUE(engine.Read(reader->get()).ok());
  const auto result = engine.Run();
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(stages,
            (std::vector<std::string>{"reading", "candidates", "judging", "rewrites", "families"}));
  EXPECT_EQ(last.articles, 96u);
  EXPECT_EQ(last.relations, result->relations.size());
}

TEST(Progress, CancelsInEveryStage) {
  TempFolder folder;
  const std::string path = folder.Write("a.jsonl", Records(MixedCorpus(20)));
  for (const char* stage : {"reading", "candidates", "judging", "rewrites", "families"}) {
    bool refused = false;
    Options options;
    options.threads = 2;
    options.progress = [&](const Progress& p) {
      EXPECT_FALSE(refused) << "asked again after a refusal";
      refused = p.stage == stage;
      return !refused;
    };
    auto reader = ArticleReader::Open({path}, {});
    ASSERT_TRUE(reader.ok());
    Engine engine(options);
    absl::Status status = engine.Read(reader->get());
    if (status.ok()) status = engine.Run().status();
    EXPECT_EQ(status.code(), absl::StatusCode::kCancelled) << stage;
    EXPECT_TRUE(refused);
  }
}

TEST(Progress, IsReportedSparingly) {
  Stories stories;
  for (uint64_t i = 0; i < 10; ++i) {
    for (const Story& s : MixedCorpus(100 + i)) stories.push_back(s);
  }
  std::vector<std::pair<Ordinal, Ordinal>> all;
  for (Ordinal a = 0; a < 120; ++a) {
    for (Ordinal b = a + 1; b < 120; ++b) all.emplace_back(a, b);
  }
  size_t calls = 0;
  Options options;
  options.progress = [&](const Progress&) { return ++calls, true; };
  Engine engine(options);
  for (const Story& s : stories) ASSERT_TRUE(engine.Add(BatchOf({&s, 1})).ok());
  engine.OnlyPairs(all);
  ASSERT_TRUE(engine.Run().ok());
  EXPECT_LT(calls, stories.size() / 2);
}

TEST(Options, AreChecked) {
  const struct {
    const char* message;
    void (*set)(Options*);
  } kCases[] = {
      {"", [](Options*) {}},
      {"", [](Options* o) { o->threshold = 1000; }},
      {"", [](Options* o) { o->since = o->until = 5; }},
      {"", [](Options* o) { o->threads = 1024; }},
      {"threshold: must lie between 0 and 1", [](Options* o) { o->threshold = 1001; }},
      {"since: must not be later than until", [](Options* o) { o->since = 6, o->until = 5; }},
      {"max_bucket: must be at least 2", [](Options* o) { o->candidates.max_bucket = 1; }},
      {"max_representatives: must be at least 1",
       [](Options* o) { o->candidates.max_representatives = 0; }},
      {"max_rewrites: must be at least 1", [](Options* o) { o->candidates.max_rewrites = 0; }},
      {"threads: must be at most 1024", [](Options* o) { o->threads = UINT32_MAX; }},
  };
  for (const auto& c : kCases) {
    Options options;
    c.set(&options);
    EXPECT_EQ(options.Validate().message(), c.message);
    EXPECT_EQ(options.Validate().ok(), *c.message == '\0');
    if (*c.message == '\0') continue;
    Engine engine(options);
    EXPECT_EQ(engine.Add({}).message(), c.message);
    EXPECT_EQ(engine.Run().status().message(), c.message);
  }
}

}  // namespace
}  // namespace newsprint
