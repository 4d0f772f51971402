// Blocks. Bytes are read into the buffer that is handed out; only the unfinished line at its end is
// moved, to the start of the next one. A line longer than a block doubles the buffer, and what was
// searched for a line end is not searched again, so long lines cost linear time.
#include "io/blocks.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "io/json_record.h"
#include "io/utf8.h"

namespace newsprint {
namespace {

uint64_t CountLines(std::string_view bytes) {
  uint64_t lines = 0;
  for (size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    ++lines;
  }
  return lines;
}

}  // namespace

BlockCutter::BlockCutter(std::string name, Source source, BlockLimits limits)
    : name_(std::move(name)), source_(std::move(source)), limits_(limits) {}

absl::StatusOr<char> BlockCutter::FirstByte() {
  while (true) {
    const std::string_view bytes = WithoutByteOrderMark({buffer_.get(), size_});
    const size_t at = bytes.find_first_not_of(" \t\r\n");
    // A shorter start may be a part of a byte order mark.
    const bool settled = size_ >= kByteOrderMark.size() || ended_;
    if (settled && at != std::string_view::npos) return bytes[at];
    if (ended_) return error_.ok() ? absl::StatusOr<char>('\0') : error_;
    if (size_ > limits_.record) return TooLong("one text");
    // The first block is filled whole, later ones only for a start of nothing but blanks.
    FillTo(std::max(limits_.block, 2 * size_));
  }
}

absl::StatusOr<bool> BlockCutter::NextLines(RawBlock* block) {
  size_t searched = 0;
  for (size_t target = limits_.block;; target = std::min(2 * size_, limits_.record + 1)) {
    FillTo(target);
    const std::string_view fresh = std::string_view(buffer_.get(), size_).substr(searched);
    const size_t last = fresh.rfind('\n');
    if (last != std::string_view::npos) {
      HandOut(searched + last + 1, block);
      return true;
    }
    if (ended_) break;
    searched = size_;
    if (searched > limits_.record) return TooLong(absl::StrCat("line ", line_));
  }
  if (!error_.ok()) return error_;
  if (size_ == 0) return false;
  HandOut(size_, block);
  return true;
}

absl::Status BlockCutter::Rest(RawBlock* block) {
  while (!ended_) {
    if (size_ > limits_.record) return TooLong("one text");
    FillTo(std::max(limits_.block, std::min(2 * size_, limits_.record + 1)));
  }
  if (!error_.ok()) return error_;
  HandOut(size_, block);
  return absl::OkStatus();
}

// Reads until the buffer holds `target` bytes or the input ends. An error of the input is kept in
// error_ for when the bytes before it are used up.
void BlockCutter::FillTo(size_t target) {
  if (!ended_ && target > capacity_) Grow(target);
  while (!ended_ && size_ < target) {
    absl::StatusOr<size_t> got = source_.Read(buffer_.get() + size_, capacity_ - size_);
    if (!got.ok()) error_ = got.status();
    ended_ = !got.ok() || *got == 0;
    if (got.ok()) size_ += *got;
  }
}

void BlockCutter::Grow(size_t capacity) {
  std::unique_ptr<char[]> larger(new char[capacity + kBlockPadding]);
  if (size_ > 0) std::memcpy(larger.get(), buffer_.get(), size_);
  buffer_ = std::move(larger);
  capacity_ = capacity;
}

void BlockCutter::HandOut(size_t size, RawBlock* block) {
  const size_t left = size_ - size;
  std::unique_ptr<char[]> bytes = std::move(buffer_);
  if (bytes == nullptr) bytes.reset(new char[kBlockPadding]);  // an empty input
  capacity_ = 0;
  size_ = 0;
  if (left > 0) {
    Grow(std::max(left, limits_.block));
    std::memcpy(buffer_.get(), bytes.get() + size, left);
    size_ = left;
  }
  std::memset(bytes.get() + size, 0, kBlockPadding);
  block->bytes = std::move(bytes);
  block->size = size;
  block->first_line = line_;
  line_ += CountLines({block->bytes.get(), size});
}

absl::Status BlockCutter::TooLong(const std::string& what) const {
  return absl::InvalidArgumentError(
      absl::StrCat(name_, ": ", what, " is longer than ", limits_.record >> 20, " MiB"));
}

}  // namespace newsprint
