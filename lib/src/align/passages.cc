// Passages are few, and each is looked at once.
#include "align/passages.h"

#include <algorithm>

namespace newsprint {

void LoadStory(const Text& text, std::vector<uint64_t>* hashes) {
  hashes->clear();
  hashes->reserve(text.story.size());
  for (const uint32_t t : text.story) hashes->push_back(text.tokens[t].hash);
}

void CountKept(const Text& a, const Text& b, Passage* passage) {
  for (const Edit& e : passage->edits) {
    if (e.op != EditOp::kKept) continue;
    passage->kept += e.a.size();
    for (uint32_t i = 0; i < e.a.size(); ++i) {
      passage->kept_prose += IsProse(a, e.a.begin + i) && IsProse(b, e.b.begin + i);
    }
  }
}

void FinishAlignment(Alignment* alignment) {
  std::sort(alignment->passages.begin(), alignment->passages.end(),
            [](const Passage& x, const Passage& y) { return x.a.begin < y.a.begin; });
  for (const Passage& p : alignment->passages) {
    alignment->kept += p.kept;
    alignment->kept_prose += p.kept_prose;
  }
}

}  // namespace newsprint
