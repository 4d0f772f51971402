// Notes on records that are not quite right, as a reader reports them.
#pragma once

#include <cstdint>
#include <string>

#include "messages.h"
#include "report/display.h"

namespace newsprint::cli {

// Says the first of them one by one and, at its end, how many more there were.
class Notes {
 public:
  explicit Notes(bool quiet) : quiet_(quiet) {}
  ~Notes() {
    if (!quiet_ && count_ > kShown) {
      Say(Count(count_ - kShown, "more note", "more notes") + " like these");
    }
  }
  Notes(const Notes&) = delete;
  Notes& operator=(const Notes&) = delete;

  void Add(const std::string& note) {
    if (++count_ <= kShown && !quiet_) Say(note);
  }

 private:
  static constexpr uint64_t kShown = 20;

  bool quiet_;
  uint64_t count_ = 0;
};

}  // namespace newsprint::cli
