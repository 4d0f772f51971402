// One pass over the quotation marks, left to right, with at most one quotation open. A mark opens
// or closes by its direction where it shows one, else by what stands beside it. A quotation that
// runs on over a paragraph's end is one when the next paragraph opens anew; otherwise its closing
// mark was forgotten, and only a short one is believed.
//
// Single marks are apostrophes more often than not: a second pass looks for them outside what the
// first has found, within a paragraph.
#include "text/quotations.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace newsprint {
namespace {

// An unclosed quotation at a paragraph's end is believed up to this length in tokens.
constexpr uint32_t kLongestUnclosed = 80;

enum class Side : uint8_t { kOpens, kCloses, kEither, kNeither };

struct Mark {
  uint32_t token;        // the token behind it
  char32_t code_point;   // '"' or '\'' when it shows no direction
  Side side;             // by what stands beside it
  bool paragraph_start;  // nothing but marks between it and the paragraph's beginning
};

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0; }
bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// Marks that close what `open` has opened.
bool Closes(char32_t open, char32_t mark) {
  switch (open) {
    case 0x201C:  // “
      return mark == 0x201D || mark == '"';
    case 0x201D:  // ” in Swedish and Finnish
      return mark == 0x201D || mark == '"';
    case 0x201E:  // „
      return mark == 0x201C || mark == 0x201D || mark == '"';
    case 0x00AB:
      return mark == 0x00BB;
    case 0x00BB:
      return mark == 0x00AB || mark == 0x00BB;
    case 0x300C:
    case 0x300E:
    case 0xFF62:
    case 0x301D:
      return mark == open + 1 || (open == 0x301D && mark == 0x301F);
    case '"':
      return mark == '"' || mark == 0x201D;
    case 0x2018:
    case 0x201A:
      return mark == 0x2019 || mark == '\'' || (open == 0x201A && mark == 0x2018);
    case '\'':
      return mark == '\'';
    case 0x2039:
      return mark == 0x203A;
    case 0x203A:
      return mark == 0x2039;
    default:
      return false;
  }
}

bool HasDirection(char32_t mark) { return mark != '"' && mark != '\''; }

bool IsSingle(char32_t mark) {
  return mark == '\'' || (mark >= 0x2018 && mark <= 0x201B) || mark == 0x2039 || mark == 0x203A;
}

// Marks that may open; the same mark may close in another language.
bool MayOpen(const Mark& mark) {
  switch (mark.code_point) {
    case 0x201C:
    case 0x201F:
      return mark.side != Side::kCloses;
    case 0x201E:
    case 0x00AB:
    case 0x300C:
    case 0x300E:
    case 0xFF62:
    case 0x301D:
    case 0x201A:
    case 0x2039:
      return true;
    case 0x2018:
    case 0x201D:
    case 0x00BB:
    case 0x203A:
      return mark.side == Side::kOpens;
    case '"':
      return mark.side != Side::kCloses && mark.side != Side::kNeither;
    case '\'':
      return mark.side == Side::kOpens;
    default:
      return false;
  }
}

class Finder {
 public:
  Finder(const std::vector<Gap>& gaps, const Folding& folding, Text* text)
      : gaps_(gaps), folding_(folding), text_(*text), folded_(text->folded) {}

  void Run() {
    text_.quotations.clear();
    CollectMarks();
    if (marks_.empty()) return;
    Pass(false);
    const std::vector<Span> doubles = text_.quotations;
    text_.quotations.clear();
    quoted_ = &doubles;
    Pass(true);
    if (text_.quotations.empty()) {
      text_.quotations = doubles;
    } else {
      UniteSpans(doubles, &text_.quotations);
    }
    for (const Span& quotation : text_.quotations) {
      for (uint32_t i = quotation.begin; i < quotation.end; ++i) {
        text_.tokens[i].flags |= kTokenQuoted;
      }
    }
  }

 private:
  void CollectMarks() {
    size_t directed = 0;
    marks_.reserve(gaps_.size() / 2);
    for (const Gap& gap : gaps_) {
      if ((gap.signs & kGapQuote) == 0) continue;
      for (uint32_t i = gap.begin; i < gap.end; ++i) {
        if (folded_[i] != '"' && folded_[i] != '\'') continue;
        while (directed < folding_.marks.size() && folding_.marks[directed].folded < i) ++directed;
        const bool has = directed < folding_.marks.size() && folding_.marks[directed].folded == i;
        const char32_t code_point =
            has ? folding_.marks[directed].code_point : static_cast<char32_t>(folded_[i]);
        marks_.push_back({gap.token, code_point, SideOf(gap, i), StartsParagraph(gap, i)});
      }
    }
  }

  Side SideOf(const Gap& gap, uint32_t at) const {
    char before = at > 0 ? folded_[at - 1] : ' ';
    const char after = at + 1 < folded_.size() ? folded_[at + 1] : ' ';
    const bool touches_before = IsWordByte(before) && at == gap.begin;
    if (touches_before && IsWordByte(after)) {
      const bool unspaced = gap.token > 0 && gap.token < text_.tokens.size() &&
                            ((text_.tokens[gap.token - 1].flags | text_.tokens[gap.token].flags) &
                             kTokenUnspaced) != 0;
      return unspaced ? Side::kEither : Side::kNeither;
    }
    const bool opens = (IsBlank(before) || before == '(' || before == '[' || before == '-' ||
                        before == '"' || before == '\'') &&
                       !IsBlank(after);
    const bool closes = !IsBlank(before) && before != '(' && before != '[' && !IsWordByte(after);
    if (opens == closes) return Side::kEither;
    return opens ? Side::kOpens : Side::kCloses;
  }

