// Words are known by their token hashes, and a bitmap sorts out all but one in thirty of those that
// stand in no number; only tokens of numbers are folded again.
#include "stem/story_numbers.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "stem/numbers.h"
#include "text/fold.h"

namespace newsprint {
namespace {

class NumberFinder {
 public:
  NumberFinder(std::string_view original, const Text& text, std::string_view language)
      : original_(original), text_(text), reader_(language) {}

  void Run(std::vector<StoryNumber>* numbers) {
    for (uint32_t i = 0; i < text_.story.size();) {
      NumberValue value;
      const uint32_t width = Begins(TokenAt(i)) ? Read(i, &value) : 0;
      if (width > 0) numbers->push_back({i, width, value});
      i += std::max(width, 1u);
    }
  }

 private:
  const Token& TokenAt(uint32_t i) const { return text_.tokens[text_.story[i]]; }

  bool Begins(const Token& token) const {
    return (token.flags & kTokenNumber) != 0 ||
           (reader_.MayHave(token.hash) && reader_.Begins(token.hash));
  }

  bool Continues(uint32_t i) const {
    const Token& token = TokenAt(i);
    const bool adjacent = text_.story[i] == text_.story[i - 1] + 1;
    return adjacent && ((token.flags & kTokenNumber) != 0 || reader_.MayHave(token.hash));
  }

  // What may belong to the number that begins at `at`.
  uint32_t Read(uint32_t at, NumberValue* value) {
    std::array<NumberToken, kMaxNumberTokens> tokens;
    size_t count = 0;
    for (uint32_t i = at; i < text_.story.size() && count < tokens.size(); ++i, ++count) {
      if (i > at && !Continues(i)) break;
      const Span bytes = TokenAt(i).bytes;
      FoldWord(original_.substr(bytes.begin, bytes.size()), &words_[count]);
      const uint32_t gap = i == at ? bytes.begin : std::min(bytes.begin, TokenAt(i - 1).bytes.end);
      tokens[count] = {words_[count], original_.substr(gap, bytes.begin - gap)};
    }
    return reader_.Read(std::span(tokens).first(count), value);
  }

  void FoldWord(std::string_view original, std::string* word) {
    word->assign(original);
    for (char& c : *word) {
      if (static_cast<unsigned char>(c) >= 0x80) return Fold(original, word, &folding_);
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
  }

  const std::string_view original_;
  const Text& text_;
  const NumberReader reader_;
  std::array<std::string, kMaxNumberTokens> words_;
  Folding folding_;
};

}  // namespace

void FindNumbers(std::string_view original, const Text& text, std::string_view language,
                 std::vector<StoryNumber>* numbers) {
  numbers->clear();
  NumberFinder(original, text, language).Run(numbers);
}

}  // namespace newsprint
