// Verdicts in words. The numbers come from the explanation and, where words and sentences are
// counted, from the alignment that is shown below them, so that a reader can check one against the
// other.
#include "report/verdict.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/diff_words.h"
#include "report/display.h"

namespace newsprint {
namespace {

constexpr std::array<std::string_view, kKinds> kPhrases = {"identical text",
                                                           "near-duplicate",
                                                           "update",
                                                           "syndicated copy",
                                                           "excerpt",
                                                           "condensed rewrite",
                                                           "spun copy",
                                                           "shared quotations, no reuse",
                                                           "shared template, no reuse"};

constexpr std::array<std::string_view, kKinds> kMeanings = {
    "the stories are equal",
    "at most 5 % of the words differ",
    "a later version from the same house",
    "most of it in verbatim runs",
    "some sentences of it, neither quoted nor cited",
    "clearly shorter, in its own wording, with the facts in their order",
    "sentence by sentence, reworded",
    "only quotations, statements or attributed citation",
    "only text that many articles print"};

std::string Id(const DiffSide& side) { return OneLine(side.article->id); }

uint32_t KeptWords(const DiffPair& pair) {
  uint32_t words = 0;
  for (const Passage& passage : pair.alignment->passages) {
    words += CountPassage(pair, passage).kept;
  }
  return words;
}

// Sentences of a story, and those that lie for the most part in passages, or in passages that stand
// in the same order on both sides.
struct SentenceCounts {
  uint32_t all = 0;
  uint32_t matched = 0;
  uint32_t in_order = 0;
};

SentenceCounts CountSentences(const DiffSide& side, const Alignment& alignment,
                              Span Passage::*passage_side) {
  const Text& text = *side.text;
  const std::vector<bool> matched = Covered(text, alignment.passages, passage_side);
  std::vector<Passage> ordered = alignment.passages;
  std::erase_if(ordered, [](const Passage& p) { return p.match == Passage::Class::kMoved; });
  const std::vector<bool> in_order = Covered(text, ordered, passage_side);
  SentenceCounts counts;
  size_t at = 0;  // in the story
  for (const Span& sentence : text.sentences) {
    uint32_t tokens = 0, hits = 0, ordered_hits = 0;
    for (; at < text.story.size() && text.story[at] < sentence.end; ++at) {
      ++tokens;
      hits += matched[at];
      ordered_hits += in_order[at];
    }
    if (tokens == 0) continue;
    ++counts.all;
    counts.matched += 2 * hits >= tokens;
    counts.in_order += 2 * ordered_hits >= tokens;
  }
  return counts;
}

std::string SentencesPhrase(const DiffPair& pair) {
  const bool b_shorter = pair.b.text->story.size() <= pair.a.text->story.size();
  const DiffSide& shorter = b_shorter ? pair.b : pair.a;
  const SentenceCounts counts =
      CountSentences(shorter, *pair.alignment, b_shorter ? &Passage::b : &Passage::a);
  std::string text = Grouped(counts.in_order) + " of " +
                     Count(counts.all, "sentence", "sentences") + " of " + Id(shorter) + " " +
                     (counts.in_order == 1 ? "has" : "have") + " a counterpart in order";
  if (counts.matched > counts.in_order) {
    text += ", " + Grouped(counts.matched - counts.in_order) + " out of order";
  }
  return text;
}

std::string WordsPhrase(const DiffPair& pair) {
  const uint32_t kept = KeptWords(pair);
  if (kept == 0) return "no passage in common";
  return Count(kept, "word", "words") + " kept of " + Grouped(StoryWords(*pair.a.text)) + " in " +
         Id(pair.a) + " and " + Grouped(StoryWords(*pair.b.text)) + " in " + Id(pair.b);
}

// Kinds that are told by wording are held against no null.
bool GoesByWording(const Explanation& why) {
  if (!why.relation) return false;
  const Kind kind = why.relation->kind;
  return IsReuse(kind) && kind != Kind::kCondensed && kind != Kind::kSpun;
}

bool HasNeighbours(const Null& null) {
  return null.source == Null::Source::kNeighbours || null.source == Null::Source::kBlended;
}

// 3149 as "+3.1".
std::string Points(int32_t thousandths) {
  const uint32_t tenths = (static_cast<uint32_t>(std::abs(thousandths)) + 50) / 100;
  return (thousandths < 0 && tenths > 0 ? "-" : "+") + std::to_string(tenths / 10) + "." +
         std::to_string(tenths % 10);
}

std::string CheckNumber(const Explanation::Check& check, int32_t value) {
  switch (check.unit) {
    case Explanation::Check::Unit::kShare:
      return ShortShare(static_cast<uint32_t>(value));
    case Explanation::Check::Unit::kCount:
      return Grouped(static_cast<uint64_t>(value));
    case Explanation::Check::Unit::kPoints:
      return Points(value);
    case Explanation::Check::Unit::kFact:
      break;
  }
  return value != 0 ? "yes" : "no";
}

std::string RewritePhrase(const DiffPair& pair, Kind kind) {
  std::string text = SentencesPhrase(pair);
  if (kind != Kind::kCondensed) return text;
  const uint32_t a = StoryWords(*pair.a.text), b = StoryWords(*pair.b.text);
  return text + ", " + Grouped(std::min(a, b)) + " words for " + Grouped(std::max(a, b));
}

// "31 of 34 sentences of 003 have a counterpart in order": what the kind goes by.
std::string Numbers(const DiffPair& pair) {
  const std::optional<Relation>& relation = pair.explanation->relation;
  if (!relation) return WordsPhrase(pair);
  const Scores& scores = relation->scores;
  switch (relation->kind) {
    case Kind::kIdentical:
      return "the stories are equal, word for word";
    case Kind::kSyndicated:
      return WordsPhrase(pair) + ", " + ShortShare(scores.verbatim) +
             " of the shorter in verbatim runs";
    case Kind::kCondensed:
    case Kind::kSpun:
      return RewritePhrase(pair, relation->kind);
    case Kind::kQuotes:
      return WordsPhrase(pair) + ", " + ShortShare(scores.quoted) +
             " of what is shared inside quotations";
    default:
      return WordsPhrase(pair);
  }
}

// "chain .67 against .13 for its 24 neighbours", or "judged without neighbours".
std::string AgainstNull(const Scores& scores, const Null& null) {
  const bool known = null.source != Null::Source::kNone;
  std::string text;
  if (known || scores.chain > 0) text = "chain " + ShortShare(scores.chain);
  if (known) text += " against " + ShortShare(null.value) + " for " + NullPhrase(null);
  if (HasNeighbours(null)) return text;
  return text + (text.empty() ? "" : "; ") + "judged without neighbours";
}

// What of the two texts spoke for a direction (direction.cc).
std::string AsymmetryReason(const DiffPair& pair, const std::string& source,
                            const std::string& taker) {
  const Kind kind = pair.explanation->relation->kind;
  if (kind == Kind::kCondensed) return taker + " is much the shorter";
  if (kind == Kind::kSpun) {
    return source + " has a dateline or byline, and " + taker + " has none";
  }
  return SameHouse(*pair.a.article, *pair.b.article)
             ? taker + " has news on top of what both have"
             : taker + " is trimmed: nearly all of it stands in " + source;
}

}  // namespace

std::string KindPhrase(const Explanation& explanation) {
  if (!explanation.relation) return "no reuse found";
  return std::string(kPhrases[static_cast<size_t>(explanation.relation->kind)]);
}

std::string_view KindMeaning(Kind kind) { return kMeanings[static_cast<size_t>(kind)]; }

std::string PairPhrase(const DiffPair& pair) {
  const std::string a = Id(pair.a), b = Id(pair.b);
  const std::optional<Relation>& relation = pair.explanation->relation;
  if (!relation || !IsReuse(relation->kind)) return a + " and " + b;
  switch (relation->direction) {
    case Direction::kAToB:
      return a + " -> " + b;
    case Direction::kBToA:
      return b + " -> " + a;
    case Direction::kCommon:
      return a + " and " + b + ", both from a third text";
    case Direction::kUnknown:
      break;
  }
  return a + " and " + b + ", direction unknown";
}

std::string NullPhrase(const Null& null) {
  if (null.source == Null::Source::kParametric) return "unrelated texts of such lengths";
  const std::string neighbours = "its " + Count(null.n, "neighbour", "neighbours");
  return null.source == Null::Source::kNeighbours
             ? neighbours
             : neighbours + " and unrelated texts of such lengths";
}

std::string Grounds(const DiffPair& pair) {
  if (pair.explanation == nullptr) return WordsPhrase(pair);
  const Explanation& why = *pair.explanation;
  return GoesByWording(why) ? Numbers(pair)
                            : Numbers(pair) + "; " + AgainstNull(why.scores, why.null);
}

std::string VerdictSentence(const DiffPair& pair) {
  const Explanation& why = *pair.explanation;
  std::string text = KindPhrase(why) + ", " + PairPhrase(pair);
  if (why.relation) text += ", confidence " + ShortShare(why.relation->confidence);
  return text + ": " + Grounds(pair);
}

std::string DirectionReason(const DiffPair& pair, const DirectionEvidence& evidence) {
  const bool from_a = evidence.says == Direction::kAToB;
  const std::string source = Id(from_a ? pair.a : pair.b), taker = Id(from_a ? pair.b : pair.a);
  switch (evidence.kind) {
    case DirectionEvidence::Kind::kCredit:
      return "a credit names the house of " + source;
    case DirectionEvidence::Kind::kCopiedCredit:
      return "both credit the same third party";
    case DirectionEvidence::Kind::kTime:
      return source + " is dated first";
    case DirectionEvidence::Kind::kAsymmetry:
      return AsymmetryReason(pair, source, taker);
  }
  return "";
}

std::string CheckValue(const Explanation::Check& check) { return CheckNumber(check, check.value); }

std::string CheckLimit(const Explanation::Check& check) {
  const bool none = check.is_part || check.unit == Explanation::Check::Unit::kFact;
  return none ? "" : CheckNumber(check, check.limit);
}

std::vector<std::string> Objections(const DiffPair& pair) {
  const Explanation& why = *pair.explanation;
  std::vector<std::string> said;
  if (why.relation) {
    for (const DirectionEvidence& evidence : why.relation->direction_evidence) {
      if (evidence.says == why.relation->direction || evidence.says == Direction::kUnknown)
        continue;
      said.push_back("of the direction: " + DirectionReason(pair, evidence));
    }
  }
  if (!HasNeighbours(why.null) && !GoesByWording(why)) {
    said.push_back(
        "judged without neighbours: what other articles of the event share with these "
        "two is not known");
  }
  return said;
}

}  // namespace newsprint
