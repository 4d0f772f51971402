// Judgement of one pair: align, weigh, and take the first kind that holds (relation.h).
// Thresholds with their reasons stand in relate/thresholds.h.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "newsprint/fingerprint.h"
#include "newsprint/relation.h"
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

// Whether one side's shared sentences of own prose make an excerpt: two whole ones, or as much text
// in one piece as two sentences have.
bool IsExcerpt(const SideEvidence& side) {
  uint32_t sentences = 0, kept = 0, verbatim = 0;
  for (const SharedSentence& s : side.sentences) {
    if (!s.own()) continue;
    verbatim += s.verbatim;
    if (!s.carried()) continue;
    ++sentences;
    kept += s.prose;
  }
  return (sentences >= kExcerptSentences && kept >= kExcerptTokens) || verbatim >= kExcerptVerbatim;
}

bool IsExcerpt(const Evidence& e) { return IsExcerpt(e.a) || IsExcerpt(e.b); }

// No reuse, but something is shared: statements, or text that many print.
std::optional<Kind> SharedOnly(const Evidence& e) {
  if (e.kept < kSharedTokens) return std::nullopt;
  const auto any = [&](auto has) {
    return std::any_of(e.a.sentences.begin(), e.a.sentences.end(),
                       [&](const SharedSentence& s) { return s.carried() && has(s); });
  };
  const uint32_t quoted = e.kept - e.kept_prose;
  const bool stated =
      any([](const SharedSentence& s) { return s.cited || s.mark == Mark::kStatement; });
  if (quoted >= kSharedTokens || stated) return Kind::kQuotes;
  if (any([](const SharedSentence& s) { return s.mark == Mark::kStock; })) return Kind::kTemplate;
  return std::nullopt;
}

// One form filled in twice: the wording stays and what it is about differs.
bool IsFilledForm(const Facts& facts) {
  return facts.all >= kFormFacts && facts.kept * 100 < facts.all * kFormFactsKept;
}

// Tokens that are neither stock nor furniture, and how many of them both texts have. A sentence is
// stock on both sides or, cut differently, nearly so; the side with less of it decides.
uint32_t Story(const SideEvidence& side) { return side.story - side.stock; }
uint32_t Kept(const Evidence& e) { return e.kept - std::min(e.a.stock_kept, e.b.stock_kept); }

bool NearlyAll(uint32_t kept, uint32_t both) {
  return both > 0 && kept * 200 >= both * (100 - kNearDuplicateDiffers);
}

std::optional<Kind> FindKind(const Side& a, const Side& b, const Evidence& e) {
  const uint32_t kept = Kept(e);
  const uint32_t shorter = std::min(Story(e.a), Story(e.b));
  if (NearlyAll(e.kept, e.a.story + e.b.story) && NearlyAll(kept, Story(e.a) + Story(e.b))) {
    return Kind::kNearDuplicate;
  }
  if (IsFilledForm(e.numbers) || IsFilledForm(e.names)) return Kind::kTemplate;
  const bool decided = CompareTimestamps(a.article->published, b.article->published) != 0;
  const bool updates = kept >= kExcerptTokens && kept * 100 >= shorter * kUpdateKept;
  if (updates && decided && SameHouse(*a.article, *b.article)) return Kind::kUpdate;
  const uint32_t longer = std::max(Story(e.a), Story(e.b));
  if (kept >= kExcerptTokens && kept * 100 >= longer * kWholeKept) return Kind::kSyndicated;
  if (!IsExcerpt(e)) return SharedOnly(e);
  const bool syndicated = e.verbatim_prose * 100 >= e.Shorter().prose * kSyndicatedVerbatim;
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
  scores->verbatim = Thousandths(e.verbatim_prose, e.Shorter().story);
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

// Whether the two may be a rewrite, which may have kept a few sentences, for all that wording says.
bool MayBeRewrite(std::optional<Kind> kind, const Evidence& e) {
  const bool loose =
      kind == Kind::kSyndicated && e.verbatim_prose * 100 < e.Shorter().story * kSyndicatedVerbatim;
  return !kind || loose || kind == Kind::kExcerpt || !IsReuse(*kind);
}

}  // namespace

std::optional<Relation> Judge(const Side& a, const Side& b, const PairContext& context,
                              const JudgeOptions& options, AlignBuffer* buffer) {
  if (a.text->story.empty() || b.text->story.empty()) return std::nullopt;
  Alignment alignment;
  std::optional<Kind> kind;
  if (SameStory(*a.text, *b.text)) {
    kind = Kind::kIdentical;
    alignment = WholeStory(*a.text, *b.text);
  } else {
    Align(*a.text, *b.text, {}, buffer, &alignment);
  }
  const Evidence evidence = Weigh(a, b, alignment, context);
  if (!kind && alignment.kept > 0) kind = FindKind(a, b, evidence);
  if (options.rewrites && MayBeRewrite(kind, evidence)) {
    std::optional<Relation> rewrite = JudgeRewrite(a, b, context, kind && IsReuse(*kind), buffer);
    if (rewrite) return rewrite;
  }
  if (!kind || !Wanted(*kind, options)) return std::nullopt;

  Relation relation;
  relation.a = a.ordinal;
  relation.b = b.ordinal;
  relation.kind = *kind;
  ScoreTokens(evidence, &relation.scores);
  ScoreShingles(*a.text, *b.text, &relation.scores);
  relation.confidence = Confidence(*kind, evidence);
  ListPassages(a, b, alignment, &relation);
  FindDirection(a, b, &relation);
  return relation;
}

}  // namespace newsprint
