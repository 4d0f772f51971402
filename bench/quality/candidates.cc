// Candidates of rewrites, measured: which labelled pairs the index proposes, how many pairs an
// article of a haystack gets by chance, and what the index weighs, for several choices of keys.
//
//   candidates_quality [--default] HAYSTACK.jsonl LIMIT [SET.jsonl PAIRS.tsv]...
//
// With --default the library's own choice alone, for large corpora. The articles of the sets are
// added to LIMIT articles of the haystack, evenly spread (0 = none of them). PAIRS.tsv has a header
// line and `a b label` in each line. Prints Markdown.
#include "newsprint/candidates.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "newsprint/io.h"
#include "newsprint/stems.h"
#include "newsprint/text.h"
#include "sketch/skip_keys.h"

namespace newsprint {
namespace {

struct RareStem {
  uint64_t hash;
  uint16_t idf;
  bool quoted;
  bool name;  // a capital, a number; anything in a text whose capitals tell nothing
};

// What of an article decides its keys.
struct RareStems {
  std::vector<RareStem> stems;
  bool capitals_tell = false;
  std::vector<uint64_t> keys;  // of the library
};

constexpr uint16_t kPlainIdf = 2 * 256;  // the least that any choice pairs

enum class Pairs { kLibrary, kAll, kUnquoted, kOneName, kNames };

struct Choice {
  const char* name;
  Pairs pairs;
  uint32_t window;
  uint32_t sampling = 1;
  size_t most = SIZE_MAX;    // of these pairs, the smallest
  size_t enough = 0;         // filled up with pairs of any rare stems to so many
  uint16_t idf = kPlainIdf;  // and then with pairs of stems from this on
  size_t plain_enough = 0;   // to so many
};

constexpr Choice kChoices[] = {
    {"default", Pairs::kLibrary, kSkipStems, 1},
    {"all, 2, 1:2", Pairs::kAll, 2, 2},
    {"all, 3, 1:2", Pairs::kAll, 3, 2},
    {"all, 3, 1:4", Pairs::kAll, 3, 4},
    {"all, 3, 1:8", Pairs::kAll, 3, 8},
    {"all, 4, 1:4", Pairs::kAll, 4, 4},
    {"all, 3, 64 smallest", Pairs::kAll, 3, 1, 64},
    {"all, 3, 80 smallest", Pairs::kAll, 3, 1, 80},
    {"unquoted, 3, 1:4", Pairs::kUnquoted, 3, 4},
    {"with a name, 2", Pairs::kOneName, 2},
    {"with a name, 3, 1:2", Pairs::kOneName, 3, 2},
    {"names, 2", Pairs::kNames, 2},
    {"names, 3", Pairs::kNames, 3},
    {"names, 4, 1:2", Pairs::kNames, 4, 2},
    {"names, 3, 128 smallest", Pairs::kNames, 3, 1, 128},
    {"names, 3, 96 smallest", Pairs::kNames, 3, 1, 96},
    {"names, 2, 96 smallest, filled to 48", Pairs::kNames, 2, 1, 96, 48},
    {"names, 3, 80 smallest, filled to 48", Pairs::kNames, 3, 1, 80, 48},
    {"names, 2, 64 smallest, filled to 64", Pairs::kNames, 2, 1, 64, 64},
    {"names, 2, 80 smallest, filled to 60", Pairs::kNames, 2, 1, 80, 60},
    {"names, 2, 72, filled to 48, idf 3 to 60", Pairs::kNames, 2, 1, 72, 48, 3 * 256, 60},
    {"names, 2, 72, filled to 48, idf 2 to 60", Pairs::kNames, 2, 1, 72, 48, 2 * 256, 60},
    {"names, 2, 72, filled to 48, idf 2.5 to 60", Pairs::kNames, 2, 1, 72, 48, 640, 60},
    {"names, 2, 80, filled to 60, idf 2.5 to 80", Pairs::kNames, 2, 1, 80, 60, 640, 80},
    {"names, 2, 64, filled to 32, idf 2.5 to 62", Pairs::kNames, 2, 1, 64, 32, 640, 62},
    {"names, 2, 72, filled to 40, idf 2.5 to 60", Pairs::kNames, 2, 1, 72, 40, 640, 60}};
constexpr double kWanted[] = {1, 2, 3};  // candidates an article

struct Corpus {
  bool by_default = false;  // nothing but the library's keys is wanted
  std::vector<RareStems> articles;
  std::unordered_map<std::string, Ordinal> by_id;
  size_t haystack = 0;  // the first so many
  std::map<std::string, std::vector<std::pair<Ordinal, Ordinal>>> labelled;
};

RareStems StemsOf(const Article& article, bool keys_alone) {
  static StemCache cache;
  static Stems stems;
  static Text text;
  static SkipScratch scratch;
  AnalyzeText(article, &text);
  StemStory(article, text, &cache, &stems);
  RareStems rare;
  rare.capitals_tell = CapitalsTell(text);
  for (size_t i = 0; i < text.story.size() && !keys_alone; ++i) {
    if (stems.idf[i] < kPlainIdf) continue;
    const uint32_t flags = text.tokens[text.story[i]].flags;
    rare.stems.push_back({stems.hash[i], stems.idf[i], (flags & kTokenQuoted) != 0,
                          !rare.capitals_tell || (flags & (kTokenCapital | kTokenNumber)) != 0});
  }
  AppendSkipKeys(text, stems, &scratch, &rare.keys);
  return rare;
}

void ReadArticles(const std::string& path, Corpus* corpus) {
  auto reader = ArticleReader::Open({path}, {});
  if (!reader.ok()) std::exit(2);
  ArticleBatch batch;
  for (absl::StatusOr<bool> more = (*reader)->Next(&batch); more.ok() && *more;
       more = (*reader)->Next(&batch)) {
    for (const Article& article : batch.articles) {
      corpus->by_id[std::string(article.id)] = static_cast<Ordinal>(corpus->articles.size());
      corpus->articles.push_back(StemsOf(article, corpus->by_default));
    }
  }
}

void ReadHaystack(const std::string& path, size_t limit, Corpus* corpus) {
  if (limit > 0) ReadArticles(path, corpus);
  const size_t all = corpus->articles.size();
  limit = std::min(limit, all);
  for (size_t i = 0; i < limit; ++i) corpus->articles[i] = corpus->articles[i * all / limit];
  corpus->articles.resize(limit);
  corpus->by_id.clear();
  corpus->haystack = limit;
}

void ReadPairs(const std::string& path, Corpus* corpus) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string a, b, label;
    std::getline(fields, a, '\t') && std::getline(fields, b, '\t') &&
        std::getline(fields, label, '\t');
    const auto find_a = corpus->by_id.find(a), find_b = corpus->by_id.find(b);
    if (find_a == corpus->by_id.end() || find_b == corpus->by_id.end()) continue;
    corpus->labelled[label].push_back(std::minmax(find_a->second, find_b->second));
  }
}

