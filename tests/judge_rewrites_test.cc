// Rewrites among generated articles: what is found, and what neighbours, groups, threads and
// cancelling change.
#include "relate/judge_rewrites.h"

#include <tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "newsprint/engine.h"
#include "newsprint/io.h"
#include "relate/rewrite.h"
#include "relate/rewrite_score.h"
#include "relate/thresholds.h"
#include "testing_articles.h"

namespace newsprint {
namespace {

using Stories = std::vector<Story>;
using Links = std::vector<std::pair<Ordinal, Ordinal>>;

constexpr Ordinal kNobody = UINT32_MAX;

// Each sentence told again: every third word from `first` on is another, and the last words are
// gone.
std::string Retold(const std::string& text, Writer* writer, size_t first = 2) {
  std::vector<std::string> sentences;
  const std::vector<std::string> old = absl::StrSplit(text, ". ");
  for (const std::string& sentence : old) {
    std::vector<std::string> words = absl::StrSplit(sentence, ' ');
    words.resize(words.size() - words.size() / 8);
    for (size_t i = first; i < words.size(); i += 3) words[i] = writer->Word();
    sentences.push_back(absl::StrJoin(words, " "));
  }
  return absl::StrJoin(sentences, ". ");
}

// A wire, a spun and a condensed copy of it, and `strangers` others.
struct Sample {
  explicit Sample(size_t strangers, uint64_t seed = 1) {
    Writer writer(seed);
    const Paragraphs wire = writer.Story(8);
    const Paragraphs half(wire.begin(), wire.begin() + 3);
    stories.push_back({.text = TextOf(wire), .published = "2025-07-01T08:00:00Z"});
    stories.push_back({.text = Retold(TextOf(wire), &writer), .published = "2025-07-02T08:00:00Z"});
    stories.push_back({.text = Retold(TextOf(half), &writer), .published = "2025-07-02T09:00:00Z"});
    for (size_t i = 0; i < strangers; ++i) stories.push_back({.text = TextOf(writer.Story(8))});
    for (Ordinal i = 0; i < stories.size(); ++i) groups.push_back(i);
  }

  std::vector<CandidatePair> AllPairs() const {
    std::vector<CandidatePair> pairs;
    for (Ordinal a = 0; a < stories.size(); ++a) {
      for (Ordinal b = a + 1; b < stories.size(); ++b) pairs.push_back({a, b, 0});
    }
    return pairs;
  }

  ContentBatch Content() const {
    ContentBatch content;
    StemCache cache;
    Text text;
    Stems stems;
    for (const Story& story : stories) {
      AnalyzeText(story.View(), &text);
      StemStory(story.View(), text, &cache, &stems);
      AppendContent(text, stems, &content);
    }
    return content;
  }

  absl::StatusOr<std::vector<Relation>> Try(const std::vector<CandidatePair>& pairs) const {
    ContentBatch content = Content();
    std::vector<Article> articles;
    for (const Story& story : stories) articles.push_back(story.View());
    const std::vector<RelationOutline> outlines = OutlinesOf(relations);
    return JudgeRewrites({.articles = articles,
                          .content = &content,
                          .groups = groups,
                          .relations = outlines,
                          .threshold = threshold,
                          .progress = progress},
                         pairs);
  }

  std::vector<Relation> Judge(const std::vector<CandidatePair>& pairs) const {
    auto relations = Try(pairs);
    EXPECT_TRUE(relations.ok());
    return relations.ok() ? *std::move(relations) : std::vector<Relation>();
  }

