// The bytes of one input, decompressed as they are read.
//
// gzip and zstd are recognised by their first bytes, never by a name; anything else is passed
// through. A damaged stream gives all bytes before the damage and then one error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsprint {

// Puts up to `size` bytes at `out` and returns how many; 0 at the end.
using ReadBytes = std::function<absl::StatusOr<size_t>(char* out, size_t size)>;

// The file at `path`, or standard input for "-". `name` is what messages call it. `cancelled`, if
// any, is ReadOptions::cancelled.
absl::StatusOr<ReadBytes> OpenFile(const std::string& path, const std::string& name,
                                   std::function<bool()> cancelled = nullptr);

// One compression format. Implemented in source.cc.
class Decoder {
 public:
  virtual ~Decoder() = default;
  // Takes bytes from the front of `in` and returns the size of what it put at `out`. The error says
  // only what is wrong.
  virtual absl::StatusOr<size_t> Decode(std::string_view* in, char* out, size_t size) = 0;
  // May the stream end here?
  virtual bool complete() const = 0;
  virtual std::string_view format() const = 0;
};

class Source {
 public:
  Source(std::string name, ReadBytes read);

  // As ReadBytes. `size` > 0.
  absl::StatusOr<size_t> Read(char* out, size_t size);

  // Taken from the input so far, as stored.
  uint64_t stored_bytes() const { return stored_; }

 private:
  absl::Status Sniff();
  absl::Status Fill();
  absl::StatusOr<size_t> ReadPlain(char* out, size_t size);
  absl::StatusOr<size_t> ReadDecoded(char* out, size_t size);
  absl::Status Damaged(std::string_view what) const;

  std::string name_;
  ReadBytes read_;
  std::unique_ptr<char[]> buffer_;
  std::string_view in_;  // the part of buffer_ that is not used yet
  std::unique_ptr<Decoder> decoder_;
  uint64_t stored_ = 0;
  bool sniffed_ = false;
  bool ended_ = false;
};

}  // namespace newsprint
