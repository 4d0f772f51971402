// What was found out about a pair, in words: for the diff, the page and the explanation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/diff.h"

namespace newsprint {

// "spun copy"; "no reuse found" without a relation.
std::string KindPhrase(const Explanation& explanation);

// "sentence by sentence, reworded": what the kind means.
std::string_view KindMeaning(Kind kind);

// "002 -> 003", "002 and 003, direction unknown".
std::string PairPhrase(const DiffPair& pair);

// "31 of 34 sentences of 003 have a counterpart in order": what the kind goes by, in numbers.
std::string Numbers(const DiffPair& pair);

// "its 24 neighbours": what the null comes from; not for Null::Source::kNone.
std::string NullPhrase(const Null& null);

// "chain .67 against .13 for its 24 neighbours", or "judged without neighbours".
std::string AgainstNull(const Scores& scores, const Null& null);

// All of these in one sentence. Needs pair.explanation.
std::string VerdictSentence(const DiffPair& pair);

// "a credit names the house of A": one reason for a direction.
std::string DirectionReason(const DiffPair& pair, const DirectionEvidence& evidence);

// What spoke against the verdict besides the checks that were not met and the finds that were not
// counted: contrary evidence of the direction, and a missing null. A sentence each.
std::vector<std::string> Objections(const DiffPair& pair);

// A check's value or limit as it is read: ".52", "7", "+3.1" or "yes"; "" for the limit of what has
// none.
std::string CheckValue(const Explanation::Check& check);
std::string CheckLimit(const Explanation::Check& check);

}  // namespace newsprint
