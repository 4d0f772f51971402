// Lines of words. Without colours [-...-] and {+...+} enclose a whole run of removed or added
// words, as git's word diff does, and [~...~]{~...~} and [=...=]{=...=} those that only changed
// their form; with colours they are not needed.
#include "report/word_wrap.h"

#include <string>
#include <string_view>
#include <vector>

namespace newsprint {
namespace {

constexpr std::string_view kIndent = "    ";

bool IsMarked(const DiffWord& word) {
  return word.style == DiffWord::Style::kRemoved || word.style == DiffWord::Style::kAdded;
}

// Underlined = another form, bold = an equal number, as the legend says.
std::string_view Code(const DiffWord& word) {
  if (word.style == DiffWord::Style::kElided) return Paint::kDim;
  if (!IsMarked(word)) return "";
  const bool removed = word.style == DiffWord::Style::kRemoved;
  switch (word.match) {
    case Match::kStem:
      return removed ? "4;31" : "4;32";
    case Match::kNumber:
      return removed ? "1;31" : "1;32";
    default:
      return removed ? Paint::kRed : Paint::kGreen;
  }
}

char Mark(const DiffWord& word) {
  switch (word.match) {
    case Match::kStem:
      return '~';
    case Match::kNumber:
      return '=';
    default:
      return word.style == DiffWord::Style::kRemoved ? '-' : '+';
  }
}

// The word with the mark that opens or closes its run.
std::string Marked(const std::vector<DiffWord>& words, size_t at) {
  const DiffWord& word = words[at];
  if (!IsMarked(word)) return word.text;
  const auto joins = [&](const DiffWord& other) {
    return other.style == word.style && other.match == word.match;
  };
  const bool removed = word.style == DiffWord::Style::kRemoved;
  std::string text;
  if (at == 0 || !joins(words[at - 1])) text = {removed ? '[' : '{', Mark(word)};
  text += word.text;
  if (at + 1 == words.size() || !joins(words[at + 1])) text += {Mark(word), removed ? ']' : '}'};
  return text;
}

}  // namespace

void WordWrap::Write(const std::vector<DiffWord>& words, std::string_view lead) {
  lead_ = lead;
  for (size_t i = 0; i < words.size(); ++i) {
    Add(words[i], paint_.on ? words[i].text : Marked(words, i));
  }
  EndLine();
}

void WordWrap::Add(const DiffWord& word, const std::string& text) {
  const uint32_t width = DisplayWidth(text);
  const uint32_t blank = word.glued ? 0 : 1;
  const std::string_view code = paint_.on ? Code(word) : "";
  if (used_ > 0 && (word.paragraph || used_ + blank + width > width_)) EndLine();
  if (used_ == 0) {
    const size_t at = out_->size();
    out_->append(kIndent);
    out_->replace(at + kIndent.size() / 2, lead_.size(), lead_);
    lead_ = "";
    used_ = static_cast<uint32_t>(kIndent.size());
  } else if (blank > 0) {
    if (code_ != code) SetCode("");
    out_->push_back(' ');
    ++used_;
  }
  SetCode(code);
  out_->append(text);
  used_ += width;
}

void WordWrap::EndLine() {
  SetCode("");
  if (used_ > 0) out_->push_back('\n');
  used_ = 0;
}

void WordWrap::SetCode(std::string_view code) {
  if (code == code_) return;
  if (!code_.empty()) out_->append("\033[0m");
  if (!code.empty()) out_->append("\033[").append(code).append("m");
  code_ = code;
}

}  // namespace newsprint
