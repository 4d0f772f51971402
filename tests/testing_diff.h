// Two articles and their alignment, made by hand: what a diff, a verdict and a page are written of.
#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <string_view>

#include "newsprint/alignment.h"
#include "newsprint/diff.h"
#include "newsprint/relation.h"

namespace newsprint {

inline Article MakeArticle(std::string_view id, std::string_view text,
                           std::string_view title = "") {
  Article article;
  article.id = id;
  article.text = text;
  article.title = title;
  return article;
}

// Words at ASCII blanks and punctuation; a blank line begins a paragraph.
inline Text MakeText(std::string_view body) {
  Text text;
  bool paragraph = true;
  for (uint32_t i = 0; i < body.size();) {
    if (std::isalnum(static_cast<unsigned char>(body[i])) == 0) {
      paragraph = paragraph || body.substr(i, 2) == "\n\n";
      ++i;
      continue;
    }
    const uint32_t begin = i;
    while (i < body.size() && std::isalnum(static_cast<unsigned char>(body[i])) != 0) ++i;
    text.story.push_back(static_cast<uint32_t>(text.tokens.size()));
    text.story_half_words += 2;
    text.tokens.push_back({begin, {begin, i}, paragraph ? kTokenParagraphStart : 0u});
    paragraph = false;
  }
  return text;
}

struct DiffSample {
  Article a = MakeArticle("old", "He said \"no, never\" on Monday.\n\nThe vote failed. Gone.");
  Article b =
      MakeArticle("new", "He said \"no, never\" late on Tuesday.\n\nThe vote (again) failed.");
  Text text_a = MakeText(a.text);
  Text text_b = MakeText(b.text);
  Alignment alignment;
  DiffOptions options;

  DiffSample() {
    Passage passage;
    passage.a = {0, 9};
    passage.b = {0, 11};
    passage.match = Passage::Class::kEdited;
    passage.kept = 8;
    passage.edits = {{EditOp::kKept, {0, 4}, {0, 4}},  {EditOp::kAdded, {4, 4}, {4, 5}},
                     {EditOp::kKept, {4, 5}, {5, 6}},  {EditOp::kChanged, {5, 6}, {6, 7}},
                     {EditOp::kKept, {6, 8}, {7, 9}},  {EditOp::kAdded, {8, 8}, {9, 10}},
                     {EditOp::kKept, {8, 9}, {10, 11}}};
    alignment.passages = {passage};
    alignment.kept = 8;
  }

  std::string Write() const {
    std::string out;
    EXPECT_TRUE(WriteDiff({{&a, &text_a}, {&b, &text_b}, &alignment}, options,
                          [&](std::string_view bytes) { return out.append(bytes), true; }));
    return out;
  }
};

// A rewrite with everything that an explanation can have.
struct ExplainedSample : DiffSample {
  Explanation why;

  ExplainedSample() {
    text_a.sentences = {{0, 6}, {6, 9}, {9, 10}};
    text_b.sentences = {{0, 7}, {7, 11}};
    alignment.passages[0].match = Passage::Class::kReworded;
    Relation relation;
    relation.b = 1;
    relation.kind = Kind::kSpun;
    relation.direction = Direction::kAToB;
    relation.confidence = 996;
    relation.scores.chain = 673;
    relation.direction_evidence = {{DirectionEvidence::Kind::kCredit, Direction::kAToB},
                                   {DirectionEvidence::Kind::kTime, Direction::kBToA}};
    relation.credits = {{true, {Credit::Kind::kSource, "Meridian", {0, 2}}}};
    why.relation = relation;
    why.scores = relation.scores;
    why.null = {24, 131, Null::Source::kNeighbours};
    using Unit = Explanation::Check::Unit;
    why.checks = {{"from one house", 0, 1, Unit::kFact, false, false},
                  {"sentences carried over", 1, 2, Unit::kCount, false, false},
                  {"share: 67 % in order", 4'149, 0, Unit::kPoints, true, true},
                  {"by chance", -251, 0, Unit::kPoints, true, true},
                  {"sum of these points", 3'898, -3'203, Unit::kPoints, false, true},
                  {"length of the shorter", 673, 331, Unit::kShare, false, true}};
    why.finds = {{{{0, 30}, {0, 34}, Passage::Class::kReworded}, 8, "reworded sentence", true},
                 {{{8, 19}, {8, 19}, Passage::Class::kQuoted}, 2, "quotation", false}};
  }

  DiffPair Pair() const { return {{&a, &text_a}, {&b, &text_b}, &alignment, &why}; }
  std::string Write(bool (*write)(const DiffPair&, const DiffOptions&, const Sink&)) const {
    std::string out;
    EXPECT_TRUE(
        write(Pair(), options, [&](std::string_view bytes) { return out.append(bytes), true; }));
    return out;
  }
};

}  // namespace newsprint
