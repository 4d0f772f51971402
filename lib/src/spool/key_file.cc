// A piece is found by the sums of the sizes before it, eight bytes a slice and chunk.
#include "spool/key_file.h"

namespace newsprint {

void KeyFile::Append(Ordinal first, const std::vector<std::string>& pieces) {
  std::vector<uint64_t> sizes;
  for (const std::string& piece : pieces) {
    file_.Append(piece);
    sizes.push_back(piece.size());
  }
  Known(first, sizes);
}

void KeyFile::Known(Ordinal first, const std::vector<uint64_t>& sizes) {
  first_.push_back(first);
  for (const uint64_t size : sizes) begin_.push_back(begin_.back() + size);
}

uint64_t KeyFile::SliceBytes(size_t slice) const {
  uint64_t bytes = 0;
  for (size_t at = slice; at + 1 < begin_.size(); at += slices_)
    bytes += begin_[at + 1] - begin_[at];
  return bytes;
}

void KeyFile::ForEachPiece(
    size_t slice, const std::function<void(Ordinal first, std::string_view piece)>& take) const {
  std::string piece;
  for (size_t chunk = 0; chunk < first_.size(); ++chunk) {
    const size_t at = chunk * slices_ + slice;
    piece.resize(begin_[at + 1] - begin_[at]);
    file_.Read(begin_[at], piece.size(), piece.data());
    take(first_[chunk], piece);
  }
}

}  // namespace newsprint
