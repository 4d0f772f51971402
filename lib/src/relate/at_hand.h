// Articles at hand: some of a corpus, found by their ordinals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/article.h"

namespace newsprint {

// All articles of a corpus, or those that were fetched for some pairs. Nothing is owned.
class AtHand {
 public:
  // All: article i is articles[i].
  AtHand(std::span<const Article> articles) : articles_(articles) {}     // NOLINT: a view
  AtHand(const std::vector<Article>& articles) : articles_(articles) {}  // NOLINT: a view
  // Article i is articles[place[i]], if it is at hand.
  AtHand(std::span<const Article> articles, std::span<const uint32_t> place)
      : articles_(articles), place_(place) {}

  // Where article i is among those at hand, for columns beside them.
  size_t At(Ordinal i) const { return place_.empty() ? i : place_[i]; }
  const Article& operator[](Ordinal i) const { return articles_[At(i)]; }
  std::span<const Article> all() const { return articles_; }

 private:
  std::span<const Article> articles_;
  std::span<const uint32_t> place_;
};

}  // namespace newsprint
