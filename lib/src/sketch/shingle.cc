// Shingles as a column, for stages that look at a pair of articles. The stream itself and its
// hashing stand in shingle.h, where the fingerprint uses them without storing them.
#include "sketch/shingle.h"

namespace newsprint {

void MakeShingles(const Text& text, std::vector<Shingle>* shingles) {
  shingles->resize(text.story.size());
  Shingle* next = shingles->data();
  ForEachShingle(text, [&next](const Shingle& shingle) { *next++ = shingle; });
  shingles->resize(static_cast<size_t>(next - shingles->data()));
}

}  // namespace newsprint
