// One line on standard error that says how far a long run is; only on a terminal.
#pragma once

#include <chrono>
#include <cstdint>

#include "newsprint/engine.h"

namespace newsprint::cli {

class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // Redraws at most ten times a second, and not in the first half second.
  void Update(const Progress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  bool wanted_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_draw_ = start_ + std::chrono::milliseconds(500);
};

// Removes the line when one is drawn, so that a message can be printed.
void ClearProgressLine();

}  // namespace newsprint::cli
