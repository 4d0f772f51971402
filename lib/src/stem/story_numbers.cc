// Folding a token again takes longer than the whole scan has for it, so a bitmap of token hashes
// tells words that stand in some number from the others: all but one in thirty of these.
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
      const uint32_t width = IsCandidate(i) ? Read(i, &value) : 0;
      if (width > 0) numbers->push_back({i, width, value});
      i += std::max(width, 1u);
    }
  }

 private:
  const Token& TokenAt(uint32_t i) const { return text_.tokens[text_.story[i]]; }

  bool IsCandidate(uint32_t i) const {
    const Token& token = TokenAt(i);
    return (token.flags & kTokenNumber) != 0 || reader_.MayHave(token.hash);
  }

  uint32_t Read(uint32_t at, NumberValue* value) {
    std::array<NumberToken, kMaxNumberTokens> tokens;
    size_t count = 0;
    for (uint32_t i = at; i < text_.story.size() && count < tokens.size(); ++i, ++count) {
      const bool adjacent = i == at || text_.story[i] == text_.story[i - 1] + 1;
      if (!adjacent || !IsCandidate(i)) break;
      const Span bytes = TokenAt(i).bytes;
      Fold(original_.substr(bytes.begin, bytes.size()), &words_[count], &folding_);
      const uint32_t gap = i == at ? bytes.begin : std::min(bytes.begin, TokenAt(i - 1).bytes.end);
      tokens[count] = {words_[count], original_.substr(gap, bytes.begin - gap)};
      if (count == 0 && !reader_.Begins(words_[0])) return 0;
    }
    return reader_.Read(std::span(tokens).first(count), value);
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
