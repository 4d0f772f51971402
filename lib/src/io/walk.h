// The paths that a user gave, as the inputs that they stand for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsprint {

struct FoundFile {
  enum class Content : uint8_t { kText, kRecords, kSniff };

  std::string path;     // to open; "-" is standard input
  std::string name;     // for people and ids: valid UTF-8
  std::string text_id;  // the id of the article if this is a text
  Content content = Content::kSniff;
  bool regular = false;  // a file whose size is known
  uint64_t size = 0;
  bool in_folder = false;  // found in a folder that was given, not given itself
  absl::Status problem;    // why it cannot be read, if that is known already
};

// In the order given, each folder in byte order of the paths below it; what cannot be read there
// has its place with the reason. The error is that of a given path, NotFoundError if it does not
// exist.
absl::StatusOr<std::vector<FoundFile>> FindFiles(const std::vector<std::string>& paths);

}  // namespace newsprint
