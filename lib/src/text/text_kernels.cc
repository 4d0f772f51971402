// Folding of ASCII, classification of bytes and bounds of words, 16 to 64 bytes a step by Google
// Highway; the best target that the processor has is chosen at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/text_kernels.cc"
#include <hwy/foreach_target.h>
// After foreach_target.h, which includes this file once per target.
#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/text_kernels.h"

HWY_BEFORE_NAMESPACE();
namespace newsprint {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// At most 64 bytes, so that one classification step fills whole bytes of one 64-bit integer.
using Bytes = hn::CappedTag<uint8_t, 64>;
using Vector = hn::Vec<Bytes>;

// first <= x <= last, by one subtraction that wraps.
HWY_INLINE hn::Mask<Bytes> InRange(Vector x, uint8_t first, uint8_t last) {
  const Bytes d;
  const Vector offset = hn::Sub(x, hn::Set(d, first));
  return hn::Eq(hn::Min(offset, hn::Set(d, static_cast<uint8_t>(last - first))), offset);
}

HWY_INLINE hn::Mask<Bytes> IsHigh(Vector x) {
  const Vector high = hn::Set(Bytes(), 0x80);
  return hn::Eq(hn::And(x, high), high);
}

size_t CopyLower(const uint8_t* HWY_RESTRICT from, size_t size, uint8_t* HWY_RESTRICT to) {
  const Bytes d;
  const size_t step = hn::Lanes(d);
  const Vector case_bit = hn::Set(d, 0x20);
  size_t i = 0;
  for (; i + step <= size; i += step) {
    const Vector x = hn::LoadU(d, from + i);
    const Vector lower = hn::Or(x, hn::IfThenElseZero(InRange(x, 'A', 'Z'), case_bit));
    hn::StoreU(lower, d, to + i);
    const intptr_t high = hn::FindFirstTrue(d, IsHigh(x));
    if (high >= 0) return i + static_cast<size_t>(high);
  }
  return i + CopyLowerAsciiScalar(reinterpret_cast<const char*>(from + i), size - i,
                                  reinterpret_cast<char*>(to + i));
}

// `size` is a multiple of 64.
void Classify(const uint8_t* HWY_RESTRICT folded, size_t size, const ByteClasses& classes) {
  const Bytes d;
  const size_t step = hn::Lanes(d);
  if (step < 8) {  // the target without vectors: masks would not fill a byte
    ClassifyBytesScalar(reinterpret_cast<const char*>(folded), size, classes);
    return;
  }
  auto* const word_bytes = reinterpret_cast<uint8_t*>(classes.words);
  auto* const joiner_bytes = reinterpret_cast<uint8_t*>(classes.joiners);
  for (size_t i = 0; i < size; i += step) {
    const Vector x = hn::LoadU(d, folded + i);
    const auto word = hn::Or(hn::Or(InRange(x, 'a', 'z'), InRange(x, '0', '9')), IsHigh(x));
    const auto joiner = hn::Or(hn::Eq(x, hn::Set(d, '\'')),
                               hn::Or(hn::Eq(x, hn::Set(d, '.')), hn::Eq(x, hn::Set(d, ','))));
    hn::StoreMaskBits(d, word, word_bytes + i / 8);
    hn::StoreMaskBits(d, joiner, joiner_bytes + i / 8);
  }
}

// Writes the places of the set bits to every other integer from `to` on, and returns how many there
// are. How many a block has cannot be predicted: as many as nearly every block has are written
// whatever there are, and only more are asked for (the way of simdjson; Langdale and Lemire 2019).
// The targets have instructions for counting bits, the baseline of x86-64 has none.
HWY_INLINE size_t ListBits(uint64_t bits, uint32_t base, uint32_t* HWY_RESTRICT to) {
  constexpr size_t kAnyway = 16;
  const auto count = static_cast<size_t>(std::popcount(bits));
  for (size_t i = 0; i < kAnyway; ++i) {
    to[2 * i] = base + static_cast<uint32_t>(std::countr_zero(bits));
    bits &= bits - 1;
  }
  for (size_t i = kAnyway; i < count; ++i) {
    to[2 * i] = base + static_cast<uint32_t>(std::countr_zero(bits));
    bits &= bits - 1;
  }
  return count;
}

// A word begins where the bit before is none of it, or at a cut; it ends likewise.
size_t List(const WordBits& bits, Span* HWY_RESTRICT bounds) {
  size_t begins = 0, ends = 0;
  uint64_t last = 0;
  for (size_t i = 0; i < bits.blocks; ++i) {
    const uint64_t word = bits.words[i];
    const uint64_t before = word << 1 | last >> 63;
    const uint64_t cuts = i < bits.cut_blocks ? bits.cuts[i] : 0;
    const auto base = static_cast<uint32_t>(i * 64);
    begins += ListBits(word & (~before | cuts), base, &bounds[begins].begin);
    ends += ListBits(before & (~word | cuts), base, &bounds[ends].end);
    last = word;
  }
  return begins;
}

}  // namespace HWY_NAMESPACE
}  // namespace newsprint
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsprint {

HWY_EXPORT(CopyLower);
HWY_EXPORT(Classify);
HWY_EXPORT(List);

size_t CopyLowerAscii(const char* from, size_t size, char* to) {
  return HWY_DYNAMIC_DISPATCH(CopyLower)(reinterpret_cast<const uint8_t*>(from), size,
                                         reinterpret_cast<uint8_t*>(to));
}

// Mask bits are stored in little-endian order of lanes, a byte for every eight.
static_assert(std::endian::native == std::endian::little, "bitmaps are read as 64-bit integers");

void ClassifyBytes(const char* folded, size_t size, const ByteClasses& classes) {
  const auto* const bytes = reinterpret_cast<const uint8_t*>(folded);
  const size_t whole = size / 64;
  HWY_DYNAMIC_DISPATCH(Classify)(bytes, whole * 64, classes);
  if (size % 64 == 0) return;
  uint8_t last[64] = {};
  std::memcpy(last, bytes + whole * 64, size % 64);
  HWY_DYNAMIC_DISPATCH(Classify)
  (last, 64, {classes.words + whole, classes.joiners + whole});
}

size_t ListWords(const WordBits& bits, Span* bounds) {
  return HWY_DYNAMIC_DISPATCH(List)(bits, bounds);
}

size_t CopyLowerAsciiScalar(const char* from, size_t size, char* to) {
  for (size_t i = 0; i < size; ++i) {
    const char c = from[i];
    if (static_cast<unsigned char>(c) >= 0x80) return i;
    to[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return size;
}

void ClassifyBytesScalar(const char* folded, size_t size, const ByteClasses& classes) {
  for (uint64_t* bits : {classes.words, classes.joiners}) {
    std::fill_n(bits, (size + 63) / 64, 0);
  }
  for (size_t i = 0; i < size; ++i) {
    const auto c = static_cast<unsigned char>(folded[i]);
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
    const bool joiner = c == '\'' || c == '.' || c == ',';
    classes.words[i / 64] |= static_cast<uint64_t>(word) << (i % 64);
    classes.joiners[i / 64] |= static_cast<uint64_t>(joiner) << (i % 64);
  }
}

size_t ListWordsScalar(const WordBits& bits, Span* bounds) {
  size_t begins = 0, ends = 0;
  bool before = false;
  for (uint32_t i = 0; i < bits.blocks * 64; ++i) {
    const bool word = (bits.words[i / 64] >> (i % 64) & 1) != 0;
    const bool cut = i / 64 < bits.cut_blocks && (bits.cuts[i / 64] >> (i % 64) & 1) != 0;
    if (before && (!word || cut)) bounds[ends++].end = i;
    if (word && (!before || cut)) bounds[begins++].begin = i;
    before = word;
  }
  return begins;
}

}  // namespace newsprint
#endif  // HWY_ONCE
