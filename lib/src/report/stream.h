// What stands between the formats and a sink: a buffer that is handed over when it is worth a call,
// so that a result of any size is written in constant memory.
#pragma once

#include <string>

#include "newsprint/report.h"

namespace newsprint {

class SinkBuffer {
 public:
  explicit SinkBuffer(const Sink& sink) : sink_(sink) {}

  // Append here; call Spill between lines.
  std::string* text() { return &text_; }

  // False once the sink has refused.
  bool Spill() { return text_.size() < kSpillBytes || Flush(); }

  bool Flush() {
    const bool taken = text_.empty() || sink_(text_);
    text_.clear();
    return taken;
  }

 private:
  static constexpr size_t kSpillBytes = 1 << 16;

  const Sink& sink_;
  std::string text_;
};

}  // namespace newsprint
