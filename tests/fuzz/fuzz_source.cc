// Any bytes as a stored file, which may be gzip or zstd. The first byte says in what portions the
// file gives its bytes; the decoded stream must not depend on that.
#include <algorithm>
#include <string>

#include "entry_points.h"
#include "io/source.h"

namespace newsprint {
namespace {

constexpr size_t kMostDecoded = size_t{4} << 20;  // small inputs decode to anything

struct Decoded {
  std::string bytes;
  absl::StatusCode code = absl::StatusCode::kOk;
};

Decoded Decode(std::string_view stored, size_t portion, size_t read_size) {
  Source source("in", [&stored, portion](char* out, size_t size) -> absl::StatusOr<size_t> {
    const size_t given = stored.copy(out, std::min(size, portion));
    stored.remove_prefix(given);
    return given;
  });
  Decoded decoded;
  std::string buffer(read_size, '\0');
  while (decoded.bytes.size() < kMostDecoded) {
    const absl::StatusOr<size_t> got = source.Read(buffer.data(), buffer.size());
    if (!got.ok()) {
      decoded.code = got.status().code();
      FuzzRequire(!source.Read(buffer.data(), buffer.size()).ok(), "a failure does not last");
      break;
    }
    if (*got == 0) break;
    decoded.bytes.append(buffer, 0, *got);
  }
  if (decoded.bytes.size() >= kMostDecoded) decoded = {decoded.bytes.substr(0, kMostDecoded)};
  return decoded;
}

}  // namespace

void FuzzSource(std::string_view bytes) {
  if (bytes.empty()) return;
  const size_t portion = 1 + static_cast<uint8_t>(bytes[0]);
  bytes.remove_prefix(1);
  const Decoded whole = Decode(bytes, bytes.size() + 1, size_t{1} << 16);
  const Decoded pieces = Decode(bytes, portion, size_t{1} << 12);
  FuzzRequire(whole.code == pieces.code, "success depends on the portions");
  FuzzRequire(whole.code != absl::StatusCode::kOk || whole.bytes == pieces.bytes,
              "the bytes depend on the portions");
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzSource)
