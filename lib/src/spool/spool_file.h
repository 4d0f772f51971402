// Files of a working folder: appended to, read anywhere, removed when they are of no more use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace newsprint {

// The first error of all files of a folder, so that callers look once a stage. Safe to call from
// several threads.
class SpoolErrors {
 public:
  void Update(const absl::Status& status);
  absl::Status Get() const;
  bool ok() const { return Get().ok(); }

 private:
  mutable std::mutex mutex_;
  absl::Status status_;
};

// Append and Flush belong to one thread at a time; Read may run on several, for what was flushed.
class SpoolFile {
 public:
  SpoolFile() = default;
  SpoolFile(SpoolFile&& other) noexcept;
  SpoolFile& operator=(SpoolFile&& other) noexcept;
  ~SpoolFile();

  // Opens or makes the file, and cuts it to `keep` bytes. After an error nothing is written or read
  // (zeros come back), and `errors` says why.
  static SpoolFile Open(std::string path, uint64_t keep, SpoolErrors* errors);

  void Append(std::string_view bytes);
  void Flush();
  void Read(uint64_t offset, size_t size, char* to) const;
  std::string Read(uint64_t offset, size_t size) const;
  // With what is not flushed.
  uint64_t size() const { return written_ + buffer_.size(); }

  // Closes the file and removes it.
  void Remove();

 private:
  void Fail(int error, const char* what) const;

  std::string path_;
  SpoolErrors* errors_ = nullptr;
  int descriptor_ = -1;
  uint64_t written_ = 0;
  std::string buffer_;
};

}  // namespace newsprint
