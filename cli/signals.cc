// Signals. No SA_RESTART: a read that waits for a pipe must return so that the flag is seen.
#include "signals.h"

#include <csignal>

namespace newsprint::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void RaiseFlag(int) { interrupted = 1; }

}  // namespace

void InstallSignalHandlers() {
  struct sigaction action = {};
  action.sa_handler = RaiseFlag;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

bool Interrupted() { return interrupted != 0; }

}  // namespace newsprint::cli