  Stories stories;
  std::vector<Ordinal> groups;
  std::vector<Relation> relations;
  uint32_t threshold = 0;
  std::function<bool(uint64_t, uint64_t)> progress;
};

Links LinksOf(const std::vector<Relation>& relations) {
  Links links;
  for (const Relation& r : relations) links.emplace_back(r.a, r.b);
  return links;
}

std::string Describe(const std::vector<Relation>& relations) {
  std::string text;
  for (const Relation& r : relations) {
    absl::StrAppend(&text, r.a, " ", r.b, " ", static_cast<int>(r.kind), " ",
                    static_cast<int>(r.direction));
    absl::StrAppend(&text, " ", r.confidence, " ", r.null.n, " ", r.null.value);
    absl::StrAppend(&text, " ", r.scores.chain, " ", r.scores.order, " ", r.scores.coverage_a);
    for (const RelationPassage& p : r.passages) {
      absl::StrAppend(&text, " ", p.a.begin, "-", p.a.end, ":", p.b.begin, "-", p.b.end);
    }
    text += "\n";
  }
  return text;
}

TEST(JudgeRewrites, FindsRewritesAmongStrangers) {
  const Sample sample(20);
  const std::vector<Relation> found = sample.Judge(sample.AllPairs());
  ASSERT_EQ(LinksOf(found), (Links{{0, 1}, {0, 2}}));
  EXPECT_EQ(found[0].kind, Kind::kSpun);
  EXPECT_EQ(found[1].kind, Kind::kCondensed);
  for (const Relation& r : found) {
    EXPECT_EQ(r.direction, Direction::kAToB);
    EXPECT_GE(r.confidence, 500u);
    EXPECT_LE(r.confidence, 999u);
    EXPECT_GT(r.scores.chain, 300u);
    EXPECT_FALSE(r.passages.empty());
  }
}

TEST(JudgeRewrites, OfNoPairsAndOfEmptyStoriesIsNothing) {
  Sample sample(2);
  EXPECT_TRUE(sample.Judge({}).empty());
  for (Story& story : sample.stories) story.text.clear();
  EXPECT_TRUE(sample.Judge(sample.AllPairs()).empty());
}

// The null of a pair is what the other pairs of its two articles reach.
TEST(JudgeRewrites, HoldsPairsAgainstTheirNeighbours) {
  const Sample sample(20);
  const std::vector<CandidatePair> pairs = sample.AllPairs();
  ContentBatch content = sample.Content();
  StemFrequencies frequencies;
  for (size_t i = 0; i < content.size(); ++i) frequencies.Count(content.Of(i));
  for (size_t i = 0; i < content.size(); ++i) frequencies.Weigh(i, &content);
  RewriteBuffer buffer;
  std::vector<uint32_t> shares;
  RewriteScore own;
  for (const CandidatePair& pair : pairs) {
    const RewriteScore score = ScoreRewrite(content.Of(pair.a), content.Of(pair.b), &buffer);
    if (pair.a == 0 && pair.b == 1) own = score;
    // Pairs with the other copy are no chance.
    if (pair.b >= 3 && pair.a <= 1) shares.push_back(ChainShare(score));
  }
  const Null expected = QuantileOf(&shares, own);
  const std::vector<Relation> found = sample.Judge(pairs);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].null.n, 40u);
  EXPECT_EQ(found[0].null.value, expected.value);
  EXPECT_EQ(found[0].null.source, Null::Source::kNeighbours);
}

TEST(JudgeRewrites, TakesTheNullOfAPairAloneFromItself) {
  const Sample sample(0);
  const std::vector<Relation> found = sample.Judge({{0, 1, 0}});
  ASSERT_EQ(LinksOf(found), (Links{{0, 1}}));
  EXPECT_EQ(found[0].null.n, 0u);
  EXPECT_EQ(found[0].null.source, Null::Source::kParametric);
  EXPECT_LT(found[0].null.value, found[0].scores.chain);
}

// The two copies look alike, and are told by the wire when it is there.
TEST(IsRewrite, AsksForMoreThanNeighboursHaveWhateverElseSpeaksForAPair) {
  RewriteScore score;
  score.words = 200;
  score.shorter = 1'000 * 16;
  score.longer = 1'200 * 16;
  score.chain = score.near = 180 * 16;
  score.reversed = 16;
  score.facts = score.facts_kept = 40;
  score.uncased = true;
  const auto passes = [&](uint32_t n, uint32_t value) {
    return IsRewrite(score, {n, value, Null::Source::kNeighbours}, 100);
  };
  EXPECT_TRUE(passes(kNullNeighbours, 163));
  EXPECT_FALSE(passes(kNullNeighbours, 164));
  EXPECT_TRUE(passes(kNullNeighbours - 1, 180));
}

