// Small questions about tokens and the characters around them.
#include "text/marker.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "text/code_points.h"

namespace newsprint {

std::string_view Marker::GapBefore(uint32_t token) const {
  const auto found = std::lower_bound(gaps_.begin(), gaps_.end(), token,
                                      [](const Gap& gap, uint32_t t) { return gap.token < t; });
  if (found == gaps_.end() || found->token != token) return {};
  return std::string_view(text_.folded).substr(found->begin, found->end - found->begin);
}

std::string_view Marker::Original(Span tokens) const {
  const uint32_t begin = text_.tokens[tokens.begin].bytes.begin;
  return article_.text.substr(begin, text_.tokens[tokens.end - 1].bytes.end - begin);
}

bool Marker::IsUpper(uint32_t token) const {
  const std::string_view bytes = Original({token, token + 1});
  return bytes.size() >= 2 && Has(token, kTokenCapital) &&
         std::none_of(bytes.begin(), bytes.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool Marker::IsUncased(uint32_t token) const {
  const Span bytes = text_.tokens[token].bytes;
  if (bytes.empty() || static_cast<unsigned char>(article_.text[bytes.begin]) < 0x80) return false;
  return CaseOf(DecodeUtf8(article_.text, bytes.begin).code_point) == LetterCase::kNone;
}

bool Marker::EndsLikeSentence(Span unit) const {
  const std::string_view gap = GapBefore(unit.end);
  return !gap.empty() && (gap[0] == '.' || gap[0] == '!' || gap[0] == '?');
}

bool Marker::IsBracketed(Span unit) const {
  const std::string_view before = GapBefore(unit.begin);
  const std::string_view after = GapBefore(unit.end);
  const auto is_bracket = [](char c) { return c == '(' || c == '['; };
  return !before.empty() && is_bracket(before.back()) && !after.empty() &&
         (after[0] == ')' || after[0] == ']');
}

void Marker::MarkFurniture(Span tokens) {
  for (uint32_t i = tokens.begin; i < tokens.end; ++i) text_.tokens[i].flags |= kTokenFurniture;
  text_.furniture.push_back(tokens);
}

void Marker::AddCredit(Credit::Kind kind, Span name, Span unit) {
  if (name.empty()) return;
  uint32_t end = name.begin + 1;
  while (end < name.end && GapBefore(end).find_first_of(";)") == std::string_view::npos) ++end;
  Credit credit;
  credit.kind = kind;
  credit.name = std::string(Original({name.begin, end}));
  credit.bytes = {text_.tokens[unit.begin].bytes.begin, text_.tokens[unit.end - 1].bytes.end};
  text_.credits.push_back(std::move(credit));
}

void Marker::Finish() {
  std::vector<Span>& spans = text_.furniture;
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  size_t kept = 0;
  for (const Span& span : spans) {
    if (kept > 0 && span.begin <= spans[kept - 1].end) {
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    } else {
      spans[kept++] = span;
    }
  }
  spans.resize(kept);
  std::stable_sort(text_.credits.begin(), text_.credits.end(),
                   [](const Credit& a, const Credit& b) { return a.bytes.begin < b.bytes.begin; });
}

}  // namespace newsprint
