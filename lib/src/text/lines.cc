// Most dumps of news write a paragraph as one line; agencies' wires and mail wrap at some 70
// columns. A break is a wrap when the first word of the next line would not have fitted on the
// line, given the longest line of the text; and where lines were wrapped and edited since, when it
// stands within a sentence.
#include "text/lines.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace newsprint {
namespace {

// Longer lines are not typed by a wrapping program.
constexpr uint32_t kWidestWrap = 100;
// With fewer breaks there is nothing to tell from.
constexpr uint32_t kFewestWraps = 3;

struct Break {
  bool blank = false;      // a blank line or one of ornaments
  uint32_t indent = 0;     // blanks before the next token
  uint32_t last_text = 0;  // folded end of the line before the break
  bool ended = false;      // the line before ends like a sentence
};

Break BreakOf(std::string_view folded, const Gap& gap) {
  Break found;
  found.last_text = gap.begin;
  uint32_t breaks = 0;
  for (uint32_t i = gap.begin; i < gap.end; ++i) {
    const char c = folded[i];
    if (c == '\n' || c == '\r') {
      breaks += c == '\n' || i + 1 == gap.end || folded[i + 1] != '\n';
      found.indent = 0;
    } else if (breaks == 0) {
      if (c != ' ' && c != '\t') found.last_text = i + 1;
      found.ended |= c == '.' || c == '!' || c == '?' || c == ':';
    } else {
      found.indent = c == ' ' || c == '\t' ? found.indent + 1 : found.indent;
    }
  }
  found.blank = breaks > 1;
  return found;
}

uint32_t FirstWord(std::string_view folded, uint32_t begin) {
  const size_t end = folded.find_first_of(" \n\r\t", begin);
  return static_cast<uint32_t>((end == std::string_view::npos ? folded.size() : end) - begin);
}

class Splitter {
 public:
  Splitter(const Text& text, const std::vector<Gap>& gaps, std::vector<Line>* lines)
      : text_(text),
        folded_(text.folded),
        gaps_(gaps),
        tokens_(static_cast<uint32_t>(text.tokens.size())),
        lines_(*lines) {}

  void Run() {
    lines_.clear();
    if (tokens_ == 0) return;
    const auto breaks = std::count_if(gaps_.begin(), gaps_.end(),
                                      [](const Gap& gap) { return (gap.signs & kGapBreak) != 0; });
    lines_.reserve(static_cast<size_t>(breaks) + 1);
    breaks_.reserve(static_cast<size_t>(breaks) + 1);
    Cut();
    if (Wrapped()) {
      for (size_t i = 1; i < lines_.size(); ++i) lines_[i].paragraph = EndsParagraph(i);
    }
  }

 private:
  void Cut() {
    Line line = {{0, 0}, {0, 0}, true};
    for (const Gap& gap : gaps_) {
      if (gap.token == 0) {
        line.folded.begin = gap.end;
        continue;
      }
      const bool last = gap.token == tokens_;
      if ((gap.signs & kGapBreak) == 0 && !last) continue;
      const Break found = BreakOf(folded_, gap);
      line.tokens.end = gap.token;
      line.folded.end = found.last_text;
      lines_.push_back(line);
      breaks_.push_back(found);
      line = {{gap.token, gap.token}, {gap.end, gap.end}, true};
    }
  }

  // The break behind line `i` is one where wrapping would have broken.
  bool Full(size_t i, uint32_t width) const {
    const uint32_t size = lines_[i].folded.size();
    return size + 1 + FirstWord(folded_, lines_[i + 1].folded.begin) > width;
  }

  // The break behind line `i` stands within a sentence.
  bool Inside(size_t i) const {
    const uint32_t next = text_.tokens[lines_[i + 1].tokens.begin].flags;
    return !breaks_[i].ended && !(next & (kTokenCapital | kTokenNumber));
  }

  // Most single breaks are wraps.
  bool Wrapped() {
    uint32_t single = 0;
    for (size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (breaks_[i].blank) continue;
      ++single;
      width_ = std::max(width_, lines_[i].folded.size());
      if (width_ > kWidestWrap) return false;
    }
    if (single < kFewestWraps) return false;
    uint32_t full = 0, inside = 0;
    for (size_t i = 0; i + 1 < lines_.size(); ++i) {
      full += !breaks_[i].blank && Full(i, width_ - width_ / 8);
      inside += !breaks_[i].blank && Inside(i);
    }
    return full * 3 >= single * 2 || inside * 2 >= single;
  }

  bool EndsParagraph(size_t i) const {
    const Break& before = breaks_[i - 1];
    return before.blank || before.indent >= 2 ||
           (before.ended && !Full(i - 1, width_ - width_ / 4));
  }

  const Text& text_;
  const std::string_view folded_;
  const std::vector<Gap>& gaps_;
  const uint32_t tokens_;
  std::vector<Line>& lines_;
  std::vector<Break> breaks_;  // behind each line
  uint32_t width_ = 0;
};

}  // namespace

void FindLines(const Text& text, const std::vector<Gap>& gaps, std::vector<Line>* lines) {
  Splitter(text, gaps, lines).Run();
}

}  // namespace newsprint
