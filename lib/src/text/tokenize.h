// Tokens of folded text, and what stands between them.
#pragma once

#include <cstdint>
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
};

// Fills text->tokens (hash, bytes and the flags a token has by itself) from text->folded, using
// text->word_bits, and `gaps`.
void Tokenize(std::string_view original, const Folding& folding, Text* text,
              std::vector<Gap>* gaps);

// XXH3-64 of folded bytes, as in Token::hash.
uint64_t HashToken(std::string_view folded);

// The token hashes of a short text: a title, or a phrase of a rule.
std::vector<uint64_t> TokenHashes(std::string_view text);

}  // namespace newsprint
