// Every threshold of judgement, each with its reason. Shares are in 1/100 of story tokens.
#pragma once

#include <cstdint>

namespace newsprint {

// near-duplicate: at most this share of the tokens of both sides together differs.
inline constexpr uint32_t kNearDuplicateDiffers = 5;

// update: least share of the shorter side that the later version keeps.
inline constexpr uint32_t kUpdateKept = 30;

// syndicated: least share of the shorter side's prose in verbatim runs.
inline constexpr uint32_t kSyndicatedVerbatim = 50;

// syndicated as well: least share of the longer side kept, from which two texts are one, however
// much of it is quotation (interviews, speeches). Pairs that only quote the same people keep at
// most .40.
inline constexpr uint32_t kWholeKept = 60;

// A run of kept prose counts as verbatim from this many tokens on: longer than the stock phrases of
// the trade ("told reporters at a news conference on Tuesday").
inline constexpr uint32_t kVerbatimRun = 8;

// A sentence is carried over when this share of its tokens is kept, and at least so many.
inline constexpr uint32_t kCarriedKept = 60;
inline constexpr uint32_t kCarriedTokens = 6;

// excerpt: least carried sentences of own prose and least tokens kept in them; or least tokens in
// verbatim runs, however the sentences were cut.
inline constexpr uint32_t kExcerptSentences = 2;
inline constexpr uint32_t kExcerptTokens = 30;
inline constexpr uint32_t kExcerptVerbatim = 40;

// template: of at least so many numbers (or names) in the shared passages fewer than this share are
// the same. In updates and copies of labelled families and of a haystack of 37,554 articles at
// least .5 of either are kept (median .9); in pairs of 1987 earnings and price reports a median of
// .35 of the numbers.
inline constexpr uint32_t kFormFacts = 8;
inline constexpr uint32_t kFormFactsKept = 50;

// template: what stands on one side alone, of so many tokens and more, was cut or put in, and its
// facts say nothing of a form, whose slots are short. They do between articles that one house
// prints at different times, which are forms filled in longer or shorter (bonds, auctions, daily
// counts): without that ten forms of twelve in 1987 wire items would be updates. If no fact that
// stands on one side alone counted, daily counts by an agency, weeks apart, would be excerpts.
inline constexpr uint32_t kCutTokens = 8;

// quotes, template: least kept tokens worth a relation.
inline constexpr uint32_t kSharedTokens = 12;

// A citation that names its source is no excerpt up to this many sentences.
inline constexpr uint32_t kCitationSentences = 3;

// Prose that so many others print is stock text, unless the two articles are printed by as many
// from top to bottom (twice the lower quartile over their keys).
inline constexpr uint32_t kStockOthers = 5;

// Prose that so many other articles of the house print under other ledes is stock whatever else.
inline constexpr uint32_t kHouseStockOthers = 4;

// Two articles share their lede when this share of the first tokens of both is kept. Few tokens:
// what stands before a paywall may be no more than a headline.
inline constexpr uint32_t kLedeTokens = 8;
inline constexpr uint32_t kLedeKept = 60;

// Prose that others print inside quotation marks is a statement, when one such counts as much as so
// many who print it as their own prose. One alone is enough where nobody else prints it; among many
// copies of a story there is always one that lost a quotation mark.
inline constexpr uint32_t kQuotedWeight = 2;

// Rewrites. The strength of a pair is a sum over what RewriteScore counts, in 1/256 nats, like the
// logarithm of odds. The factors were fitted on the labelled families, back-translated news,
// paraphrases by language models and planted rewrites against all pairs that the index proposes
// there and among 37,554 articles of the haystack, and rounded; bench/quality/README.md has the
// figures.
//   order      ln(chain / chain with the sentences reversed): equal facts in another order are no
//              rewrite
//   near       the same within a few words: ln(shared neighbours in the same order / in the other);
//              two reports of one event order alike what they tell, but not the words for it
//   share      of the shorter side's content that is on the chain; in scripts without spaces the
//              square root, as a pair of characters is lost with either of them
//   facts      share of the shorter side's names and numbers that the longer side has: reports of
//              one's own have facts of one's own; less ln(1 + how many it has), beside
//              kUsuallyKept, where capitals tell names: the more two reports of one event tell,
//              the more of it both tell, and in the same order
//   null       share that other pairs of these two articles reach: 75 of 100 stay below it; it
//              counts in full from kNullNeighbours pairs on
//   time       ln(1 + days between the two / kNewsDays): news is rewritten while it is news;
//              later texts on the matter tell the background again
//   house      both are of one house, whose texts tell the same background again and fill in the
//              same forms; there the null counts in full from one neighbour on
//   verbatim   share of the shorter side that both have word for word, where wording alone has
//              found it to be nobody's own
inline constexpr int64_t kStrengthOrder = 5 * 256;
inline constexpr int64_t kStrengthNear = 256;
inline constexpr int64_t kStrengthShare = 12 * 256;
inline constexpr int64_t kStrengthFacts = 8 * 256;
inline constexpr int64_t kStrengthKept = -256 / 2;
inline constexpr uint32_t kUsuallyKept = 8;
inline constexpr int64_t kStrengthNull = -26 * 256;
inline constexpr int64_t kStrengthVerbatim = -10 * 256;
inline constexpr int64_t kStrengthTime = -2 * 256;
inline constexpr uint32_t kNewsDays = 7;
inline constexpr int64_t kStrengthHouse = -6 * 256;
inline constexpr int64_t kStrengthBase = -34 * 256 / 5;
inline constexpr uint32_t kNullNeighbours = 5;
inline constexpr uint32_t kNullQuantile = 75;

// What is asked for: nothing up to kLimitArticles articles of the pair's language, then more as
// their number grows, and with it the odds that two look alike by chance; but not beyond
// kLimitMost, as the index proposes no more than the strongest few pairs of an article. 1/256 nats.
inline constexpr int64_t kLimitGrowth = 154;
inline constexpr int64_t kLimitMost = 8 * 256 / 5;
inline constexpr uint64_t kLimitArticles = 500;

// How much stronger, in 1/256 nats, other pairs of both articles must be for a pair to be left out
// as their echo. A condensed copy may be this much nearer to its sibling than to its source.
inline constexpr int64_t kOutshone = 3 * 256;

// Two stories are no more than siblings when what they have in common beyond their source weighs
// less than this times what either alone has of the source. Of 30 pairs of siblings in labelled
// families 26 stay below it, most far; a condensed copy of a spun copy has five times as much and
// more.
inline constexpr uint32_t kCommonDescent = 2;

// Within one house the two must be of the same day, as what it prints on another is an update or a
// follow-up; this share of the shorter side, in percent, must be on the chain, as adverts of one
// firm share its name and address; and of kFormLeastNumbers numbers and more the longer side must
// have kFormFactsKept in a hundred. Of 58 such pairs of a wire that were read 29 were wrong; of the
// 18 that these rules leave, none.
inline constexpr uint32_t kHouseShare = 30;
inline constexpr uint32_t kFormLeastNumbers = 4;

// The share that stands in order must be beyond the null of kNullNeighbours and more pairs by a
// tenth, in percent, whatever else speaks for the pair. Forms that one house fills in at length,
// and prints in other papers too, have the same numbers in the same order, and no more in common
// than with each other. No labelled rewrite falls below it.
inline constexpr uint32_t kBeyondNull = 110;

// Least words of the shorter text. Of 1987 wire items of up to 18 words 25 of 27 pairs that were
// found were notices of two companies.
inline constexpr uint32_t kLeastWords = 20;

// A text is a form (a table, results, prices) when more than this share of its content is numbers.
inline constexpr uint32_t kFormNumbers = 40;

// A rewrite tells of the same: of at least so many names and numbers that the shorter text has, the
// longer one has some. Forms filled in differently (prices, results, police briefs) have none.
inline constexpr uint32_t kRewriteFacts = 3;

// Least weight of a chain, in nats: two rare words are no story.
inline constexpr uint32_t kLeastChain = 12;

// condensed: at most this share of the longer side's words.
inline constexpr uint32_t kCondensedWords = 70;

}  // namespace newsprint