  // Nothing but marks between the paragraph's beginning and byte `at`.
  bool StartsParagraph(const Gap& gap, uint32_t at) const {
    if (gap.token == text_.tokens.size()) return false;
    if ((text_.tokens[gap.token].flags & kTokenParagraphStart) == 0) return false;
    for (uint32_t i = at; i > gap.begin; --i) {
      const char c = folded_[i - 1];
      if (c == '\n' || c == '\r') return true;
    }
    return gap.token == 0;
  }

  void Pass(bool singles) {
    open_ = nullptr;
    paragraph_end_ = 0;
    for (const Mark& mark : marks_) {
      if (IsSingle(mark.code_point) != singles || (singles && Quoted(mark))) continue;
      // A mark behind a paragraph's last token still belongs to it.
      const bool behind = mark.token == paragraph_end_ && !mark.paragraph_start;
      if (open_ != nullptr && mark.token >= paragraph_end_ && !behind)
        LeaveParagraph(mark, singles);
      Take(mark);
    }
    if (open_ != nullptr && !singles) CloseUnclosed();
  }

  // `mark` is the first behind the paragraph in which a quotation is still open.
  void LeaveParagraph(const Mark& mark, bool singles) {
    const bool goes_on = mark.token == paragraph_end_ && mark.paragraph_start && MayOpen(mark) &&
                         mark.code_point == open_->code_point;
    if (goes_on) {
      paragraph_end_ = ParagraphEnd(mark.token);
      return;
    }
    if (!singles) CloseUnclosed();
    open_ = nullptr;
  }

  void CloseUnclosed() {
    if (paragraph_end_ - open_->token <= kLongestUnclosed) {
      AddQuotation(open_->token, paragraph_end_);
    }
    open_ = nullptr;
  }

  void Take(const Mark& mark) {
    if (open_ == nullptr) {
      if (MayOpen(mark)) Open(mark);
      return;
    }
    if (mark.paragraph_start && mark.code_point == open_->code_point) return;
    if (!Closes(open_->code_point, mark.code_point)) {
      depth_ += mark.code_point == open_->code_point && HasDirection(mark.code_point) &&
                mark.code_point >= 0x3000;
      return;
    }
    if (depth_ > 0) {
      --depth_;
      return;
    }
    if (mark.side == Side::kNeither) return;
    const bool reopens = !HasDirection(mark.code_point) && mark.side == Side::kOpens;
    if (reopens) return Open(mark);  // the closing mark was forgotten
    AddQuotation(open_->token, mark.token);
    open_ = nullptr;
  }

  void Open(const Mark& mark) {
    open_ = &mark;
    depth_ = 0;
    paragraph_end_ = ParagraphEnd(mark.token);
  }

  void AddQuotation(uint32_t begin, uint32_t end) {
    const bool letter = IsSingle(open_->code_point) && end - begin == 1 &&
                        text_.tokens[begin].bytes.size() == 1;  // rock 'n' roll
    if (begin < end && !letter) text_.quotations.push_back({begin, end});
  }

  // The first token of the next paragraph.
  uint32_t ParagraphEnd(uint32_t token) {
    const auto size = static_cast<uint32_t>(text_.tokens.size());
    uint32_t end = std::max(paragraph_end_, token + 1);
    while (end < size && (text_.tokens[end].flags & kTokenParagraphStart) == 0) ++end;
    return std::min(end, size);
  }

  bool Quoted(const Mark& mark) {
    while (quoted_at_ < quoted_->size() && (*quoted_)[quoted_at_].end <= mark.token) ++quoted_at_;
    return quoted_at_ < quoted_->size() && (*quoted_)[quoted_at_].begin < mark.token;
  }

  const std::vector<Gap>& gaps_;
  const Folding& folding_;
  Text& text_;
  const std::string_view folded_;
  std::vector<Mark> marks_;
  const Mark* open_ = nullptr;
  uint32_t depth_ = 0;
  uint32_t paragraph_end_ = 0;  // of the paragraph that the open quotation has reached
  const std::vector<Span>* quoted_ = nullptr;
  size_t quoted_at_ = 0;
};

}  // namespace

void UniteSpans(const std::vector<Span>& more, std::vector<Span>* spans) {
  std::vector<Span> all = std::move(*spans);
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end(), [](const Span& a, const Span& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  spans->clear();
  for (const Span& span : all) {
    if (!spans->empty() && span.begin < spans->back().end) {
      spans->back().end = std::max(spans->back().end, span.end);
    } else {
      spans->push_back(span);
    }
  }
}

void FindQuotations(const std::vector<Gap>& gaps, const Folding& folding, Text* text) {
  Finder(gaps, folding, text).Run();
}

}  // namespace newsprint
