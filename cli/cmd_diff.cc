// `newsprint diff A B`: the passages that two articles share, word by word.
#include "commands.h"
#include "newsprint/diff.h"
#include "pair.h"
#include "settings.h"

namespace newsprint::cli {

int RunDiff(const Settings& settings) { return ShowPair(settings, "diff", WriteDiff); }

}  // namespace newsprint::cli
