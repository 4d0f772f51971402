// Shingles as a column, for stages that look at a pair of articles. The stream itself and its
// hashing stand in shingle.h, where the fingerprint uses them without storing them.
#include "sketch/shingle.h"

namespace newsprint {

void MakeShingles(const Text& text, std::vector<Shingle>* shingles) {
  shingles->clear();
  shingles->reserve(text.story.size());
  ForEachShingle(text, [shingles](const Shingle& shingle) { shingles->push_back(shingle); });
}

}  // namespace newsprint
