// Which keys occur more than once, told at once and nearly right.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsprint {

// Tells keys that were added twice from most of the others: a counter of two bits, which stops at
// two, for each of at least four slots a key.
class SeenTwice {
 public:
  explicit SeenTwice(size_t keys)
      : shift_(64 - std::max(kLog2Word, static_cast<int>(std::bit_width(4 * keys)))),
        words_(size_t{1} << (64 - shift_ - kLog2Word)) {}

  void Add(uint64_t key) {
    const uint64_t slot = SlotOf(key);
    uint64_t& word = words_[slot >> kLog2Word];
    const int at = PlaceOf(slot);
    word |= (1 + (word >> at & 1)) << at;
  }
  bool MayHave(uint64_t key) const {
    const uint64_t slot = SlotOf(key);
    return (words_[slot >> kLog2Word] >> PlaceOf(slot) & 2) != 0;
  }

 private:
  static constexpr int kLog2Word = 5;  // 32 counters

  // The keys of a range have the same bits on top.
  uint64_t SlotOf(uint64_t key) const { return key * 0x9E3779B97F4A7C15 >> shift_; }
  static int PlaceOf(uint64_t slot) { return static_cast<int>(slot % 32) * 2; }

  int shift_;
  std::vector<uint64_t> words_;
};

}  // namespace newsprint
