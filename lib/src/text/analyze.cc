// The text stage, one step after the other.
#include <cstdint>
#include <numeric>
#include <vector>

#include "newsprint/text.h"
#include "text/fold.h"
#include "text/furniture.h"
#include "text/lines.h"
#include "text/posts.h"
#include "text/quotations.h"
#include "text/sentences.h"
#include "text/tokenize.h"

namespace newsprint {
namespace {

// Folding may make text longer (at most 11 times); offsets have 32 bits.
constexpr size_t kLongestText = size_t{256} << 20;

// Every token that no furniture span covers.
void CollectStory(bool any_unspaced, Text* text) {
  const auto tokens = static_cast<uint32_t>(text->tokens.size());
  uint32_t furniture = 0;
  for (const Span& span : text->furniture) furniture += span.size();
  text->story.resize(tokens - furniture);
  uint32_t next = 0;
  uint32_t* to = text->story.data();
  const auto copy_to = [&](uint32_t end) {
    std::iota(to, to + (end - next), next);
    to += end - next;
  };
  for (const Span& span : text->furniture) {
    copy_to(span.begin);
    next = span.end;
  }
  copy_to(tokens);
  uint32_t unspaced = 0;
  if (any_unspaced) {
    for (const uint32_t i : text->story) unspaced += (text->tokens[i].flags / kTokenUnspaced) & 1;
  }
  text->story_half_words = 2 * static_cast<uint32_t>(text->story.size()) - unspaced;
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
  begins.clear();
  ends.clear();
}

void AnalyzeText(const Article& whole, Text* text) {
  Article article = whole;
  article.text = whole.text.substr(0, kLongestText);
  // Kept from one text to the next: asking for room takes a hundredth of a scan.
  thread_local Folding folding;
  thread_local std::vector<Gap> gaps;
  thread_local std::vector<Line> lines;
  Fold(article.text, &text->folded, &folding);
  Tokenize(article.text, folding, text, &gaps);
  FindLines(*text, gaps, &lines);
  FindSentences(article, gaps, lines, text);
  FindQuotations(gaps, folding, text);
  FindPosts(gaps, text);
  FindFurniture(article, gaps, text);
  CollectStory(!folding.unspaced.empty(), text);
}

}  // namespace newsprint
