// Candidates of rewrites, measured: which labelled pairs the index proposes, how many pairs an
// article of a haystack gets by chance, and what the index weighs, for several choices of keys.
//
//   candidates_quality HAYSTACK.jsonl LIMIT [SET.jsonl PAIRS.tsv]...
//
// The articles of the sets are added to LIMIT articles of the haystack, evenly spread (0 = none of
// them). PAIRS.tsv has a header line and `a b label` in each line. Prints Markdown.
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
  bool quoted;
  bool name;  // a capital, a number; anything in a text without capitals
};

// What of an article decides its keys.
using RareStems = std::vector<RareStem>;

enum class Pairs { kAll, kUnquoted, kOneName, kNames };

struct Choice {
  uint32_t window;
  uint32_t sampling;
  Pairs pairs = Pairs::kAll;
};

constexpr Choice kChoices[] = {{2, 2},
                               {3, 2},
                               {4, 2},
                               {3, 4},
                               {4, 4},
                               {3, 8},
                               {3, 2, Pairs::kUnquoted},
                               {3, 4, Pairs::kUnquoted},
                               {2, 1, Pairs::kOneName},
                               {3, 2, Pairs::kOneName},
                               {2, 1, Pairs::kNames},
                               {3, 1, Pairs::kNames},
                               {4, 2, Pairs::kNames}};
constexpr const char* kPairsNames[] = {"", ", unquoted", ", with a name", ", names"};
constexpr double kWanted[] = {1, 2, 3};  // candidates an article

struct Corpus {
  std::vector<RareStems> articles;
  std::unordered_map<std::string, Ordinal> by_id;
  size_t haystack = 0;  // the first so many
  std::map<std::string, std::vector<std::pair<Ordinal, Ordinal>>> labelled;
};

RareStems StemsOf(const Article& article) {
  static StemCache cache;
  static Stems stems;
  static Text text;
  AnalyzeText(article, &text);
  StemStory(article, text, &cache, &stems);
  const bool capitals = std::any_of(text.story.begin(), text.story.end(), [](uint32_t token) {
    return (text.tokens[token].flags & kTokenCapital) != 0;
  });
  RareStems rare;
  for (size_t i = 0; i < text.story.size(); ++i) {
    if (stems.idf[i] < kRareIdf) continue;
    const uint32_t flags = text.tokens[text.story[i]].flags;
    rare.push_back({stems.hash[i], (flags & kTokenQuoted) != 0,
                    !capitals || (flags & (kTokenCapital | kTokenNumber | kTokenUnspaced)) != 0});
  }
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
      corpus->articles.push_back(StemsOf(article));
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

void AppendKeys(const RareStems& stems, const Choice& choice, FingerprintBatch* batch) {
  RareStems rare;
  for (const RareStem& stem : stems) {
    if (choice.pairs == Pairs::kUnquoted && stem.quoted) continue;
    if (choice.pairs == Pairs::kNames && !stem.name) continue;
    rare.push_back(stem);
  }
  const size_t begin = batch->skip.size();
  for (size_t i = 0; i < rare.size(); ++i) {
    for (size_t j = i + 1; j < rare.size() && j <= i + choice.window; ++j) {
      const uint64_t key = SkipKey(rare[i].hash, rare[j].hash);
      if (choice.pairs == Pairs::kOneName && !rare[i].name && !rare[j].name) continue;
      if (rare[i].hash == rare[j].hash || key > UINT64_MAX / choice.sampling) continue;
      batch->skip.push_back(key * choice.sampling / kSkipSampling);  // as the index expects them
    }
  }
  const auto first = batch->skip.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(first, batch->skip.end());
  batch->skip.erase(std::unique(first, batch->skip.end()), batch->skip.end());
  batch->skip_begin.push_back(batch->skip.size());
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
  const size_t all = corpus.articles.size(), among = corpus.haystack ? corpus.haystack : all;
  size_t chance = 0;
  for (const CandidatePair& p : pairs) {
    if (p.evidence < least) continue;
    chance += p.b < among;
    evidence[{p.a, p.b}] = p.evidence;
  }
  const double keys = static_cast<double>(batch.skip.size()) / static_cast<double>(all);
  const std::string bits = least > 0 ? std::to_string(least / 16) : "default";
  std::printf("| %u%s | 1:%u | %.1f | %.0f | %s | %.2f |", choice.window,
              kPairsNames[static_cast<size_t>(choice.pairs)], choice.sampling, keys, 8 * keys,
              bits.c_str(), static_cast<double>(chance) / static_cast<double>(among));
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
  for (const RareStems& stems : corpus.articles) AppendKeys(stems, choice, &batch);
  batch.story_hash.assign(corpus.articles.size(), 1);
  std::vector<Ordinal> own(corpus.articles.size());
  std::iota(own.begin(), own.end(), 0);
  const CandidateInput input = {batch, own};
  const std::vector<CandidatePair> by_default = FindRewriteCandidates(input, {}).pairs;
  CandidateOptions any;  // by evidence alone
  any.min_rewrite_evidence = 1;
  any.max_rewrites = UINT32_MAX;
  const std::vector<CandidatePair> pairs = FindRewriteCandidates(input, any).pairs;
  PrintRow(corpus, choice, batch, by_default, 0);
  if (corpus.haystack == 0) return;
  for (const double wanted : kWanted) {
    PrintRow(corpus, choice, batch, pairs, ThresholdFor(wanted, pairs, corpus.haystack));
  }
}

int Run(int argc, char** argv) {
  if (argc < 3 || argc % 2 == 0) {
    std::fputs("candidates_quality HAYSTACK.jsonl LIMIT [SET.jsonl PAIRS.tsv]...\n", stderr);
    return 2;
  }
  Corpus corpus;
  ReadHaystack(argv[1], static_cast<size_t>(std::atoll(argv[2])), &corpus);
  for (int i = 3; i + 1 < argc; i += 2) {
    ReadArticles(argv[i], &corpus);
    ReadPairs(argv[i + 1], &corpus);
  }
  std::printf("| window | sampling | keys | bytes | least, bits | candidates |");
  for (const auto& [label, pairs] : corpus.labelled) std::printf(" %s |", label.c_str());
  std::printf("\n|---|---|--:|--:|--:|--:|");
  for (size_t i = 0; i < corpus.labelled.size(); ++i) std::printf("--:|");
  std::printf("\n");
  for (const Choice& choice : kChoices) Measure(corpus, choice);
  return 0;
}

}  // namespace
}  // namespace newsprint

int main(int argc, char** argv) { return newsprint::Run(argc, argv); }
