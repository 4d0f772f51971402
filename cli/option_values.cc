// Values of options.
#include "option_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string_view>
#include <vector>

#include "newsprint/article.h"
#include "newsprint/dedup.h"
#include "newsprint/relation.h"
#include "report/json.h"

namespace newsprint::cli {
namespace {

std::string Quoted(const std::string& value) { return "'" + value + "'"; }

std::vector<std::string> SplitList(const std::string& value) {
  std::vector<std::string> items;
  for (size_t begin = 0; begin <= value.size();) {
    const size_t comma = std::min(value.find(',', begin), value.size());
    items.push_back(value.substr(begin, comma - begin));
    begin = comma + 1;
  }
  return items;
}

}  // namespace

std::string ParseNumber(const std::string& value, uint32_t least, uint32_t most, uint32_t* number) {
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, *number);
  if (error == std::errc() && stop == end && *number >= least && *number <= most) return "";
  return Quoted(value) + " is not a whole number from " + std::to_string(least) + " to " +
         std::to_string(most);
}

std::string ParseShare(const std::string& value, uint32_t* thousandths) {
  double share = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, share);
  if (error != std::errc() || stop != end || !(share >= 0 && share <= 1)) {
    return Quoted(value) + " is not a number from 0 to 1";
  }
  *thousandths = static_cast<uint32_t>(std::lround(share * 1000));
  return "";
}

std::string ShareText(uint32_t thousandths) {
  std::string text;
  AppendThousandths(thousandths, &text);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string ParseBytes(const std::string& value, uint64_t* bytes) {
  uint64_t number = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, number);
  const std::string_view unit(stop, static_cast<size_t>(end - stop));
  const size_t power =
      unit.size() == 1 ? std::string_view("KMGT").find(unit[0]) : std::string::npos;
  constexpr uint64_t kMost = uint64_t{1} << 20;
  if (error != std::errc() || power == std::string::npos || number == 0 || number >= kMost) {
    return Quoted(value) + " is not a size (write 300M, 2G)";
  }
  *bytes = number << (10 * (power + 1));
  return "";
}

std::string ParseDays(const std::string& value, uint32_t* days) {
  constexpr uint32_t kMost = 1000000;
  uint32_t number = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, number);
  const std::string_view unit(stop, static_cast<size_t>(end - stop));
  const bool known = unit == "d" || unit == "w" || (unit.empty() && number == 0);
  if (error != std::errc() || !known || number > kMost) {
    return Quoted(value) + " is not a number of days or weeks (write 14d, 2w, or 0 for no limit)";
  }
  *days = number * (unit == "w" ? 7 : 1);
  return "";
}

std::string ParseDate(const std::string& value, int64_t* seconds) {
  const Timestamp timestamp = ParseTimestamp(value);
  if (!timestamp.known()) {
    return Quoted(value) + " is not a date (write 2025-10-14 or 2025-10-14T17:42:00+02:00)";
  }
  *seconds = timestamp.seconds;
  return "";
}

std::string ParseFields(const std::string& value, Settings* settings) {
  static constexpr std::string_view kFields[] = {"text", "id",     "title",     "source",
                                                 "url",  "byline", "published", "language"};
  for (const std::string& item : SplitList(value)) {
    const size_t equals = item.find('=');
    if (equals == std::string::npos || equals + 1 == item.size()) {
      return Quoted(item) + " is not FIELD=KEY (for example text=body,id=meta.uri)";
    }
    const std::string field = item.substr(0, equals);
    if (std::find(std::begin(kFields), std::end(kFields), field) == std::end(kFields)) {
      return Quoted(field) +
             " is no field (use text, id, title, source, url, byline, published, language)";
    }
    settings->read.fields.push_back({field, item.substr(equals + 1)});
  }
  return "";
}

std::string ParseFormat(const std::string& value, Settings* settings) {
  settings->format = value == "jsonl"     ? Format::kJsonl
                     : value == "tsv"     ? Format::kTsv
                     : value == "graphml" ? Format::kGraphml
                     : value == "html"    ? Format::kHtml
                                          : Format::kText;
  return "";
}

std::string ParseOffsets(const std::string& value, Settings* settings) {
  settings->offsets = value == "byte"        ? OffsetUnit::kByte
                      : value == "codepoint" ? OffsetUnit::kCodepoint
                                             : OffsetUnit::kUtf16;
  return "";
}

std::string ParseColor(const std::string& value, Settings* settings) {
  settings->color = value == "always"  ? ColorChoice::kAlways
                    : value == "never" ? ColorChoice::kNever
                                       : ColorChoice::kAuto;
  return "";
}

std::string ParseKeep(const std::string& value, Settings* settings) {
  settings->dedup.keep = value == "earliest"  ? Keep::kEarliest
                         : value == "latest"  ? Keep::kLatest
                         : value == "longest" ? Keep::kLongest
                                              : Keep::kFirst;
  return "";
}

std::string ParseKinds(const std::string& value, Settings* settings) {
  for (const std::string& item : SplitList(value)) settings->kinds.push_back(*ParseKind(item));
  return "";
}

std::string ParseDrop(const std::string& value, Settings* settings) {
  for (const std::string& item : SplitList(value)) {
    settings->dedup.drop[static_cast<size_t>(*ParseKind(item))] = true;
  }
  return "";
}

std::string ParseAlso(const std::string& value, Settings* settings) {
  for (const std::string& item : SplitList(value)) {
    (item == "quotes" ? settings->engine.also.quotes : settings->engine.also.templates) = true;
  }
  return "";
}

}  // namespace newsprint::cli
