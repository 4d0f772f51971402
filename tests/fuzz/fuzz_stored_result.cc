// Any bytes as a result of `newsprint scan` that --relations names. What is read holds only what
// stored_result.h promises.
#include <string>

#include "entry_points.h"
#include "stored_result.h"
#include "temp_file.h"

namespace newsprint {

void FuzzStoredResult(std::string_view bytes) {
  const TempFile file(bytes);
  const absl::StatusOr<cli::StoredResult> found = cli::ReadStored(file.path(), "a", "b");
  const absl::StatusOr<cli::StoredResult> back = cli::ReadStored(file.path(), "b", "a");
  FuzzRequire(found.ok() == back.ok(), "which comes first decides whether a file is read");
  if (!found.ok()) {
    FuzzRequire(found.status().message().find('\n') == std::string::npos, "an error of two lines");
    return;
  }
  FuzzRequire(found->relation.has_value() == back->relation.has_value(),
              "which comes first decides what is found");
  if (found->relation) {
    FuzzRequire(found->relation->null.value <= 1000, "a share is more than all");
    FuzzRequire(found->third.empty(), "a third article beside the relation");
  }
  FuzzRequire(found->of_others.value <= 1000, "a share is more than all");
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzStoredResult)
