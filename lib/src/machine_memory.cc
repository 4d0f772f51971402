// Linux: the machine's pages, and the limits of the control groups that the process is in (version
// 2: each group on the way up; version 1: as its own mount shows it). Others: the machine's pages.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>

#include "newsprint/engine.h"

namespace newsprint {
namespace {

// The number in the file, or `otherwise` where there is none ("max").
uint64_t NumberIn(const std::string& path, uint64_t otherwise) {
  std::ifstream file(path);
  uint64_t number = 0;
  return file >> number ? number : otherwise;
}

uint64_t LeastLimit(uint64_t limit) {
  std::ifstream groups("/proc/self/cgroup");
  std::string line;
  while (std::getline(groups, line)) {
    if (line.rfind("0::/", 0) != 0) continue;
    std::string group = line.substr(3);  // "/a/b"
    for (;;) {
      limit = std::min(limit, NumberIn("/sys/fs/cgroup" + group + "/memory.max", limit));
      const size_t parent = group.rfind('/');
      if (parent == std::string::npos) break;
      group.resize(parent);
    }
  }
  return std::min(limit, NumberIn("/sys/fs/cgroup/memory/memory.limit_in_bytes", limit));
}

}  // namespace

uint64_t DefaultMemory() {
  const auto pages = static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES));
  return LeastLimit(pages * static_cast<uint64_t>(sysconf(_SC_PAGE_SIZE))) / 2;
}

}  // namespace newsprint
