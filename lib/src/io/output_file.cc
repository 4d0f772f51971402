// OutputFile: written beside its place under another name, then renamed over it, which file systems
// do at once or not at all. Whoever writes such a file holds a lock on it, which ends with the
// process: what a killed one has left is told by that, and removed by the next.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "newsprint/io.h"

namespace newsprint {
namespace {

constexpr size_t kBufferSize = size_t{256} << 10;
constexpr char kPartial[] = ".partial-";

// What a link leads to, so that it stays a link.
std::string FollowLinks(const std::string& path) {
  char* resolved = realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return path;
  std::string followed = resolved;
  std::free(resolved);
  return followed;
}

void RemoveLeftovers(const std::string& target) {
  namespace fs = std::filesystem;
  const std::string folder = fs::path(target).parent_path().string();
  const std::string beginning = fs::path(target).filename().string() + kPartial;
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator at(folder.empty() ? "." : folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().filename().string().rfind(beginning, 0) == 0) found.push_back(at->path());
  }
  for (const fs::path& path : found) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) continue;
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) unlink(path.c_str());
    close(descriptor);
  }
}

}  // namespace

absl::StatusOr<OutputFile> OutputFile::Create(std::string path) {
  OutputFile file;
  file.path_ = std::move(path);
  struct stat status = {};
  const bool exists = stat(file.path_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return file.Failed(EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {  // /dev/null, a pipe: not to be replaced
    file.descriptor_ = open(file.path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (file.descriptor_ < 0) return file.Failed(errno);
    return file;
  }
  file.target_ = FollowLinks(file.path_);
  RemoveLeftovers(file.target_);
  for (int attempt = 0;; ++attempt) {
    file.temporary_ = absl::StrCat(file.target_, kPartial, getpid(), "-", attempt);
    file.descriptor_ = open(file.temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file.descriptor_ >= 0) {
      flock(file.descriptor_, LOCK_EX | LOCK_NB);
      return file;
    }
    if (errno == EEXIST) continue;
    const int error = errno;
    file.temporary_.clear();
    return file.Failed(error);
  }
}

OutputFile::OutputFile(OutputFile&& other) noexcept { *this = std::move(other); }

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(target_, other.target_);
  std::swap(temporary_, other.temporary_);
  std::swap(buffer_, other.buffer_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(error_, other.error_);
  return *this;
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

bool OutputFile::Write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() < kBufferSize) {
    if (error_ == 0) buffer_.append(bytes);
    return error_ == 0;
  }
  return Flush() && WriteOut(bytes);
}

absl::Status OutputFile::Commit() {
  const bool flushed = Flush();
  if (close(std::exchange(descriptor_, -1)) != 0 && flushed) error_ = errno;
  if (error_ == 0 && !temporary_.empty()) {
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) error_ = errno;
  }
  if (error_ != 0) return Failed(error_);
  temporary_.clear();
  return absl::OkStatus();
}

bool OutputFile::Flush() {
  const bool flushed = WriteOut(buffer_);
  buffer_.clear();
  return flushed;
}

bool OutputFile::WriteOut(std::string_view bytes) {
  while (error_ == 0 && !bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  return error_ == 0;
}

absl::Status OutputFile::Failed(int error) const {
  return absl::ErrnoToStatus(error, absl::StrCat(RepairUtf8(path_), ": cannot write"));
}

}  // namespace newsprint
