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

#include "newsprint/article.h"

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

// Original bytes of ascending folded ranges.
class OriginalOffsets {
 public:
  explicit OriginalOffsets(const Folding& folding) : breaks_(folding.breaks) {}

  Span Original(Span folded) {
    if (folded.end < plain_end_) return {folded.begin + shift_, folded.end + shift_};
    return Search(folded);
  }

  // Ranges that end before plain_end() are as yet only shifted, by shift(), which wraps.
  uint32_t plain_end() const { return plain_end_; }
  uint32_t shift() const { return shift_; }

 private:
  Span Search(Span folded) {
    const uint32_t begin = Begin(folded.begin);
    const uint32_t end = End(folded.end);
    const FoldBreak& from = breaks_[at_];
    const bool last = at_ + 1 == breaks_.size();
    shift_ = from.original - from.folded;
    plain_end_ = last ? UINT32_MAX : OneToOne() ? breaks_[at_ + 1].folded : 0;
    return {begin, end};
  }

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

  uint32_t Inside(uint32_t position) const {
    if (at_ + 1 < breaks_.size()) {
      const FoldBreak& to = breaks_[at_ + 1];
      if (!OneToOne() || to.folded == position) return to.original;
    }
    return breaks_[at_].original + (position - breaks_[at_].folded);
  }

  // The stretch from at_ on (not the last) has equal lengths.
  bool OneToOne() const {
    const FoldBreak& from = breaks_[at_];
    const FoldBreak& to = breaks_[at_ + 1];
    return to.folded - from.folded == to.original - from.original;
  }

  const std::vector<FoldBreak>& breaks_;
  size_t at_ = 0;
  uint32_t plain_end_ = 0;
  uint32_t shift_ = 0;
};

}  // namespace newsprint
