// The one loop over threads.
#include "threads.h"

#include <tbb/parallel_for.h>

namespace newsprint {
namespace {

// Static: a task takes over before it reads anything.
const char kBegin = 0, kEnd = 0;

void Loop(size_t count, const std::function<void(size_t)>& body) {
  tbb::parallel_for(size_t{0}, count, [&body](size_t i) {
    TakeOver(&kBegin);
    body(i);
    HandOver(&kEnd);
  });
}

}  // namespace

void ParallelFor(size_t count, const std::function<void(size_t)>& body) {
  HandOver(&kBegin);
  Loop(count, body);
  TakeOver(&kEnd);
}

}  // namespace newsprint
