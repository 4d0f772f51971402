// StemStory and fingerprints on any bytes as body, in the language that their first two letters
// name, against what stems.h promises: above all, that what the cache has seen changes nothing.
#include "entry_points.h"
#include "newsprint/fingerprint.h"
#include "newsprint/stems.h"

namespace newsprint {
namespace {

Stems StemsOf(const Article& article, const Text& text, StemCache* cache) {
  Stems stems;
  StemStory(article, text, cache, &stems);
  return stems;
}

}  // namespace

void FuzzStems(std::string_view bytes) {
  static StemCache used;
  Article article;
  article.language = bytes.substr(0, 2);
  article.text = bytes;
  Text text;
  AnalyzeText(article, &text);
  StemCache fresh;
  const Stems stems = StemsOf(article, text, &used);
  const Stems again = StemsOf(article, text, &fresh);
  const size_t count = text.story.size();
  FuzzRequire(
      stems.hash.size() == count && stems.idf.size() == count && stems.width.size() == count,
      "stems have other rows than the story");
  FuzzRequire(stems.hash == again.hash && stems.idf == again.idf && stems.width == again.width &&
                  stems.language == again.language,
              "stems depend on what was stemmed before");
  for (size_t i = 0; i < count; ++i) {
    FuzzRequire(stems.idf[i] <= kRareIdf, "an idf is too large");
    FuzzRequire(stems.hash[i] != 0 || stems.idf[i] == 0, "no stem, but an idf");
    FuzzRequire(stems.width[i] > 0 && i + stems.width[i] <= count,
                "a stem is wider than the story");
  }
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzStems)
