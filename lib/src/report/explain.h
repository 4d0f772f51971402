// The formats behind WriteExplanation, and what the diff takes from them.
#pragma once

#include <vector>

#include "newsprint/diff.h"
#include "report/json.h"
#include "report/offsets.h"

namespace newsprint {

bool WriteExplanationText(const DiffPair& pair, const DiffOptions& options, const Sink& sink);
bool WriteExplanationJsonl(const DiffPair& pair, const DiffOptions& options, const Sink& sink);

// What names the pair in JSON Lines.
void WriteDiffHeader(const DiffPair& pair, OffsetUnit offsets, JsonWriter* json);

// The `explanation` line. The maps must know the spans of the finds and credits.
void WriteExplanationLine(const DiffPair& pair, const OffsetMap& a, const OffsetMap& b,
                          JsonWriter* json);

// Appends the byte ranges that the explanation names on each side.
void CollectSpans(const Explanation& explanation, std::vector<Span>* a, std::vector<Span>* b);

}  // namespace newsprint
