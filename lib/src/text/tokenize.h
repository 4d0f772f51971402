// Tokens of folded text, and what stands between them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "newsprint/text.h"
#include "text/fold.h"

namespace newsprint {

// What stands between two tokens, unless it is one blank or nothing. The first gap may begin the
// text and the last one ends it.
struct Gap {
  uint32_t token;  // the token behind it; the number of tokens for the last gap
  uint32_t begin;  // in folded bytes
  uint32_t end;
  uint32_t signs;  // of GapSign: what is in it
};

enum GapSign : uint32_t {
  kGapBreak = 1u << 0,   // line breaks
  kGapStop = 1u << 1,    // . ! ?
  kGapQuote = 1u << 2,   // quotation marks
  kGapHandle = 1u << 3,  // @
};

// Fills text->tokens (hash, bytes and the flags a token has by itself) from text->folded, using
// text->word_bits, and `gaps`.
void Tokenize(std::string_view original, const Folding& folding, Text* text,
              std::vector<Gap>* gaps);

// The tokens of a short text: a title, or a phrase of a rule.
std::vector<Token> TokensOf(std::string_view text);
std::vector<uint64_t> HashesOf(std::span<const Token> tokens);
std::vector<uint64_t> TokenHashes(std::string_view text);

}  // namespace newsprint
