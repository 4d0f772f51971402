// Content and the score of a rewrite on any bytes as two bodies, one behind the other with a form
// feed between them, against what content.h and rewrite_score.h promise.
#include <algorithm>
#include <cstddef>

#include "entry_points.h"
#include "relate/rewrite.h"
#include "relate/rewrite_score.h"
#include "stem/content.h"

namespace newsprint {
namespace {

void Append(std::string_view body, StemCache* cache, ContentBatch* batch) {
  Article article;
  article.text = body;
  Text text;
  Stems stems;
  AnalyzeText(article, &text);
  StemStory(article, text, cache, &stems);
  AppendContent(text, stems, batch);
}

void CheckRow(const ContentBatch::Row& row) {
  FuzzRequire(row.by_stem.size() == row.stems.size() && row.background.size() == row.stems.size(),
              "columns of different lengths");
  for (size_t i = 1; i < row.stems.size(); ++i) {
    FuzzRequire(row.stems[i - 1].place < row.stems[i].place, "places do not ascend");
    const ContentStem &x = row.stems[row.by_stem[i - 1]], &y = row.stems[row.by_stem[i]];
    FuzzRequire(x.stem < y.stem || (x.stem == y.stem && x.place < y.place), "by_stem is unsorted");
  }
}

void CheckScore(const RewriteScore& score) {
  FuzzRequire(score.chain <= score.shorter && score.reversed <= score.shorter,
              "a chain is heavier than its story");
  FuzzRequire(score.bag <= score.shorter, "a bag is heavier than its story");
  FuzzRequire(score.facts_kept <= score.facts, "more facts are kept than there are");
  FuzzRequire(ChainShare(score) <= 1000, "a share is more than all");
}

}  // namespace

void FuzzRewrites(std::string_view bytes) {
  static StemCache cache;
  const size_t split = std::min(bytes.find('\f'), bytes.size());
  ContentBatch batch;
  Append(bytes.substr(0, split), &cache, &batch);
  Append(bytes.substr(std::min(split + 1, bytes.size())), &cache, &batch);
  for (const size_t i : {0, 1}) CheckRow(batch.Of(i));
  RewriteBuffer buffer;
  const RewriteScore score = ScoreRewrite(batch.Of(0), batch.Of(1), &buffer);
  const RewriteScore back = ScoreRewrite(batch.Of(1), batch.Of(0), &buffer);
  CheckScore(score);
  FuzzRequire(score.chain == back.chain && score.reversed == back.reversed &&
                  score.shorter == back.shorter && score.longer == back.longer &&
                  score.bag == back.bag && score.verbatim == back.verbatim &&
                  score.facts == back.facts && score.facts_kept == back.facts_kept,
              "a pair has two scores");
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzRewrites)
