// Ctrl-C and broken pipes.
#pragma once

namespace newsprint::cli {

// The first SIGINT or SIGTERM only raises a flag, the second ends the program at once. SIGPIPE is
// ignored: a reader that has seen enough shows as a failed write.
void InstallSignalHandlers();

bool Interrupted();

}  // namespace newsprint::cli
