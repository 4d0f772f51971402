// Lines of words for the diff: wraps, indents, and marks what was removed and added.
#pragma once

#include <cstdint>
#include <string>

#include "report/diff_words.h"
#include "report/display.h"

namespace newsprint {

class WordWrap {
 public:
  WordWrap(uint32_t width, Paint paint, std::string* out)
      : width_(width), paint_(paint), out_(out) {}

  // Adds words in order and ends the last line.
  void Write(const std::vector<DiffWord>& words);

 private:
  void Add(const DiffWord& word, const std::string& text);
  void EndLine();
  void SetStyle(DiffWord::Style style);

  uint32_t width_;
  Paint paint_;
  std::string* out_;
  uint32_t used_ = 0;  // columns of the line so far, 0 = nothing on it
  DiffWord::Style style_ = DiffWord::Style::kKept;
};

}  // namespace newsprint
