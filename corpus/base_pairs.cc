// Sorting instead of hashing. Runs: the hash of every 12 words, one slice of the hash values at a
// time, so that 37,000 articles need no more memory than 131; exact. Containment: sampled 5-word
// shingles (hash-sampled, hence fair to every length) propose pairs, whole shingle sets decide.
#include "base_pairs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "random.h"
#include "truth.h"

namespace newsprint::corpus {
namespace {

constexpr size_t kRun = 12;
constexpr size_t kShingle = 5;
constexpr double kLeastContainment = .02;
constexpr uint64_t kPostingsAtOnce = 8'000'000;
// More members than this are listed as a group: their pairs would fill the page.
constexpr size_t kMostMembersInPairs = 8;
// A shingle of more articles is a phrase of the language, not evidence of a pair.
constexpr size_t kMostArticlesOfShingle = 64;

struct Posting {
  uint64_t hash;
  uint32_t article;

  friend auto operator<=>(const Posting&, const Posting&) = default;
};

std::vector<uint64_t> Tokens(const BaseArticle& article) {
  std::vector<uint64_t> tokens;
  for (const Item item : article.text) {
    if (item.is_word()) tokens.push_back(Mix(item.word().entry));
  }
  return tokens;
}

// Calls visit(hash) for every `n` tokens in a row; polynomial rolling hash, finalised.
template <typename Visit>
void ForEachRun(const std::vector<uint64_t>& tokens, size_t n, Visit visit) {
  constexpr uint64_t kFactor = 0x9E3779B97F4A7C15ull;
  uint64_t hash = 0, oldest = 1;
  for (size_t i = 1; i < n; ++i) oldest *= kFactor;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (i >= n) hash -= tokens[i - n] * oldest;
    hash = hash * kFactor + tokens[i];
    if (i + 1 >= n) visit(Mix(hash));
  }
}

// Calls visit(members) with the distinct articles of every hash that has at least two.
template <typename Visit>
void ForEachSharedHash(std::vector<Posting>* postings, Visit visit) {
  std::sort(postings->begin(), postings->end());
  postings->erase(std::unique(postings->begin(), postings->end()), postings->end());
  std::vector<uint32_t> members;
  for (size_t begin = 0, end; begin < postings->size(); begin = end) {
    members.clear();
    for (end = begin; end < postings->size() && (*postings)[end].hash == (*postings)[begin].hash;
         ++end) {
      members.push_back((*postings)[end].article);
    }
    if (members.size() > 1) visit(members);
  }
}

using PairKey = uint64_t;  // smaller index first

void AppendPairs(const std::vector<uint32_t>& members, std::vector<PairKey>* keys) {
  for (size_t i = 0; i < members.size(); ++i) {
    for (size_t k = i + 1; k < members.size(); ++k) {
      keys->push_back(PairKey{members[i]} << 32 | members[k]);
    }
  }
}

void SortUnique(std::vector<PairKey>* keys) {
  std::sort(keys->begin(), keys->end());
  keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
}

void FindRuns(const Base& base, uint64_t tokens, std::vector<PairKey>* keys,
              std::set<std::vector<uint32_t>>* groups) {
  const uint64_t slices = tokens / kPostingsAtOnce + 1;
  std::vector<Posting> postings;
  for (uint64_t slice = 0; slice < slices; ++slice) {
    postings.clear();
    for (uint32_t i = 0; i < base.articles().size(); ++i) {
      ForEachRun(Tokens(base.articles()[i]), kRun, [&](uint64_t hash) {
        if (hash % slices == slice) postings.push_back({hash, i});
      });
    }
    ForEachSharedHash(&postings, [&](const std::vector<uint32_t>& members) {
      if (members.size() > kMostMembersInPairs) {
        groups->insert(members);
      } else {
        AppendPairs(members, keys);
      }
    });
    SortUnique(keys);
  }
}

std::vector<uint64_t> ShinglesOf(const Base& base, uint32_t article) {
  std::vector<uint64_t> shingles;
  ForEachRun(Tokens(base.articles()[article]), kShingle,
             [&shingles](uint64_t hash) { shingles.push_back(hash); });
  SortUnique(&shingles);
  return shingles;
}

bool Contains(const Base& base, PairKey key) {
  const std::vector<uint64_t> a = ShinglesOf(base, static_cast<uint32_t>(key >> 32));
  const std::vector<uint64_t> b = ShinglesOf(base, static_cast<uint32_t>(key));
  const auto smaller = static_cast<double>(std::min(a.size(), b.size()));
  return static_cast<double>(CountShared(a, b)) >= kLeastContainment * smaller;
}

void FindContainment(const Base& base, uint64_t tokens, std::vector<PairKey>* keys) {
  const uint64_t sample = tokens / kPostingsAtOnce + 1;
  const size_t least_shared = sample == 1 ? 1 : 2;
  std::vector<Posting> postings;
  std::vector<uint32_t> sampled(base.articles().size());
  for (uint32_t i = 0; i < base.articles().size(); ++i) {
    ForEachRun(Tokens(base.articles()[i]), kShingle, [&](uint64_t hash) {
      if (hash % sample != 0) return;
      postings.push_back({hash, i});
      ++sampled[i];
    });
  }
  std::vector<PairKey> shared;
  ForEachSharedHash(&postings, [&shared](const std::vector<uint32_t>& members) {
    if (members.size() <= kMostArticlesOfShingle) AppendPairs(members, &shared);
  });
  std::sort(shared.begin(), shared.end());
  for (size_t begin = 0, end; begin < shared.size(); begin = end) {
    const PairKey key = shared[begin];
    for (end = begin; end < shared.size() && shared[end] == key; ++end) {
    }
    const auto smaller =
        static_cast<double>(std::min(sampled[key >> 32], sampled[static_cast<uint32_t>(key)]));
    // Half of what is asked for leaves room for the luck of the sample.
    const bool enough = static_cast<double>(end - begin) >= kLeastContainment / 2 * smaller;
    if (end - begin >= least_shared && enough && Contains(base, key)) keys->push_back(key);
  }
}

}  // namespace

BasePairs FindBasePairs(const Base& base) {
  std::map<std::string, std::vector<uint32_t>> families;
  uint64_t tokens = 0;
  for (uint32_t i = 0; i < base.articles().size(); ++i) {
    const BaseArticle& article = base.articles()[i];
    if (!article.family.empty()) families[article.family].push_back(i);
    tokens += article.text.size();
  }
  std::set<std::vector<uint32_t>> groups;
  for (auto& [name, members] : families) groups.insert(std::move(members));
  std::vector<PairKey> keys;
  FindRuns(base, tokens, &keys, &groups);
  FindContainment(base, tokens, &keys);
  SortUnique(&keys);

  BasePairs found;
  found.groups.assign(groups.begin(), groups.end());
  for (const PairKey key : keys) {
    found.pairs.emplace_back(static_cast<uint32_t>(key >> 32), static_cast<uint32_t>(key));
  }
  return found;
}

}  // namespace newsprint::corpus
