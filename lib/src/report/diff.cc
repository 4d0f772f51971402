// WriteDiff: picks the format.
#include "newsprint/diff.h"

#include "report/diff_words.h"

namespace newsprint {

bool WriteDiff(const DiffSide& a, const DiffSide& b, const Alignment& alignment,
               const DiffOptions& options, const Sink& sink) {
  return options.format == Format::kJsonl ? WriteDiffJsonl(a, b, alignment, options, sink)
                                          : WriteDiffText(a, b, alignment, options, sink);
}

}  // namespace newsprint
