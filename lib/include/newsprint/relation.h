// Relations: what kind of reuse joins two articles, who took from whom, and why we say so.
//
//   std::optional<Relation> relation = Judge(a, b, context, {}, &buffer);
//
// Kinds, the first that holds (thresholds in lib/src/relate/thresholds.h, each with its
// measurement):
//   identical       the story tokens are equal
//   near-duplicate  at most 5 % of the story tokens differ
//   update          same house (source or registered domain), later, and >= 30 % of the shorter
//                   side verbatim or lightly edited; never when the house is unknown
//   syndicated      >= 50 % of the shorter side in verbatim prose runs
//   excerpt         at least two sentences of prose that are neither quoted nor an attributed
//                   citation of up to three sentences
//   condensed       clearly shorter, in its own wording, with the other's facts in their order
//   spun            sentence by sentence, reworded
//   quotes          only quotations, statements or attributed citation: no reuse
//   template        only furniture-like text that many articles print: no reuse
// Independent coverage of one event is no relation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/alignment.h"
#include "newsprint/article.h"
#include "newsprint/text.h"

namespace newsprint {

enum class Kind : uint8_t {
  kIdentical,
  kNearDuplicate,
  kUpdate,
  kSyndicated,
  kExcerpt,
  kCondensed,
  kSpun,
  kQuotes,
  kTemplate,
};
inline constexpr uint32_t kKinds = 9;

// "near-duplicate" and so on, as written in output and taken by options.
std::string_view KindName(Kind kind);
std::optional<Kind> ParseKind(std::string_view name);

// Whether the kind is reuse (all but quotes and template).
bool IsReuse(Kind kind);

enum class Direction : uint8_t { kUnknown, kAToB, kBToA, kCommon };

// "a->b", "b->a", "common", "unknown".
std::string_view DirectionName(Direction direction);

// One reason for a direction.
struct DirectionEvidence {
  enum class Kind : uint8_t { kCredit, kCopiedCredit, kTime, kAsymmetry };
  Kind kind;
  Direction says;
};
std::string_view DirectionEvidenceName(DirectionEvidence::Kind kind);

// All shares in 1/1000 of story tokens.
struct Scores {
  uint32_t coverage_a = 0;  // tokens of a kept in b
  uint32_t coverage_b = 0;
  uint32_t verbatim = 0;     // of the shorter side, in verbatim prose runs
  uint32_t quoted = 0;       // of what is shared, inside quotations
  uint32_t jaccard = 0;      // of the two shingle sets
  uint32_t containment = 0;  // of the smaller shingle set in the larger
  uint32_t chain = 0;        // of the shorter side's stem weight, in the heaviest ordered chain
  uint32_t order = 0;        // of the stem weight both have, in that chain
};

// What chain scores pairs like this one have by chance: those of the other candidates of its two
// articles, or, where these are few, what unrelated texts of such lengths reach.
struct Null {
  enum class Source : uint8_t { kNone, kNeighbours, kBlended, kParametric };
  uint32_t n = 0;      // neighbours it comes from
  uint32_t value = 0;  // 1/1000, as Scores::chain
  Source source = Source::kNone;
};
// "none", "neighbours", "blended", "parametric".
std::string_view NullSourceName(Null::Source source);

// What is known of the pair beyond its two texts, as plain data. Without it the two are judged by
// themselves.
struct PairContext {
  // A sampled shingle key (fingerprint.h) that both articles have in prose, and how many articles
  // of the corpus besides these two have it as well.
  struct SharedKey {
    uint64_t key;
    uint32_t prose;   // others that print it as their own prose
    uint32_t quoted;  // others that print it inside quotation marks: it is somebody's statement
    uint32_t house;   // others of the house of both; 0 for two houses
  };
  std::span<const SharedKey> shared = {};  // ascending by key

  // How many others hold a prose key of a (of b): the lower quartile over its keys. 0 for a text of
  // its own, however much of the page is stock; in a story that forty outlets run about forty, so
  // that what they all print is not taken for stock.
  uint32_t usual_a = 0;
  uint32_t usual_b = 0;

