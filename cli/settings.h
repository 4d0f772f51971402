// What the command line asked for, after all options were applied.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "newsprint/dedup.h"
#include "newsprint/engine.h"
#include "newsprint/io.h"
#include "newsprint/relation.h"
#include "newsprint/report.h"
#include "terminal.h"

namespace newsprint::cli {

enum class HelpWanted { kNone, kShort, kLong };

struct Settings {
  std::vector<std::string> arguments;  // what is not an option: files, ids, a verb to explain
  Options engine;
  ReadOptions read;
  std::optional<Format> format;
  OffsetUnit offsets = OffsetUnit::kByte;
  std::string output;    // "" and "-" = standard output
  std::string only_new;  // "" = not asked for
  std::string pairs;
  std::string from;
  std::string relations;
  DedupOptions dedup;
  std::string dropped;    // where `dedup` lists what it drops
  bool annotate = false;  // mark copies instead of dropping them
  uint32_t min_size = 2;  // of a family
  std::vector<Kind> kinds;
  std::string source;
  std::string generate;  // "" = not asked for
  ColorChoice color = ColorChoice::kAuto;
  bool exit_code = false;
  bool quiet = false;
  bool version = false;
  HelpWanted help = HelpWanted::kNone;
  // What the result depends on, as JSON values, for the header of the output.
  std::vector<std::pair<std::string, std::string>> echo;
};

}  // namespace newsprint::cli
