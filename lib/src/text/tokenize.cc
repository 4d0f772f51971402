// A bitmap says for every folded byte whether it belongs to a word (text_kernels). Where neighbours
// differ a token begins or ends, so bounds are found 64 bytes a step by counting trailing zeros
// (text_kernels). Characters of unspaced scripts add cuts inside runs.
#include "text/tokenize.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

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
constexpr std::array<uint8_t, 256> kFirstFlags = [] {
  std::array<uint8_t, 256> flags = {};
  for (char c = 'A'; c <= 'Z'; ++c) flags[static_cast<size_t>(c)] = kTokenCapital;
  for (char c = '0'; c <= '9'; ++c) flags[static_cast<size_t>(c)] = kTokenNumber;
  return flags;
}();

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
    gaps_.push_back(GapBefore(static_cast<uint32_t>(text_.tokens.size()),
                              static_cast<uint32_t>(folded_.size())));
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
    for (std::vector<uint32_t>* bounds : {&text_.begins, &text_.ends}) {
      if (bounds->size() < most) bounds->resize(most);
    }
    begins_ = text_.begins.data();
    ends_ = text_.ends.data();
    const size_t count = ListWords(
        {words_, blocks_, folding_.splits.data(), folding_.splits.size()}, begins_, ends_);
    text_.tokens.resize(count);
    const bool reaches_end =
        count > 0 && folded_.size() % 64 == 0 && words_[blocks_ - 1] >> 63 != 0;
    if (reaches_end) ends_[count - 1] = static_cast<uint32_t>(folded_.size());
  }

  // Makes tokens [first, end) and the gaps before them. Neither which words have a gap before them
  // nor which are long can be predicted, so nothing branches on it: both are listed first. One loop
  // for each: what one loop writes might be what another reads, for all that the compiler knows.
  void MakeTokens(size_t first, size_t end) {
    uint64_t heads[kChunk], hashes[kChunk];
    LoadHeads(first, end, heads);
    HashHeads({heads, begins_ + first, ends_ + first, end - first}, hashes);
    HashLongWords(first, end, hashes);
    FillTokens(first, end, hashes);
    AddGaps(first, end);
  }

  // Most of a text has the length of its folding: there bounds are only shifted, with what the loop
  // needs at hand, as any store might change a member for all that the compiler knows.
  void FillTokens(size_t first, size_t end, const uint64_t* hashes) {
    Token* const tokens = text_.tokens.data();
    for (size_t i = first; i < end; ++i) {
      const uint32_t plain_end = offsets_.plain_end(), shift = offsets_.shift();
      const uint32_t *const begins = begins_, *const ends = ends_;
      const char* const original = original_.data();
      for (; i < end && ends[i] < plain_end; ++i) {
        const Span bytes = {begins[i] + shift, ends[i] + shift};
        const auto byte = static_cast<uint8_t>(original[bytes.begin]);
        tokens[i] = {hashes[i - first], bytes, kFirstFlags[byte]};
        if (byte >= 0x80) tokens[i].flags = FlagsOf(bytes, begins[i]);
      }
      if (i == end) return;
      const Span bytes = offsets_.Original({begins_[i], ends_[i]});
      tokens[i] = {hashes[i - first], bytes, FlagsOf(bytes, begins_[i])};
    }
  }

  // Eight bytes each, but for words that begin in the last seven of the text.
  void LoadHeads(size_t first, size_t end, uint64_t* heads) const {
    constexpr size_t kHead = sizeof *heads;
    size_t whole = end;
    while (whole > first && folded_.size() - begins_[whole - 1] < kHead) --whole;
    const char* const folded = folded_.data();
    for (size_t i = first; i < whole; ++i) {
      std::memcpy(heads + (i - first), folded + begins_[i], kHead);
    }
    for (size_t i = whole; i < end; ++i) {
      heads[i - first] = 0;
      std::memcpy(heads + (i - first), folded + begins_[i], folded_.size() - begins_[i]);
    }
  }

  void HashLongWords(size_t first, size_t end, uint64_t* hashes) const {
    uint32_t words[kChunk + kBoundsSlack];
    const size_t count = ListLongWords(RowOf(first, end), words);
    for (size_t m = 0; m < count; ++m) {
      const size_t i = first + words[m];
      hashes[words[m]] = XXH3_64bits(folded_.data() + begins_[i], ends_[i] - begins_[i]);
    }
  }

  WordRow RowOf(size_t first, size_t end) const {
    return {folded_.data(), folded_.size(), begins_ + first, ends_ + first, end - first};
  }

  void AddGaps(size_t first, size_t end) {
    uint32_t tokens[kChunk + kBoundsSlack];
    const size_t from = std::max<size_t>(first, 1) - 1;
    if (first == 0 && begins_[0] > (folded_[0] == ' ' ? 1 : 0)) {
      gaps_.push_back(GapBefore(0, begins_[0]));
    }
    const size_t count = ListGaps(RowOf(from, end), tokens);
    const size_t before = gaps_.size();
    gaps_.resize(before + count);
    Gap* const gaps = gaps_.data() + before;
    for (size_t g = 0; g < count; ++g) {
      const auto token = static_cast<uint32_t>(from + tokens[g]);
      gaps[g] = GapBefore(token, begins_[token]);
    }
  }

  // The gap before a token, which begins at folded byte `end`. Most have two characters.
  Gap GapBefore(uint32_t token, uint32_t end) const {
    const uint32_t begin = token == 0 ? 0 : ends_[token - 1];
    uint32_t signs = 0;
    if (begin < end) signs = SignsOf(begin) | SignsOf(end - 1);
    for (uint32_t i = begin + 1; i + 1 < end; ++i) signs |= SignsOf(i);
    return {token, begin, end, signs};
  }

  uint32_t SignsOf(uint32_t folded) const {
    return kGapSigns[static_cast<uint8_t>(folded_[folded])];
  }

  uint32_t FlagsOf(Span bytes, uint32_t folded) const {
    // The rest of one character that becomes several words: at bytes.begin stands what comes next.
    if (bytes.empty()) return folding_.UnspacedAt(folded) ? kTokenUnspaced : 0u;
    const auto first = static_cast<uint8_t>(original_[bytes.begin]);
    if (first < 0x80) return kFirstFlags[first];
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
  uint32_t* begins_ = nullptr;  // of tokens, in folded bytes
  uint32_t* ends_ = nullptr;
};

}  // namespace

void Tokenize(std::string_view original, const Folding& folding, Text* text,
              std::vector<Gap>* gaps) {
  Tokenizer(original, folding, text, gaps).Run();
}

std::vector<Token> TokensOf(std::string_view text) {
  Text scratch;
  Folding folding;
  std::vector<Gap> gaps;
  Fold(text, &scratch.folded, &folding);
  Tokenize(text, folding, &scratch, &gaps);
  return std::move(scratch.tokens);
}

std::vector<uint64_t> HashesOf(std::span<const Token> tokens) {
  std::vector<uint64_t> hashes;
  for (const Token& token : tokens) hashes.push_back(token.hash);
  return hashes;
}

std::vector<uint64_t> TokenHashes(std::string_view text) { return HashesOf(TokensOf(text)); }

}  // namespace newsprint
