// What `newsprint scan` stored about a pair.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "newsprint/relation.h"

namespace newsprint::cli {

// The null of the relation of the articles called `a` and `b`, whichever comes first, from the JSON
// Lines that `newsprint scan` wrote to `path` (also compressed). Nothing when the file has no
// relation of the two; an error when it is no such file.
absl::StatusOr<std::optional<Null>> ReadStoredNull(const std::string& path, const std::string& a,
                                                   const std::string& b);

}  // namespace newsprint::cli
