// Who published each of many articles, and whom it credits, in little memory: few houses publish
// and are credited most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "newsprint/article.h"
#include "newsprint/relation.h"

namespace newsprint {

// 4 bytes an article, and each pair of source and registered domain once.
class PublisherTable {
 public:
  void Add(const Article& article);
  // In order of Add: an article of that source and domain.
  const Article& Of(size_t i) const { return houses_[house_[i]]; }

 private:
  Arena strings_;
  std::vector<Article> houses_;
  absl::flat_hash_map<std::string, uint32_t> numbers_;
  std::vector<uint32_t> house_;
};

// Some 60 bytes an article that credits a house. Each relation of an article has all its credits.
class CreditTable {
 public:
  void Add(const Relation& relation);
  // The names of houses that the article credits.
  std::vector<std::string_view> Of(Ordinal article) const;

 private:
  std::unordered_set<std::string> names_;
  absl::flat_hash_map<Ordinal, std::vector<const std::string*>> of_;
};

}  // namespace newsprint
