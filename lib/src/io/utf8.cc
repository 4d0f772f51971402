// Validation is simdjson's (a vectorised table lookup, several GB/s). Repair follows "U+FFFD
// Substitution of Maximal Subparts" of the Unicode Standard, section 3.9: an ill-formed sequence
// ends before the first byte that cannot continue it by table 3-7, and that byte is looked at anew.
// So a damaged character never takes the quotation mark behind it along.
#include "io/utf8.h"

#include <simdjson.h>

#include <string>

#include "newsprint/io.h"

namespace newsprint {
namespace {

// What may follow a lead byte: the range of the second byte and the length. Length 0: no lead.
struct Lead {
  uint8_t length;
  uint8_t low;
  uint8_t high;
};

Lead LeadOf(uint8_t byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

struct Sequence {
  size_t size;
  bool good;
};

// The well-formed character at the start of `bytes`, or the maximal ill-formed part.
Sequence FirstSequence(std::string_view bytes) {
  const Lead lead = LeadOf(static_cast<uint8_t>(bytes[0]));
  if (lead.length <= 1) return {1, lead.length == 1};
  for (size_t i = 1; i < lead.length; ++i) {
    if (i == bytes.size()) return {i, false};
    const auto byte = static_cast<uint8_t>(bytes[i]);
    if (byte < (i == 1 ? lead.low : 0x80) || byte > (i == 1 ? lead.high : 0xBF)) return {i, false};
  }
  return {lead.length, true};
}

}  // namespace

std::string_view WithoutByteOrderMark(std::string_view bytes) {
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  return bytes;
}

char* EncodeUtf8(uint32_t code_point, char* out) {
  const auto put = [&out](uint32_t byte) { *out++ = static_cast<char>(byte); };
  const auto continuation = [&](int shift) { put(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    continuation(0);
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    continuation(6);
    continuation(0);
  } else {
    put(0xF0 | (code_point >> 18));
    continuation(12);
    continuation(6);
    continuation(0);
  }
  return out;
}

bool IsValidUtf8(std::string_view bytes) {
  return bytes.empty() || simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::string RepairUtf8(std::string_view bytes) {
  bytes = WithoutByteOrderMark(bytes);
  if (IsValidUtf8(bytes)) return std::string(bytes);
  std::string repaired;
  repaired.reserve(bytes.size() + bytes.size() / 8);
  while (!bytes.empty()) {
    const Sequence sequence = FirstSequence(bytes);
    repaired.append(sequence.good ? bytes.substr(0, sequence.size) : kReplacement);
    bytes.remove_prefix(sequence.size);
  }
  return repaired;
}

}  // namespace newsprint
