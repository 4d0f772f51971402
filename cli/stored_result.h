// What `newsprint scan` stored about a pair.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "newsprint/relation.h"

namespace newsprint::cli {

struct StoredRelation {
  std::string kind;
  Null null;
};

struct StoredResult {
  uint64_t articles = 0;  // that were compared
  std::optional<StoredRelation> relation;
  std::string third;  // without a relation, an article that both have one with; else ""
  Null of_others;  // of the relation of one of the two with a third that has the most neighbours
};

// The relation of the articles called `a` and `b`, whichever comes first, and the number of
// articles, from the JSON Lines that `newsprint scan` wrote to `path` (also compressed). An error
// when it is no such file.
absl::StatusOr<StoredResult> ReadStored(const std::string& path, const std::string& a,
                                        const std::string& b);

}  // namespace newsprint::cli
