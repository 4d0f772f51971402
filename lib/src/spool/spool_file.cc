// pread and write without stdio, so that every error is seen and named.
#include "spool/spool_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace newsprint {
namespace {

constexpr size_t kBufferSize = size_t{128} << 10;

}  // namespace

void SpoolErrors::Update(const absl::Status& status) {
  const std::lock_guard lock(mutex_);
  status_.Update(status);
}

absl::Status SpoolErrors::Get() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

SpoolFile::SpoolFile(SpoolFile&& other) noexcept { *this = std::move(other); }

SpoolFile& SpoolFile::operator=(SpoolFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(errors_, other.errors_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(written_, other.written_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

SpoolFile::~SpoolFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

SpoolFile SpoolFile::Open(std::string path, uint64_t keep, SpoolErrors* errors) {
  SpoolFile file;
  file.path_ = std::move(path);
  file.errors_ = errors;
  file.descriptor_ = open(file.path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file.descriptor_ < 0) {
    file.Fail(errno, "cannot open");
  } else if (const off_t end = lseek(file.descriptor_, 0, SEEK_END);
             end < static_cast<off_t>(keep)) {
    errors->Update(absl::DataLossError(file.path_ + ": shorter than it was (remove the folder)"));
  } else if (ftruncate(file.descriptor_, static_cast<off_t>(keep)) != 0 ||
             lseek(file.descriptor_, 0, SEEK_END) < 0) {
    file.Fail(errno, "cannot write");
  }
  file.written_ = keep;
  return file;
}

void SpoolFile::Append(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() >= kBufferSize) Flush();
}

void SpoolFile::Flush() {
  std::string_view left = buffer_;
  while (!left.empty() && errors_->ok()) {
    const ssize_t written = write(descriptor_, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      Fail(errno, "cannot write");
    }
  }
  written_ += buffer_.size();
  buffer_.clear();
}

void SpoolFile::Read(uint64_t offset, size_t size, char* to) const {
  while (size > 0) {
    const ssize_t got = pread(descriptor_, to, size, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      Fail(got < 0 ? errno : EIO, "cannot read");
      std::memset(to, 0, size);
      return;
    }
    const size_t count = static_cast<size_t>(got);
    to += count, offset += count, size -= count;
  }
}

std::string SpoolFile::Read(uint64_t offset, size_t size) const {
  std::string bytes(size, '\0');
  Read(offset, size, bytes.data());
  return bytes;
}

void SpoolFile::Remove() {
  if (descriptor_ >= 0) close(std::exchange(descriptor_, -1));
  if (!path_.empty()) unlink(path_.c_str());
  buffer_ = {};
}

void SpoolFile::Fail(int error, const char* what) const {
  errors_->Update(absl::ErrnoToStatus(error, absl::StrCat(path_, ": ", what)));
}

}  // namespace newsprint
