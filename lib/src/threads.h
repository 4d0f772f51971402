// Loops over threads, and what the thread sanitizer has to be told about them.
//
// TBB as packaged is not instrumented: to the sanitizer a task touches what another thread wrote
// with nothing in between. HandOver and TakeOver of one address say that all before the former
// happened before all after the latter. Other builds hold nothing of it.
#pragma once

#include <cstddef>
#include <functional>

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

// body(i) for every i below `count`, in any order and on any thread of the arena. One loop for all
// bodies: what TBB inlines of its own then has one place, which the thread sanitizer can name
// (tests/tsan.supp).
void ParallelFor(size_t count, const std::function<void(size_t)>& body);

}  // namespace newsprint
