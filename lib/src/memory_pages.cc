// Only whole pages are spoken of, so that no neighbour's memory changes with them. Nothing is lost
// where the system refuses.
#include "memory_pages.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <cstddef>
#include <cstdint>

namespace newsprint {

#ifdef __linux__
namespace {

constexpr uintptr_t kPage = uintptr_t{4} << 10;  // as small as any
constexpr uintptr_t kHugePage = uintptr_t{2} << 20;

uintptr_t RoundUp(const void* place, uintptr_t page) {
  return (reinterpret_cast<uintptr_t>(place) + page - 1) / page * page;
}

void Advise(uintptr_t first, uintptr_t last, int advice) {
  if (first < last) madvise(reinterpret_cast<void*>(first), last - first, advice);
}

}  // namespace

void AdviseHugePages(void* begin, void* end) {
  Advise(RoundUp(begin, kHugePage), reinterpret_cast<uintptr_t>(end) / kHugePage * kHugePage,
         MADV_HUGEPAGE);
}
#else
void AdviseHugePages(void*, void*) {}
#endif

#ifdef MADV_POPULATE_WRITE  // Linux 5.14
void PopulatePages(void* begin, void* end) {
  Advise(RoundUp(begin, kPage), RoundUp(end, kPage), MADV_POPULATE_WRITE);
}
#else
void PopulatePages(void*, void*) {}
#endif

}  // namespace newsprint