  // For rewrites: what other pairs of the two reach, and how many articles were compared; the more
  // there are, the more is asked of a pair.
  Null null = {};
  uint64_t articles = 2;
};

// What corresponds to what: passages in order of side a, disjoint on both sides.
struct RelationPassage {
  Span a;  // bytes of the original text
  Span b;
  Passage::Class match;
};

// A stated origin in one of the two texts (text.h), whether or not it decided the direction.
struct RelationCredit {
  bool in_b = false;
  Credit credit;
};

// A judged pair, a < b. `null` is set for rewrites, `direction_evidence` holds the strongest first;
// without any the direction is unknown.
struct Relation {
  Ordinal a = 0;
  Ordinal b = 0;
  Kind kind = Kind::kIdentical;
  Direction direction = Direction::kUnknown;
  uint32_t confidence = 0;  // 1/1000
  Scores scores;
  Null null;
  std::vector<RelationPassage> passages;
  std::vector<RelationCredit> credits;
  std::vector<DirectionEvidence> direction_evidence;
};

// What is kept at hand of every relation of a large corpus: 20 bytes, where a relation has 136
// besides its lists. Shares as in Scores.
struct RelationOutline {
  Ordinal a = 0;
  Ordinal b = 0;
  Kind kind = Kind::kIdentical;
  Direction direction = Direction::kUnknown;
  uint16_t confidence = 0;
  uint16_t coverage_a = 0;
  uint16_t coverage_b = 0;
  uint16_t verbatim = 0;
};

std::vector<RelationOutline> OutlinesOf(std::span<const Relation> relations);

// One side of a pair: the article, and what AnalyzeText (text.h) made of it. Nothing is owned.
struct Side {
  Ordinal ordinal;
  const Article* article;
  const Text* text;
};

// Which of the kinds that are no reuse are wanted all the same, and which that are reuse are not.
struct JudgeOptions {
  bool quotes = false;
  bool templates = false;
  bool rewrites = true;  // condensed and spun; false = wording alone

  bool OnlyReuse() const { return !quotes && !templates; }
};

// The relation of two articles (a.ordinal < b.ordinal), or nothing. A pure function; `buffer` is
// scratch memory and belongs to one thread at a time.
std::optional<Relation> Judge(const Side& a, const Side& b, const PairContext& context,
                              const JudgeOptions& options, AlignBuffer* buffer);

// Why two articles are related, or are not: for `newsprint explain` and the page of `newsprint
// diff`.
struct Explanation {
  // A question that the judgement asked, in the order asked, until a kind held.
  struct Check {
    enum class Unit : uint8_t {
      kShare,   // 1/1000
      kCount,   // tokens, sentences, ...
      kPoints,  // of a sum, in 1/1000 nats; may be negative
      kFact,    // 1 = so it is
    };
    std::string what;  // "syndicated: of the shorter one's prose, in verbatim runs"
    int32_t value = 0;
    int32_t limit = 0;  // what `value` must reach
    Unit unit = Unit::kShare;
    bool is_part = false;  // a part of the sum that is asked next; has no limit
    bool met = false;      // value >= limit, as far as the rounding of both shows it
  };
  // A piece of the evidence, strongest first.
  struct Find {
    RelationPassage passage;
    uint32_t kept = 0;  // equal words
    std::string what;   // "reworded sentence", "verbatim run", "stock text", "attributed citation"
    bool counted = true;  // false = it speaks for no reuse: quoted, stock, cited
  };

  std::optional<Relation> relation;
  Scores scores;  // also without a relation
  Null null;
  std::vector<Check> checks;
  std::vector<Find> finds;
  // How the two texts correspond, whatever the verdict: as Align sees it (of equal stories, the
  // whole), and as AlignSentences does.
  Alignment shared;
  Alignment reworded;
};
// "share", "count", "points", "fact".
std::string_view CheckUnitName(Explanation::Check::Unit unit);

// Judge, with its reasons. Kinds that are no reuse are named, too.
Explanation Explain(const Side& a, const Side& b, const PairContext& context, AlignBuffer* buffer);

// "bbc.co.uk" for "https://www.bbc.co.uk/news/1": the registered domain by a short list of public
// suffixes with two labels, or the whole of an IP address; "" when there is none.
std::string RegisteredDomain(std::string_view url);

// A number for the house of an article: equal registered domains, or without one equal sources,
// have equal numbers. 0 when nothing is known.
uint32_t HouseNumber(const Article& article);

// Whether both come from one house: equal sources (case folded) or equal registered domains. False
// when nothing is known.
bool SameHouse(const Article& a, const Article& b);

}  // namespace newsprint
