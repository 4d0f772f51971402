// The manifest of a working folder: a line for every step that is done, in order, with what brings
// its files back. A run that was ended goes on after the last whole line.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "spool/spool_file.h"

namespace newsprint {

class Manifest {
 public:
  struct Line {
    std::string step;
    std::vector<uint64_t> numbers;
  };

  // Makes the folder where it is missing. `identity` says what the run is; FailedPreconditionError
  // where another was begun there, or where there are files and no manifest.
  absl::Status Open(const std::string& folder, const std::string& identity);

  // The lines that stood there; of one step the last, or null.
  const std::vector<Line>& lines() const { return lines_; }
  const Line* Last(std::string_view step) const;

  void Add(const std::string& step, const std::vector<uint64_t>& numbers);
  SpoolErrors* errors() { return &errors_; }

  // When all is done: has the files removed that lines name, then removes the manifest, and the
  // folder when it was made here. Of a run that is killed meanwhile the next one overwrites what is
  // left.
  void Remove(const std::function<void()>& remove_files);

 private:
  void ReadLines(const std::string& text);
  void RemoveSpills();

  std::string folder_;
  bool made_folder_ = false;
  SpoolErrors errors_;
  SpoolFile file_;
  std::vector<Line> lines_;
};

}  // namespace newsprint
