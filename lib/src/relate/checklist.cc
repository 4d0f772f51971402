// Answers come from whole numbers; what is noted is rounded for reading.
#include "relate/checklist.h"

#include <algorithm>
#include <limits>
#include <string>

#include "relate/shares.h"

namespace newsprint {
namespace {

int32_t Clamped(int64_t value) {
  using Limits = std::numeric_limits<int32_t>;
  return static_cast<int32_t>(std::clamp<int64_t>(value, Limits::min(), Limits::max()));
}

int64_t ThousandthsOf256(int64_t points) { return points * 1000 / 256; }

}  // namespace

bool Checklist::Note(std::string_view what, int64_t value, int64_t limit, Check::Unit unit,
                     bool met) const {
  if (checks_ != nullptr) {
    checks_->push_back({std::string(what), Clamped(value), Clamped(limit), unit, false, met});
  }
  return met;
}

bool Checklist::Count(std::string_view what, uint64_t value, uint64_t limit) const {
  return Note(what, static_cast<int64_t>(value), static_cast<int64_t>(limit), Check::Unit::kCount,
              value >= limit);
}

bool Checklist::Share(std::string_view what, uint64_t part, uint64_t whole,
                      uint32_t percent) const {
  return Note(what, Thousandths(part, whole), 10 * percent, Check::Unit::kShare,
              part * 100 >= whole * percent);
}

bool Checklist::Fact(std::string_view what, bool is_so) const {
  return Note(what, is_so, 1, Check::Unit::kFact, is_so);
}

void Checklist::Part(std::string_view what, int64_t points) const {
  Note(what, ThousandthsOf256(points), 0, Check::Unit::kPoints, true);
  if (checks_ != nullptr) checks_->back().is_part = true;
}

bool Checklist::Points(std::string_view what, int64_t points, int64_t limit) const {
  return Note(what, ThousandthsOf256(points), ThousandthsOf256(limit), Check::Unit::kPoints,
              points >= limit);
}

}  // namespace newsprint
