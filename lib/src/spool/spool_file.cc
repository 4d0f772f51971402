// pread and write without stdio, so that every error is seen and named.
#include "spool/spool_file.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace newsprint {
namespace {

constexpr size_t kBufferSize = size_t{32} << 10;
constexpr size_t kReadAtOnce = size_t{1} << 20;
constexpr char kPartial[] = ".partial";

}  // namespace

void SpoolErrors::Update(const absl::Status& status) {
  const std::lock_guard lock(mutex_);
  status_.Update(status);
}

absl::Status SpoolErrors::Get() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

void SpoolFile::FreeHash::operator()(XXH3_state_s* state) const { XXH3_freeState(state); }

SpoolFile::SpoolFile() = default;
SpoolFile::SpoolFile(SpoolFile&& other) noexcept { *this = std::move(other); }

SpoolFile& SpoolFile::operator=(SpoolFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(errors_, other.errors_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(written_, other.written_);
  std::swap(hash_, other.hash_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

SpoolFile::~SpoolFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

SpoolFile SpoolFile::Open(std::string path, const Kept& keep, SpoolErrors* errors) {
  SpoolFile file;
  file.path_ = std::move(path);
  file.errors_ = errors;
  const std::string partial = file.path_ + kPartial;
  if (access(partial.c_str(), F_OK) != 0) std::rename(file.path_.c_str(), partial.c_str());
  file.OpenAs(partial, keep);
  return file;
}

SpoolFile SpoolFile::OpenNamed(std::string path, const Kept& keep, SpoolErrors* errors) {
  SpoolFile file;
  file.path_ = std::move(path);
  file.errors_ = errors;
  file.OpenAs(file.path_, keep);
  return file;
}

void SpoolFile::OpenAs(const std::string& path, const Kept& keep) {
  hash_.reset(XXH3_createState());
  XXH3_64bits_reset(hash_.get());
  descriptor_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    Fail(errno, "cannot open");
  } else if (!TakeUp(keep)) {
    errors_->Update(
        absl::DataLossError(path_ + ": is not as it was left (remove the folder and begin again)"));
  } else if (ftruncate(descriptor_, static_cast<off_t>(keep.size)) != 0 ||
             lseek(descriptor_, 0, SEEK_END) < 0) {
    Fail(errno, "cannot write");
  }
}

bool SpoolFile::TakeUp(const Kept& keep) {
  if (lseek(descriptor_, 0, SEEK_END) < static_cast<off_t>(keep.size)) return false;
  std::string piece;
  while (written_ < keep.size && errors_->ok()) {
    piece.resize(std::min<uint64_t>(kReadAtOnce, keep.size - written_));
    Read(written_, piece.size(), piece.data());
    XXH3_64bits_update(hash_.get(), piece.data(), piece.size());
    written_ += piece.size();
  }
  return keep.size == 0 || kept().hash == keep.hash;
}

Kept SpoolFile::kept() const { return {written_, hash_ ? XXH3_64bits_digest(hash_.get()) : 0}; }

void SpoolFile::Finish() {
  Flush();
  if (descriptor_ < 0 || !errors_->ok()) return;
  if (std::rename((path_ + kPartial).c_str(), path_.c_str()) != 0) Fail(errno, "cannot rename");
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
  if (hash_) XXH3_64bits_update(hash_.get(), buffer_.data(), buffer_.size());
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
  if (!path_.empty()) {
    unlink(path_.c_str());
    unlink((path_ + kPartial).c_str());
  }
  buffer_ = {};
}

void SpoolFile::Fail(int error, const char* what) const {
  const absl::Status status = absl::ErrnoToStatus(error, absl::StrCat(path_, ": ", what));
  const bool full = error == ENOSPC || error == EDQUOT;
  const char* advice = full ? " (make room, or name another folder: workdir, TMPDIR)" : "";
  errors_->Update(absl::Status(status.code(), absl::StrCat(std::string(status.message()), advice)));
}

std::vector<SpoolFile> OpenSpills(const std::string& path, size_t count, SpoolErrors* errors) {
  std::vector<SpoolFile> files;
  for (size_t i = 0; i < count; ++i) {
    files.push_back(SpoolFile::OpenNamed(absl::StrCat(path, "-", i, kSpillEnding), {}, errors));
  }
  return files;
}

}  // namespace newsprint
