// The verbs. Each takes what was parsed and returns the exit code.
#pragma once

#include <cstdio>

#include "options.h"
#include "settings.h"

namespace newsprint::cli {

int RunScan(const Settings& settings);
int RunDiff(const Settings& settings);
int RunExplain(const Settings& settings);
int RunDedup(const Settings& settings);
int RunFamilies(const Settings& settings);
int RunStats(const Settings& settings);
int RunHelp(const Settings& settings);

void PrintOverview(std::FILE* stream);
void PrintVerbHelp(const VerbSpec& verb, bool full, std::FILE* stream);
void PrintVersion(std::FILE* stream);

}  // namespace newsprint::cli
