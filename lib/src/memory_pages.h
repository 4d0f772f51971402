// What the system is told of memory that is not used yet. Changes nothing but how it comes.
#pragma once

namespace newsprint {

// Asks for it to come in huge pages, where the system has them: 2 MB a fault instead of 4 KB. What
// is smaller is left as it is.
void AdviseHugePages(void* begin, void* end);

// Has the pages that begin within it come now, in one call: in half the time of a fault for each.
// For what is about to be written whole.
void PopulatePages(void* begin, void* end);

}  // namespace newsprint
