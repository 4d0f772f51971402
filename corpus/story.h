// An article as paragraphs of sentences of words: what edits and rewrites work on.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "vocabulary.h"

namespace newsprint::corpus {

struct Word {
  std::string text;
  std::string gap;  // what stands between it and the next word of the sentence
  WordKind kind = WordKind::kLower;
  bool stop = false;
  bool lower_case = false;  // written so
  bool unspaced = false;
};

struct Sentence {
  std::string lead;  // opening quotation marks
  std::vector<Word> words;
  std::string after;  // white space up to the next sentence
};

using Paragraph = std::vector<Sentence>;
using Story = std::vector<Paragraph>;

// The story as text; for a story made of an article and not changed, that article's own bytes.
std::string TextOf(const Story& story);

// Words in half words: a character of an unspaced script is half a word.
size_t HalfWords(const Sentence& sentence);
size_t CountSentences(const Story& story);

// Sentences of the story in order; invalid when it changes.
std::vector<Sentence*> Sentences(Story* story);

// Calls `keep(index of the sentence)`, drops sentences it refuses, and paragraphs left empty.
template <typename Keep>
void KeepSentences(Story* story, Keep keep) {
  size_t index = 0;
  for (Paragraph& paragraph : *story) {
    std::erase_if(paragraph, [&](const Sentence&) { return !keep(index++); });
  }
  std::erase_if(*story, [](const Paragraph& paragraph) { return paragraph.empty(); });
}

void TrimEnd(std::string* text);

}  // namespace newsprint::corpus
