// Reports: results as JSON Lines, TSV, GraphML or text.
//
//   const auto sink = [](std::string_view bytes) {
//     return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
//   };
//   const bool complete = newsprint::WriteReport(*result, engine.Source(*result).get(),
//                                                {.format = newsprint::Format::kJsonl}, sink);
//
// JSON Lines, the contract for programs: a header line, a `relation` line a pair sorted by (a,
// b), a `family` line each, and last a `summary` line; a file without it was cut.
// cli/output.schema.json holds the schema. Fields are written in a fixed order and numbers without
// locale: the same result gives the same bytes.
//
// A sink takes bytes in order and returns false when it cannot take more (disk full, broken pipe);
// writing then stops and WriteReport returns false. Nothing else can fail. Thread safety: a pure
// function but for the sink, which is called on the caller's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsprint/engine.h"

namespace newsprint {

// kHtml is a page about one pair (diff.h); WriteReport refuses it.
enum class Format : uint8_t { kJsonl, kTsv, kGraphml, kText, kHtml };
// What positions in a text count: its bytes in UTF-8 (as everywhere in the library), code points
// (Python), or UTF-16 units (JavaScript, Java).
enum class OffsetUnit : uint8_t { kByte, kCodepoint, kUtf16 };

struct ReportOptions {
  Format format = Format::kJsonl;
  OffsetUnit offsets = OffsetUnit::kByte;
  std::vector<std::pair<std::string, std::string>> options;  // echoed in the header, JSON values
  std::vector<InputFile> inputs;
  ReadStats read;
  bool color = false;   // kText only
  uint32_t width = 80;  // kText only
};

using Sink = std::function<bool(std::string_view bytes)>;

// Of the result that Engine::Run has given last; `source` is Engine::Source of it.
bool WriteReport(const Result& result, ResultSource* source, const ReportOptions& options,
                 const Sink& sink);
// Of a result whose articles are in memory: those of the engine that made it, by ordinal.
bool WriteReport(const Result& result, std::span<const Article> articles,
                 const ReportOptions& options, const Sink& sink);

}  // namespace newsprint
