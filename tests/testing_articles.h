// Articles for tests of judgement and of the whole line: written by hand, or generated from a seed
// as paragraphs of sentences that AnalyzeText reads as prose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "newsprint/article.h"
#include "newsprint/relation.h"
#include "newsprint/text.h"
#include "testing_text.h"

namespace newsprint {

// An article that owns its strings.
struct Story {
  std::string text;
  std::string source = {};
  std::string url = {};
  std::string published = {};
  std::string title = {};
  std::string id = {};

  Article View() const {
    Article article;
    article.id = id;
    article.text = text;
    article.title = title;
    article.source = source;
    article.url = url;
    article.language = "en";
    article.published = ParseTimestamp(published);
    return article;
  }
};

// A batch of copies; a story without an id is called by its place.
inline ArticleBatch BatchOf(std::span<const Story> stories) {
  ArticleBatch batch;
  for (size_t i = 0; i < stories.size(); ++i) {
    Article article = stories[i].View();
    const std::string id = stories[i].id.empty() ? absl::StrCat(i) : stories[i].id;
    for (std::string_view* field : {&article.text, &article.title, &article.source, &article.url}) {
      *field = batch.arena.Copy(*field);
    }
    article.id = batch.arena.Copy(id);
    batch.articles.push_back(article);
  }
  return batch;
}

// What the corpus says of shared text.
inline PairContext ContextOf(std::span<const PairContext::SharedKey> shared, uint32_t usual_a,
                             uint32_t usual_b) {
  PairContext context;
  context.shared = shared;
  context.usual_a = usual_a;
  context.usual_b = usual_b;
  return context;
}

// Two stories, analysed and judged.
struct Pair {
  Pair(Story story_a, Story story_b) : a(std::move(story_a)), b(std::move(story_b)) {
    AnalyzeText(a.View(), &text_a);
    AnalyzeText(b.View(), &text_b);
  }

  std::optional<Relation> Judge(const JudgeOptions& options = {},
                                const PairContext& context = {}) const {
    const Article article_a = a.View(), article_b = b.View();
    AlignBuffer buffer;
    return newsprint::Judge({0, &article_a, &text_a}, {1, &article_b, &text_b}, context, options,
                            &buffer);
  }

  // "none", or the name of the kind.
  std::string Kind(const JudgeOptions& options = {}, const PairContext& context = {}) const {
    const std::optional<Relation> relation = Judge(options, context);
    return relation ? std::string(KindName(relation->kind)) : "none";
  }

  Story a, b;
  Text text_a, text_b;
};

inline std::string KindOf(const Story& a, const Story& b, const JudgeOptions& options = {}) {
  return Pair(a, b).Kind(options);
}

using Paragraphs = std::vector<std::string>;

inline std::string TextOf(const Paragraphs& paragraphs) {
  return absl::StrJoin(paragraphs, "\n\n");
}

// Sentences of made-up words: half of all words are among sixty, the others among 20,000.
class Writer {
 public:
  explicit Writer(uint64_t seed) : random_(seed) {}

  std::string Word() {
    const bool common = random_.Once(2);
    return Spell(common ? random_.Below(60) : 100 + random_.Below(20'000));
  }

  std::string Name() {
    std::string name = Spell(30'000 + random_.Below(5'000));
    name[0] = Upper(name[0]);
    return name;
  }

  std::string Sentence(size_t words) {
    std::vector<std::string> sentence(words);
    for (std::string& word : sentence) word = random_.Once(12) ? Name() : Word();
    sentence[0][0] = Upper(sentence[0][0]);
    return absl::StrJoin(sentence, " ") + ".";
  }

  std::string Paragraph() {
    std::vector<std::string> sentences(2 + random_.Below(2));
    for (std::string& s : sentences) s = Sentence(12 + random_.Below(12));
    return absl::StrJoin(sentences, " ");
  }

  Paragraphs Story(size_t paragraphs) {
    Paragraphs story(paragraphs);
    for (std::string& p : story) p = Paragraph();
    return story;
  }

  Random& random() { return random_; }

 private:
  static char Upper(char c) { return c < 'a' ? c : static_cast<char>(c - 'a' + 'A'); }

  static std::string Spell(uint32_t n) {
    std::string word;
    do {
      word += "bdfgklmnprstvz"[n % 14];
      n /= 14;
      word += "aeiou"[n % 5];
      n /= 5;
    } while (n > 0);
    return word + "n";
  }

  Random random_;
};

}  // namespace newsprint
