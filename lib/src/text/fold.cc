// ASCII is copied by the vector kernel. Other characters go one by one through a table, except the
// few that decompose, compose or have to be sorted (Unicode Standard Annex 15): those are
// normalised by utf8proc together with their base, as normalisation never looks across a base.
#include "text/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "text/code_points.h"
#include "text/text_kernels.h"

namespace newsprint {
namespace {

bool IsHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool IsAsciiWord(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool IsMark(FoldKind kind) {
  return kind == FoldKind::kMark || kind == FoldKind::kOrderedMark || kind == FoldKind::kComposing;
}

class Folder {
 public:
  Folder(std::string_view text, std::string* folded, Folding* folding)
      : text_(text), folded_(*folded), folding_(*folding) {}

  void Run() {
    folding_.breaks.assign(1, {0, 0});
    folding_.marks.clear();
    folding_.splits.clear();
    folding_.unspaced.clear();
    folded_.resize(text_.size());
    while (in_ < text_.size()) {
      const size_t ascii = CopyLowerAscii(text_.data() + in_, text_.size() - in_, &folded_[out_]);
      in_ += ascii;
      out_ += ascii;
      FoldUntilLongAscii();
    }
    folded_.resize(out_);
  }

 private:
  // Text in other scripts is full of single blanks: only a longer stretch of ASCII is worth the
  // call of the kernel.
  static constexpr uint32_t kLongAscii = 16;

  void FoldUntilLongAscii() {
    uint32_t ascii = 0;
    while (in_ < text_.size() && ascii < kLongAscii) {
      const char c = text_[in_];
      if (!IsHigh(c)) {
        folded_[out_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        ++in_;
        ++ascii;
      } else {
        FoldCharacter(Read(in_));
        ascii = 0;
      }
    }
  }

  struct Character {
    size_t position;
    Decoded decoded;
    FoldEntry entry;
  };

  // The character at `position`, which the search for marks may have read already.
  const Character& Read(size_t position) {
    if (ahead_.position != position) {
      const Decoded decoded = DecodeUtf8(text_, position);
      ahead_ = {position, decoded, LookUpFold(basic_plane_, decoded.code_point)};
    }
    return ahead_;
  }

  void FoldCharacter(Character c) {
    switch (c.entry.kind) {
      case FoldKind::kWord:
      case FoldKind::kUnspaced:
      case FoldKind::kExpand:
        return FoldCluster(c.decoded, c.entry);
      case FoldKind::kMark:
      case FoldKind::kOrderedMark:
      case FoldKind::kComposing:
        return FoldLooseMark(c.decoded, c.entry);
      case FoldKind::kQuote:
        folding_.marks.push_back({static_cast<uint32_t>(out_), c.decoded.code_point});
        return PutAscii(c.entry.value, c.decoded.size);
      case FoldKind::kAscii:
        return PutAscii(c.entry.value, c.decoded.size);
      case FoldKind::kDrop:
        return Put({}, c.decoded.size);
    }
  }

  // A mark whose base is ASCII, already copied, or that has none.
  void FoldLooseMark(const Decoded& c, const FoldEntry& entry) {
    const bool has_base =
        out_ > 0 && in_ > 0 && !IsHigh(text_[in_ - 1]) && IsAsciiWord(folded_[out_ - 1]);
    if (!has_base) return FoldCluster(c, entry);
    --in_;
    --out_;
    const char base = folded_[out_];
    const auto code_point = static_cast<unsigned char>(base);
    FoldCluster({code_point, 1}, {code_point, FoldKind::kWord});
  }

  // The base `c` at in_ with the marks behind it.
  void FoldCluster(const Decoded& c, FoldEntry entry) {
    size_t end = in_ + c.size;
    bool simple = entry.kind != FoldKind::kExpand && entry.kind != FoldKind::kComposing;
    uint32_t ordered = entry.kind == FoldKind::kOrderedMark ? 1 : 0;
    while (end < text_.size() && IsHigh(text_[end])) {
      const Character& mark = Read(end);
      if (!IsMark(mark.entry.kind)) break;
      simple &= mark.entry.kind != FoldKind::kComposing;
      ordered += mark.entry.kind == FoldKind::kOrderedMark;
      end += mark.decoded.size;
    }
    if (!simple || ordered > 1) return Normalise(end - in_);
    const bool unspaced = entry.kind == FoldKind::kUnspaced;
    if (unspaced) BeginUnspaced(out_);
    char* const to = Reserve(4, c.size);
    Advance(EncodeUtf8(entry.value, to), c.size);
    if (in_ < end) Put(text_.substr(in_, end - in_), end - in_);
    if (unspaced) SetBit(&folding_.splits, out_);
  }

  void Normalise(size_t size) {
    utf8proc_uint8_t* result = nullptr;
    const utf8proc_ssize_t length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text_.data() + in_),
                     static_cast<utf8proc_ssize_t>(size), &result,
                     static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                                    UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
    if (length < 0) return PutAscii(' ', size);
    const std::string_view view(reinterpret_cast<const char*>(result), static_cast<size_t>(length));
    PutWordsOf(view, size);
  }

  // Of what normalisation made, letters, digits and marks: one character must not become two words
  // ("(1)" out of one circled digit).
  void PutWordsOf(std::string_view normal, size_t original_size) {
    char* const to = Reserve(normal.size() + 1, original_size);
    size_t size = 0;
    bool behind_unspaced = false;
    for (size_t i = 0; i < normal.size();) {
      const Decoded c = DecodeUtf8(normal, i);
      const FoldKind kind =
          c.code_point < 0x80 ? FoldKind::kAscii : LookUpFold(basic_plane_, c.code_point).kind;
      const bool word = kind == FoldKind::kAscii
                            ? c.code_point < 0x80 && IsAsciiWord(static_cast<char>(c.code_point))
                            : kind != FoldKind::kQuote && kind != FoldKind::kDrop;
      if (word) {
        const bool unspaced = kind == FoldKind::kUnspaced;
        if (behind_unspaced && !IsMark(kind)) SetBit(&folding_.splits, out_ + size);
        if (unspaced) BeginUnspaced(out_ + size);
        behind_unspaced = unspaced || (behind_unspaced && IsMark(kind));
        std::memcpy(to + size, normal.data() + i, c.size);
        size += c.size;
      }
      i += c.size;
    }
    if (behind_unspaced) SetBit(&folding_.splits, out_ + size);
    if (size == 0) to[size++] = ' ';
    Advance(size, original_size);
  }

  void PutAscii(uint32_t packed, size_t original_size) {
    char bytes[3];
    size_t size = 0;
    for (; packed != 0; packed >>= 8) bytes[size++] = static_cast<char>(packed & 0x7F);
    Put({bytes, size}, original_size);
  }

  void Put(std::string_view bytes, size_t original_size) {
    char* const to = Reserve(bytes.size(), original_size);
    std::copy(bytes.begin(), bytes.end(), to);
    Advance(bytes.size(), original_size);
  }

  // Room for `size` bytes, such that all that is left of the text still fits behind them.
  char* Reserve(size_t size, size_t original_size) {
    const size_t needed = out_ + size + (text_.size() - in_ - original_size);
    if (needed > folded_.size()) folded_.resize(needed + needed / 4);
    return folded_.data() + out_;
  }

  void Advance(size_t size, size_t original_size) {
    const bool one_to_one = size == original_size;
    if (!one_to_one) Break();
    out_ += size;
    in_ += original_size;
    if (!one_to_one) Break();
  }

  void Break() {
    const FoldBreak here = {static_cast<uint32_t>(out_), static_cast<uint32_t>(in_)};
    const FoldBreak& last = folding_.breaks.back();
    if (last.folded != here.folded || last.original != here.original) {
      folding_.breaks.push_back(here);
    }
  }

  void BeginUnspaced(size_t position) {
    SetBit(&folding_.splits, position);
    SetBit(&folding_.unspaced, position);
  }

  void SetBit(std::vector<uint64_t>* bits, size_t position) {
    if (position / 64 >= bits->size()) {
      bits->resize(std::max(text_.size() / 64 + 1, position / 64 * 5 / 4 + 1));
    }
    (*bits)[position / 64] |= uint64_t{1} << (position % 64);
  }

  const std::string_view text_;
  std::string& folded_;
  Folding& folding_;
  const FoldEntry* const basic_plane_ = BasicPlaneFold();
  Character ahead_ = {SIZE_MAX, {}, {}};  // the last one read
  size_t in_ = 0;
  size_t out_ = 0;
};

}  // namespace

void Fold(std::string_view text, std::string* folded, Folding* folding) {
  Folder(text, folded, folding).Run();
}

}  // namespace newsprint