TEST(JudgeRewrites, LeavesOutWhatAThirdArticleExplains) {
  const Sample sample(20);
  std::vector<CandidatePair> pairs = sample.AllPairs();
  const auto with_wire = [](const CandidatePair& p) { return p.a == 0; };
  EXPECT_EQ(LinksOf(sample.Judge(pairs)), (Links{{0, 1}, {0, 2}}));
  std::erase_if(pairs, with_wire);
  EXPECT_EQ(LinksOf(sample.Judge(pairs)), (Links{{1, 2}}));
}

// What a copy of the spun copy has of it is not the wire's.
TEST(JudgeRewrites, KeepsARewriteOfARewrite) {
  Sample sample(20);
  Writer writer(7);
  sample.stories[2].text = Retold(sample.stories[1].text, &writer, 1);
  const Links found = LinksOf(sample.Judge(sample.AllPairs()));
  EXPECT_NE(std::find(found.begin(), found.end(), std::pair<Ordinal, Ordinal>(1, 2)), found.end());
}

// The house of the wire tells its own story again days later, which is no rewrite (thresholds.h);
// then it is none of the spun copy either.
TEST(JudgeRewrites, LeavesOutWhatAThirdArticleTellsWithoutARelation) {
  Sample sample(20);
  sample.stories[0].source = sample.stories[2].source = "Meridian";
  sample.stories[1].source = "Kestrel";
  sample.stories[2].published = "2025-07-12T08:00:00Z";
  std::vector<CandidatePair> pairs = sample.AllPairs();
  EXPECT_EQ(LinksOf(sample.Judge(pairs)), (Links{{0, 1}}));
  std::erase_if(pairs, [](const CandidatePair& p) { return p.a == 0; });
  EXPECT_EQ(LinksOf(sample.Judge(pairs)), (Links{{1, 2}}));
}

// A story that many print weighs as one.
TEST(JudgeRewrites, CountsATextGroupAsOneArticle) {
  const Sample sample(30);
  Sample crowded = sample;
  for (int i = 0; i < 200; ++i) {
    crowded.stories.push_back(sample.stories[0]);
    crowded.groups.push_back(i % 2 == 0 ? 0 : kNobody);
  }
  const std::vector<CandidatePair> pairs = sample.AllPairs();
  EXPECT_EQ(Describe(crowded.Judge(pairs)), Describe(sample.Judge(pairs)));
  for (Ordinal i = 33; i < crowded.groups.size(); ++i) crowded.groups[i] = i;
  EXPECT_NE(Describe(crowded.Judge(pairs)), Describe(sample.Judge(pairs)));
}

TEST(JudgeRewrites, KeepsWhatReachesTheThreshold) {
  Sample sample(20);
  const std::vector<Relation> all = sample.Judge(sample.AllPairs());
  for (const Relation& r : all) sample.threshold = std::max(sample.threshold, r.confidence);
  for (const Relation& r : sample.Judge(sample.AllPairs())) {
    EXPECT_GE(r.confidence, sample.threshold);
  }
  sample.threshold = 1'000;
  EXPECT_TRUE(sample.Judge(sample.AllPairs()).empty());
}

TEST(JudgeRewrites, GivesTheSameForAnyNumberOfThreads) {
  Sample sample(0);
  for (uint64_t seed = 2; seed < 20; ++seed) {
    const Sample more(2, seed);
    sample.stories.insert(sample.stories.end(), more.stories.begin(), more.stories.end());
  }
  sample.groups.resize(sample.stories.size());
  for (Ordinal i = 0; i < sample.groups.size(); ++i) sample.groups[i] = i;
  const auto judge = [&](int threads) {
    return tbb::task_arena(threads).execute(
        [&] { return Describe(sample.Judge(sample.AllPairs())); });
  };
  const std::string one = judge(1);
  EXPECT_GT(std::count(one.begin(), one.end(), '\n'), 20);
  EXPECT_EQ(judge(4), one);
}

