// The questions of a judgement, noted down for whoever asks why. The same calls decide whether
// anybody listens or not, so that an explanation cannot disagree with the verdict.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "newsprint/relation.h"

namespace newsprint {

class Checklist {
 public:
  Checklist() = default;  // notes nothing
  explicit Checklist(std::vector<Explanation::Check>* checks) : checks_(checks) {}

  bool listens() const { return checks_ != nullptr; }

  // Each answers its question. `what` begins with the kind that is asked for.
  bool Count(std::string_view what, uint64_t value, uint64_t limit) const;
  // Whether part / whole reaches percent / 100, exactly; so do parts of nothing.
  bool Share(std::string_view what, uint64_t part, uint64_t whole, uint32_t percent) const;
  bool Fact(std::string_view what, bool is_so) const;
  // Points in 1/256 nats: parts of a sum, then the sum.
  void Part(std::string_view what, int64_t points) const;
  bool Points(std::string_view what, int64_t points, int64_t limit) const;

 private:
  using Check = Explanation::Check;
  bool Note(std::string_view what, int64_t value, int64_t limit, Check::Unit unit, bool met) const;

  std::vector<Check>* checks_ = nullptr;
};

}  // namespace newsprint
