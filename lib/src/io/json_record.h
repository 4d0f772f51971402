// JSON Lines: a block of whole lines in, articles and problems out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/io.h"

namespace newsprint {

// Readable bytes that simdjson needs behind a line.
inline constexpr size_t kBlockPadding = 64;

// What is longer is no article, and would take tens of times its size to analyse: a few bytes of a
// compressed file may stand for it. A long novel has 3 MiB.
inline constexpr size_t kLongestField = size_t{32} << 20;
inline constexpr std::string_view kTooLong = " is longer than 32 MiB";

enum class Field : uint8_t { kText, kId, kTitle, kSource, kUrl, kByline, kLanguage, kPublished };
inline constexpr size_t kFields = 8;

// A place where a field may stand. Of several places of one field that have a value, the lowest
// rank wins.
struct FieldPlace {
  Field field;
  size_t rank;
  std::string path;  // keys joined by '.'
};

// The places that `fields` names; for fields that it does not name, the usual ones.
// InvalidArgumentError for a field that there is not and for an empty path.
absl::StatusOr<std::vector<FieldPlace>> FieldPlaces(
    const std::vector<ReadOptions::FieldName>& fields);

// Parses all lines of `block`. Ids stay empty where the record has none.
ParsedBlock ParseRecords(const RawBlock& block, const std::vector<FieldPlace>& places);

// Appends the value of a JSON string, given without its quotation marks, to `out`, which has room
// for as many bytes as `raw`; returns the new end, or null for a bad escape. An escape that is half
// a surrogate pair becomes U+FFFD.
char* DecodeJsonString(std::string_view raw, char* out);

}  // namespace newsprint
