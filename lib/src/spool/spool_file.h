// Files of a working folder: appended to, read anywhere, removed when they are of no more use.
// While a file is written its name ends in ".partial".
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

struct XXH3_state_s;

namespace newsprint {

// How the names of files end that no other process takes up again.
inline constexpr char kSpillEnding[] = ".spill";

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

// The beginning of a file that is known to be whole: its bytes, and their XXH3.
struct Kept {
  uint64_t size = 0;
  uint64_t hash = 0;
};

// Append, Flush and Finish belong to one thread at a time; Read may run on several, for what was
// flushed.
class SpoolFile {
 public:
  SpoolFile();
  SpoolFile(SpoolFile&& other) noexcept;
  SpoolFile& operator=(SpoolFile&& other) noexcept;
  ~SpoolFile();

  // Opens or makes "PATH.partial", or takes up PATH again, and cuts it to what is to be kept, which
  // is read and compared. After an error nothing is written or read (zeros come back), and `errors`
  // says why.
  static SpoolFile Open(std::string path, const Kept& keep, SpoolErrors* errors);
  // The same under its own name, for a file that is never finished.
  static SpoolFile OpenNamed(std::string path, const Kept& keep, SpoolErrors* errors);

  void Append(std::string_view bytes);
  void Flush();
  void Read(uint64_t offset, size_t size, char* to) const;
  std::string Read(uint64_t offset, size_t size) const;
  // With what is not flushed.
  uint64_t size() const { return written_ + buffer_.size(); }
  // What was flushed.
  Kept kept() const;

  // Flushes, and gives the file its name: nothing is appended any more.
  void Finish();

  // Closes the file and removes it.
  void Remove();

 private:
  struct FreeHash {
    void operator()(XXH3_state_s* state) const;
  };

  void Fail(int error, const char* what) const;
  void OpenAs(const std::string& path, const Kept& keep);
  // Hashes the first bytes of what is there; false where they are others.
  bool TakeUp(const Kept& keep);

  std::string path_;  // as it will be called
  SpoolErrors* errors_ = nullptr;
  int descriptor_ = -1;
  uint64_t written_ = 0;
  std::unique_ptr<XXH3_state_s, FreeHash> hash_;  // of what was written
  std::string buffer_;
};

// So many files "PATH-0.spill", "PATH-1.spill" ...
std::vector<SpoolFile> OpenSpills(const std::string& path, size_t count, SpoolErrors* errors);

}  // namespace newsprint
