// One merge over the three rows, whose stems are kept in order for it.
#include "relate/descent.h"

#include <algorithm>
#include <cstddef>

#include "relate/thresholds.h"

namespace newsprint {
namespace {

// The different stems of a row, ascending.
class StemCursor {
 public:
  explicit StemCursor(const ContentBatch::Row& row) : row_(row) {}

  bool AtEnd() const { return at_ == row_.by_stem.size(); }
  uint64_t Stem() const { return AtEnd() ? kBehindAll : Here().stem; }
  uint32_t Weight() const { return Here().weight; }

  // Whether `stem` is here; then goes behind it.
  bool Pass(uint64_t stem) {
    if (Stem() != stem) return false;
    while (Stem() == stem) ++at_;
    return true;
  }

 private:
  static constexpr uint64_t kBehindAll = uint64_t{1} << 32;

  const ContentStem& Here() const { return row_.stems[row_.by_stem[at_]]; }

  const ContentBatch::Row& row_;
  size_t at_ = 0;
};

}  // namespace

bool Descent::IsCommon() const { return both < kCommonDescent * std::min(a_only, b_only); }

Descent CompareDescent(const ContentBatch::Row& a, const ContentBatch::Row& b,
                       const ContentBatch::Row& third) {
  StemCursor in_a(a), in_b(b), in_third(third);
  Descent descent;
  while (!in_a.AtEnd() || !in_b.AtEnd()) {
    const uint64_t stem = std::min(in_a.Stem(), in_b.Stem());
    const uint32_t weight = in_a.Stem() == stem ? in_a.Weight() : in_b.Weight();
    while (in_third.Stem() < stem) in_third.Pass(in_third.Stem());
    const bool has_a = in_a.Pass(stem), has_b = in_b.Pass(stem), has_third = in_third.Pass(stem);
    if (has_a && has_b && !has_third) descent.both += weight;
    if (has_a && !has_b && has_third) descent.a_only += weight;
    if (has_b && !has_a && has_third) descent.b_only += weight;
  }
  return descent;
}

}  // namespace newsprint
