// A bitmap says for every folded byte whether it belongs to a word (text_kernels). Where neighbours
// differ a token begins or ends, so bounds are found 64 bytes a step by counting trailing zeros
// (text_kernels). Characters of unspaced scripts add cuts inside runs.
#include "text/tokenize.h"

#include <algorithm>
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
  signs['@'] = kGapHandle;
  return signs;
}
constexpr std::array<uint8_t, 256> kGapSigns = GapSigns();

// What an ASCII character says of the token that begins with it. A table, because which word has a
// capital cannot be predicted.
constexpr std::array<uint8_t, 128> kFirstFlags = [] {
  std::array<uint8_t, 128> flags = {};
  for (char c = 'A'; c <= 'Z'; ++c) flags[static_cast<size_t>(c)] = kTokenCapital;
  for (char c = '0'; c <= '9'; ++c) flags[static_cast<size_t>(c)] = kTokenNumber;
  return flags;
}();

// Which of XXH3's ways a length takes: 1 to 3 bytes, 4 to 8, 9 to 16, more.
constexpr size_t kHashWays = 4;
constexpr uint32_t kLongestShort = 16;
constexpr uint8_t kHashWay[kLongestShort + 2] = {0, 0, 0, 0, 1, 1, 1, 1, 1,
                                                 2, 2, 2, 2, 2, 2, 2, 2, 3};

class Tokenizer {
 public:
  Tokenizer(std::string_view original, const Folding& folding, Text* text, std::vector<Gap>* gaps)
      : original_(original),
        folded_(text->folded),
        folding_(folding),
        offsets_(folding),
        text_(*text),
        gaps_(*gaps) {}

  void Run() {
    FindWords();
    FindBounds();
    gaps_.clear();
    gaps_.reserve(folded_.size() / 32);
    for (size_t i = 0; i < text_.tokens.size(); i += kChunk) {
      MakeTokens(i, std::min(i + kChunk, text_.tokens.size()));
    }
    AddGap(static_cast<uint32_t>(text_.tokens.size()), static_cast<uint32_t>(folded_.size()));
  }

 private:
  // Tokens that are made in one go: few enough for them to stay in the nearest cache.
  static constexpr size_t kChunk = 512;

  void FindWords() {
    blocks_ = (folded_.size() + 63) / 64;
    text_.word_bits.resize(blocks_ * 2);
    words_ = text_.word_bits.data();
    uint64_t* const joiners = words_ + blocks_;
    ClassifyBytes(folded_.data(), folded_.size(), {words_, joiners});
    JoinWords(folded_, folding_, joiners, words_);
  }

  void FindBounds() {
    // Never smaller than before: what is new would have to be cleared.
    const size_t most = folded_.size() + kBoundsSlack;
    if (text_.bounds.size() < most) text_.bounds.resize(most);
    bounds_ = text_.bounds.data();
    const size_t count =
        ListWords({words_, blocks_, folding_.splits.data(), folding_.splits.size()}, bounds_);
    text_.tokens.resize(count);
    const bool reaches_end =
        count > 0 && folded_.size() % 64 == 0 && words_[blocks_ - 1] >> 63 != 0;
    if (reaches_end) bounds_[count - 1].end = static_cast<uint32_t>(folded_.size());
  }

  // Makes tokens [first, end) and the gaps before them. Neither which words have a gap before them
  // nor how long a word is can be predicted, so nothing branches on it: gaps are listed first, and
  // words by the way that XXH3 takes with their length, of which it has four.
  void MakeTokens(size_t first, size_t end) {
    uint32_t gaps[kChunk];
    uint32_t ways[kHashWays][kChunk];
    size_t gap_count = 0;
    size_t way_counts[kHashWays] = {};
    uint32_t last_end = first == 0 ? 0 : bounds_[first - 1].end;
    for (size_t i = first; i < end; ++i) {
      const Span bounds = bounds_[i];
      gaps[gap_count] = static_cast<uint32_t>(i);
      gap_count += IsGap(last_end, bounds.begin);
      last_end = bounds.end;
      const uint8_t way = kHashWay[std::min<uint32_t>(bounds.size(), kLongestShort + 1)];
      ways[way][way_counts[way]++] = static_cast<uint32_t>(i);
      Token& token = text_.tokens[i];
      token.bytes = offsets_.Original(bounds);
      token.flags = FlagsOf(token.bytes, bounds.begin);
    }
    for (size_t g = 0; g < gap_count; ++g) AddGap(gaps[g], bounds_[gaps[g]].begin);
    for (size_t way = 0; way < kHashWays; ++way) {
      for (size_t m = 0; m < way_counts[way]; ++m) {
        const Span bounds = bounds_[ways[way][m]];
        text_.tokens[ways[way][m]].hash = XXH3_64bits(folded_.data() + bounds.begin, bounds.size());
      }
    }
  }

  // Whether something else than one blank or nothing stands between.
  size_t IsGap(uint32_t begin, uint32_t end) const {
    const bool one_blank = (end - begin == 1) & (folded_.data()[begin] == ' ');
    return static_cast<size_t>((end != begin) & !one_blank);
  }

  // The gap before a token, which begins at folded byte `end`. Most have two characters.
  void AddGap(uint32_t token, uint32_t end) {
    const uint32_t begin = token == 0 ? 0 : bounds_[token - 1].end;
    uint32_t signs = 0;
    if (begin < end) signs = SignsOf(begin) | SignsOf(end - 1);
    for (uint32_t i = begin + 1; i + 1 < end; ++i) signs |= SignsOf(i);
    gaps_.push_back({token, begin, end, signs});
  }

  uint32_t SignsOf(uint32_t folded) const {
    return kGapSigns[static_cast<uint8_t>(folded_[folded])];
  }

  uint32_t FlagsOf(Span bytes, uint32_t folded) const {
    const auto first = static_cast<uint8_t>(original_[bytes.begin]);
    if (first < kFirstFlags.size()) return kFirstFlags[first];
    if (folding_.UnspacedAt(folded)) return kTokenUnspaced;
    const char32_t original = DecodeUtf8(original_, bytes.begin).code_point;
    const bool digit = IsDigit(folded_[folded]) || IsDecimalDigit(original);
    return (CaseOf(original) == LetterCase::kUpper ? kTokenCapital : 0u) |
           (digit ? kTokenNumber : 0u);
  }

  const std::string_view original_;
  const std::string_view folded_;
  const Folding& folding_;
  OriginalOffsets offsets_;
  Text& text_;
  std::vector<Gap>& gaps_;
  size_t blocks_ = 0;  // of 64 folded bytes
  uint64_t* words_ = nullptr;
  Span* bounds_ = nullptr;  // of tokens, in folded bytes
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
