// A result of `newsprint scan`, read back line by line.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace newsprint::cli {

struct ResultLine {
  std::string_view type;  // "header", "relation", "family", "summary"
  simdjson::dom::object object;
  std::string_view bytes;  // all of it, without the line end
};

// What was made of a line: nothing wrong, or what simdjson calls it; `enough` ends the reading.
struct Taken {
  simdjson::error_code error = simdjson::SUCCESS;
  bool enough = false;
};

// Gives each line of the JSON Lines at `path` (also compressed, "-" is standard input) to `take`,
// the header first. An error when it is no such file, or `take` found one; `advice` says what the
// user should have given.
absl::Status ReadResultLines(const std::string& path, std::string_view advice,
                             const std::function<Taken(const ResultLine& line)>& take);

}  // namespace newsprint::cli
