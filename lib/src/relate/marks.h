// Marks: what the corpus knows of the text that two articles share.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/relation.h"
#include "newsprint/text.h"

namespace newsprint {

// What a shared sampled shingle says of the tokens where it begins.
enum class Mark : uint8_t { kNoSample, kFresh, kStatement, kStock };

// What one shared key says. `lede_shared`: whether the two articles begin with the same story.
Mark MarkOf(const PairContext::SharedKey& key, const PairContext& context, bool lede_shared);

// One mark per story token of `text`, one of the two articles; kNoSample outside `where`, ranges of
// story tokens.
std::vector<Mark> MarkShared(const Text& text, std::span<const Span> where,
                             const PairContext& context, bool lede_shared);

// What most of the samples in a range of story tokens say; kNoSample where there are none.
Mark Verdict(const std::vector<Mark>& marks, Span story);

}  // namespace newsprint
