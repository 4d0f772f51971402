// A bitmap says for every folded byte whether it belongs to a word (text_kernels). Where neighbours
// differ a token begins or ends, so tokens are found 64 bytes a step by counting trailing zeros
// (the way of simdjson; Langdale and Lemire 2019). Characters of unspaced scripts add cuts inside
// runs.
#include "text/tokenize.h"

#include <array>
#include <bit>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "text/code_points.h"
#include "text/text_kernels.h"

namespace newsprint {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Makes word bytes of an apostrophe between letters and of a full stop or comma between digits.
void JoinWords(std::string_view folded, const Folding& folding, const uint64_t* joiners,
               uint64_t* words) {
  const size_t blocks = (folded.size() + 63) / 64;
  for (size_t i = 0; i < blocks; ++i) {
    const uint64_t before = words[i] << 1 | (i > 0 ? words[i - 1] >> 63 : 0);
    const uint64_t after = words[i] >> 1 | (i + 1 < blocks ? words[i + 1] << 63 : 0);
    for (uint64_t bits = joiners[i] & before & after; bits != 0; bits &= bits - 1) {
      const auto bit = static_cast<uint32_t>(std::countr_zero(bits));
      const auto at = static_cast<uint32_t>(i * 64 + bit);
      const bool joins = folded[at] == '\'' ? IsLetter(folded[at - 1]) && IsLetter(folded[at + 1])
                                            : IsDigit(folded[at - 1]) && IsDigit(folded[at + 1]);
      if (joins && !folding.SplitAt(at) && !folding.SplitAt(at + 1)) {
        words[i] |= uint64_t{1} << bit;
      }
    }
  }
}

// The sign that a character of a gap is.
constexpr std::array<uint8_t, 256> GapSigns() {
  std::array<uint8_t, 256> signs = {};
  signs['\n'] = signs['\r'] = kGapBreak;
  signs['.'] = signs['!'] = signs['?'] = kGapStop;
  signs['"'] = signs['\''] = kGapQuote;
  return signs;
}
constexpr std::array<uint8_t, 256> kGapSigns = GapSigns();

class Tokenizer {
 public:
  Tokenizer(std::string_view original, const Folding& folding, Text* text, std::vector<Gap>* gaps)
      : original_(original),
        folded_(text->folded),
        folding_(folding),
        offsets_(folding),
        plain_(folding.breaks.size() == 1),
        text_(*text),
        gaps_(*gaps) {}

  void Run() {
    gaps_.clear();
    text_.tokens.clear();
    const size_t blocks = (folded_.size() + 63) / 64;
    text_.word_bits.resize(blocks * 2);
    uint64_t* const words = text_.word_bits.data();
    ClassifyBytes(folded_.data(), folded_.size(), words, words + blocks);
    JoinWords(folded_, folding_, words + blocks, words);
    text_.tokens.reserve(folded_.size() / (folding_.splits.empty() ? 5 : 3));
    gaps_.reserve(folded_.size() / 32);
    for (size_t i = 0; i < blocks; ++i) AddTokens(i);
    const auto end = static_cast<uint32_t>(folded_.size());
    if (inside_) Add(end);
    AddGap(end);
  }

 private:
  // Every edge in block `i` ends a token, begins one, or (a cut) does both.
  void AddTokens(size_t i) {
    const uint64_t* const words = text_.word_bits.data();
    const uint64_t word = words[i];
    const uint64_t before = word << 1 | (i > 0 ? words[i - 1] >> 63 : 0);
    const uint64_t cuts = i < folding_.splits.size() ? folding_.splits[i] & word : 0;
    for (uint64_t edges = (word ^ before) | cuts; edges != 0; edges &= edges - 1) {
      const auto bit = static_cast<uint32_t>(std::countr_zero(edges));
      const auto at = static_cast<uint32_t>(i * 64 + bit);
      if (inside_) Add(at);
      inside_ = (word >> bit & 1) != 0;
      if (inside_) begin_ = at;
    }
  }

  void Add(uint32_t end) {
    const uint32_t gap = begin_ - gap_begin_;
    if (gap > 1 || (gap == 1 && folded_[gap_begin_] != ' ')) AddGap(begin_);
    Token token;
    token.hash = XXH3_64bits(folded_.data() + begin_, end - begin_);
    token.bytes = plain_ ? Span{begin_, end} : Span{offsets_.Begin(begin_), offsets_.End(end)};
    token.flags = FlagsOf(token.bytes);
    text_.tokens.push_back(token);
    gap_begin_ = end;
  }

  void AddGap(uint32_t end) {
    uint32_t signs = 0;
    for (uint32_t i = gap_begin_; i < end; ++i) {
      signs |= kGapSigns[static_cast<unsigned char>(folded_[i])];
    }
    gaps_.push_back({static_cast<uint32_t>(text_.tokens.size()), gap_begin_, end, signs});
  }

  uint32_t FlagsOf(Span bytes) const {
    if (folding_.UnspacedAt(begin_)) return kTokenUnspaced;
    const char first = original_[bytes.begin];
    if (static_cast<unsigned char>(first) < 0x80) {
      return (first >= 'A' && first <= 'Z' ? kTokenCapital : 0u) |
             (IsDigit(first) ? kTokenNumber : 0u);
    }
    const char32_t original = DecodeUtf8(original_, bytes.begin).code_point;
    const bool digit = IsDigit(folded_[begin_]) || IsDecimalDigit(original);
    return (CaseOf(original) == LetterCase::kUpper ? kTokenCapital : 0u) |
           (digit ? kTokenNumber : 0u);
  }

  const std::string_view original_;
  const std::string_view folded_;
  const Folding& folding_;
  OriginalOffsets offsets_;
  const bool plain_;  // offsets are equal throughout
  Text& text_;
  std::vector<Gap>& gaps_;
  bool inside_ = false;
  uint32_t begin_ = 0;
  uint32_t gap_begin_ = 0;
};

}  // namespace

void Tokenize(std::string_view original, const Folding& folding, Text* text,
              std::vector<Gap>* gaps) {
  Tokenizer(original, folding, text, gaps).Run();
}

std::vector<uint64_t> TokenHashes(std::string_view text) {
  Text scratch;
  Folding folding;
  std::vector<Gap> gaps;
  Fold(text, &scratch.folded, &folding);
  Tokenize(text, folding, &scratch, &gaps);
  std::vector<uint64_t> hashes;
  hashes.reserve(scratch.tokens.size());
  for (const Token& token : scratch.tokens) hashes.push_back(token.hash);
  return hashes;
}

}  // namespace newsprint
