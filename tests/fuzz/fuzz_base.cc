// Any bytes as a base corpus of newsprint-generate: read, and planted with everything it can.
#include <string>

#include "base.h"
#include "edits.h"
#include "entry_points.h"
#include "newsprint/io.h"
#include "plant.h"
#include "temp_file.h"

namespace newsprint {

void FuzzBase(std::string_view bytes) {
  const TempFile file(bytes);
  const absl::StatusOr<corpus::Base> base = corpus::Base::Read(file.path());
  if (!base.ok()) return;
  FuzzRequire(!base->articles().empty(), "a base without articles");
  const corpus::Permutation spelling(base->vocabulary(), 0);
  for (const corpus::BaseArticle& article : base->articles()) {
    const std::string text = corpus::Render(*base, spelling, article.text);
    FuzzRequire(IsValidUtf8(text), "an article is not UTF-8");
  }
  corpus::PlantOptions options;
  options.articles = 12;
  options.copies = options.rewrites = 12;
  options.most_copies = 1;
  options.edits = corpus::ParseEdits(
                      "trim=1,paragraphs=1,lede=1,merge=1,words:0.5=2,dateline=1,furniture=2,"
                      "ocr:0.5=1,excerpt=1")
                      .value();
  options.least_excerpt = 2;
  options.most_excerpt = 4;
  corpus::Sink nowhere, no_truth;
  FuzzRequire(corpus::Generator(*base, options, &nowhere, &no_truth).Run().ok(),
              "nothing can be planted");
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzBase)
