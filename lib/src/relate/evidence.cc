// Counts the tokens and sentences that two texts share, apart for prose and quotations, and tells
// of each shared sentence whether it is somebody's own prose.
#include "relate/evidence.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "relate/citations.h"
#include "relate/thresholds.h"

namespace newsprint {
namespace {

constexpr uint32_t kNotKept = UINT32_MAX;

// What became of one story token of a side.
struct KeptToken {
  uint32_t passage = kNotKept;
  bool prose = false;
  bool verbatim = false;
};

bool IsProse(const Text& text, uint32_t story_index) {
  return !(text.tokens[text.story[story_index]].flags & kTokenQuoted);
}

uint32_t CountNumbers(const Text& text, Span story) {
  uint32_t numbers = 0;
  for (uint32_t i = story.begin; i < story.end; ++i) {
    numbers += (text.tokens[text.story[i]].flags & kTokenNumber) != 0;
  }
  return numbers;
}

uint32_t CountNames(const Text& text, Span story) {
  uint32_t names = 0;
  for (uint32_t i = story.begin; i < story.end; ++i) {
    const uint32_t flags = text.tokens[text.story[i]].flags;
    names += (flags & (kTokenCapital | kTokenSentenceStart)) == kTokenCapital;
  }
  return names;
}

void CountFacts(const Text& a, const Text& b, const Passage& passage, Evidence* evidence) {
  evidence->numbers.all += CountNumbers(a, passage.a) + CountNumbers(b, passage.b);
  evidence->names.all += CountNames(a, passage.a) + CountNames(b, passage.b);
  for (const Edit& e : passage.edits) {
    if (e.op != EditOp::kKept) continue;
    evidence->numbers.kept += CountNumbers(a, e.a) + CountNumbers(b, e.b);
    evidence->names.kept += CountNames(a, e.a) + CountNames(b, e.b);
  }
}

// Whether half the words have a capital, as in headlines, lists of links and captions.
bool IsHeadline(const Text& text, Span story) {
  return CountNames(text, story) * 2 >= story.size();
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
                      [](const KeptToken& t) { return t.passage != kNotKept; });
    return static_cast<size_t>(kept) * 100 >= tokens * kLedeKept;
  }

  // `passages` are this side's ranges.
  SideEvidence Read(std::span<const Span> passages, const std::vector<Mark>& marks) const {
    SideEvidence evidence;
    const Text& text = *side_.text;
    evidence.story = static_cast<uint32_t>(text.story.size());
    for (uint32_t i = 0; i < evidence.story; ++i) evidence.prose += IsProse(text, i);
    uint32_t at = 0;  // story token
    for (const Span sentence : text.sentences) {
      const uint32_t begin = at;
      while (at < text.story.size() && text.story[at] < sentence.end) ++at;
      SharedSentence shared = Count({begin, at});
      if (shared.kept == 0) continue;
      shared.mark = Verdict(marks, shared.story);
      if (shared.mark == Mark::kNoSample) shared.mark = Verdict(marks, passages[shared.passage]);
      shared.written_out = EndsSentence(side_, shared.story) && !IsHeadline(text, shared.story);
      if (shared.mark == Mark::kStock) {
        evidence.stock += shared.story.size();
        evidence.stock_kept += shared.kept;
      }
      evidence.sentences.push_back(shared);
    }
    return evidence;
  }

 private:
  SharedSentence Count(Span story) const {
    SharedSentence s;
    s.story = story;
    for (uint32_t i = story.begin; i < story.end; ++i) {
      const KeptToken& token = kept_[i];
      if (token.passage == kNotKept) continue;
      ++s.kept;
      s.prose += token.prose;
      s.verbatim += token.prose && token.verbatim;
      s.passage = token.passage;
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
        read_a.Keep(e.a.begin + i, {p, prose, verbatim});
        read_b.Keep(e.b.begin + i, {p, prose, verbatim});
        evidence.verbatim_prose += prose && verbatim;
      }
    }
  }
  evidence.kept = alignment.kept;
  evidence.kept_prose = alignment.kept_prose;
  const bool lede_shared = read_a.SharesLede() && read_b.SharesLede();
  const std::vector<Mark> marks = MarkShared(*a.text, context, lede_shared);
  evidence.a = read_a.Read(passages_a, marks);
  evidence.b = read_b.Read(passages_b, CarryOver(marks, alignment, b.text->story.size()));
  MarkCited(a, b, alignment, &evidence);
  return evidence;
}

}  // namespace newsprint
