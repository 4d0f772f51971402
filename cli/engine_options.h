// What every verb that compares a corpus tells the engine beside its own options.
#pragma once

#include "newsprint/engine.h"
#include "progress.h"
#include "settings.h"

namespace newsprint::cli {

// The engine's options of `settings`, with progress shown on `line`, which must stay, and an
// interrupt as a reason to stop.
Options EngineOptions(const Settings& settings, ProgressLine* line);

}  // namespace newsprint::cli
