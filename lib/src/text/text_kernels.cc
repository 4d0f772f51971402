// Folding of ASCII, classification of bytes, bounds and hashes of words, 16 to 64 bytes a step by
// Google Highway; the best target that the processor has is chosen at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/text_kernels.cc"
#include <hwy/foreach_target.h>
// After foreach_target.h, which includes this file once per target.
#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

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

// Writes the places of the set bits one by one: as many as nearly every block has whatever there
// are, and only more are asked for, as how many there are cannot be predicted (the way of simdjson;
// Langdale and Lemire 2019). The targets have instructions for counting bits, the baseline of
// x86-64 has none.
HWY_INLINE void ListOneByOne(uint64_t bits, size_t count, uint32_t base,
                             uint32_t* HWY_RESTRICT to) {
  constexpr size_t kAnyway = 16;
  for (size_t i = 0; i < kAnyway; ++i) {
    to[i] = base + static_cast<uint32_t>(std::countr_zero(bits));
    bits &= bits - 1;
  }
  for (size_t i = kAnyway; i < count; ++i) {
    to[i] = base + static_cast<uint32_t>(std::countr_zero(bits));
    bits &= bits - 1;
  }
}

// Writes the places of the set bits and returns how many there are.
using Places = hn::CappedTag<uint32_t, 64>;
HWY_INLINE size_t ListBits(uint64_t bits, uint32_t base, hn::Vec<Places> from_0,
                           uint32_t* HWY_RESTRICT to) {
  const Places d;
  const size_t step = hn::Lanes(d);
  const auto count = static_cast<size_t>(std::popcount(bits));
  if (step < 16) {  // no instruction that packs the chosen lanes: Highway's tables cost four times
                    // as much as one by one
    ListOneByOne(bits, count, base, to);
    return count;
  }
  uint8_t bytes[sizeof bits];
  std::memcpy(bytes, &bits, sizeof bits);
  auto places = hn::Add(from_0, hn::Set(d, base));
  for (size_t i = 0; i < 64; i += step) {
    const auto mask = hn::LoadMaskBits(d, bytes + i / 8);
    hn::StoreU(hn::Compress(places, mask), d, to);
    to += hn::CountTrue(d, mask);
    places = hn::Add(places, hn::Set(d, static_cast<uint32_t>(step)));
  }
  return count;
}

// A word begins where the bit before is none of it, or at a cut; it ends likewise.
size_t List(const WordBits& bits, uint32_t* HWY_RESTRICT begins, uint32_t* HWY_RESTRICT ends) {
  const auto from_0 = hn::Iota(Places(), 0);  // made once: some targets make it in memory
  size_t begin_count = 0, end_count = 0;
  uint64_t last = 0;
  for (size_t i = 0; i < bits.blocks; ++i) {
    const uint64_t word = bits.words[i];
    const uint64_t before = word << 1 | last >> 63;
    const uint64_t cuts = i < bits.cut_blocks ? bits.cuts[i] : 0;
    const auto base = static_cast<uint32_t>(i * 64);
    begin_count += ListBits(word & (~before | cuts), base, from_0, begins + begin_count);
    end_count += ListBits(before & (~word | cuts), base, from_0, ends + end_count);
    last = word;
  }
  return begin_count;
}

// What XXH3-64 (0.8; without seed) does with 1 to 3 bytes and with 4 to 8: it keeps their bits in
// one integer and mixes that by two multiplications.
using Hashes = hn::ScalableTag<uint64_t>;
using HashVector = hn::Vec<Hashes>;

HWY_INLINE HashVector ByteAt(HashVector head, HashVector at) {
  const Hashes d;
  return hn::And(hn::Shr(head, hn::ShiftLeft<3>(at)), hn::Set(d, 0xFF));
}

HWY_INLINE HashVector HashTo3(HashVector head, HashVector size) {
  const Hashes d;
  const HashVector first = hn::And(head, hn::Set(d, 0xFF));
  const HashVector middle = ByteAt(head, hn::ShiftRight<1>(size));
  const HashVector last = ByteAt(head, hn::Sub(size, hn::Set(d, 1)));
  HashVector x = hn::Or(hn::Or(hn::ShiftLeft<16>(first), hn::ShiftLeft<24>(middle)),
                        hn::Or(hn::ShiftLeft<8>(size), last));
  x = hn::Xor(x, hn::Set(d, 0x87275A9B));
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<33>(x)), hn::Set(d, 0xC2B2AE3D27D4EB4F));
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<29>(x)), hn::Set(d, 0x165667B19E3779F9));
  return hn::Xor(x, hn::ShiftRight<32>(x));
}

