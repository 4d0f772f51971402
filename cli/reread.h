// The records of the inputs a second time, as they came, for a verb that writes some of them again.
// Between the two readings nothing of them is in memory but what the engine keeps.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "newsprint/article.h"
#include "newsprint/io.h"

namespace newsprint::cli {

// To be called before the first reading: sees to it that all `paths` can be read twice. Standard
// input that is no file is copied to a temporary one, without a name, that takes its place. An
// error for other pipes, and for inputs that `outputs` (files that will be written) would replace.
absl::Status PrepareTwoReadings(const std::vector<std::string>& paths,
                                const std::vector<std::string>& outputs);

// A record as it came.
struct RawRecord {
  enum class Fate : uint8_t {
    kAdmitted,
    kRepeated,  // the text of `article` once more, under the same id
    kBad,       // not understood; `article` says nothing
  };

  Fate fate = Fate::kAdmitted;
  Ordinal article = 0;
  std::string_view bytes;  // of the line, without its end; of a text file all that is in it
  bool is_text = false;    // a text file
  std::string_view path;
  uint64_t line = 1;
};

struct Reread {
  std::span<const Article> articles;  // what the first reading admitted
  // False ends the reading, without an error.
  std::function<bool(const RawRecord&)> take;
  std::function<void(uint64_t done, uint64_t total)> progress;
};

// Calls take for each record, in order. `options` as in the first reading; its report is not
// called. FailedPreconditionError when the inputs have changed since then.
absl::Status ReadAgain(const std::vector<std::string>& paths, ReadOptions options,
                       const Reread& reread);

}  // namespace newsprint::cli
