// Simulated rewrites, for measuring what shingles cannot see.
//
//   bt35, bt55      as machine translation there and back: 35 / 55 % of the lower-case content
//                   words become unknown words, 25 / 35 % of the function words are dropped or
//                   swapped, 10 / 15 % of the neighbours change places
//   cond35, cond20  condensed: 35 / 20 % of the sentences kept in order, 50 / 70 % of the
//                   lower-case content words replaced, 25 / 30 % of the function words dropped,
//                   half of the sentences with their clauses rotated
//
// Names and numbers are kept. Every replaced word counts as unmatched (pessimistic for synonyms);
// no sentences are fused (optimistic).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "random.h"
#include "story.h"
#include "vocabulary.h"

namespace newsprint::corpus {

struct RewriteKind {
  std::string_view name;
  double keep_sentences;
  double replace_content;
  double drop_or_swap_stop;
  double drop_stop;
  double transpose;
  double rotate_clauses;
};

inline constexpr std::array<RewriteKind, 4> kRewriteKinds = {{
    {"bt35", 1, .35, .25, 0, .10, 0},
    {"bt55", 1, .55, .35, 0, .15, 0},
    {"cond35", .35, .50, 0, .25, 0, .5},
    {"cond20", .20, .70, 0, .30, 0, .5},
}};

void Rewrite(const RewriteKind& kind, const Vocabulary& vocabulary, uint32_t language,
             Random* random, Story* story);

}  // namespace newsprint::corpus
