// Two articles that the command line names, judged and aligned: what `diff` and `explain` show.
#pragma once

#include <string_view>

#include "newsprint/diff.h"
#include "settings.h"

namespace newsprint::cli {

using WritePair = bool (*)(const DiffPair& pair, const DiffOptions& options, const Sink& sink);

// Reads the two articles of settings.arguments (files, or ids of settings.from), judges them with
// what settings.relations has of them, and writes them. Returns the exit code of `verb`.
int ShowPair(const Settings& settings, std::string_view verb, WritePair write);

}  // namespace newsprint::cli
