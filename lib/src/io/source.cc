// Opening and decompressing. zlib and libzstd do the work; what is added here is what their
// streaming interfaces leave to the caller: several gzip members (RFC 1952, 2.2) and zstd frames,
// skippable ones too (RFC 8878, 3.1.2), in one file, and telling a stream that ends early from one
// that ends.
#define ZLIB_CONST  // next_in is const

#include "io/source.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace newsprint {
namespace {

constexpr size_t kBufferSize = size_t{256} << 10;

class File {
 public:
  File(int descriptor, std::function<bool()> cancelled)
      : descriptor_(descriptor), cancelled_(std::move(cancelled)) {}
  ~File() {
    if (descriptor_ > 0) close(descriptor_);  // 0 is standard input, which is the program's
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  absl::StatusOr<size_t> Read(const std::string& name, char* out, size_t size) const {
    while (true) {
      if (!WaitForBytes()) return absl::CancelledError(absl::StrCat(name, ": cancelled"));
      const ssize_t got = read(descriptor_, out, size);
      if (got >= 0) return static_cast<size_t>(got);
      // EAGAIN: the pipe does not wait, and somebody else took the bytes.
      if (errno != EINTR && errno != EAGAIN) {
        return absl::ErrnoToStatus(errno, absl::StrCat(name, ": cannot read"));
      }
    }
  }

 private:
  // False when cancelled. The wait has a limit because a signal may interrupt another thread than
  // the one that waits here.
  bool WaitForBytes() const {
    constexpr int kMilliseconds = 100;
    pollfd wait = {descriptor_, POLLIN, 0};
    int ready = 0;
    while (ready == 0) {
      if (cancelled_ && cancelled_()) return false;
      ready = poll(&wait, 1, kMilliseconds);
      if (ready < 0 && errno == EINTR) ready = 0;
    }
    return true;  // an error too: read will name it
  }

  int descriptor_;
  std::function<bool()> cancelled_;
};

bool IsGzip(std::string_view in) { return in.substr(0, 2) == "\x1F\x8B"; }

// 28 B5 2F FD, or a skippable frame: 50 to 5F, then 2A 4D 18.
bool IsZstd(std::string_view in) {
  if (in.substr(0, 4) == "\x28\xB5\x2F\xFD") return true;
  return in.size() >= 4 && (static_cast<uint8_t>(in[0]) & 0xF0) == 0x50 &&
         in.substr(1, 3) == "\x2A\x4D\x18";
}

class GzipDecoder final : public Decoder {
 public:
  GzipDecoder() { ready_ = inflateInit2(&stream_, 15 + 16) == Z_OK; }  // 16: gzip header
  ~GzipDecoder() override { inflateEnd(&stream_); }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;

  absl::StatusOr<size_t> Decode(std::string_view* in, char* out, size_t size) override {
    if (!ready_) return absl::ResourceExhaustedError("out of memory");
    if (complete_ && !StartMember(in)) return 0;
    constexpr size_t kMost = size_t{1} << 30;  // zlib counts in 32 bits
    const size_t room = std::min(size, kMost);
    const size_t given = std::min(in->size(), kMost);
    stream_.next_in = reinterpret_cast<const Bytef*>(in->data());
    stream_.avail_in = static_cast<uInt>(given);
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(room);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    in->remove_prefix(given - stream_.avail_in);
    const size_t written = room - stream_.avail_out;
    complete_ = result == Z_STREAM_END;
    const bool fine = complete_ || result == Z_OK || result == Z_BUF_ERROR;
    if (!fine && written == 0) {
      return absl::DataLossError(stream_.msg != nullptr ? stream_.msg : "bad data");
    }
    return written;  // after an error inflate stays in it: the next call reports it
  }

  bool complete() const override { return complete_; }
  std::string_view format() const override { return "gzip"; }

 private:
  // Zeros behind a member are padding, as tar and block devices leave it.
  bool StartMember(std::string_view* in) {
    in->remove_prefix(std::min(in->find_first_not_of('\0'), in->size()));
    if (in->empty()) return false;
    inflateReset(&stream_);
    complete_ = false;
    return true;
  }

  z_stream stream_ = {};
  bool ready_ = false;
  bool complete_ = false;
};

class ZstdDecoder final : public Decoder {
 public:
  ZstdDecoder() : stream_(ZSTD_createDStream()) {
    // Frames made with --long=31 are common among archives; the window is only as large as the
    // frame says.
    if (stream_ != nullptr) ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, 31);
  }
  ~ZstdDecoder() override { ZSTD_freeDStream(stream_); }
  ZstdDecoder(const ZstdDecoder&) = delete;
  ZstdDecoder& operator=(const ZstdDecoder&) = delete;

