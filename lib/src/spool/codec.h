// Numbers and strings as bytes, for records of a working folder. Little-endian; a reader past the
// end reads zeros, so that a damaged record is no crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace newsprint {

class ByteWriter {
 public:
  explicit ByteWriter(std::string* out) : out_(out) {}

  // Seven bits a byte, the lowest first.
  void Varint(uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_->push_back(static_cast<char>(value | 0x80));
    out_->push_back(static_cast<char>(value));
  }
  void Signed(int64_t value) {
    Varint((static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63));
  }
  // The lowest `bytes` bytes.
  void Fixed(uint64_t value, size_t bytes) {
    out_->append(reinterpret_cast<const char*>(&value), bytes);
  }
  void String(std::string_view text) {
    Varint(text.size());
    out_->append(text);
  }

 private:
  std::string* out_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  bool done() const { return rest_.empty(); }
  std::string_view Rest() const { return rest_; }

  uint64_t Varint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      value |= uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) break;
    }
    return value;
  }
  int64_t Signed() {
    const uint64_t value = Varint();
    return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
  }
  uint32_t Number() { return static_cast<uint32_t>(Varint()); }
  uint64_t Fixed(size_t bytes) {
    uint64_t value = 0;
    if (rest_.size() < bytes) {
      rest_ = {};
      return 0;
    }
    std::memcpy(&value, rest_.data(), bytes);
    rest_.remove_prefix(bytes);
    return value;
  }
  // So many of them, or what is left.
  std::string_view Bytes(uint64_t count) {
    const std::string_view bytes = rest_.substr(0, count);
    rest_.remove_prefix(bytes.size());
    return bytes;
  }
  std::string_view String() { return Bytes(Varint()); }

 private:
  std::string_view rest_;
};

}  // namespace newsprint
