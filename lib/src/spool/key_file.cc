// A piece is found by the sums of the sizes before it, eight bytes a slice and chunk.
#include "spool/key_file.h"

namespace newsprint {

// Before the k-th key, which article i has, stand k ones and i zeros.
void KeyPieces::Add(size_t slice, size_t article, uint64_t key) {
  Piece& piece = pieces_[slice];
  const size_t at = article + piece.count++;
  if (piece.bits.size() <= at / 8) piece.bits.resize(at / 8 + 1);
  piece.bits[at / 8] |= static_cast<char>(1u << at % 8);
  ByteWriter(&piece.keys).Fixed(key, key_bytes_);
}

std::vector<std::string> KeyPieces::Take() const {
  std::vector<std::string> pieces;
  for (const Piece& piece : pieces_) {
    ByteWriter(&pieces.emplace_back()).String(piece.bits);
    pieces.back().append(piece.keys);
  }
  return pieces;
}

// Bits are as good as random, so that there is no branch on them.
std::vector<Ordinal> KeyPieces::Articles(std::string_view bits, Ordinal first) {
  std::vector<Ordinal> articles(bits.size() * 8);
  size_t count = 0;
  for (const char byte : bits) {
    for (int bit = 0; bit < 8; ++bit) {
      const uint32_t one = static_cast<uint8_t>(byte) >> bit & 1u;
      articles[count] = first;
      count += one;
      first += 1 - one;
    }
  }
  articles.resize(count);
  return articles;
}

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
