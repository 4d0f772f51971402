// The text stage, one step after the other.
#include <string_view>
#include <vector>

#include "newsprint/text.h"
#include "text/fold.h"
#include "text/furniture.h"
#include "text/lines.h"
#include "text/quotations.h"
#include "text/sentences.h"
#include "text/tokenize.h"

namespace newsprint {
namespace {

// Folding may make text longer (at most 11 times); offsets have 32 bits.
constexpr size_t kLongestText = size_t{256} << 20;

void CollectStory(Text* text) {
  text->story.clear();
  text->story_half_words = 0;
  for (uint32_t i = 0; i < text->tokens.size(); ++i) {
    const uint32_t flags = text->tokens[i].flags;
    if ((flags & kTokenFurniture) != 0) continue;
    text->story.push_back(i);
    text->story_half_words += (flags & kTokenUnspaced) != 0 ? 1 : 2;
  }
}

}  // namespace

void Text::Clear() {
  tokens.clear();
  sentences.clear();
  quotations.clear();
  furniture.clear();
  credits.clear();
  story.clear();
  story_half_words = 0;
  folded.clear();
  word_bits.clear();
}

void AnalyzeText(const Article& article, Text* text) {
  const std::string_view original = article.text.substr(0, kLongestText);
  Folding folding;
  std::vector<Gap> gaps;
  std::vector<Line> lines;
  text->Clear();
  Fold(original, &text->folded, &folding);
  Tokenize(original, folding, text, &gaps);
  FindLines(text->folded, gaps, text->tokens.size(), &lines);
  FindSentences(original, gaps, lines, text);
  FindQuotations(gaps, folding, text);
  FindFurniture(article, gaps, text);
  CollectStory(text);
}

}  // namespace newsprint
