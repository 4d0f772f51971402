// Loops over threads, and what the thread sanitizer has to be told about them.
//
// TBB as packaged is not instrumented: to the sanitizer a task touches what another thread wrote
// with nothing in between. HandOver and TakeOver of one address say that all before the former
// happened before all after the latter. Other builds hold nothing of it.
#pragma once

#include <tbb/parallel_for.h>

#include <cstddef>

#if defined(__SANITIZE_THREAD__)  // GCC
#define NEWSPRINT_THREAD_SANITIZER
#elif defined(__has_feature)  // Clang
#if __has_feature(thread_sanitizer)
#define NEWSPRINT_THREAD_SANITIZER
#endif
#endif
#ifdef NEWSPRINT_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#endif

namespace newsprint {

#ifdef NEWSPRINT_THREAD_SANITIZER
inline void HandOver(const void* what) { __tsan_release(const_cast<void*>(what)); }
inline void TakeOver(const void* what) { __tsan_acquire(const_cast<void*>(what)); }
#else
inline void HandOver(const void*) {}
inline void TakeOver(const void*) {}
#endif

// A step that takes `what` over from the step before and hands it on to the next.
class Turn {
 public:
  explicit Turn(const void* what) : what_(what) { TakeOver(what_); }
  ~Turn() { HandOver(what_); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  const void* what_;
};

// body(i) for every i below `count`, in any order and on any thread of the arena.
template <typename Body>
void ParallelFor(size_t count, const Body& body) {
  static const char begin = 0, end = 0;  // static: a task takes over before it reads anything
  const auto task = [&body](size_t i) {
    TakeOver(&begin);
    body(i);
    HandOver(&end);
  };
  HandOver(&begin);
  tbb::parallel_for(size_t{0}, count, task);
  TakeOver(&end);
}

}  // namespace newsprint
