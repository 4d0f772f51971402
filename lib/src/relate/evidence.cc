// Counts tokens and sentences that two texts share, apart for prose and quotations, and marks which
// of the shared sentences are somebody's own words: a statement that others quote, text that many
// print, and a short citation that names its source are not.
#include "relate/evidence.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "newsprint/fingerprint.h"
#include "relate/thresholds.h"

namespace newsprint {
namespace {

constexpr uint32_t kNotKept = UINT32_MAX;

// How far before and behind a passage its attribution may stand.
constexpr uint32_t kAttributionBefore = 30;
constexpr uint32_t kAttributionBehind = 20;

// Per story token of one side: which passage kept it, as prose or not.
struct KeptToken {
  uint32_t passage = kNotKept;
  bool prose = false;
};

bool IsProse(const Text& text, uint32_t story_index) {
  return !(text.tokens[text.story[story_index]].flags & kTokenQuoted);
}

// One side under examination.
class SideReader {
 public:
  SideReader(const Side& side, const Side& other, const PairContext& context)
      : text_(*side.text), kept_(side.text->story.size()) {
    MarkShared(context);
    LoadHouse(*other.article);
    LoadHouse(*side.article);
  }

  void Keep(uint32_t story_index, uint32_t passage, bool prose) {
    kept_[story_index] = {passage, prose};
  }

  SideEvidence Read(std::span<const Span> passages) const {
    SideEvidence evidence;
    evidence.story = static_cast<uint32_t>(text_.story.size());
    for (uint32_t i = 0; i < evidence.story; ++i) evidence.prose += IsProse(text_, i);
    uint32_t at = 0;  // story token
    for (const Span sentence : text_.sentences) {
      const uint32_t begin = at;
      while (at < text_.story.size() && text_.story[at] < sentence.end) ++at;
      if (at > begin) AddSentence({begin, at}, passages, &evidence);
    }
    MarkCitations(passages, &evidence);
    return evidence;
  }

 private:
  // What a shared sampled shingle says of the tokens where it begins.
  enum class Mark : uint8_t { kNoSample, kFresh, kStatement, kStock };

  void MarkShared(const PairContext& context) {
    marks_.assign(text_.story.size(), Mark::kNoSample);
    if (context.shared.empty()) return;
    const uint32_t stock = std::max(kStockOthers, 2 * std::max(context.usual_a, context.usual_b));
    std::vector<Shingle> shingles;
    MakeShingles(text_, &shingles);
    for (const Shingle& s : shingles) {
      if (s.hash > context.shared.back().key) continue;
      const auto found = std::lower_bound(
          context.shared.begin(), context.shared.end(), s.hash,
          [](const PairContext::SharedKey& e, uint64_t hash) { return e.key < hash; });
      if (found->key != s.hash) continue;
      marks_[s.story_begin] = found->prose >= stock            ? Mark::kStock
                              : found->quoted >= kQuotedOthers ? Mark::kStatement
                                                               : Mark::kFresh;
    }
  }

  // The name of a house as token hashes, without what follows a dash or bracket ("- News",
  // "(Web)").
  void LoadHouse(const Article& article) {
    Article name;
    name.text = article.source.substr(0, article.source.find_first_of("(-|"));
    name.language = article.language;
    Text text;
    AnalyzeText(name, &text);
    std::vector<uint64_t> hashes;
    for (const Token& t : text.tokens) hashes.push_back(t.hash);
    if (!hashes.empty()) houses_.push_back(std::move(hashes));
  }

  // Whether most of the sampled shingles that begin in the range say so.
  bool Mostly(Mark mark, Span story) const {
    uint32_t marked = 0, samples = 0;
    for (uint32_t i = story.begin; i < story.end; ++i) {
      samples += marks_[i] != Mark::kNoSample;
      marked += marks_[i] == mark;
    }
    return marked * 2 > samples;
  }

