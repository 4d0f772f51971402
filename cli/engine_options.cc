// What every verb that compares a corpus tells the engine.
#include "engine_options.h"

#include <algorithm>
#include <cstdint>
#include <thread>

#include "signals.h"

namespace newsprint::cli {

Options EngineOptions(const Settings& settings, ProgressLine* line) {
  Options options = settings.engine;
  // More threads than processors gain nothing, and TBB would print that it refuses them.
  const uint32_t processors = std::max(1u, std::thread::hardware_concurrency());
  options.threads = std::min(options.threads, processors);
  options.progress = [line](const Progress& progress) {
    line->Update(progress);
    return !Interrupted();
  };
  return options;
}

}  // namespace newsprint::cli
