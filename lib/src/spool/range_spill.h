// Range spills: rows of fixed size on their way to where those of one range of articles are looked
// at together, which sorts more of them than memory holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "newsprint/article.h"
#include "spool/spool_file.h"

namespace newsprint {

// `Row` is plain bytes without gaps. Belongs to one thread.
template <typename Row>
class RangeSpill {
  static_assert(std::has_unique_object_representations_v<Row>);

 public:
  // Files "PATH-0.spill", "PATH-1.spill" ...
  RangeSpill(const std::string& path, size_t articles, size_t articles_a_range, SpoolErrors* errors)
      : range_size_(articles_a_range),
        files_(OpenSpills(path, (articles + range_size_ - 1) / range_size_, errors)) {}

  size_t ranges() const { return files_.size(); }

  void Add(Ordinal article, const Row& row) {
    files_[article / range_size_].Append({reinterpret_cast<const char*>(&row), sizeof row});
  }

  // The rows of a range in the order they came in; its file is removed.
  std::vector<Row> Take(size_t range) {
    SpoolFile& file = files_[range];
    file.Flush();
    std::vector<Row> rows(file.size() / sizeof(Row));
    file.Read(0, rows.size() * sizeof(Row), reinterpret_cast<char*>(rows.data()));
    file.Remove();
    return rows;
  }

 private:
  const size_t range_size_;
  std::vector<SpoolFile> files_;
};

}  // namespace newsprint
