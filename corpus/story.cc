// Between items, stories and text. Nothing is lost on the way: what stands behind a word is its
// gap, what opens and closes a sentence its lead and its end, so that a story which nobody has
// edited is written as the bytes it was made from, and an edit changes its own place alone.
#include "story.h"

#include <utility>

#include "base.h"
#include "fresh.h"

namespace newsprint::corpus {
namespace {

Word MakeWord(const Permutation& spelling, Item item) {
  const Entry& entry = spelling.entry(item.word().entry);
  Word word;
  word.text = spelling.Spell(item.word());
  if (item.blank_follows()) word.gap.push_back(' ');
  word.kind = entry.kind;
  word.stop = entry.stop;
  word.lower_case = item.word().pattern == Pattern::kLower;
  word.unspaced = entry.unspaced;
  return word;
}

// A separator that follows another one, or opens the text.
void AddBetweenSentences(const Separator& separator, Sentence* sentence, Story* story) {
  if (separator.ends_paragraph && !story->back().empty()) {
    story->back().back().after += separator.text;
    story->emplace_back();
  } else {
    sentence->lead += separator.text;
  }
}

}  // namespace

Story MakeStory(const Base& base, const Permutation& spelling, const std::vector<Item>& items) {
  Story story(1);
  Sentence sentence;
  for (const Item item : items) {
    if (item.is_word()) {
      sentence.words.push_back(MakeWord(spelling, item));
      continue;
    }
    const Separator& separator = base.separator(item);
    if (sentence.words.empty()) {
      AddBetweenSentences(separator, &sentence, &story);
      continue;
    }
    if (!separator.ends_sentence) {
      sentence.words.back().gap += separator.text;
      continue;
    }
    sentence.words.back().gap += separator.text.substr(0, separator.close);
    sentence.after = separator.text.substr(separator.close, separator.open - separator.close);
    story.back().push_back(std::move(sentence));
    sentence = Sentence();
    sentence.lead = separator.text.substr(separator.open);
    if (separator.ends_paragraph) story.emplace_back();
  }
  if (!sentence.words.empty()) story.back().push_back(std::move(sentence));
  if (story.back().empty()) story.pop_back();
  return story;
}

std::string TextOf(const Story& story) {
  std::string text;
  for (size_t p = 0; p < story.size(); ++p) {
    for (const Sentence& sentence : story[p]) {
      text += sentence.lead;
      for (const Word& word : sentence.words) text.append(word.text).append(word.gap);
      text += sentence.after;
    }
    if (p + 1 < story.size() && !story[p].empty() &&
        story[p].back().after.find('\n') == std::string::npos) {
      TrimEnd(&text);
      text += "\n\n";
    }
  }
  TrimEnd(&text);
  return text;
}

size_t HalfWords(const Sentence& sentence) {
  size_t half_words = 0;
  for (const Word& word : sentence.words) half_words += word.unspaced ? 1 : 2;
  return half_words;
}

size_t CountSentences(const Story& story) {
  size_t n = 0;
  for (const Paragraph& paragraph : story) n += paragraph.size();
  return n;
}

std::vector<Sentence*> Sentences(Story* story) {
  std::vector<Sentence*> sentences;
  for (Paragraph& paragraph : *story) {
    for (Sentence& sentence : paragraph) sentences.push_back(&sentence);
  }
  return sentences;
}

void TrimEnd(std::string* text) {
  while (!text->empty() && static_cast<unsigned char>(text->back()) <= ' ') text->pop_back();
}

}  // namespace newsprint::corpus
