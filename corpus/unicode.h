// The little Unicode that the generator needs: what a word is, and its case.
//
// A word is a maximal run of letters, digits and combining marks; in scripts written without spaces
// every character with its marks is one. Simpler than the detector's own tokens on purpose: the
// truth must not depend on what it measures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsprint::corpus {

// The code point at `*at` of valid UTF-8; advances `*at`.
char32_t NextCodepoint(std::string_view text, size_t* at);

bool IsUpper(char32_t c);
bool IsSpace(char32_t c);
// Written without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.
bool IsUnspaced(char32_t c);
// A number that is the same for the letters of one script and differs between common scripts.
uint32_t ScriptOf(char32_t c);

std::string Lower(std::string_view text);
std::string Upper(std::string_view text);
std::string Capitalise(std::string_view text);

struct WordRange {
  size_t begin;
  size_t end;
  bool unspaced;
};

// All words of `text`, in order.
void FindWords(std::string_view text, std::vector<WordRange>* words);

}  // namespace newsprint::corpus