using Keys = std::vector<uint64_t>;

Keys PairsOf(const std::vector<RareStem>& all, const Choice& choice, Pairs pairs,
             uint16_t idf = kRareIdf) {
  std::vector<RareStem> rare;
  for (const RareStem& stem : all) {
    if (stem.idf < idf) continue;
    if (pairs == Pairs::kUnquoted && stem.quoted) continue;
    if (pairs == Pairs::kNames && !stem.name) continue;
    rare.push_back(stem);
  }
  Keys keys;
  for (size_t i = 0; i < rare.size(); ++i) {
    for (size_t j = i + 1; j < rare.size() && j <= i + choice.window; ++j) {
      const uint64_t key = SkipKey(rare[i].hash, rare[j].hash);
      if (pairs == Pairs::kOneName && !rare[i].name && !rare[j].name) continue;
      if (rare[i].hash != rare[j].hash && key <= UINT64_MAX / choice.sampling) keys.push_back(key);
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

void FillUp(const Keys& from, size_t enough, Keys* keys) {
  if (keys->size() >= enough) return;
  Keys more;
  std::ranges::set_difference(from, *keys, std::back_inserter(more));
  more.resize(std::min(more.size(), enough - keys->size()));
  keys->insert(keys->end(), more.begin(), more.end());
  std::sort(keys->begin(), keys->end());
}

Keys KeysOf(const RareStems& rare, const Choice& choice) {
  if (choice.pairs == Pairs::kLibrary) return rare.keys;
  Keys keys = PairsOf(rare.stems, choice, choice.pairs);
  const size_t most = rare.capitals_tell ? choice.most : std::max<size_t>(choice.most, 192);
  keys.resize(std::min(keys.size(), most));
  FillUp(PairsOf(rare.stems, choice, Pairs::kAll), choice.enough, &keys);
  FillUp(PairsOf(rare.stems, choice, Pairs::kAll, choice.idf), choice.plain_enough, &keys);
  return keys;
}

// The least evidence that leaves `wanted` candidates an article of the haystack.
uint32_t ThresholdFor(double wanted, const std::vector<CandidatePair>& pairs, size_t haystack) {
  std::vector<uint32_t> evidence;
  for (const CandidatePair& p : pairs) {
    if (p.b < haystack) evidence.push_back(p.evidence);
  }
  const size_t keep = static_cast<size_t>(wanted * static_cast<double>(haystack));
  if (keep >= evidence.size()) return 1;
  std::nth_element(evidence.begin(), evidence.begin() + static_cast<std::ptrdiff_t>(keep),
                   evidence.end(), std::greater<>());
  return evidence[keep] + 1;
}

void PrintRow(const Corpus& corpus, const Choice& choice, const FingerprintBatch& batch,
              const std::vector<CandidatePair>& pairs, uint32_t least) {
  std::map<std::pair<Ordinal, Ordinal>, uint32_t> evidence;
  const size_t among = corpus.haystack ? corpus.haystack : corpus.articles.size();
  size_t chance = 0;
  for (const CandidatePair& p : pairs) {
    if (p.evidence < least) continue;
    chance += p.b < among;
    evidence[{p.a, p.b}] = p.evidence;
  }
  const double keys = static_cast<double>(batch.skip_begin[among]) / static_cast<double>(among);
  const std::string bits = least > 0 ? std::to_string(least / 16) : "default";
  std::printf("| %s | %.1f | %.0f | %s | %.2f |", choice.name, keys, 8 * keys, bits.c_str(),
              static_cast<double>(chance) / static_cast<double>(among));
  for (const auto& [label, labelled] : corpus.labelled) {
    const auto found = std::count_if(labelled.begin(), labelled.end(),
                                     [&](const auto& pair) { return evidence.contains(pair); });
    std::printf(" %ld/%zu |", static_cast<long>(found), labelled.size());
  }
  std::printf("\n");
}

void Measure(const Corpus& corpus, const Choice& choice) {
  FingerprintBatch batch;
  batch.skip_begin.push_back(0);
  for (const RareStems& stems : corpus.articles) {
    const Keys keys = KeysOf(stems, choice);
    batch.skip.insert(batch.skip.end(), keys.begin(), keys.end());
    batch.skip_begin.push_back(batch.skip.size());
  }
  batch.story_hash.assign(corpus.articles.size(), 1);
  std::vector<Ordinal> own(corpus.articles.size());
  std::iota(own.begin(), own.end(), 0);
  const CandidateInput input = {batch, own};
  PrintRow(corpus, choice, batch, FindRewriteCandidates(input, {}).pairs, 0);
  if (corpus.haystack == 0 || corpus.by_default || choice.pairs != Pairs::kLibrary) return;
  CandidateOptions any;  // by evidence alone
  any.min_rewrite_evidence = 1;
  any.max_rewrites = UINT32_MAX;
  const std::vector<CandidatePair> pairs = FindRewriteCandidates(input, any).pairs;
  for (const double wanted : kWanted) {
    PrintRow(corpus, choice, batch, pairs, ThresholdFor(wanted, pairs, corpus.haystack));
  }
}

int Run(int argc, char** argv) {
  Corpus corpus;
  corpus.by_default = argc > 1 && std::string_view(argv[1]) == "--default";
  if (corpus.by_default) --argc, ++argv;
  if (argc < 3 || argc % 2 == 0) {
    std::fputs("candidates_quality [--default] HAYSTACK.jsonl LIMIT [SET.jsonl PAIRS.tsv]...\n",
               stderr);
    return 2;
  }
  ReadHaystack(argv[1], static_cast<size_t>(std::atoll(argv[2])), &corpus);
  for (int i = 3; i + 1 < argc; i += 2) {
    ReadArticles(argv[i], &corpus);
    ReadPairs(argv[i + 1], &corpus);
  }
  std::printf("| keys | an article | bytes | least, bits | candidates |");
  for (const auto& [label, pairs] : corpus.labelled) std::printf(" %s |", label.c_str());
  std::printf("\n|---|--:|--:|--:|--:|");
  for (size_t i = 0; i < corpus.labelled.size(); ++i) std::printf("--:|");
  std::printf("\n");
  for (const Choice& choice : kChoices) {
    if (!corpus.by_default || choice.pairs == Pairs::kLibrary) Measure(corpus, choice);
  }
  return 0;
}

}  // namespace
}  // namespace newsprint

int main(int argc, char** argv) { return newsprint::Run(argc, argv); }
