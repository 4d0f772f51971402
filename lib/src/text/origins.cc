// An agency is known by its place in a dateline whatever its name; a table of names helps where the
// structure leaves room for prose ("Berlin (dpa) Der Bundestag" but not "Clinton (left) said").
#include "text/origins.h"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/furniture_rules.h"

namespace newsprint {
namespace {

// Tokens a dateline may have before its dash or bracket.
constexpr uint32_t kLongestDateline = 12;
constexpr uint32_t kLongestAgencyName = 3;
// The same in characters of unspaced scripts.
constexpr uint32_t kLongestUnspacedDateline = 30;
constexpr uint32_t kLongestUnspacedName = 10;

using HashSet = absl::flat_hash_set<uint64_t>;

HashSet SetOf(const char* words) {
  const std::vector<uint64_t> hashes = TokenHashes(words);
  return HashSet(hashes.begin(), hashes.end());
}

struct Words {
  const HashSet agencies = SetOf(kAgencyWords);
  const HashSet agency_tails = SetOf(kAgencyTails);
  const HashSet connectors = SetOf(kConnectorWords);
  const HashSet by = SetOf(kByWords);
  const HashSet name = SetOf(kNameWords);
  const HashSet staff = SetOf(kStaffWords);
};

const Words& TheWords() {
  static const auto* const words = new Words();
  return *words;
}

bool IsName(const Marker& marker, uint32_t token) {
  return marker.Has(token, kTokenCapital) || TheWords().name.contains(marker.Hash(token));
}

bool AreCapital(const Marker& marker, Span unit) {
  for (uint32_t i = unit.begin; i < unit.end; ++i) {
    if (!marker.Has(i, kTokenCapital)) return false;
  }
  return true;
}

bool AreUnspaced(const Marker& marker, Span unit) {
  for (uint32_t i = unit.begin; i < unit.end; ++i) {
    if (!marker.Has(i, kTokenUnspaced)) return false;
  }
  return true;
}

bool HasDash(std::string_view gap) {
  return gap.find("- ") != std::string_view::npos || gap.find("--") != std::string_view::npos;
}

bool Contains(std::string_view gap, std::string_view any) {
  return gap.find_first_of(any) != std::string_view::npos;
}

// The first token of `unit` that names an agency, or unit.end.
uint32_t FindAgency(const Marker& marker, Span unit) {
  for (uint32_t i = unit.begin; i < unit.end; ++i) {
    if (TheWords().agencies.contains(marker.Hash(i))) return i;
  }
  return unit.end;
}

// Reads a dateline token by token.
class DatelineReader {
 public:
  DatelineReader(Span paragraph, Marker* marker) : paragraph_(paragraph), marker_(*marker) {}

  bool Take() {
    const uint32_t limit = std::min(paragraph_.end, paragraph_.begin + kLongestDateline);
    for (uint32_t i = paragraph_.begin; i < limit; ++i) {
      const std::string_view gap = marker_.GapBefore(i);
      if (open_ && Contains(gap, ")")) return TakeNamed({name_begin_, i}, gap);
      if (i > paragraph_.begin && !open_ && HasDash(gap)) return TakeUnnamed(i);
      if (Contains(gap, "(")) {
        open_ = true;
        name_begin_ = i;
      }
      if (!open_ && !CanBePlace(i)) return false;
    }
    return false;
  }

 private:
  bool CanBePlace(uint32_t token) const {
    const bool month = token > paragraph_.begin && marker_.Has(token - 1, kTokenNumber);
    return month || marker_.Has(token, kTokenNumber) || IsName(marker_, token) ||
           (marker_.IsUncased(token) && !marker_.Has(token, kTokenUnspaced));
  }

  // ... (NAME) - or ... (KNOWN AGENCY)
  bool TakeNamed(Span name, std::string_view gap) {
    if (name.size() > kLongestAgencyName) return false;
    const bool known = TheWords().agencies.contains(marker_.Hash(name.begin));
    const bool named =
        name.size() == 1 || marker_.Has(name.begin, kTokenCapital) || marker_.IsUncased(name.begin);
    if (!known && !(named && Contains(gap, "-"))) return false;
    return Accept(name.end, name);
  }

  // PLACE - or PLACE - NAME:
  bool TakeUnnamed(uint32_t end) {
    const bool upper = marker_.IsUpper(paragraph_.begin);
    if (!upper && !marker_.IsUncased(paragraph_.begin)) return false;
    const uint32_t limit = std::min(paragraph_.end, end + kLongestAgencyName + 1);
    for (uint32_t i = end + 1; i < limit; ++i) {
      if (Contains(marker_.GapBefore(i), ":")) return Accept(i, {end, i});
    }
    return upper && Accept(end, {end, end});
  }

  bool Accept(uint32_t end, Span name) {
    const Span unit = {paragraph_.begin, end};
    marker_.MarkFurniture(unit);
    marker_.AddCredit(Credit::Kind::kDateline, name, unit);
    return true;
  }

