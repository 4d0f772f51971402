// Where results go. Standard output is written without stdio, so that every error is seen.
#include "output.h"

#include <unistd.h>

#include <cerrno>
#include <utility>

#include "signals.h"

namespace newsprint::cli {

absl::StatusOr<Output> Output::Open(const std::string& path) {
  Output output;
  if (path.empty() || path == "-") return output;
  absl::StatusOr<OutputFile> file = OutputFile::Create(path);
  if (!file.ok()) return file.status();
  output.file_ = *std::move(file);
  return output;
}

bool Output::Write(std::string_view bytes) {
  if (Interrupted()) return false;
  if (file_) return file_->Write(bytes);
  while (!bytes.empty() && error_ == 0) {
    const ssize_t written = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR || Interrupted()) {
      error_ = errno;
    }
  }
  return error_ == 0;
}

absl::Status Output::Finish() {
  if (file_) return file_->Commit();
  if (error_ == 0 || error_ == EPIPE) return absl::OkStatus();
  return absl::ErrnoToStatus(error_, "standard output: cannot write");
}

}  // namespace newsprint::cli
