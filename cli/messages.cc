// Messages. Written in one call each, so that lines of several processes do not mix.
#include "messages.h"

#include <cstdio>

#include "progress.h"
#include "report/display.h"

namespace newsprint::cli {

void Say(std::string_view line) {
  ClearProgressLine();
  // File names and record contents come from outside; they must not steer the terminal.
  const std::string text = "newsprint: " + OneLine(line) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

int Fail(std::string_view where, std::string_view what, std::string_view advice) {
  std::string line(where);
  line.append(": ").append(what);
  if (!advice.empty()) line.append(" (").append(advice).append(")");
  Say(line);
  return kFailed;
}

int Fail(const absl::Status& status) {
  Say(std::string(status.message()));
  return kFailed;
}

}  // namespace newsprint::cli
