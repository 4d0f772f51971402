// The seconds of a stage.
#pragma once

#include <chrono>
#include <string_view>

#include "newsprint/engine.h"

namespace newsprint {

// Seconds of a stage, added to the summary when it ends.
class StageTimer {
 public:
  StageTimer(std::string_view name, Summary* summary)
      : name_(name), summary_(summary), start_(std::chrono::steady_clock::now()) {}
  ~StageTimer() {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start_;
    summary_->stages.push_back({name_, took.count()});
  }
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;

 private:
  std::string_view name_;
  Summary* summary_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace newsprint