  absl::StatusOr<size_t> Decode(std::string_view* in, char* out, size_t size) override {
    if (stream_ == nullptr) return absl::ResourceExhaustedError("out of memory");
    if (failure_ != 0) return absl::DataLossError(ZSTD_getErrorName(failure_));
    if (complete_ && in->empty()) return 0;  // a call would start the next frame
    ZSTD_inBuffer input = {in->data(), in->size(), 0};
    ZSTD_outBuffer output = {out, size, 0};
    const size_t result = ZSTD_decompressStream(stream_, &output, &input);
    in->remove_prefix(input.pos);
    complete_ = result == 0;
    if (ZSTD_isError(result)) {
      failure_ = result;
      if (output.pos == 0) return absl::DataLossError(ZSTD_getErrorName(result));
    }
    return output.pos;
  }

  bool complete() const override { return complete_; }
  std::string_view format() const override { return "zstd"; }

 private:
  ZSTD_DStream* stream_;
  size_t failure_ = 0;
  bool complete_ = false;
};

}  // namespace

absl::StatusOr<ReadBytes> OpenFile(const std::string& path, const std::string& name,
                                   std::function<bool()> cancelled) {
  // Without O_NONBLOCK a named pipe that nobody writes to yet would hold us here.
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  const int descriptor = path == "-" ? 0 : open(path.c_str(), flags);
  if (descriptor < 0) return absl::ErrnoToStatus(errno, absl::StrCat(name, ": cannot open"));
  auto file = std::make_shared<File>(descriptor, std::move(cancelled));
  return [file, name](char* out, size_t size) { return file->Read(name, out, size); };
}

Source::Source(std::string name, ReadBytes read)
    : name_(std::move(name)), read_(std::move(read)), buffer_(new char[kBufferSize]) {}

absl::StatusOr<size_t> Source::Read(char* out, size_t size) {
  if (!sniffed_) {
    if (absl::Status sniffed = Sniff(); !sniffed.ok()) return sniffed;
  }
  return decoder_ == nullptr ? ReadPlain(out, size) : ReadDecoded(out, size);
}

absl::Status Source::Sniff() {
  while (!ended_ && in_.size() < 4) {  // a pipe may give less at first
    if (absl::Status filled = Fill(); !filled.ok()) return filled;
  }
  if (IsGzip(in_)) decoder_ = std::make_unique<GzipDecoder>();
  if (IsZstd(in_)) decoder_ = std::make_unique<ZstdDecoder>();
  sniffed_ = true;
  return absl::OkStatus();
}

// Adds to in_, which is moved to the front of the buffer.
absl::Status Source::Fill() {
  if (!in_.empty()) std::memmove(buffer_.get(), in_.data(), in_.size());
  in_ = {buffer_.get(), in_.size()};
  absl::StatusOr<size_t> got = read_(buffer_.get() + in_.size(), kBufferSize - in_.size());
  if (!got.ok()) return got.status();
  ended_ = *got == 0;
  stored_ += *got;
  in_ = {buffer_.get(), in_.size() + *got};
  return absl::OkStatus();
}

absl::StatusOr<size_t> Source::ReadPlain(char* out, size_t size) {
  if (in_.empty()) {
    absl::StatusOr<size_t> got = read_(out, size);
    if (got.ok()) stored_ += *got;
    return got;
  }
  const size_t taken = in_.copy(out, size);
  in_.remove_prefix(taken);
  return taken;
}

absl::StatusOr<size_t> Source::ReadDecoded(char* out, size_t size) {
  while (true) {
    const size_t before = in_.size();
    absl::StatusOr<size_t> written = decoder_->Decode(&in_, out, size);
    if (!written.ok()) return Damaged(std::string(written.status().message()));
    if (*written > 0) return written;
    if (in_.size() != before) continue;  // a header, or an empty member
    if (!in_.empty()) return Damaged("no progress");
    if (ended_) {
      if (decoder_->complete()) return 0;
      return absl::DataLossError(absl::StrCat(name_, ": ", std::string(decoder_->format()),
                                              " stream is truncated after ", stored_, " bytes"));
    }
    if (absl::Status filled = Fill(); !filled.ok()) return filled;
  }
}

absl::Status Source::Damaged(std::string_view what) const {
  return absl::DataLossError(absl::StrCat(name_, ": ", std::string(decoder_->format()),
                                          " stream is damaged near byte ", stored_ - in_.size(),
                                          " (", std::string(what), ")"));
}

}  // namespace newsprint
