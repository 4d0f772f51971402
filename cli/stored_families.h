// The families in a result of `newsprint scan`.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/relation.h"

namespace newsprint::cli {

struct StoredMember {
  std::string id;
  std::string headline, source, published;  // "" = not known
  std::string parent;                       // id of the member it took from; "" = none
  std::string outside;                      // a house outside the family that it took from; or ""
  // Of its relation to the parent or, without one, to the representative; "" = not known.
  std::string kind;
  uint32_t confidence = 0;  // 1/1000
};

struct StoredFamily {
  uint64_t id = 0;
  std::vector<StoredMember> members;  // the representative first, then by date and input order
  std::string line;                   // as the file has it
};

struct StoredFamilies {
  std::vector<StoredFamily> families;  // as they stand in the file
  uint64_t articles = 0;               // that were compared
  bool complete = false;               // has its last line
};

// Reads the JSON Lines that `newsprint scan` wrote to `path` (also compressed; "-" is standard
// input).
absl::StatusOr<StoredFamilies> ReadFamilies(const std::string& path);

}  // namespace newsprint::cli
