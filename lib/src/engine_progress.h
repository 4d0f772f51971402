// What the stages of a run tell: progress, that they were cancelled, and the seconds they took.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string_view>

#include "absl/status/status.h"
#include "newsprint/engine.h"

namespace newsprint {

// Tells Options::progress; false = cancelled.
using StageReport =
    std::function<bool(std::string_view stage, uint64_t done, uint64_t total, uint64_t relations)>;

inline absl::Status Cancelled() { return absl::CancelledError("cancelled"); }

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
