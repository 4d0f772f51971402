// Version, compiler, and the choice among SIMD targets.
//
// Highway keeps the choice: every dispatched call, of whatever stage, reads the targets that are
// allowed at the time. Plain code is always among them (HWY_COMPILE_ALL_ATTAINABLE), also where
// the compiler's own baseline is better, so that "scalar" means the same everywhere.
#include "newsprint/version.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "hwy/targets.h"

namespace newsprint {
namespace {

constexpr int64_t kScalar = HWY_SCALAR | HWY_EMU128;

// Compiled in and supported here. The first call comes before any choice is made and keeps what it
// found.
int64_t AllTargets() {
  static const int64_t all = (hwy::SupportedTargets() | kScalar) & HWY_TARGETS;
  return all;
}

int64_t LowestBit(int64_t mask) { return mask & -mask; }  // better targets have lower bits

std::string Name(int64_t target) {
  return (target & kScalar) != 0 ? "scalar" : absl::AsciiStrToLower(hwy::TargetName(target));
}

int64_t TargetNamed(const std::string& name) {
  for (int64_t left = AllTargets(); left != 0; left &= left - 1) {
    if (Name(LowestBit(left)) == name) return LowestBit(left);
  }
  return 0;
}

}  // namespace

std::string Version() { return NEWSPRINT_VERSION; }

std::string CompilerName() {
#if defined(__clang__)
  return absl::StrCat("Clang ", __clang_major__, ".", __clang_minor__, ".", __clang_patchlevel__);
#elif defined(__GNUC__)
  return absl::StrCat("GCC ", __GNUC__, ".", __GNUC_MINOR__, ".", __GNUC_PATCHLEVEL__);
#else
  return "unknown compiler";
#endif
}

std::vector<std::string> BuiltTargets() {
  std::vector<std::string> names;
  for (int64_t left = AllTargets(); left != 0; left &= left - 1) {
    names.push_back(Name(LowestBit(left)));
  }
  return names;
}

std::string ActiveTarget() {
  const int64_t active = hwy::SupportedTargets() & AllTargets();
  return active != 0 ? Name(LowestBit(active)) : "scalar";
}

bool SelectTargets(const std::string& names) {
  int64_t selected = 0;
  const std::vector<std::string> list = absl::StrSplit(names, ',');
  for (const std::string& name : names.empty() ? BuiltTargets() : list) {
    const int64_t target = TargetNamed(name);
    if (target == 0) return false;
    selected |= target;
  }
  hwy::DisableTargets(~selected);
  return true;
}

}  // namespace newsprint
