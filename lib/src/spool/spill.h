// Spills: what is found key by key, on its way to where it is looked at article by article. One
// file for each range of articles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "candidates/frequencies.h"
#include "candidates/groups.h"
#include "candidates/tally.h"
#include "spool/spool_file.h"

namespace newsprint {

class Spill {
 public:
  // Files "PATH-0.spill", "PATH-1.spill" ...
  Spill(const std::string& path, size_t articles, size_t articles_a_range, SpoolErrors* errors);

  // Each may be called by several threads at a time.
  void Add(const Groups& groups);
  void Add(std::span<const SharedRow> rows);

  size_t ranges() const { return files_.size(); }
  ArticleRange Range(size_t range) const;
  // What was added that articles of the range look at; groups as far as they do. A spill holds
  // either groups or rows.
  Groups ReadGroups(size_t range);
  std::vector<SharedRow> ReadRows(size_t range);
  void Remove(size_t range) { files_[range].Remove(); }

 private:
  // A piece a range.
  void AppendAll(const std::vector<std::string>& pieces);

  const size_t articles_;
  const size_t range_size_;
  const size_t place_bytes_;  // what an article's place in its range takes
  std::mutex mutex_;
  std::vector<SpoolFile> files_;
};

}  // namespace newsprint
