// The simulators, sentence by sentence.
#include "rewrites.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "edits.h"
#include "unicode.h"

namespace newsprint::corpus {
namespace {

std::vector<std::string_view> Characters(std::string_view word) {
  std::vector<std::string_view> characters;
  for (size_t at = 0; at < word.size();) {
    const size_t begin = at;
    NextCodepoint(word, &at);
    characters.push_back(word.substr(begin, at - begin));
  }
  return characters;
}

// Half of one word and half of another: pronounceable in any language, in no vocabulary. Of a
// script without spaces any other character.
std::string UnknownWord(const Vocabulary& vocabulary, uint32_t language, bool unspaced,
                        Random* random) {
  const std::vector<uint32_t>& words = vocabulary.content_words(language);
  const auto draw = [&]() -> const Entry& {
    return vocabulary.entry(words[random->Below(words.size())]);
  };
  std::string word;
  for (int attempt = 0; attempt < 64; ++attempt) {
    const Entry& left = draw();
    if (left.unspaced != unspaced) continue;
    if (unspaced) return left.forms[0];
    const std::vector<std::string_view> head = Characters(left.forms[0]);
    const std::vector<std::string_view> tail = Characters(draw().forms[0]);
    word.clear();
    for (size_t i = 0; i < (head.size() + 1) / 2; ++i) word += head[i];
    for (size_t i = tail.size() / 2; i < tail.size(); ++i) word += tail[i];
    if (word.size() >= 5 && !vocabulary.Knows(language, word)) return word;
  }
  return word + "x";
}

bool IsContent(const Word& word) {
  return word.lower_case && !word.stop && word.kind == WordKind::kLower;
}

void KeepSome(double share, Random* random, Story* story) {
  size_t left = CountSentences(*story);
  auto wanted = static_cast<size_t>(std::max(1.0, std::round(share * static_cast<double>(left))));
  KeepSentences(story, [&](size_t) {
    const bool keep = random->Below(left--) < wanted;  // Knuth's selection sampling
    wanted -= keep;
    return keep;
  });
}

// Moves what stands before the first comma to the end.
void RotateClauses(Sentence* sentence) {
  std::vector<Word>& words = sentence->words;
  const auto comma = std::find_if(words.begin(), words.end(), [](const Word& word) {
    return word.gap.starts_with(',') || word.gap.starts_with("，") || word.gap.starts_with("、") ||
           word.gap.starts_with("،");
  });
  if (comma == words.end() || comma + 1 == words.end()) return;
  std::swap(comma->gap, words.back().gap);
  std::rotate(words.begin(), comma + 1, words.end());
}

void ChangeStopWords(const RewriteKind& kind, const Vocabulary& vocabulary, uint32_t language,
                     Random* random, Sentence* sentence) {
  const std::vector<uint32_t>& stop_words = vocabulary.stop_words(language);
  for (size_t i = 0; i < sentence->words.size(); ++i) {
    if (!sentence->words[i].stop) continue;
    const bool drop = random->Chance(kind.drop_stop);
    const bool change = random->Chance(kind.drop_or_swap_stop);
    if ((drop || (change && random->Chance(.5))) && sentence->words.size() > 1) {
      DropWord(sentence, i--);
    } else if (change) {
      sentence->words[i].text =
          vocabulary.entry(stop_words[random->Below(stop_words.size())]).forms[0];
    }
  }
}

void Transpose(double share, Random* random, Sentence* sentence) {
  for (size_t i = 0; i + 1 < sentence->words.size(); ++i) {
    if (!random->Chance(share)) continue;
    std::swap(sentence->words[i].text, sentence->words[i + 1].text);
    ++i;
  }
}

}  // namespace

void Rewrite(const RewriteKind& kind, const Vocabulary& vocabulary, uint32_t language,
             Random* random, Story* story) {
  if (kind.keep_sentences < 1) KeepSome(kind.keep_sentences, random, story);
  for (Sentence* sentence : Sentences(story)) {
    for (Word& word : sentence->words) {
      if (IsContent(word) && random->Chance(kind.replace_content)) {
        word.text = UnknownWord(vocabulary, language, word.unspaced, random);
      }
    }
    ChangeStopWords(kind, vocabulary, language, random, sentence);
    if (kind.transpose > 0) Transpose(kind.transpose, random, sentence);
    if (random->Chance(kind.rotate_clauses)) RotateClauses(sentence);
  }
}

}  // namespace newsprint::corpus
