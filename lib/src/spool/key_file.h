// Keys on disk: each chunk of articles leaves a piece a slice, so that a slice is read piece by
// piece and is ascending by article.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/article.h"
#include "spool/spool_file.h"

namespace newsprint {

class KeyFile {
 public:
  KeyFile() = default;
  KeyFile(SpoolFile file, size_t slices) : file_(std::move(file)), slices_(slices) {}

  // A chunk that begins with article `first`.
  void Append(Ordinal first, const std::vector<std::string>& pieces);
  // A chunk that the file holds already.
  void Known(Ordinal first, const std::vector<uint64_t>& sizes);
  void Flush() { file_.Flush(); }
  void Finish() { file_.Finish(); }
  void Remove() { file_.Remove(); }

  size_t slices() const { return slices_; }
  Kept kept() const { return file_.kept(); }
  uint64_t SliceBytes(size_t slice) const;
  void ForEachPiece(size_t slice,
                    const std::function<void(Ordinal first, std::string_view piece)>& take) const;

 private:
  SpoolFile file_;
  size_t slices_ = 0;
  std::vector<Ordinal> first_;         // of each chunk
  std::vector<uint64_t> begin_ = {0};  // of each piece, chunk by chunk
};

}  // namespace newsprint
