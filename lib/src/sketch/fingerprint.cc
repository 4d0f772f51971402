// Articles to fingerprints.
#include "newsprint/fingerprint.h"

#include "sketch/fingerprint_text.h"

namespace newsprint {
namespace {

FingerprintBatch EmptyBatch(size_t articles) {
  FingerprintBatch batch;
  batch.posting_begin.push_back(0);
  batch.skip_begin.push_back(0);
  batch.story_hash.reserve(articles);
  batch.signature.reserve(articles * kSignatureSlots);
  return batch;
}

}  // namespace

FingerprintBatch FingerprintArticles(std::span<const Article> articles, ArticleScratch* scratch,
                                     ContentBatch* content, StoryBytes* stories) {
  FingerprintBatch batch = EmptyBatch(articles.size());
  for (const Article& article : articles) {
    AnalyzeText(article, &scratch->text);
    StemStory(article, scratch->text, &scratch->cache, &scratch->stems);
    FingerprintText(scratch->text, scratch->stems, &scratch->sketch, &batch);
    if (content != nullptr) AppendUnindexed(scratch->text, scratch->stems, content);
    if (stories != nullptr) stories->Add(scratch->text);
  }
  return batch;
}

FingerprintBatch FingerprintWording(std::span<const Article> articles, ArticleScratch* scratch,
                                    StoryBytes* stories) {
  FingerprintBatch batch = EmptyBatch(articles.size());
  for (const Article& article : articles) {
    AnalyzeText(article, &scratch->text);
    FingerprintText(scratch->text, {}, &scratch->sketch, &batch);
    if (stories != nullptr) stories->Add(scratch->text);
  }
  return batch;
}

FingerprintBatch Fingerprint(std::span<const Article> articles) {
  ArticleScratch scratch;
  return FingerprintArticles(articles, &scratch, nullptr, nullptr);
}

}  // namespace newsprint
