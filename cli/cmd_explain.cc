// `newsprint explain A B`: why two articles are related, or are not.
#include "commands.h"
#include "newsprint/diff.h"
#include "pair.h"
#include "settings.h"

namespace newsprint::cli {

int RunExplain(const Settings& settings) { return ShowPair(settings, "explain", WriteExplanation); }

}  // namespace newsprint::cli
