// Text: one article as tokens, sentences, quotations, furniture and credits.
//
//   newsprint::Text text;  // reuse one per thread: its columns keep their memory
//   newsprint::AnalyzeText(article, &text);
//   for (const newsprint::Span s : text.sentences)  // token ranges
//     Use(article.text.substr(text.tokens[s.begin].bytes.begin, ...));
//
// Folding. Tokens are compared after folding: Unicode NFKC with case folding, every kind of
// quotation mark and dash made one, zero-width characters and soft hyphens dropped. The fold is
// internal; all ranges here are bytes of the original `article.text`.
//
// Tokens. A token is a maximal run of letters, digits and combining marks; an apostrophe between
// letters and a '.' or ',' between digits belong to it ("don't", "1,200.5"). In scripts written
// without spaces (Han, Hiragana, Katakana, Thai, Lao, Khmer, Burmese) every character with its
// marks is a token by itself and counts as half a word.
//
// Furniture is what is not the story: dateline, byline, agency credit, "Read more", newsletter
// boxes, photo credits, copyright lines, the title repeated as first line. Its tokens are there,
// marked; the *story* is all other tokens. Rules: lib/src/text/furniture_rules.cc, one table.
//
// Thread safety: AnalyzeText is a pure function of the article; a Text belongs to one thread at a
// time. Cost: 24 bytes a token while the Text lives; nothing of it is kept in an index.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "newsprint/article.h"

namespace newsprint {

// Marks of a token; several may be set.
enum TokenFlag : uint32_t {
  kTokenFurniture = 1u << 0,       // belongs to a furniture span
  kTokenQuoted = 1u << 1,          // stands inside quotation marks
  kTokenSentenceStart = 1u << 2,   // first token of a sentence
  kTokenParagraphStart = 1u << 3,  // first token of a paragraph
  kTokenUnspaced = 1u << 4,        // a character of a script without spaces: half a word
  kTokenNumber = 1u << 5,          // starts with a digit
  kTokenCapital = 1u << 6,         // starts with an upper-case letter in the original
};

struct Token {
  uint64_t hash;   // XXH3-64 of the folded token; equal tokens have equal hashes
  Span bytes;      // in article.text; empty for the rest of a character that becomes several
  uint32_t flags;  // of TokenFlag
};

// Where an article says its text, or part of it, comes from.
struct Credit {
  enum class Kind : uint8_t {
    kDateline,     // "LONDON, July 15 (Reuters) -"
    kReporting,    // "Reporting by ...", "(AP)" in a byline
    kContributed,  // "The Associated Press contributed to this report."
    kSource,       // "Source: ...", "image credit : www.cnbc.com", "First published by ..."
  };

  Kind kind = Kind::kSource;
  std::string name;  // as it stands there: "Reuters", "www.cnbc.com"
  Span bytes;        // in article.text: the whole credit
};

struct Text {
  std::vector<Token> tokens;
  std::vector<Span> sentences;   // token ranges, in order, without gaps
  std::vector<Span> quotations;  // token ranges, in order, disjoint
  std::vector<Span> furniture;   // token ranges, in order, disjoint
  std::vector<Credit> credits;
  std::vector<uint32_t> story;    // indices of the tokens that are not furniture, ascending
  uint32_t story_half_words = 0;  // a word counts 2, a character of an unspaced script 1

  // Scratch of AnalyzeText.
  std::string folded;
  std::vector<uint64_t> word_bits;
  std::vector<uint32_t> begins;
  std::vector<uint32_t> ends;

  void Clear();
};

// Fills `text` from `article` (text, title, byline and language are looked at). Never fails:
// invalid UTF-8 is treated as U+FFFD.
void AnalyzeText(const Article& article, Text* text);

}  // namespace newsprint
