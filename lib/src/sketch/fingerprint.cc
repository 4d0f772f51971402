// Articles to fingerprints.
#include "newsprint/fingerprint.h"

#include "sketch/fingerprint_text.h"

namespace newsprint {

FingerprintBatch Fingerprint(std::span<const Article> articles) {
  FingerprintBatch batch;
  batch.posting_begin.push_back(0);
  batch.story_hash.reserve(articles.size());
  batch.signature.reserve(articles.size() * kSignatureSlots);
  Text text;
  FingerprintScratch scratch;
  for (const Article& article : articles) {
    AnalyzeText(article, &text);
    FingerprintText(text, &scratch, &batch);
  }
  return batch;
}

}  // namespace newsprint
