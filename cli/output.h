// Where results go: standard output, or a file that appears when it is complete.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/io.h"

namespace newsprint::cli {

class Output {
 public:
  // "" and "-" are standard output. Fails at once when a file cannot be made, so that nobody waits
  // for a result that has no place.
  static absl::StatusOr<Output> Open(const std::string& path);

  // A sink for reports. False when there is no use in going on: an error, or an interrupt.
  bool Write(std::string_view bytes);

  // Completes what was written. A reader that went away (`newsprint ... | head`) is no error.
  absl::Status Finish();

 private:
  std::optional<OutputFile> file_;
  int error_ = 0;  // errno of the first failure on standard output
};

}  // namespace newsprint::cli
