// Lines of words for the diff: wraps, indents, and marks what was removed and added.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/diff_words.h"
#include "report/display.h"

namespace newsprint {

class WordWrap {
 public:
  WordWrap(uint32_t width, Paint paint, std::string* out)
      : width_(width), paint_(paint), out_(out) {}

  // Adds words in order and ends the last line. `lead` stands in the indent of the first.
  void Write(const std::vector<DiffWord>& words, std::string_view lead = "");

 private:
  void Add(const DiffWord& word, const std::string& text);
  void EndLine();
  void SetCode(std::string_view code);

  uint32_t width_;
  Paint paint_;
  std::string* out_;
  uint32_t used_ = 0;  // columns of the line so far, 0 = nothing on it
  std::string_view lead_;
  std::string_view code_;  // of the colour that is on, "" = none
};

}  // namespace newsprint
