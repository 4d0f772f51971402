// Cutting one input into blocks of whole lines, or taking it whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "io/source.h"
#include "newsprint/io.h"

namespace newsprint {

struct BlockLimits {
  size_t block = size_t{1} << 20;  // cut behind the last line end within; fits second-level caches
  size_t record = size_t{256} << 20;  // a longer line or text is an error: bounds the memory
};

class BlockCutter {
 public:
  BlockCutter(std::string name, Source source, BlockLimits limits);

  // The first byte behind byte order mark and blanks, or 0 when there is none.
  absl::StatusOr<char> FirstByte();

  // The next whole lines, or false at the end. The error of a damaged input comes after its last
  // whole line.
  absl::StatusOr<bool> NextLines(RawBlock* block);

  // All that is left.
  absl::Status Rest(RawBlock* block);

  uint64_t stored_bytes() const { return source_.stored_bytes(); }

 private:
  void FillTo(size_t target);
  void Grow(size_t capacity);
  void HandOut(size_t size, RawBlock* block);
  absl::Status TooLong(const std::string& what) const;

  std::string name_;
  Source source_;
  BlockLimits limits_;
  std::unique_ptr<char[]> buffer_;  // capacity_ bytes and the parser's padding
  size_t capacity_ = 0;
  size_t size_ = 0;
  uint64_t line_ = 1;  // that buffer_ starts with
  bool ended_ = false;
  absl::Status error_;
};

}  // namespace newsprint