HWY_INLINE HashVector Hash4To8(HashVector head, HashVector size) {
  const Hashes d;
  const HashVector prime = hn::Set(d, 0x9FB21C651E98DF25);
  const HashVector last = hn::Shr(head, hn::ShiftLeft<3>(hn::Sub(size, hn::Set(d, 4))));
  HashVector x = hn::Or(hn::ShiftLeft<32>(head), hn::And(last, hn::Set(d, 0xFFFFFFFF)));
  x = hn::Xor(x, hn::Set(d, 0xC73AB174C5ECD5A2));
  x = hn::Xor(x, hn::Xor(hn::RotateRight<15>(x), hn::RotateRight<40>(x)));
  x = hn::Mul(x, prime);
  x = hn::Mul(hn::Xor(x, hn::Add(hn::ShiftRight<35>(x), size)), prime);
  return hn::Xor(x, hn::ShiftRight<28>(x));
}

// Returns how many it hashed; the scalar way for the rest is not called from here, as the compiler
// would leave the upper halves of registers in use, which slows down all that comes behind.
size_t Hash(const WordHeads& words, uint64_t* HWY_RESTRICT hashes) {
  const Hashes d;
  const hn::Rebind<uint32_t, Hashes> narrow;
  const size_t step = hn::Lanes(d);
  if (step < 4) return 0;  // 64-bit products are not worth making of narrower ones
  size_t i = 0;
  for (; i + step <= words.count; i += step) {
    const auto begins = hn::LoadU(narrow, words.begins + i);
    const auto size = hn::Sub(hn::LoadU(narrow, words.ends + i), begins);
    // Behind 8 shifts would be undefined.
    const auto at_most_8 = hn::Min(size, hn::Set(narrow, kLongestHead));
    const HashVector at_least_4 = hn::PromoteTo(d, hn::Max(at_most_8, hn::Set(narrow, 4)));
    const HashVector at_most_3 = hn::PromoteTo(d, hn::Min(size, hn::Set(narrow, 3)));
    const HashVector head = hn::LoadU(d, words.heads + i);
    const auto to_3 = hn::Eq(hn::PromoteTo(d, size), at_most_3);
    hn::StoreU(hn::IfThenElse(to_3, HashTo3(head, at_most_3), Hash4To8(head, at_least_4)), d,
               hashes + i);
  }
  return i;
}

// Lists those of the words [first, end) that `chosen` says, a vector of words at a time; returns
// behind which word and, in `count`, how many these are.
template <typename Chosen>
HWY_INLINE size_t ListChosen(size_t first, size_t end, const Chosen& chosen,
                             uint32_t* HWY_RESTRICT to, size_t* HWY_RESTRICT count) {
  const Places d;
  const size_t step = hn::Lanes(d);
  *count = 0;
  if (step < 16) return first;  // nothing packs the chosen lanes
  size_t i = first;
  auto places = hn::Iota(d, static_cast<uint32_t>(first));
  for (; i + step <= end; i += step) {
    const auto is_chosen = chosen(i);
    hn::StoreU(hn::Compress(places, is_chosen), d, to + *count);
    *count += hn::CountTrue(d, is_chosen);
    places = hn::Add(places, hn::Set(d, static_cast<uint32_t>(step)));
  }
  return i;
}

// Four bytes are looked at behind each word, so the last words may be left.
size_t Gaps(const WordRow& words, uint32_t* HWY_RESTRICT to, size_t* HWY_RESTRICT count) {
  const Places d;
  const hn::RebindToSigned<Places> offset;
  const auto* const bytes = reinterpret_cast<const uint32_t*>(words.folded);
  size_t end = words.count;
  while (end > 1 && words.ends[end - 2] + sizeof *bytes > words.size) --end;
  const auto has_gap = [&](size_t i) HWY_ATTR {
    const auto before = hn::LoadU(d, words.ends + i - 1);
    const auto between = hn::Sub(hn::LoadU(d, words.begins + i), before);
    const auto behind = hn::GatherOffset(d, bytes, hn::BitCast(offset, before));
    const auto blank = hn::Eq(hn::And(behind, hn::Set(d, 0xFF)), hn::Set(d, ' '));
    const auto none = hn::Eq(between, hn::Zero(d));
    const auto one_blank = hn::And(hn::Eq(between, hn::Set(d, 1)), blank);
    return hn::Not(hn::Or(none, one_blank));
  };
  return ListChosen(1, end, has_gap, to, count);
}

