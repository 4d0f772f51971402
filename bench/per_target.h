// Benchmarks of vector code, once on each SIMD target that the machine has.
#pragma once

#include <benchmark/benchmark.h>

#include <string>

#include "newsprint/version.h"

namespace newsprint {

// Registers run(state) as NAME/TARGET for all of them.
template <typename Run>
void RegisterPerTarget(const std::string& name, Run run) {
  for (const std::string& target : BuiltTargets()) {
    benchmark::RegisterBenchmark((name + "/" + target).c_str(),
                                 [target, run](benchmark::State& state) {
                                   SelectTargets(target);
                                   run(state);
                                   SelectTargets("");
                                 });
  }
}

}  // namespace newsprint
