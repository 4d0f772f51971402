// Judging the pairs of the rewrite channel.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/candidates.h"
#include "newsprint/relation.h"
#include "relate/at_hand.h"
#include "relate/house.h"
#include "stem/content.h"

namespace newsprint {

struct RewriteInput {
  std::span<const Article> articles;  // of JudgeRewrites alone, as the next
  ContentBatch* content = nullptr;    // of the articles; weighed here
  // Who stands for each article's same-text group (text_groups.h); no article's ordinal where
  // nobody does.
  std::span<const Ordinal> groups;
  std::span<const RelationOutline> relations;  // those that wording alone has made
  uint32_t threshold = 0;                      // least confidence kept, 1/1000
  // Told how many pairs are done and relations found, from one thread at a time; false cancels.
  std::function<bool(uint64_t pairs, uint64_t relations)> progress;
};

// The rewrites among `pairs` (sorted by (a, b), unique), sorted by (a, b). CandidatePair::similar
// says here that wording alone has made a reuse relation of the pair.
absl::StatusOr<std::vector<Relation>> JudgeRewrites(const RewriteInput& input,
                                                    std::span<const CandidatePair> pairs);

// Articles at hand, of which only dates are looked at, and the house of each.
struct RewriteArticles {
  AtHand articles;
  std::span<const House> houses;
};

// The same in steps, for whoever has not all articles at hand: Count for all articles, Score for
// all pairs, Decide, Relate for all that were found, Kept for what that gave. Of a pair it keeps 20
// bytes, of one that is not chance another 80.
class RewriteJudge {
 public:
  // `input` stays the caller's; so many pairs will be scored.
  RewriteJudge(const RewriteInput& input, size_t pairs);
  ~RewriteJudge();

  // Content of the articles from `first` on.
  void Count(const ContentBatch& content, Ordinal first);
  // Weighs `content`, a row an article at hand, and scores the pairs, the next that were not; each
  // call runs in parallel. False = cancelled, as in Relate.
  bool Score(std::span<const CandidatePair> pairs, const RewriteArticles& articles,
             ContentBatch* content);
  void Decide();
  // The pairs that are to be related, and how many.
  size_t found() const;
  CandidatePair Found(size_t i) const;
  // Appends the relations of `count` of those, from `first` on.
  bool Relate(size_t first, size_t count, const AtHand& articles, std::vector<Relation>* relations);
  // Of each relation whether it stays. Asks for the unweighed content of single articles.
  using ContentOf = std::function<ContentBatch(Ordinal)>;
  std::vector<bool> Kept(std::span<const RelationOutline> relations,
                         const ContentOf& content_of) const;

 private:
  class Session;
  std::unique_ptr<Session> session_;
};

}  // namespace newsprint
