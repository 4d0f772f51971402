// Files of a working folder: what comes back is what was put there, whatever happened in between.
#include <algorithm>
#include <filesystem>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "candidates/search.h"
#include "gtest/gtest.h"
#include "spool/content_codec.h"
#include "spool/corpus_spool.h"
#include "spool/key_file.h"
#include "spool/manifest.h"
#include "spool/range_spill.h"
#include "spool/records.h"
#include "spool/spill.h"
#include "spool/stage_files.h"
#include "temp_folder.h"
#include "testing_articles.h"
#include "testing_batch.h"
#include "testing_content.h"

namespace newsprint {
namespace {

std::vector<Story> SomeStories(size_t count) {
  Writer writer(1);
  std::vector<Story> stories;
  for (size_t i = 0; i < count; ++i) {
    stories.push_back({.text = TextOf(writer.Story(1 + i % 9)),
                       .source = absl::StrCat("House ", i % 7),
                       .url = i % 3 == 0 ? "https://www.example.com/x" : "",
                       .published = i % 5 == 0 ? "" : "2025-07-11T10:00:00Z",
                       .title = "A title"});
  }
  stories.push_back({.text = ""});
  stories.push_back({.text = std::string(300'000, 'x') + std::string("\0\n\xC3\xA9", 4)});
  return stories;
}

void ExpectSame(const Article& x, const Article& y) {
  EXPECT_EQ(x.id, y.id);
  EXPECT_EQ(x.text, y.text);
  EXPECT_EQ(x.title, y.title);
  EXPECT_EQ(x.source, y.source);
  EXPECT_EQ(x.url, y.url);
  EXPECT_EQ(x.byline, y.byline);
  EXPECT_EQ(x.language, y.language);
  EXPECT_EQ(x.published.seconds, y.published.seconds);
  EXPECT_EQ(x.published.day, y.published.day);
  EXPECT_EQ(x.published.resolution, y.published.resolution);
}

TEST(ArticleCodec, GivesArticlesBack) {
  const ArticleBatch batch = BatchOf(SomeStories(100));
  for (const bool trained : {false, true}) {
    ArticleCodec codec;
    if (trained) codec.UseDictionary(ArticleCodec::Train(batch.articles));
    for (const Article& article : batch.articles) {
      std::string record;
      codec.Encode(article, &record);
      Arena arena;
      Article back;
      ASSERT_TRUE(codec.Decode(record, &arena, &back));
      ExpectSame(back, article);
    }
  }
}

TEST(ArticleCodec, RefusesDamagedRecords) {
  const ArticleBatch batch = BatchOf(SomeStories(1));
  ArticleCodec codec;
  std::string record;
  codec.Encode(batch.articles[0], &record);
  for (const std::string& damaged : {std::string(), record.substr(0, record.size() / 2)}) {
    Arena arena;
    Article back;
    EXPECT_FALSE(codec.Decode(damaged, &arena, &back));
  }
}

// Stems that come again and again, nearby and far away, and others that come once; some in pairs of
// characters, some common in the background.
ContentBatch SomeContent(int rows, Random* random) {
  ContentBatch batch;
  for (int i = 0; i < rows; ++i) {
    ContentStems row(random->Below(i == 0 ? 1 : 300));
    for (ContentStem& s : row) {
      s.stem = static_cast<uint32_t>(HashOf(random->Below(random->Below(2) == 0 ? 100 : 100'000)));
    }
    SetOut(&row, random);
    uint32_t more = 0;
    for (ContentStem& s : row) {
      if (random->Below(4) == 0) s.flags |= kContentPair;
      if (random->Below(9) == 0) more += random->Below(300);
      s.place = static_cast<uint16_t>(s.place + more);
    }
    AddContent(row, &batch);
  }
  for (size_t k = 0; k < batch.stems.size(); ++k) {
    if (batch.stems[k].stem % 3 == 0) {
      batch.background[k] = static_cast<uint8_t>(batch.stems[k].stem % kRareWeight);
    }
  }
  return batch;
}

void ExpectSameButForWeights(const ContentBatch& back, const ContentBatch& batch) {
  EXPECT_EQ(back.begin, batch.begin);
  EXPECT_EQ(back.background, batch.background);
  EXPECT_EQ(back.by_stem, batch.by_stem);
  EXPECT_EQ(back.language, batch.language);
  ASSERT_EQ(back.stems.size(), batch.stems.size());
  for (size_t i = 0; i < batch.stems.size(); ++i) {
    ASSERT_EQ(back.stems[i].stem, batch.stems[i].stem) << i;
    ASSERT_EQ(back.stems[i].place, batch.stems[i].place) << i;
    ASSERT_EQ(back.stems[i].flags, batch.stems[i].flags) << i;
  }
}

TEST(ContentCodec, GivesContentBackButForItsWeights) {
  Random random(1);
  const ContentBatch batch = SomeContent(200, &random), other = SomeContent(50, &random);
  const std::string dictionaries[] = {"", ContentCodec::Learn(batch), ContentCodec::Learn(other),
                                      ContentCodec::Learn({})};
  std::vector<size_t> sizes;
  for (const std::string& dictionary : dictionaries) {
    ContentCodec codec;
    codec.UseDictionary(dictionary);
    ContentBatch back;
    size_t size = 0;
    for (size_t i = 0; i < batch.size(); ++i) {
      std::string record;
      codec.Encode(batch, i, &record);
      codec.Decode(record, &back);
      size += record.size();
    }
    ExpectSameButForWeights(back, batch);
    sizes.push_back(size);
  }
  EXPECT_LT(sizes[1], sizes[2]);
  EXPECT_LT(sizes[2], sizes[0]);
  EXPECT_LT(sizes[0], batch.stems.size() * 7);
}

TEST(ContentCodec, GivesSomeRowOfDamagedBytes) {
  Random random(2);
  const ContentBatch batch = SomeContent(20, &random);
  ContentCodec codec;
  codec.UseDictionary(ContentCodec::Learn(batch).substr(0, 500));
  for (size_t i = 0; i < batch.size(); ++i) {
    std::string record;
    codec.Encode(batch, i, &record);
    for (int round = 0; round < 200; ++round) {
      std::string damaged =
          record.substr(0, random.Below(static_cast<uint32_t>(record.size()) + 1));
      for (char& byte : damaged) {
        if (random.Below(10) == 0) byte = static_cast<char>(random.Below(256));
      }
      ContentBatch back;
      codec.Decode(damaged, &back);
      ASSERT_EQ(back.size(), 1u);
      ASSERT_EQ(back.background.size(), back.stems.size());
      ASSERT_EQ(back.by_stem.size(), back.stems.size());
      for (const uint8_t weight : back.background) ASSERT_LE(weight, kRareWeight);
    }
  }
}

TEST(KeyPieces, GivesKeysBackByArticle) {
  Random random(4);
  KeyPieces pieces(3, 6);
  std::vector<std::pair<Ordinal, uint64_t>> expected[3], found[3];
  for (Ordinal article = 0; article < 500; ++article) {
    for (uint32_t k = article % 50 == 7 ? 40 : random.Below(4); k > 0; --k) {
      const uint32_t slice = random.Below(2);  // the last one stays empty
      const uint64_t key = HashOf(random.Below(1'000)) >> 16;
      pieces.Add(slice, article, key);
      expected[slice].push_back({9'000 + article, key});
    }
  }
  const std::vector<std::string> bytes = pieces.Take();
  for (size_t slice = 0; slice < 3; ++slice) {
    KeyPieces::ForEach(bytes[slice], 9'000, 6, [&](Ordinal article, uint64_t key) {
      found[slice].push_back({article, key});
    });
    EXPECT_EQ(found[slice], expected[slice]);
  }
}

TEST(Relation, ComesBackWhole) {
  Relation r;
  r.a = 3, r.b = 4'000'000'000;
  r.kind = Kind::kSpun;
  r.direction = Direction::kBToA;
  r.confidence = 871;
  r.scores = {1, 2, 3, 4, 5, 6, 7, 1000};
  r.null = {12, 345, Null::Source::kBlended};
  r.passages = {{{10, 20}, {500, 520}, Passage::Class::kVerbatim},
                {{25, 90}, {0, 70}, Passage::Class::kMoved}};
  r.credits = {{true, {Credit::Kind::kDateline, "Reuters", {0, 9}}}};
  r.direction_evidence = {{DirectionEvidence::Kind::kTime, Direction::kAToB}};
  std::string record, again;
  EncodeRelation(r, &record);
  const Relation back = DecodeRelation(record);
  EncodeRelation(back, &again);
  EXPECT_EQ(again, record);
  EXPECT_EQ(back.b, r.b);
  EXPECT_EQ(back.passages[1].b, r.passages[1].b);
  EXPECT_EQ(back.credits[0].credit.name, "Reuters");
  EXPECT_EQ(back.direction_evidence[0].says, Direction::kAToB);
  for (size_t cut = 0; cut < record.size(); ++cut) DecodeRelation(record.substr(0, cut));
}

// A batch whose articles have texts, too.
struct Sample {
  Sample() {
    Random random(3);
    stories = SomeStories(498);
    batch = BatchOf(stories);
    fingerprints = RandomBatch({500, 60, 60, 20, 50}, &random);
    fingerprints.skip_begin = {0};
    for (size_t i = 0; i < 500; ++i) {
      std::vector<uint64_t> skips;
      for (int k = 0; k < 30; ++k) skips.push_back(HashOf(random.Below(2'000)) >> 4);
      SortUnique(&skips);
      fingerprints.skip.insert(fingerprints.skip.end(), skips.begin(), skips.end());
      fingerprints.skip_begin.push_back(fingerprints.skip.size());
      AddContent({}, &content);
    }
  }

  std::vector<Story> stories;
  ArticleBatch batch;
  FingerprintBatch fingerprints;
  ContentBatch content;
};

CorpusSpool::Setup SetupOf(const TempFolder& folder, size_t memory, SpoolErrors* errors) {
  return {.folder = folder.Path(""),
          .memory = memory,
          .since = INT64_MIN,
          .until = INT64_MAX,
          .errors = errors};
}

// All groups, each as "key holders" would say it.
std::vector<std::vector<Ordinal>> GroupsOf(const KeySource& keys) {
  std::vector<Ordinal> own(keys.articles());
  for (Ordinal i = 0; i < own.size(); ++i) own[i] = i;
  const CandidateOptions options;
  const SearchInput input = {keys, own, {}, {}, options};
  const RewriteSearch search(input);
  std::vector<std::vector<Ordinal>> all;
  const auto add = [&](const Groups& groups) {
    for (const Groups::Group& group : groups.groups) {
      const auto members = groups.MembersOf(group);
      all.emplace_back(members.begin(), members.end());
      all.back().push_back(group.weight);
    }
  };
  std::vector<SharedRow> rows;
  for (size_t s = 0; s < keys.band_slices(); ++s) add(BandGroups(input, s));
  for (size_t s = 0; s < keys.posting_slices(); ++s) add(PostingGroups(input, s, &rows));
  for (size_t s = 0; s < keys.skip_slices(); ++s) add(search.SkipGroups(s));
  SortRows(&rows);
  for (const SharedRow& row : rows) all.push_back({row.article, row.prose, row.quoted});
  std::sort(all.begin(), all.end());
  return all;
}

TEST(CorpusSpool, HasTheKeysAndArticlesOfTheBatch) {
  const Sample sample;
  const auto expected = GroupsOf(BatchKeys(sample.fingerprints));
  for (const size_t memory : {size_t{1} << 30, size_t{4'000}}) {  // slices whole, and in parts
    const TempFolder folder;
    SpoolErrors errors;
    CorpusSpool spool(SetupOf(folder, memory, &errors), {});
    spool.Append(sample.batch.articles, sample.fingerprints, sample.content);
    spool.FinishAppending();
    EXPECT_EQ(spool.band_slices() == kBands, memory > 4'000);
    EXPECT_EQ(GroupsOf(spool), expected);
    std::vector<Arena> arenas;
    const std::vector<Ordinal> some = {0, 7, 300, 499};
    const ArticleBatch loaded = spool.LoadArticles(some, &arenas);
    for (size_t i = 0; i < some.size(); ++i) {
      ExpectSame(loaded.articles[i], sample.batch.articles[some[i]]);
    }
    EXPECT_TRUE(errors.ok()) << errors.Get();
  }
}

TEST(CorpusSpool, TakesOverWholeChunks) {
  const Sample sample;
  const TempFolder folder;
  SpoolErrors errors;
  CorpusSpool::Files files;
  {
    CorpusSpool spool(SetupOf(folder, 1 << 20, &errors), {});
    spool.Append(sample.batch.articles, sample.fingerprints, sample.content);
    files = spool.files();
    spool.Append(sample.batch.articles, sample.fingerprints, sample.content);
  }
  CorpusSpool spool(SetupOf(folder, 1 << 20, &errors), files);
  spool.FinishAppending();
  EXPECT_EQ(spool.articles(), 500u);
  EXPECT_EQ(GroupsOf(spool), GroupsOf(BatchKeys(sample.fingerprints)));
  EXPECT_TRUE(errors.ok()) << errors.Get();
}

// Its dictionaries are in the folder, too.
TEST(CorpusSpool, HasContentAlsoWhenItIsTakenOver) {
  Sample sample;
  Random random(8);
  sample.content = SomeContent(500, &random);
  const TempFolder folder;
  SpoolErrors errors;
  CorpusSpool::Files files;
  {
    CorpusSpool spool(SetupOf(folder, 1 << 20, &errors), {});
    spool.Append(sample.batch.articles, sample.fingerprints, sample.content);
    files = spool.files();
  }
  CorpusSpool spool(SetupOf(folder, 1 << 20, &errors), files);
  spool.Append(sample.batch.articles, sample.fingerprints, sample.content);
  spool.FinishAppending();
  std::vector<Ordinal> all(1'000);
  std::iota(all.begin(), all.end(), 0);
  ContentBatch twice;
  twice.Append(sample.content);
  twice.Append(sample.content);
  ExpectSameButForWeights(spool.LoadContent(all), twice);
  EXPECT_TRUE(errors.ok()) << errors.Get();
}

TEST(Spill, GivesEachRangeWhatItsArticlesLookAt) {
  Random random(5);
  constexpr Ordinal kArticles = 1'000;
  Groups groups;
  CandidateOptions options;
  options.max_bucket = 8;
  options.max_representatives = 3;
  for (int g = 0; g < 500; ++g) {
    std::vector<KeyEntry> entries;
    for (Ordinal i = random.Below(50); i < kArticles && entries.size() < 30;
         i += 1 + random.Below(300)) {
      entries.push_back({0, i});
    }
    if (entries.size() < 2) continue;
    const auto beyond = g % 2 == 0 ? Groups::Beyond::kFirst : Groups::Beyond::kNext;
    groups.Add(entries, g % 7 == 0 ? Groups::kBand : 100, beyond, options);
  }
  const TempFolder folder;
  SpoolErrors errors;
  Spill spill(folder.Path("groups"), kArticles, 130, &errors);
  spill.Add(groups);
  std::vector<CandidatePair> pairs;
  for (size_t range = 0; range < spill.ranges(); ++range) {
    const auto more = CountPairs(spill.ReadGroups(range), spill.Range(range), kArticles, 150);
    pairs.insert(pairs.end(), more.begin(), more.end());
  }
  EXPECT_EQ(pairs, CountPairs(groups, {0, kArticles}, kArticles, 150));
  EXPECT_TRUE(errors.ok());
}

TEST(Spill, GivesTheRowsOfEachRangeInOrder) {
  Random random(6);
  constexpr Ordinal kArticles = 200'000;
  for (const size_t range_size : {size_t{1}, size_t{300}, size_t{70'000}}) {
    const Ordinal articles = range_size == 1 ? 20 : kArticles;
    const TempFolder folder;
    SpoolErrors errors;
    Spill spill(folder.Path("rows"), articles, range_size, &errors);
    std::vector<std::vector<SharedRow>> expected(spill.ranges());
    for (int add = 0; add < 5; ++add) {
      std::vector<SharedRow> rows;
      for (int i = 0; i < 2'000; ++i) {
        const auto count = [&](uint32_t usual) {
          return static_cast<uint16_t>(random.Below(random.Below(9) == 0 ? UINT16_MAX : usual));
        };
        rows.push_back({random.Below(articles), count(20), count(4), count(4),
                        HashOf(random.Below(1'500) * 5 + static_cast<uint32_t>(add)) >> 3});
      }
      std::sort(rows.begin(), rows.end(), [](const SharedRow& x, const SharedRow& y) {
        return x.key != y.key ? x.key < y.key : x.article < y.article;
      });
      rows.erase(std::unique(rows.begin(), rows.end(),
                             [](const SharedRow& x, const SharedRow& y) {
                               return x.key == y.key && x.article == y.article;
                             }),
                 rows.end());
      spill.Add(rows);
      for (const SharedRow& row : rows) expected[row.article / range_size].push_back(row);
    }
    for (size_t range = 0; range < spill.ranges(); ++range) {
      SortRows(&expected[range]);
      const std::vector<SharedRow> found = spill.ReadRows(range);
      ASSERT_EQ(found.size(), expected[range].size());
      for (size_t i = 0; i < found.size(); ++i) {
        const SharedRow &x = found[i], &y = expected[range][i];
        ASSERT_TRUE(x.article == y.article && x.prose == y.prose && x.quoted == y.quoted &&
                    x.house == y.house && x.key == y.key);
      }
    }
    EXPECT_TRUE(errors.ok());
  }
}

TEST(Manifest, ForgetsALineThatWasCut) {
  const TempFolder folder;
  const std::string path = folder.Path("work");
  {
    Manifest manifest;
    ASSERT_TRUE(manifest.Open(path, "one run").ok());
    manifest.Add("read", {1, 2});
    manifest.Add("read", {3, 4});
  }
  const std::string text = TempFolder::Read(path + "/manifest");
  folder.Write("work/manifest", text.substr(0, text.size() - 1));
  Manifest manifest;
  ASSERT_TRUE(manifest.Open(path, "one run").ok());
  ASSERT_EQ(manifest.lines().size(), 2u);  // one that it made the folder
  EXPECT_EQ(manifest.Last("read")->numbers, (std::vector<uint64_t>{1, 2}));
  EXPECT_EQ(manifest.Last("judged"), nullptr);
}

TEST(Manifest, RefusesAnotherRunAndOtherFiles) {
  const TempFolder folder;
  const std::string path = folder.Path("work");
  ASSERT_TRUE(Manifest().Open(path, "one run").ok());
  EXPECT_EQ(Manifest().Open(path, "another").code(), absl::StatusCode::kFailedPrecondition);
  folder.Write("mine/photo.jpg", "x");
  EXPECT_EQ(Manifest().Open(folder.Path("mine"), "one run").code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(Manifest().Open(folder.Write("file", "x"), "one run").ok());
}

TEST(Manifest, RemovesTheSpillsOfARunThatWasKilled) {
  const TempFolder folder;
  const std::string path = folder.Path("work");
  ASSERT_TRUE(Manifest().Open(path, "one run").ok());
  folder.Write("work/groups-7.spill", "x");
  folder.Write("work/pairs.partial", "x");
  Manifest manifest;
  ASSERT_TRUE(manifest.Open(path, "one run").ok());
  EXPECT_FALSE(std::filesystem::exists(path + "/groups-7.spill"));
  EXPECT_TRUE(std::filesystem::exists(path + "/pairs.partial"));
}

TEST(RangeSpill, GivesTheRowsOfARangeInOrder) {
  const TempFolder folder;
  SpoolErrors errors;
  Random random(11);
  RangeSpill<Offer> spill(folder.Path("offers"), 1'000, 130, &errors);
  std::vector<std::vector<uint32_t>> expected(8), found;
  for (uint32_t i = 0; i < 20'000; ++i) {
    const Ordinal article = random.Below(1'000);
    spill.Add(article, {article, i, 1});
    expected[article / 130].push_back(i);
  }
  ASSERT_EQ(spill.ranges(), 8u);
  for (size_t range = 0; range < spill.ranges(); ++range) {
    found.emplace_back();
    for (const Offer& offer : spill.Take(range)) found.back().push_back(offer.other);
  }
  EXPECT_EQ(found, expected);
  EXPECT_TRUE(errors.ok());
}

TEST(PairFile, GivesPairsBackInPieces) {
  const TempFolder folder;
  SpoolErrors errors;
  PairFile file(SpoolFile::Open(folder.Path("pairs"), {}, &errors));
  std::vector<CandidatePair> pairs, found;
  for (Ordinal i = 0; i < 5'000; ++i) pairs.push_back({i, i + 7, i * 3, i % 2 == 0});
  file.Append(pairs);
  file.Finish();
  while (found.size() < file.pairs()) {
    const std::vector<CandidatePair> some = file.Read(found.size(), 999);
    found.insert(found.end(), some.begin(), some.end());
  }
  EXPECT_EQ(found, pairs);
}

// A file is called what it is when it is finished; what was kept of it comes back, and is refused
// when a byte of it is another, or is missing.
TEST(SpoolFile, IsTakenUpAgainAsItWasLeft) {
  const TempFolder folder;
  const std::string path = folder.Path("file");
  Kept kept;
  {
    SpoolErrors errors;
    SpoolFile file = SpoolFile::Open(path, {}, &errors);
    file.Append("one");
    file.Flush();
    kept = file.kept();
    file.Append("two");
    file.Flush();
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  for (const bool finish : {true, false}) {
    SpoolErrors errors;
    SpoolFile file = SpoolFile::Open(path, kept, &errors);
    EXPECT_EQ(file.size(), 3u);
    file.Append("more");
    if (finish) file.Finish();
    EXPECT_TRUE(errors.ok()) << errors.Get();
    EXPECT_EQ(std::filesystem::exists(path), finish);
  }
  for (const char* damaged : {"onE", "on"}) {
    folder.Write("file.partial", damaged);
    SpoolErrors errors;
    SpoolFile::Open(path, kept, &errors);
    EXPECT_EQ(errors.Get().code(), absl::StatusCode::kDataLoss);
  }
}

TEST(SpoolFile, SaysOnceWhatWentWrong) {
  SpoolErrors errors;
  SpoolFile file = SpoolFile::Open("/nonexistent/folder/file", {}, &errors);
  file.Append("x");
  file.Flush();
  EXPECT_EQ(file.Read(0, 3), std::string(3, '\0'));
  EXPECT_FALSE(errors.ok());
  EXPECT_NE(errors.Get().message().find("/nonexistent/folder/file: cannot open"),
            std::string::npos);
}

}  // namespace
}  // namespace newsprint
