// The numbers of a corpus, for people and for programs.
#pragma once

#include <cstdint>
#include <string>

#include "corpus_stats.h"
#include "report/display.h"

namespace newsprint::cli {

std::string StatsAsText(const CorpusStats& stats, const Paint& paint, uint32_t width);

// One line; cli/output.schema.json describes it.
std::string StatsAsJson(const CorpusStats& stats);

}  // namespace newsprint::cli
