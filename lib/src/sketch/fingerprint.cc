// Articles to fingerprints.
#include "newsprint/fingerprint.h"

#include "sketch/fingerprint_text.h"

namespace newsprint {

FingerprintBatch FingerprintArticles(std::span<const Article> articles, ArticleScratch* scratch,
                                     ContentBatch* content) {
  FingerprintBatch batch;
  batch.posting_begin.push_back(0);
  batch.skip_begin.push_back(0);
  batch.story_hash.reserve(articles.size());
  batch.signature.reserve(articles.size() * kSignatureSlots);
  for (const Article& article : articles) {
    AnalyzeText(article, &scratch->text);
    StemStory(article, scratch->text, &scratch->cache, &scratch->stems);
    FingerprintText(scratch->text, scratch->stems, &scratch->sketch, &batch);
    if (content != nullptr) AppendContent(scratch->text, scratch->stems, content);
  }
  return batch;
}

FingerprintBatch Fingerprint(std::span<const Article> articles) {
  ArticleScratch scratch;
  return FingerprintArticles(articles, &scratch, nullptr);
}

}  // namespace newsprint
