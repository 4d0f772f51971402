// Counts the tokens and sentences that two texts share, apart for prose and quotations, and tells
// of each shared sentence whether it is somebody's own prose.
#include "relate/evidence.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "align/passages.h"
#include "relate/citations.h"
#include "relate/thresholds.h"

namespace newsprint {
namespace {

// What became of one story token of a side. All zero where nothing did, which is filled in fast.
struct KeptToken {
  uint32_t passage;  // counted from 1; 0 = not kept
  bool prose;
  bool verbatim;
};

// Numbers, and words with a capital within a sentence.
struct NamesAndNumbers {
  uint32_t numbers = 0;
  uint32_t names = 0;

  void Count(const Text& text, Span story) {
    for (uint32_t i = story.begin; i < story.end; ++i) {
      const uint32_t flags = text.tokens[text.story[i]].flags;
      numbers += (flags & kTokenNumber) != 0;
      names += (flags & (kTokenCapital | kTokenSentenceStart)) == kTokenCapital;
    }
  }
};

void AddFacts(uint32_t count, bool kept, bool cut, Facts* facts) {
  facts->all += count;
  facts->kept += kept ? count : 0;
  facts->cut += cut ? count : 0;
}

// The edits of a passage cover it.
void CountFacts(const Text& a, const Text& b, const Passage& passage, Evidence* evidence) {
  for (const Edit& e : passage.edits) {
    NamesAndNumbers count;
    count.Count(a, e.a);
    count.Count(b, e.b);
    const bool kept = e.op == EditOp::kKept;
    const bool one_sided = e.op == EditOp::kDropped || e.op == EditOp::kAdded;
    const bool cut = one_sided && e.a.size() + e.b.size() >= kCutTokens;
    AddFacts(count.numbers, kept, cut, &evidence->numbers);
    AddFacts(count.names, kept, cut, &evidence->names);
  }
}

// Whether half the words have a capital, as in headlines, lists of links and captions.
bool IsHeadline(const Text& text, Span story) {
  NamesAndNumbers count;
  count.Count(text, story);
  return count.names * 2 >= story.size();
}

// Whether a sentence's last token is followed, before the next token, by a mark that ends
// sentences.
bool EndsSentence(const Side& side, Span story) {
  constexpr std::array<std::string_view, 11> kEnds = {".",      "!",      "?",      "\u2026",
                                                      "\u3002", "\uff01", "\uff1f", "\uff0e",
                                                      "\u061f", "\u06d4", "\u0964"};
  const uint32_t last = side.text->story[story.end - 1];
  const size_t begin = side.text->tokens[last].bytes.end;
  const size_t end = last + 1 < side.text->tokens.size() ? side.text->tokens[last + 1].bytes.begin
                                                         : side.article->text.size();
  const std::string_view gap = side.article->text.substr(begin, end - begin);
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view mark) {
    return gap.find(mark) != std::string_view::npos;
  });
}

class SideReader {
 public:
  explicit SideReader(const Side& side) : side_(side), kept_(side.text->story.size()) {}

  void Keep(uint32_t story_index, const KeptToken& how) { kept_[story_index] = how; }

  // Whether the story begins with words that the other side has.
  bool SharesLede() const {
    const size_t tokens = std::min<size_t>(kept_.size(), kLedeTokens);
    const auto kept =
        std::count_if(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(tokens),
                      [](const KeptToken& t) { return t.passage != 0; });
    return static_cast<size_t>(kept) * 100 >= tokens * kLedeKept;
  }

  // Each of `passages`, this side's ranges, with the sentences that it is a part of.
  std::vector<Span> InSentences(std::span<const Span> passages) const {
    std::vector<Span> whole;
    for (const Span& p : passages) {
      whole.push_back({SentenceAround(p.begin).begin, SentenceAround(p.end - 1).end});
    }
    return whole;
  }

  // `passages` are this side's ranges. Sentences are looked up where tokens are kept: as a rule the
  // two have little in common.
  SideEvidence Read(std::span<const Span> passages, const std::vector<Mark>& marks) const {
    SideEvidence evidence;
    evidence.story = static_cast<uint32_t>(kept_.size());
    for (uint32_t at = NextKept(0); at < kept_.size();) {
      SharedSentence shared = Count(SentenceAround(at));
      at = NextKept(shared.story.end);
      shared.mark = Verdict(marks, shared.story);
      if (shared.mark == Mark::kNoSample) shared.mark = Verdict(marks, passages[shared.passage]);
      shared.written_out =
          EndsSentence(side_, shared.story) && !IsHeadline(*side_.text, shared.story);
      if (shared.mark == Mark::kStock) {
        evidence.stock += shared.story.size();
        evidence.stock_kept += shared.kept;
      }
      evidence.sentences.push_back(shared);
    }
    return evidence;
  }