  const Span paragraph_;
  Marker& marker_;
  bool open_ = false;
  uint32_t name_begin_ = 0;
};

uint32_t FindLast(const Marker& marker, Span unit, std::string_view character) {
  for (uint32_t i = unit.end; i > unit.begin; --i) {
    if (marker.Original({i - 1, i}) == character) return i - 1;
  }
  return unit.end;
}

// The agency in the bracket that opens a Chinese or Japanese report: what stands behind the day, or
// up to the word for agency, or a known name at its end. Empty when the bracket is no dateline.
Span UnspacedAgency(const Marker& marker, Span unit) {
  const std::string_view text = marker.Original(unit);
  const std::string_view last = marker.Original({unit.end - 1, unit.end});
  const bool wired = last == "电" || last == "電" || last == "讯" || last == "訊";
  const uint32_t agency = FindLast(marker, unit, "社");
  if (wired) return agency < unit.end ? Span{unit.begin, agency + 1} : unit;
  const uint32_t day = FindLast(marker, unit, "日");
  if (day + 1 < unit.end) return {day + 1, unit.end};
  if (agency + 1 == unit.end && agency > unit.begin) return unit;
  for (const std::string_view known : {"共同", "時事", "ロイター"}) {
    if (text.ends_with(known))
      return {unit.end - static_cast<uint32_t>(known.size() / 3), unit.end};
  }
  return {0, 0};
}

bool TakeUnspacedDateline(Span paragraph, Marker* marker) {
  if (!Contains(marker->GapBefore(paragraph.begin), "(")) return false;
  const uint32_t limit = std::min(paragraph.end, paragraph.begin + kLongestUnspacedDateline);
  for (uint32_t i = paragraph.begin + 1; i < limit; ++i) {
    if (!Contains(marker->GapBefore(i), ")")) continue;
    const Span unit = {paragraph.begin, i};
    const Span name = UnspacedAgency(*marker, unit);
    if (name.empty()) return false;
    marker->MarkFurniture(unit);
    marker->AddCredit(Credit::Kind::kDateline, name, unit);
    return true;
  }
  return false;
}

// "By ..."; `comma` gets the first token behind the last comma or bracket.
bool ReadsLikeByline(const Marker& marker, Span unit, uint32_t* comma) {
  if (!TheWords().by.contains(marker.Hash(unit.begin))) return false;
  if (!marker.Has(unit.begin, kTokenCapital) || !marker.Has(unit.begin + 1, kTokenCapital)) {
    return false;
  }
  for (uint32_t i = unit.begin + 1; i < unit.end; ++i) {
    if (!IsName(marker, i) && !TheWords().staff.contains(marker.Hash(i))) return false;
    if (Contains(marker.GapBefore(i), ",(|")) *comma = i;
  }
  return true;
}

}  // namespace

bool TakeByline(Span unit, Marker* marker) {
  if (unit.size() < 2 || unit.size() > 16 || marker->EndsLikeSentence(unit)) return false;
  Span name = {unit.end, unit.end};
  uint32_t comma = unit.end;
  if (ReadsLikeByline(*marker, unit, &comma)) {
    const bool staff = TheWords().staff.contains(marker->Hash(unit.end - 1));
    if (staff && comma == unit.end) name = {unit.begin + 1, unit.end - 1};
    if (comma < unit.end) name = {comma, unit.end};
  } else {
    if (unit.size() > 8 || !AreCapital(*marker, unit)) return false;
    name.begin = FindAgency(*marker, unit);
    if (name.empty()) return false;
  }
  marker->MarkFurniture(unit);
  marker->AddCredit(Credit::Kind::kReporting, name, unit);
  return true;
}

bool TakeAgencies(Span unit, Marker* marker) {
  if (unit.size() > 12) return false;
  const Words& words = TheWords();
  uint32_t agencies = 0;
  for (uint32_t i = unit.begin; i < unit.end; ++i) {
    const bool agency = words.agencies.contains(marker->Hash(i));
    agencies += agency;
    if (!agency && !words.connectors.contains(marker->Hash(i))) return false;
  }
  if (agencies == 0) return false;
  marker->MarkFurniture(unit);
  for (uint32_t i = unit.begin; i < unit.end; ++i) {
    if (!words.agencies.contains(marker->Hash(i))) continue;
    uint32_t end = i + 1;
    while (end < unit.end && words.agency_tails.contains(marker->Hash(end))) ++end;
    marker->AddCredit(Credit::Kind::kSource, {i, end}, unit);
  }
  return true;
}

Span LeadingAgencies(Span names, const Marker& marker) {
  uint32_t end = names.begin;
  while (end < names.end && TheWords().agencies.contains(marker.Hash(end))) ++end;
  return end == names.begin ? names : Span{names.begin, end};
}

bool TakeBareName(Span unit, Marker* marker) {
  if (unit.size() > std::max(kLongestAgencyName, kLongestUnspacedName)) return false;
  const bool bracketed = marker->IsBracketed(unit);
  if (!bracketed && marker->EndsLikeSentence(unit)) return false;
  const bool spaced = unit.size() <= kLongestAgencyName && AreCapital(*marker, unit);
  const bool unspaced =
      bracketed && unit.size() <= kLongestUnspacedName && AreUnspaced(*marker, unit);
  if (!spaced && !unspaced) return false;
  marker->MarkFurniture(unit);
  marker->AddCredit(Credit::Kind::kSource, unit, unit);
  return true;
}

bool TakeDateline(Span paragraph, Marker* marker) {
  return marker->Has(paragraph.begin, kTokenUnspaced) ? TakeUnspacedDateline(paragraph, marker)
                                                      : DatelineReader(paragraph, marker).Take();
}

}  // namespace newsprint