size_t LongWords(const WordRow& words, uint32_t* HWY_RESTRICT to, size_t* HWY_RESTRICT count) {
  const Places d;
  const auto is_long = [&](size_t i) HWY_ATTR {
    const auto size = hn::Sub(hn::LoadU(d, words.ends + i), hn::LoadU(d, words.begins + i));
    return hn::Gt(size, hn::Set(d, kLongestHead));
  };
  return ListChosen(0, words.count, is_long, to, count);
}

}  // namespace HWY_NAMESPACE
}  // namespace newsprint
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsprint {

HWY_EXPORT(CopyLower);
HWY_EXPORT(Classify);
HWY_EXPORT(List);
HWY_EXPORT(Hash);
HWY_EXPORT(Gaps);
HWY_EXPORT(LongWords);

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

size_t ListWords(const WordBits& bits, uint32_t* begins, uint32_t* ends) {
  return HWY_DYNAMIC_DISPATCH(List)(bits, begins, ends);
}

void HashHeads(const WordHeads& words, uint64_t* hashes) {
  const size_t done = HWY_DYNAMIC_DISPATCH(Hash)(words, hashes);
  HashHeadsScalar({words.heads + done, words.begins + done, words.ends + done, words.count - done},
                  hashes + done);
}

size_t ListGaps(const WordRow& words, uint32_t* to) {
  size_t count;
  const size_t next = HWY_DYNAMIC_DISPATCH(Gaps)(words, to, &count);
  return count + ListGapsScalar(words, next, to + count);
}

size_t ListLongWords(const WordRow& words, uint32_t* to) {
  size_t count;
  const size_t next = HWY_DYNAMIC_DISPATCH(LongWords)(words, to, &count);
  return count + ListLongWordsScalar(words, next, to + count);
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

size_t ListWordsScalar(const WordBits& bits, uint32_t* begins, uint32_t* ends) {
  size_t begin_count = 0, end_count = 0;
  bool before = false;
  for (uint32_t i = 0; i < bits.blocks * 64; ++i) {
    const bool word = (bits.words[i / 64] >> (i % 64) & 1) != 0;
    const bool cut = i / 64 < bits.cut_blocks && (bits.cuts[i / 64] >> (i % 64) & 1) != 0;
    if (before && (!word || cut)) ends[end_count++] = i;
    if (word && (!before || cut)) begins[begin_count++] = i;
    before = word;
  }
  return begin_count;
}

// XXH3 takes one way with up to 3 bytes and another with up to 8, and which word has how many
// cannot be predicted: words are listed by their way, so that nothing branches on it.
void HashHeadsScalar(const WordHeads& words, uint64_t* hashes) {
  constexpr size_t kAtOnce = 256;
  uint32_t ways[2][kAtOnce];
  for (size_t first = 0; first < words.count; first += kAtOnce) {
    size_t counts[2] = {};
    const size_t end = std::min(words.count, first + kAtOnce);
    for (size_t i = first; i < end; ++i) {
      const size_t way = words.ends[i] - words.begins[i] > 3 ? 1 : 0;
      ways[way][counts[way]++] = static_cast<uint32_t>(i);
    }
    for (size_t way = 0; way < 2; ++way) {
      for (size_t m = 0; m < counts[way]; ++m) {
        const uint32_t i = ways[way][m];
        const uint32_t size = std::min(words.ends[i] - words.begins[i], kLongestHead);
        hashes[i] = XXH3_64bits(&words.heads[i], size);
      }
    }
  }
}

// Without a branch: which words have a gap before them cannot be predicted.
size_t ListGapsScalar(const WordRow& words, size_t first, uint32_t* to) {
  size_t count = 0;
  for (size_t i = first; i < words.count; ++i) {
    const uint32_t begin = words.ends[i - 1], end = words.begins[i];
    const bool one_blank = (end - begin == 1) & (words.folded[begin] == ' ');
    to[count] = static_cast<uint32_t>(i);
    count += static_cast<size_t>((end != begin) & !one_blank);
  }
  return count;
}

size_t ListLongWordsScalar(const WordRow& words, size_t first, uint32_t* to) {
  size_t count = 0;
  for (size_t i = first; i < words.count; ++i) {
    to[count] = static_cast<uint32_t>(i);
    count += words.ends[i] - words.begins[i] > kLongestHead ? 1 : 0;
  }
  return count;
}

}  // namespace newsprint
#endif  // HWY_ONCE
