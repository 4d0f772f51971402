// A file with the given bytes, for parsers that open a path.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "entry_points.h"

namespace newsprint {

class TempFile {
 public:
  explicit TempFile(std::string_view bytes) : descriptor_(memfd_create("fuzz", 0)) {
    while (!bytes.empty()) {
      const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
      FuzzRequire(written > 0, "cannot make a file in memory");
      bytes.remove_prefix(static_cast<size_t>(written));
    }
  }
  ~TempFile() { close(descriptor_); }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

}  // namespace newsprint
