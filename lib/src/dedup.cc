// Deduplication: a greedy choice in one order. Greedy in order gives what the rule promises by
// construction: whoever is dropped has a relation to somebody kept before it, and kept is never
// taken back.
//
// What it rests on are judged pairs, and an index does not propose all pairs of a large group: of
// identical stories each is judged against the first alone, and a crowded key pairs its articles
// with a few. When the centre of such a star is itself a copy, its neighbours have not been
// compared with the article kept for it. These are the pairs to check; a pair is asked once, so the
// rounds end. Mostly one is enough.
#include "newsprint/dedup.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "newsprint/text.h"

namespace newsprint {
namespace {

using OrdinalPair = std::pair<Ordinal, Ordinal>;

// A relation as one of its articles sees it.
struct Link {
  Ordinal article;
  Ordinal other;
  Kind kind;
  uint32_t coverage;  // of `article` by `other`
};

bool BeforeByArticle(const Link& x, const Link& y) {
  return std::tie(x.article, x.other) < std::tie(y.article, y.other);
}

// Links of the kinds that may be dropped, sorted.
std::vector<Link> LinksOf(std::span<const Relation> relations, const DedupOptions& options) {
  std::vector<Link> links;
  for (const Relation& r : relations) {
    if (!options.drop[static_cast<size_t>(r.kind)]) continue;
    links.push_back({r.a, r.b, r.kind, r.scores.coverage_a});
    links.push_back({r.b, r.a, r.kind, r.scores.coverage_b});
  }
  std::sort(links.begin(), links.end(), BeforeByArticle);
  return links;
}

// What an article is put in order by: smaller is better.
std::pair<int32_t, int64_t> Rank(const Article& article, uint32_t words, Keep keep) {
  switch (keep) {
    case Keep::kEarliest:
      return EarliestFirst(article.published);
    case Keep::kLatest:
      return LatestFirst(article.published);
    case Keep::kLongest:
      return {0, -int64_t{words}};
    case Keep::kFirst:
      break;
  }
  return {};
}

// The links of one article each, best article first.
std::vector<std::span<const Link>> InOrder(std::span<const Article> articles,
                                           std::span<const uint32_t> story_words,
                                           std::span<const Link> links, Keep keep) {
  std::vector<std::span<const Link>> order;
  for (size_t begin = 0; begin < links.size();) {
    size_t end = begin + 1;
    while (end < links.size() && links[end].article == links[begin].article) ++end;
    order.push_back(links.subspan(begin, end - begin));
    begin = end;
  }
  const auto rank = [&](std::span<const Link> of) {
    const Ordinal i = of[0].article;
    return std::pair(Rank(articles[i], keep == Keep::kLongest ? story_words[i] : 0, keep), i);
  };
  std::sort(order.begin(), order.end(),
            [&](const auto& x, const auto& y) { return rank(x) < rank(y); });
  return order;
}

// Only for articles that some relation may drop: counting takes as long as reading them did.
std::vector<uint32_t> CountStoryWords(std::span<const Article> articles,
                                      std::span<const Link> links) {
  std::vector<uint32_t> words(articles.size(), 0);
  Text text;
  for (size_t i = 0; i < links.size(); ++i) {
    const Ordinal article = links[i].article;
    if (i > 0 && links[i - 1].article == article) continue;
    AnalyzeText(articles[article], &text);
    words[article] = text.story_half_words / 2;
  }
  return words;
}

// Passages and evidence are for people; of a million relations they would be most of the memory.
std::vector<Relation> WithoutEvidence(std::vector<Relation> relations) {
  for (Relation& r : relations) {
    r.passages = {};
    r.credits = {};
    r.direction_evidence = {};
  }
  return relations;
}

// Adds what is new to `relations`; both sorted by (a, b).
void Merge(std::vector<Relation> found, std::vector<Relation>* relations) {
  const auto before = [](const Relation& x, const Relation& y) {
    return std::tie(x.a, x.b) < std::tie(y.a, y.b);
  };
  const auto middle = static_cast<std::ptrdiff_t>(relations->size());
  relations->insert(relations->end(), std::make_move_iterator(found.begin()),
                    std::make_move_iterator(found.end()));
  std::inplace_merge(relations->begin(), relations->begin() + middle, relations->end(), before);
}

}  // namespace

std::vector<Duplicate> ChooseDuplicates(std::span<const Article> articles,
                                        std::span<const uint32_t> story_words,
                                        std::span<const Relation> relations,
                                        const DedupOptions& options) {
  const std::vector<Link> links = LinksOf(relations, options);
  std::vector<Duplicate> duplicates;
  constexpr uint32_t kNotKept = UINT32_MAX;
  std::vector<uint32_t> turn(articles.size(), kNotKept);  // of those kept, in order
  uint32_t next_turn = 0;
  for (const std::span<const Link> own : InOrder(articles, story_words, links, options.keep)) {
    const Link* best = nullptr;
    for (const Link& link : own) {
      if (turn[link.other] == kNotKept || link.coverage < options.min_kept) continue;
      const auto worth = [&](const Link& l) { return std::pair(l.coverage, ~turn[l.other]); };
      if (best == nullptr || worth(link) > worth(*best)) best = &link;
    }
    if (best == nullptr) {
      turn[own[0].article] = next_turn++;
    } else {
      duplicates.push_back({best->article, best->other, best->kind, best->coverage});
    }
  }
  std::sort(duplicates.begin(), duplicates.end(),
            [](const Duplicate& x, const Duplicate& y) { return x.article < y.article; });
  return duplicates;
}

const Duplicate* FindDuplicate(std::span<const Duplicate> duplicates, Ordinal article) {
  const auto found =
      std::lower_bound(duplicates.begin(), duplicates.end(), article,
                       [](const Duplicate& copy, Ordinal wanted) { return copy.article < wanted; });
  return found != duplicates.end() && found->article == article ? &*found : nullptr;
}

std::vector<OrdinalPair> PairsToCheck(std::span<const Relation> relations,
                                      std::span<const Duplicate> copies,
                                      const DedupOptions& options) {
  std::vector<OrdinalPair> pairs;
  for (const Link& link : LinksOf(relations, options)) {
    const Duplicate* neighbour = FindDuplicate(copies, link.other);
    if (neighbour == nullptr || neighbour->kept == link.article) continue;
    if (FindDuplicate(copies, link.article) != nullptr) continue;
    pairs.push_back(std::minmax(link.article, neighbour->kept));
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::erase_if(pairs, [&](const OrdinalPair& pair) {
    const auto found = std::lower_bound(
        relations.begin(), relations.end(), pair,
        [](const Relation& r, const OrdinalPair& wanted) { return std::pair(r.a, r.b) < wanted; });
    return found != relations.end() && std::pair(found->a, found->b) == pair;
  });
  return pairs;
}

absl::StatusOr<DedupResult> Deduplicate(Engine* engine, const DedupOptions& options) {
  absl::StatusOr<Result> run = engine->Run();
  if (!run.ok()) return run.status();
  DedupResult result;
  result.summary = std::move(run->summary);
  std::vector<Relation> relations = WithoutEvidence(std::move(run->relations));
  std::vector<OrdinalPair> asked;
  while (true) {
    std::vector<uint32_t> words;
    if (options.keep == Keep::kLongest) {
      words = CountStoryWords(engine->articles(), LinksOf(relations, options));
    }
    result.duplicates = ChooseDuplicates(engine->articles(), words, relations, options);
    std::vector<OrdinalPair> pairs;
    for (const OrdinalPair& pair : PairsToCheck(relations, result.duplicates, options)) {
      if (!std::binary_search(asked.begin(), asked.end(), pair)) pairs.push_back(pair);
    }
    if (pairs.empty()) return result;
    engine->OnlyPairs(pairs);
    run = engine->Run();
    if (!run.ok()) return run.status();
    Merge(WithoutEvidence(std::move(run->relations)), &relations);
    const auto middle = static_cast<std::ptrdiff_t>(asked.size());
    asked.insert(asked.end(), pairs.begin(), pairs.end());
    std::inplace_merge(asked.begin(), asked.begin() + middle, asked.end());
  }
}

}  // namespace newsprint
