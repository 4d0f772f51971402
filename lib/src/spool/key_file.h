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
#include "spool/codec.h"
#include "spool/spool_file.h"

namespace newsprint {

// The pieces of a chunk, as they are found article by article. A key is its lowest bytes; whose it
// is, two bits, as in the upper half of an Elias-Fano code (Elias 1974): a one for each key, and a
// zero behind those of an article.
class KeyPieces {
 public:
  KeyPieces(size_t slices, size_t key_bytes) : key_bytes_(key_bytes), pieces_(slices) {}

  // Articles, from 0 on in the chunk, come in ascending order.
  void Add(size_t slice, size_t article, uint64_t key);
  std::vector<std::string> Take() const;

  // Calls take(article, key) for those of a piece; `first` is the chunk's first article.
  template <typename Take>
  static void ForEach(std::string_view piece, Ordinal first, size_t key_bytes, const Take& take) {
    ByteReader from(piece);
    for (const Ordinal article : Articles(from.String(), first)) {
      take(article, from.Fixed(key_bytes));
    }
  }

 private:
  struct Piece {
    size_t count = 0;
    std::string bits, keys;
  };

  // One for each key.
  static std::vector<Ordinal> Articles(std::string_view bits, Ordinal first);

  const size_t key_bytes_;
  std::vector<Piece> pieces_;
};

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