TEST(JudgeRewrites, TellsHowFarItIsAndStopsWhenTold) {
  Sample sample(20);
  const std::vector<CandidatePair> pairs = sample.AllPairs();
  uint64_t done = 0, found = 0, calls = 0;
  sample.progress = [&](uint64_t p, uint64_t r) {
    EXPECT_GE(p, done);
    EXPECT_GE(r, found);
    done = p;
    found = r;
    ++calls;
    return true;
  };
  EXPECT_GE(sample.Judge(pairs).size(), 2u);
  EXPECT_EQ(done, pairs.size());
  EXPECT_GE(found, 2u);
  for (uint64_t stop = calls; stop > 0; --stop) {
    uint64_t left = stop;
    sample.progress = [&left](uint64_t, uint64_t) { return --left > 0; };
    EXPECT_EQ(sample.Try(pairs).status().code(), absl::StatusCode::kCancelled) << stop;
    EXPECT_EQ(left, 0u) << "asked again after a refusal";
  }
}

// --- two texts alone, and the engine ---

std::map<std::string, Story> Families() {
  std::map<std::string, Story> families;
  auto reader = ArticleReader::Open({NEWSPRINT_SOURCE_DIR "/corpus/families.jsonl"}, {});
  EXPECT_TRUE(reader.ok());
  Engine engine{Options()};
  EXPECT_TRUE(engine.Read(reader->get()).ok());
  for (const Article& a : engine.articles()) {
    families[std::string(a.id)] = {.text = std::string(a.text)};
  }
  return families;
}

// The pairs of corpus/pairs.tsv with this label.
std::vector<Pair> LabelledPairs(const std::string& label) {
  const std::map<std::string, Story> families = Families();
  std::ifstream file(NEWSPRINT_SOURCE_DIR "/corpus/pairs.tsv");
  std::vector<Pair> pairs;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    if (fields[2] == label) pairs.emplace_back(families.at(fields[0]), families.at(fields[1]));
  }
  EXPECT_FALSE(pairs.empty());
  return pairs;
}

TEST(Judge, FindsRewritesInTwoTextsAlone) {
  for (const std::string label : {"spun", "condensed"}) {
    const std::vector<Pair> pairs = LabelledPairs(label);
    const auto found = std::count_if(pairs.begin(), pairs.end(),
                                     [&](const Pair& pair) { return pair.Kind() == label; });
    EXPECT_GE(static_cast<size_t>(found) * 10, pairs.size() * 8) << label;
  }
}

TEST(Judge, FindsTheSameWhicheverTextComesFirst) {
  const std::vector<Pair> pairs = LabelledPairs("condensed");
  for (const Pair& pair : pairs) EXPECT_EQ(Pair(pair.b, pair.a).Kind(), pair.Kind());
}

TEST(Judge, LeavesRewritesOutWhenTold) {
  JudgeOptions options;
  options.rewrites = false;
  for (const std::string label : {"spun", "condensed"}) {
    for (const Pair& pair : LabelledPairs(label)) {
      const std::string kind = pair.Kind(options);
      EXPECT_TRUE(kind != "spun" && kind != "condensed") << kind;
    }
  }
}

TEST(Engine, LooksForRewritesUnlessTold) {
  const Sample sample(30);
  for (const bool rewrites : {true, false}) {
    Options options;
    options.rewrites = rewrites;
    Engine engine(options);
    ASSERT_TRUE(engine.Add(BatchOf(sample.stories)).ok());
    const auto first = engine.Run(), again = engine.Run();
    ASSERT_TRUE(first.ok() && again.ok());
    EXPECT_EQ(LinksOf(first->relations), (rewrites ? Links{{0, 1}, {0, 2}} : Links()));
    EXPECT_EQ(Describe(again->relations), Describe(first->relations));
    EXPECT_EQ(first->summary.rewrites_judged > 0, rewrites);
  }
}

}  // namespace
}  // namespace newsprint
