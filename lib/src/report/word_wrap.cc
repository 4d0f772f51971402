// Lines of words. Without colours [-...-] and {+...+} enclose a whole run of removed or added
// words, as git's word diff does; with colours they are not needed.
#include "report/word_wrap.h"

namespace newsprint {
namespace {

constexpr std::string_view kIndent = "    ";

std::string_view StyleCode(DiffWord::Style style) {
  switch (style) {
    case DiffWord::Style::kRemoved:
      return Paint::kRed;
    case DiffWord::Style::kAdded:
      return Paint::kGreen;
    case DiffWord::Style::kElided:
      return Paint::kDim;
    case DiffWord::Style::kKept:
      break;
  }
  return "";
}

// The word with the mark that opens or closes its run.
std::string Marked(const std::vector<DiffWord>& words, size_t at) {
  const DiffWord::Style style = words[at].style;
  const bool removed = style == DiffWord::Style::kRemoved;
  if (!removed && style != DiffWord::Style::kAdded) return words[at].text;
  const bool first = at == 0 || words[at - 1].style != style;
  const bool last = at + 1 == words.size() || words[at + 1].style != style;
  std::string text = first ? (removed ? "[-" : "{+") : "";
  text += words[at].text;
  return text += last ? (removed ? "-]" : "+}") : "";
}

}  // namespace

void WordWrap::Write(const std::vector<DiffWord>& words) {
  for (size_t i = 0; i < words.size(); ++i) {
    Add(words[i], paint_.on ? words[i].text : Marked(words, i));
  }
  EndLine();
}

void WordWrap::Add(const DiffWord& word, const std::string& text) {
  const uint32_t width = DisplayWidth(text);
  const uint32_t blank = word.glued ? 0 : 1;
  if (used_ > 0 && (word.paragraph || used_ + blank + width > width_)) EndLine();
  if (used_ == 0) {
    out_->append(kIndent);
    used_ = static_cast<uint32_t>(kIndent.size());
  } else if (blank > 0) {
    if (style_ != word.style) SetStyle(DiffWord::Style::kKept);
    out_->push_back(' ');
    ++used_;
  }
  SetStyle(word.style);
  out_->append(text);
  used_ += width;
}

void WordWrap::EndLine() {
  SetStyle(DiffWord::Style::kKept);
  if (used_ > 0) out_->push_back('\n');
  used_ = 0;
}

void WordWrap::SetStyle(DiffWord::Style style) {
  if (!paint_.on || style == style_) return;
  if (style_ != DiffWord::Style::kKept) out_->append("\033[0m");
  if (style != DiffWord::Style::kKept) {
    out_->append("\033[").append(StyleCode(style)).append("m");
  }
  style_ = style;
}

}  // namespace newsprint
