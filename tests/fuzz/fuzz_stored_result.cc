// Any bytes as a result of `newsprint scan` that --relations names, or that `newsprint families`
// shows. What is read holds only what stored_result.h and stored_families.h promise.
#include <algorithm>
#include <string>

#include "entry_points.h"
#include "families_text.h"
#include "stored_result.h"
#include "temp_file.h"

namespace newsprint {
namespace {

void ShowFamilies(const std::string& path) {
  const absl::StatusOr<cli::StoredFamilies> stored = cli::ReadFamilies(path);
  if (!stored.ok()) return;
  std::vector<const cli::StoredFamily*> all;
  for (const cli::StoredFamily& family : stored->families) {
    FuzzRequire(!family.members.empty(), "a family of nobody");
    const std::string tree = cli::ShowFamily(family, {{false}, 80});
    const auto rows = static_cast<size_t>(std::count(tree.begin(), tree.end(), '\n'));
    FuzzRequire(rows >= family.members.size() + 3, "a member is not shown");
    all.push_back(&family);
  }
  cli::ListFamilies(all, {{true}, 200});
}

}  // namespace

void FuzzStoredResult(std::string_view bytes) {
  const TempFile file(bytes);
  ShowFamilies(file.path());
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
