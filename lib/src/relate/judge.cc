// Judgement of one pair: align, weigh, and take the first kind that holds (relation.h).
// Thresholds with their reasons stand in relate/thresholds.h. Every question goes through a
// Checklist, which decides and, for an explanation, takes notes.
#include "relate/judge.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "align/passages.h"
#include "newsprint/fingerprint.h"
#include "newsprint/relation.h"
#include "relate/checklist.h"
#include "relate/direction.h"
#include "relate/evidence.h"
#include "relate/rewrite.h"
#include "relate/shares.h"
#include "relate/thresholds.h"

namespace newsprint {
namespace {

bool SameStory(const Text& a, const Text& b) {
  return std::equal(a.story.begin(), a.story.end(), b.story.begin(), b.story.end(),
                    [&](uint32_t x, uint32_t y) { return a.tokens[x].hash == b.tokens[y].hash; });
}

// What one side has of its own prose in common with the other.
struct OwnProse {
  uint32_t sentences = 0;  // carried over
  uint32_t kept = 0;       // tokens in them
  uint32_t verbatim = 0;   // tokens in verbatim runs, however the sentences were cut

  bool AnyAbove(const OwnProse& other) const {
    return sentences > other.sentences || kept > other.kept || verbatim > other.verbatim;
  }
};

OwnProse CountOwn(const SideEvidence& side) {
  OwnProse own;
  for (const SharedSentence& s : side.sentences) {
    if (!s.own()) continue;
    own.verbatim += s.verbatim;
    if (!s.carried()) continue;
    ++own.sentences;
    own.kept += s.prose;
  }
  return own;
}

// Whether a side's shared sentences of own prose make an excerpt: two whole ones, or as much text
// in one piece as two sentences have.
bool IsExcerpt(const OwnProse& own, const Checklist& ask) {
  const bool whole =
      ask.Count("excerpt: sentences of its own prose that the other has", own.sentences,
                kExcerptSentences) &&
      ask.Count("excerpt: words that both have in these sentences", own.kept, kExcerptTokens);
  return whole || ask.Count("excerpt: or words of its own prose in verbatim runs, whole or not",
                            own.verbatim, kExcerptVerbatim);
}

// The side that has more is asked first; one that has no more of anything decides nothing.
bool IsExcerpt(const Evidence& e, const Checklist& ask) {
  const OwnProse a = CountOwn(e.a), b = CountOwn(e.b);
  const bool b_first = b.kept > a.kept;
  const OwnProse &more = b_first ? b : a, &less = b_first ? a : b;
  return IsExcerpt(more, ask) || (less.AnyAbove(more) && IsExcerpt(less, ask));
}

// No reuse, but something is shared: statements, or text that many print.
std::optional<Kind> SharedOnly(const Evidence& e, const Checklist& ask) {
  if (!ask.Count("quotes, template: words that both have in passages", e.kept, kSharedTokens)) {
    return std::nullopt;
  }
  const auto any = [&](auto has) {
    return std::any_of(e.a.sentences.begin(), e.a.sentences.end(),
                       [&](const SharedSentence& s) { return s.carried() && has(s); });
  };
  const bool quotes =
      ask.Count("quotes: of these words, inside quotations", e.kept - e.kept_prose,
                kSharedTokens) ||
      ask.Fact("quotes: or an attributed citation, or a statement that others print as a quotation",
               any([](const SharedSentence& s) { return s.cited || s.mark == Mark::kStatement; }));
  if (quotes) return Kind::kQuotes;
  const bool stock = ask.Fact("template: a sentence that many others print",
                              any([](const SharedSentence& s) { return s.mark == Mark::kStock; }));
  return stock ? std::optional(Kind::kTemplate) : std::nullopt;
}

// One form filled in twice: the wording stays and what it is about differs. What is only quoted is
// no form: between the halves of a quotation others may be named than there. What was cut is no
// slot, unless the two may be `versions`.
bool IsFilledForm(const Evidence& e, bool versions, const Checklist& ask) {
  const auto differ = [&](const Facts& facts, std::string_view what) {
    const uint32_t all = facts.all - (versions ? 0 : facts.cut);
    return all >= kFormFacts && !ask.Share(what, facts.kept, all, kFormFactsKept);
  };
  return e.kept_prose >= kSharedTokens &&
         (differ(e.numbers, "no filled-in form: numbers in shared passages that agree") ||
          differ(e.names, "no filled-in form: names in shared passages that agree"));
}

// Tokens that are neither stock nor furniture, and how many of them both texts have. A sentence is
// stock on both sides or, cut differently, nearly so; the side with less of it decides.
uint32_t Story(const SideEvidence& side) { return side.story - side.stock; }
uint32_t Kept(const Evidence& e) { return e.kept - std::min(e.a.stock_kept, e.b.stock_kept); }

// As wholes, and without what is stock in them.
bool IsNearDuplicate(const Evidence& e, const Checklist& ask) {
  const auto nearly_all = [&](std::string_view what, uint32_t kept, uint32_t both) {
    return both > 0 && ask.Share(what, 2 * kept, both, 100 - kNearDuplicateDiffers);
  };
  return nearly_all("near-duplicate: words of either that both have", e.kept,
                    e.a.story + e.b.story) &&
         nearly_all("near-duplicate: the same without stock text", Kept(e),
                    Story(e.a) + Story(e.b));
}

bool MayBeVersions(const Side& a, const Side& b) {
  return CompareTimestamps(a.article->published, b.article->published) != 0 &&
         SameHouse(*a.article, *b.article);
}

bool IsUpdate(const Evidence& e, bool versions, const Checklist& ask) {
  return ask.Fact("update: both from one house, at different times", versions) &&
         ask.Count("update: words kept", Kept(e), kExcerptTokens) &&
         ask.Share("update: words kept, of the shorter one's", Kept(e),
                   std::min(Story(e.a), Story(e.b)), kUpdateKept);
}

// Story tokens outside quotations.
uint32_t ProseOfShorter(const Text& a, const Text& b) {
  const Text& shorter = a.story.size() <= b.story.size() ? a : b;
  uint32_t prose = 0;
  for (uint32_t i = 0; i < shorter.story.size(); ++i) prose += IsProse(shorter, i);
  return prose;
}

std::optional<Kind> FindKind(const Side& a, const Side& b, const Evidence& e,
                             const Checklist& ask) {
  if (IsNearDuplicate(e, ask)) return Kind::kNearDuplicate;
  const bool versions = MayBeVersions(a, b);
  if (IsFilledForm(e, versions, ask)) return Kind::kTemplate;
  if (IsUpdate(e, versions, ask)) return Kind::kUpdate;
  if (ask.Share("syndicated: words kept, of the longer one's", Kept(e),
                std::max(Story(e.a), Story(e.b)), kWholeKept) &&
      ask.Count("syndicated: words kept", Kept(e), kExcerptTokens)) {
    return Kind::kSyndicated;
  }
  if (!IsExcerpt(e, ask)) return SharedOnly(e, ask);
  const bool syndicated =
      ask.Share("syndicated: prose in verbatim runs, of the shorter one's prose", e.verbatim_prose,
                ProseOfShorter(*a.text, *b.text), kSyndicatedVerbatim);
  return syndicated ? Kind::kSyndicated : Kind::kExcerpt;
}

bool Wanted(Kind kind, const JudgeOptions& options) {
  if (kind == Kind::kQuotes) return options.quotes;
  if (kind == Kind::kTemplate) return options.templates;
  return true;
}

void ScoreTokens(const Evidence& e, Scores* scores) {
  scores->coverage_a = Thousandths(e.kept, e.a.story);
  scores->coverage_b = Thousandths(e.kept, e.b.story);
  scores->verbatim = Thousandths(e.verbatim_prose, std::min(e.a.story, e.b.story));
  scores->quoted = Thousandths(e.kept - e.kept_prose, e.kept);
}

// How sure the kind is: certain for equal texts, else the more the more is shared of what the kind
// goes by: all text where the whole is compared or no prose is claimed, else own prose.
uint32_t Confidence(Kind kind, const Evidence& e) {
  if (kind == Kind::kIdentical) return 1000;
  const bool is_copy = kind == Kind::kNearDuplicate;
  const uint32_t tokens = is_copy || !IsReuse(kind) ? e.kept : e.kept_prose;
  const uint32_t most = is_copy ? 999 : 990;
  return static_cast<uint32_t>(uint64_t{most} * tokens / (uint64_t{tokens} + 8));
}

// Equal stories need no search: one passage over everything. What is quoted may still differ.
Alignment WholeStory(const Text& a, const Text& b) {
  Passage passage;
  passage.a = passage.b = {0, static_cast<uint32_t>(a.story.size())};
  passage.kept = passage.a.size();
  for (uint32_t i = 0; i < passage.kept; ++i) {
    const uint32_t flags = a.tokens[a.story[i]].flags | b.tokens[b.story[i]].flags;
    passage.kept_prose += !(flags & kTokenQuoted);
  }
  passage.edits = {{EditOp::kKept, passage.a, passage.b}};
  Alignment alignment;
  alignment.kept = passage.kept;
  alignment.kept_prose = passage.kept_prose;
  alignment.passages.push_back(std::move(passage));
  return alignment;
}

}  // namespace

// Every kind of reuse asks for kExcerptTokens, or for nearly all of both.
uint32_t LeastKept(size_t story_a, size_t story_b) {
  static_assert(kExcerptTokens <= kExcerptVerbatim);
  const uint64_t nearly_all = (story_a + story_b) * (100 - kNearDuplicateDiffers);
  return static_cast<uint32_t>(std::min<uint64_t>(kExcerptTokens, (nearly_all + 199) / 200));
}

bool MayBeRewrite(std::optional<Kind> kind, const Scores& scores, const Checklist& ask) {
  if (!kind || kind == Kind::kExcerpt || !IsReuse(*kind)) return true;
  return kind == Kind::kSyndicated &&
         !ask.Share("syndicated, no rewrite: prose in verbatim runs, of the shorter one's words",
                    scores.verbatim, 1000, kSyndicatedVerbatim);
}

std::optional<Relation> JudgeTraced(const Side& a, const Side& b, const PairContext& context,
                                    const JudgeOptions& options, AlignBuffer* buffer,
                                    JudgeTrace* trace) {
  const Checklist ask = trace == nullptr ? Checklist() : Checklist(&trace->checks);
  if (a.text->story.empty() || b.text->story.empty()) return std::nullopt;
  Alignment alignment;
  std::optional<Kind> kind;
  if (ask.Fact("identical: the stories are equal", SameStory(*a.text, *b.text))) {
    kind = Kind::kIdentical;
    alignment = WholeStory(*a.text, *b.text);
  } else {
    Align(*a.text, *b.text, {}, buffer, &alignment);
  }
  const bool nothing = alignment.passages.empty() ||
                       (options.OnlyReuse() &&
                        alignment.kept < LeastKept(a.text->story.size(), b.text->story.size()));
  if (!kind && nothing && trace == nullptr && !options.rewrites) return std::nullopt;
  const Evidence evidence = Weigh(a, b, alignment, context);
  if (!kind && ask.Count("any kind: passages of common wording", alignment.passages.size(), 1)) {
    kind = FindKind(a, b, evidence, ask);
  }
  Relation relation;
  ScoreTokens(evidence, &relation.scores);
  if (trace != nullptr) {
    ScoreShingles(*a.text, *b.text, &relation.scores);
    trace->scores = relation.scores;
    trace->shared = alignment;
    trace->evidence = evidence;
  }
  if (options.rewrites && MayBeRewrite(kind, relation.scores, ask)) {
    const RewritePair pair = {a, b, kind && IsReuse(*kind)};
    std::optional<Relation> rewrite = JudgeRewrite(pair, context, buffer, trace);
    if (rewrite) return rewrite;
  }
  if (!kind || !Wanted(*kind, options)) return std::nullopt;

  relation.a = a.ordinal;
  relation.b = b.ordinal;
  relation.kind = *kind;
  if (trace == nullptr) ScoreShingles(*a.text, *b.text, &relation.scores);
  relation.confidence = Confidence(*kind, evidence);
  ListPassages(a, b, alignment, &relation);
  FindDirection(a, b, &relation);
  return relation;
}

std::optional<Relation> Judge(const Side& a, const Side& b, const PairContext& context,
                              const JudgeOptions& options, AlignBuffer* buffer) {
  return JudgeTraced(a, b, context, options, buffer, nullptr);
}

}  // namespace newsprint
