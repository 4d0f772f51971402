// Articles and the relations between them, made up column by column.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "newsprint/article.h"
#include "newsprint/relation.h"

namespace newsprint {

struct RelatedArticles {
  explicit RelatedArticles(size_t size) : articles(size), words(size, 100) {}

  void Date(Ordinal article, int64_t seconds) {
    articles[article].published = {seconds, static_cast<int32_t>(seconds / 86'400),
                                   Timestamp::Resolution::kSecond};
  }
  void DateByDay(Ordinal article, int32_t day) {
    articles[article].published = {day * int64_t{86'400}, day, Timestamp::Resolution::kDay};
  }

  // A new relation, in its place by (a, b). It stays there until the next one is added.
  Relation& Add(Ordinal x, Ordinal y, Kind kind) {
    Relation r;
    r.a = std::min(x, y);
    r.b = std::max(x, y);
    r.kind = kind;
    const auto before = [](const Relation& one, const Relation& other) {
      return std::tie(one.a, one.b) < std::tie(other.a, other.b);
    };
    const auto place = std::upper_bound(relations.begin(), relations.end(), r, before);
    return *relations.insert(place, r);
  }

  std::vector<Article> articles;
  std::vector<uint32_t> words;  // of their stories
  std::vector<Relation> relations;
};

}  // namespace newsprint