 private:
  uint32_t NextKept(uint32_t from) const {
    while (from < kept_.size() && kept_[from].passage == 0) ++from;
    return from;
  }

  // The story tokens of a story token's sentence.
  Span SentenceAround(uint32_t at) const {
    const std::vector<uint32_t>& story = side_.text->story;
    const auto sentence = std::prev(
        std::upper_bound(side_.text->sentences.begin(), side_.text->sentences.end(), story[at],
                         [](uint32_t token, const Span& s) { return token < s.begin; }));
    Span span = {at, at + 1};
    while (span.begin > 0 && story[span.begin - 1] >= sentence->begin) --span.begin;
    while (span.end < story.size() && story[span.end] < sentence->end) ++span.end;
    return span;
  }

  SharedSentence Count(Span story) const {
    SharedSentence s;
    s.story = story;
    for (uint32_t i = story.begin; i < story.end; ++i) {
      const KeptToken& token = kept_[i];
      if (token.passage == 0) continue;
      ++s.kept;
      s.prose += token.prose;
      s.verbatim += token.prose && token.verbatim;
      s.passage = token.passage - 1;
    }
    return s;
  }

  const Side& side_;
  std::vector<KeptToken> kept_;
};

// The marks of a's tokens at the tokens of b that they were matched with.
std::vector<Mark> CarryOver(const std::vector<Mark>& marks, const Alignment& alignment,
                            size_t size_b) {
  std::vector<Mark> carried(size_b, Mark::kNoSample);
  for (const Passage& passage : alignment.passages) {
    for (const Edit& e : passage.edits) {
      if (e.op != EditOp::kKept) continue;
      std::copy_n(marks.begin() + e.a.begin, e.a.size(), carried.begin() + e.b.begin);
    }
  }
  return carried;
}

// Marks the sentences of each short passage that is introduced.
void MarkCited(const Side& a, const Side& b, const Alignment& alignment, Evidence* evidence) {
  const auto carried_in = [](const SideEvidence& side, uint32_t passage) {
    return std::count_if(
        side.sentences.begin(), side.sentences.end(),
        [&](const SharedSentence& s) { return s.passage == passage && s.carried(); });
  };
  std::optional<Citations> citations;  // few pairs have passages that ask for it
  for (uint32_t p = 0; p < alignment.passages.size(); ++p) {
    const auto sentences = std::max(carried_in(evidence->a, p), carried_in(evidence->b, p));
    if (sentences == 0 || sentences > kCitationSentences) continue;
    if (!citations) citations.emplace(a, b);
    if (!citations->Introduces(alignment.passages[p])) continue;
    for (SideEvidence* side : {&evidence->a, &evidence->b}) {
      for (SharedSentence& s : side->sentences) s.cited |= s.passage == p;
    }
  }
}

}  // namespace

bool SharedSentence::carried() const {
  return prose >= kCarriedTokens && prose * 100 >= story.size() * kCarriedKept;
}

Evidence Weigh(const Side& a, const Side& b, const Alignment& alignment,
               const PairContext& context) {
  Evidence evidence;
  SideReader read_a(a), read_b(b);
  std::vector<Span> passages_a, passages_b;
  for (uint32_t p = 0; p < alignment.passages.size(); ++p) {
    const Passage& passage = alignment.passages[p];
    passages_a.push_back(passage.a);
    passages_b.push_back(passage.b);
    CountFacts(*a.text, *b.text, passage, &evidence);
    for (const Edit& e : passage.edits) {
      if (e.op != EditOp::kKept) continue;
      const bool verbatim = e.a.size() >= kVerbatimRun;
      for (uint32_t i = 0; i < e.a.size(); ++i) {
        const bool prose = IsProse(*a.text, e.a.begin + i) && IsProse(*b.text, e.b.begin + i);
        const KeptToken how = {p + 1, prose, verbatim};
        read_a.Keep(e.a.begin + i, how);
        read_b.Keep(e.b.begin + i, how);
        evidence.verbatim_prose += prose && verbatim;
      }
    }
  }
  evidence.kept = alignment.kept;
  evidence.kept_prose = alignment.kept_prose;
  const bool lede_shared = read_a.SharesLede() && read_b.SharesLede();
  const std::vector<Mark> marks =
      MarkShared(*a.text, read_a.InSentences(passages_a), context, lede_shared);
  evidence.a = read_a.Read(passages_a, marks);
  evidence.b = read_b.Read(passages_b, CarryOver(marks, alignment, b.text->story.size()));
  MarkCited(a, b, alignment, &evidence);
  return evidence;
}

}  // namespace newsprint
