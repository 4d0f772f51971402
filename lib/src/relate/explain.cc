// Explanations: the judgement with its notes, and what it rests on, piece by piece. A piece of
// shared wording is a run of sentences that were judged alike; what is reworded is paired sentence
// by sentence, outside of these. The weight of the rare words that a piece keeps is its strength.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "relate/judge.h"
#include "relate/shares.h"
#include "relate/thresholds.h"

namespace newsprint {
namespace {

using Find = Explanation::Find;

// Fewer equal words are no evidence of anything.
constexpr uint32_t kFindTokens = 5;

struct Label {
  std::string_view what;
  bool counted;

  friend bool operator==(const Label&, const Label&) = default;
};

// Scattered words of a sentence: nothing by themselves.
constexpr Label kFewWords = {"a few words of a sentence", false};

// What the judgement took a shared sentence for.
Label LabelOf(const SharedSentence& s) {
  if (s.mark == Mark::kStock) return {"stock text that many articles print", false};
  if (s.mark == Mark::kStatement) return {"statement that others print as a quotation", false};
  if (2 * s.prose < s.kept) return {"quotation", false};
  if (s.cited) return {"attributed citation", false};
  if (!s.written_out) return {"headline, list or caption", false};
  if (10 * s.verbatim >= 9 * s.story.size()) return {"verbatim run", true};
  if (s.carried()) return {"lightly edited", true};
  return s.verbatim > 0 ? Label{"verbatim run in a sentence of its own", true} : kFewWords;
}

bool IsMostlyQuoted(const Text& text, Span story) {
  uint32_t quoted = 0;
  for (uint32_t i = story.begin; i < story.end; ++i) {
    quoted += (text.tokens[text.story[i]].flags & kTokenQuoted) != 0;
  }
  return 2 * quoted > story.size();
}

class Finder {
 public:
  Finder(const Side& a, const Side& b, const std::array<Stems, 2>& stems)
      : a_(a), b_(b), stems_(stems) {}

  // Pieces of shared wording; of `few_words` alone, or all others.
  void AddShared(const JudgeTrace& trace, bool few_words) {
    const std::vector<SharedSentence>& all = trace.evidence.a.sentences;
    for (size_t i = 0, end = 0; i < all.size(); i = end) {
      const Label label = LabelOf(all[i]);
      for (end = i + 1; end < all.size() && all[end].passage == all[i].passage &&
                        all[end].story.begin == all[end - 1].story.end &&
                        LabelOf(all[end]) == label;) {
        ++end;
      }
      const Span story = {all[i].story.begin, all[end - 1].story.end};
      if ((label == kFewWords) != few_words) continue;
      for (const Passage& passage : trace.shared.passages) AddPart(passage, story, label);
    }
  }

  void AddReworded(const Alignment& reworded) {
    for (const Passage& passage : reworded.passages) {
      const bool quoted =
          IsMostlyQuoted(*a_.text, passage.a) && IsMostlyQuoted(*b_.text, passage.b);
      const bool moved = passage.match == Passage::Class::kMoved;
      const Label label = quoted  ? Label{"reworded quotation", false}
                          : moved ? Label{"reworded sentence, out of order", true}
                                  : Label{"reworded sentence", true};
      AddPart(passage, passage.a, label);
    }
  }

  std::vector<Find> Take() {
    std::stable_sort(found_.begin(), found_.end(), [](const Weighed& x, const Weighed& y) {
      return x.find.counted != y.find.counted ? x.find.counted : x.weight > y.weight;
    });
    std::vector<Find> finds;
    for (Weighed& found : found_) finds.push_back(std::move(found.find));
    return finds;
  }

 private:
  struct Weighed {
    Find find;
    Span a, b;  // story tokens
    uint64_t weight;
  };

  // The part of a passage that stands in a's tokens `story`.
  void AddPart(const Passage& passage, Span story, const Label& label) {
    Span a = {std::max(passage.a.begin, story.begin), std::min(passage.a.end, story.end)};
    if (a.begin >= a.end) return;
    Span b = {UINT32_MAX, 0};
    uint32_t kept = 0;
    uint64_t weight = 0;
    for (const Edit& e : passage.edits) {
      const uint32_t begin = std::max(e.a.begin, a.begin), end = std::min(e.a.end, a.end);
      const bool same =
          e.op == EditOp::kKept || (e.op == EditOp::kChanged && e.match != Match::kOther);
      if (!same || begin >= end) continue;
      for (uint32_t i = begin; i < end; ++i) weight += stems_[0].idf[i];
      if (e.op != EditOp::kKept) continue;
      kept += end - begin;
      b.begin = std::min(b.begin, e.b.begin + (begin - e.a.begin));
      b.end = std::max(b.end, e.b.begin + (end - e.a.begin));
    }
    if (story.begin <= passage.a.begin && story.end >= passage.a.end) b = passage.b;
    if (b.begin >= b.end || (kept < kFindTokens && !IsReworded(passage))) return;
    if (IsTold(a, b)) return;
    const RelationPassage where = {StoryBytes(*a_.text, a), StoryBytes(*b_.text, b), passage.match};
    found_.push_back({{where, kept, std::string(label.what), label.counted}, a, b, weight});
  }

  // Whether stronger pieces have told some of it.
  bool IsTold(Span a, Span b) const {
    const auto overlap = [](Span x, Span y) { return x.begin < y.end && y.begin < x.end; };
    return std::any_of(found_.begin(), found_.end(), [&](const Weighed& found) {
      return overlap(found.a, a) || overlap(found.b, b);
    });
  }

  static bool IsReworded(const Passage& passage) {
    return passage.match == Passage::Class::kReworded || passage.match == Passage::Class::kMoved;
  }

  const Side& a_;
  const Side& b_;
  const std::array<Stems, 2>& stems_;
  std::vector<Weighed> found_;
};

}  // namespace

Explanation Explain(const Side& a, const Side& b, const PairContext& context, AlignBuffer* buffer) {
  JudgeTrace trace;
  Explanation why;
  why.relation = JudgeTraced(a, b, context, {.quotes = true, .templates = true}, buffer, &trace);
  why.scores = why.relation ? why.relation->scores : trace.scores;
  why.scores.chain = trace.scores.chain;
  why.scores.order = trace.scores.order;
  why.null = context.null;
  why.checks = std::move(trace.checks);

  std::array<Stems, 2> stems;
  StemStory(*a.article, *a.text, &buffer->stems, &stems[0]);
  StemStory(*b.article, *b.text, &buffer->stems, &stems[1]);
  Finder finder(a, b, stems);
  finder.AddShared(trace, false);
  AlignSentences({a.text, &stems[0]}, {b.text, &stems[1]}, buffer, &why.reworded);
  if (trace.rewrite_asked) finder.AddReworded(why.reworded);
  finder.AddShared(trace, true);
  why.finds = finder.Take();
  why.shared = std::move(trace.shared);
  return why;
}

}  // namespace newsprint
