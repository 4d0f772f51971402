// What was found out about a pair, in words: for the diff, the page and the explanation.
#pragma once

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

// "its 24 neighbours": what the null comes from; not for Null::Source::kNone.
std::string NullPhrase(const Null& null);

// What the verdict goes by, in numbers: "31 of 34 sentences of 003 have a counterpart in order;
// chain .67 against .13 for its 24 neighbours". Without an explanation only what both have.
std::string Grounds(const DiffPair& pair);

// "spun copy, 002 -> 003, confidence .97: " and the grounds, in one sentence. Needs
// pair.explanation.
std::string VerdictSentence(const DiffPair& pair);

// "a credit names the house of A": one reason for the direction of pair.explanation->relation.
std::string DirectionReason(const DiffPair& pair, const DirectionEvidence& evidence);

// What spoke against the verdict besides the checks that were not met and the finds that were not
// counted: contrary evidence of the direction, and a missing null. A sentence each.
std::vector<std::string> Objections(const DiffPair& pair);

// A check's value or limit as it is read: ".52", "7", "+3.1" or "yes"; "" for the limit of what has
// none.
std::string CheckValue(const Explanation::Check& check);
std::string CheckLimit(const Explanation::Check& check);

}  // namespace newsprint