  bool HasSample(Span story) const {
    return std::any_of(marks_.begin() + story.begin, marks_.begin() + story.end,
                       [](Mark m) { return m != Mark::kNoSample; });
  }

  // A sentence without a sample is taken to be of the kind of its passage.
  void AddSentence(Span story, std::span<const Span> passages, SideEvidence* evidence) const {
    uint32_t kept = 0, kept_prose = 0;
    uint32_t passage = kNotKept;
    for (uint32_t i = story.begin; i < story.end; ++i) {
      if (kept_[i].passage == kNotKept) continue;
      ++kept;
      kept_prose += kept_[i].prose;
      passage = kept_[i].passage;
    }
    if (kept == 0) return;
    const Span known_by = HasSample(story) ? story : passages[passage];
    const bool stock = Mostly(Mark::kStock, known_by);
    if (stock) {
      evidence->stock += story.size();
      evidence->stock_kept += kept;
    }
    if (kept_prose < kCarriedTokens || kept_prose * 100 < story.size() * kCarriedKept) return;
    const bool statement = Mostly(Mark::kStatement, known_by);
    evidence->carried.push_back({story, kept_prose, stock, statement, false});
  }

  // A passage of few sentences near which one of the two houses is named is a citation.
  void MarkCitations(std::span<const Span> passages, SideEvidence* evidence) const {
    for (const Span passage : passages) {
      const auto inside = [&](const CarriedSentence& s) {
        return s.story.begin < passage.end && passage.begin < s.story.end;
      };
      const auto count = std::count_if(evidence->carried.begin(), evidence->carried.end(), inside);
      if (count == 0 || count > kCitationSentences || !NamesHouse(passage)) continue;
      for (CarriedSentence& s : evidence->carried) s.attributed |= inside(s);
    }
  }

  bool NamesHouse(Span passage) const {
    const uint32_t begin = passage.begin - std::min(passage.begin, kAttributionBefore);
    const uint32_t end =
        std::min(passage.end + kAttributionBehind, static_cast<uint32_t>(text_.story.size()));
    std::vector<uint64_t> window;
    for (uint32_t i = begin; i < end; ++i) window.push_back(text_.tokens[text_.story[i]].hash);
    return std::any_of(houses_.begin(), houses_.end(), [&](const std::vector<uint64_t>& house) {
      return std::search(window.begin(), window.end(), house.begin(), house.end()) != window.end();
    });
  }

  const Text& text_;
  std::vector<KeptToken> kept_;
  std::vector<Mark> marks_;  // by first story token of a sampled shingle
  std::vector<std::vector<uint64_t>> houses_;
};

}  // namespace

Evidence Weigh(const Side& a, const Side& b, const Alignment& alignment,
               const PairContext& context) {
  Evidence evidence;
  SideReader read_a(a, b, context), read_b(b, a, context);
  std::vector<Span> passages_a, passages_b;
  for (uint32_t p = 0; p < alignment.passages.size(); ++p) {
    const Passage& passage = alignment.passages[p];
    passages_a.push_back(passage.a);
    passages_b.push_back(passage.b);
    for (const Edit& e : passage.edits) {
      if (e.op != EditOp::kKept) continue;
      uint32_t prose_run = 0;
      for (uint32_t i = 0; i < e.a.size(); ++i) {
        const bool prose = IsProse(*a.text, e.a.begin + i) && IsProse(*b.text, e.b.begin + i);
        read_a.Keep(e.a.begin + i, p, prose);
        read_b.Keep(e.b.begin + i, p, prose);
        prose_run += prose;
      }
      if (prose_run >= kVerbatimRun) evidence.verbatim_prose += prose_run;
    }
  }
  evidence.kept = alignment.kept;
  evidence.kept_prose = alignment.kept_prose;
  evidence.a = read_a.Read(passages_a);
  evidence.b = read_b.Read(passages_b);
  return evidence;
}

}  // namespace newsprint
