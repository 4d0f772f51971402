// Folding: text as it is compared, with the way back to the original bytes.
//
// Folded text is NFKC with case folding, with these liberties: every punctuation mark and symbol
// beyond ASCII has become an ASCII one or a blank (quotation marks " or ', dashes -, full stops .),
// and zero-width characters are gone. So in folded text a byte >= 0x80 always belongs to a letter,
// a digit or a mark.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsprint {

// From `folded` on, up to the next break, folded and original bytes correspond one to one if both
// stretches have the same length; otherwise the whole stretches correspond.
struct FoldBreak {
  uint32_t folded;
  uint32_t original;
};

// A quotation mark that shows a direction, which folding takes from it.
struct QuoteMark {
  uint32_t folded;
  char32_t code_point;
};

struct Folding {
  std::vector<FoldBreak> breaks;  // ascending in both
  std::vector<QuoteMark> marks;   // ascending
  // Bit of each folded byte where a token must begin although it stands within a run of word bytes:
  // at and behind every character of a script without spaces. Empty when there are none.
  std::vector<uint64_t> splits;
  // Bit of the first byte of each such character.
  std::vector<uint64_t> unspaced;

  bool SplitAt(uint32_t position) const { return Has(splits, position); }
  bool UnspacedAt(uint32_t position) const { return Has(unspaced, position); }

 private:
  static bool Has(const std::vector<uint64_t>& bits, uint32_t position) {
    return position / 64 < bits.size() && (bits[position / 64] >> (position % 64) & 1) != 0;
  }
};

void Fold(std::string_view text, std::string* folded, Folding* folding);

// Original offsets of ascending folded ranges.
class OriginalOffsets {
 public:
  explicit OriginalOffsets(const Folding& folding) : breaks_(folding.breaks) {}

  // Where the character at folded byte `position` begins.
  uint32_t Begin(uint32_t position) {
    while (at_ + 1 < breaks_.size() && breaks_[at_ + 1].folded <= position) ++at_;
    return position == breaks_[at_].folded ? breaks_[at_].original : Inside(position);
  }

  // Where the character before folded byte `position` ends.
  uint32_t End(uint32_t position) {
    while (at_ + 1 < breaks_.size() && breaks_[at_ + 1].folded < position) ++at_;
    return Inside(position);
  }

 private:
  uint32_t Inside(uint32_t position) const {
    const FoldBreak& from = breaks_[at_];
    if (at_ + 1 < breaks_.size()) {
      const FoldBreak& to = breaks_[at_ + 1];
      const bool one_to_one = to.folded - from.folded == to.original - from.original;
      if (!one_to_one || to.folded == position) return to.original;
    }
    return from.original + (position - from.folded);
  }

  const std::vector<FoldBreak>& breaks_;
  size_t at_ = 0;
};

}  // namespace newsprint
