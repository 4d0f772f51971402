// The progress line: carriage return, text, erase to the end of the line; erased when done.
#include "progress.h"

#include <cstdio>
#include <string>

#include "report/display.h"
#include "terminal.h"

namespace newsprint::cli {
namespace {

bool drawn = false;  // there is one standard error, hence one line

std::string Describe(const Progress& progress, double seconds) {
  std::string text = "newsprint: " + std::string(progress.stage);
  if (progress.total > 0 && progress.done <= progress.total) {
    text += " " + std::to_string(progress.done * 100 / progress.total) + "%";
  }
  text += ", " + Count(progress.articles, "article", "articles");
  if (progress.relations > 0) text += ", " + Count(progress.relations, "relation", "relations");
  return text + ", " + Duration(seconds);
}

}  // namespace

ProgressLine::ProgressLine(bool wanted) : wanted_(wanted && IsTerminal(stderr)) {}

ProgressLine::~ProgressLine() { ClearProgressLine(); }

void ProgressLine::Update(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  if (!wanted_ || now < next_draw_) return;
  next_draw_ = now + std::chrono::milliseconds(100);
  const std::chrono::duration<double> elapsed = now - start_;
  const std::string line = Fit(Describe(progress, elapsed.count()), TerminalWidth(stderr) - 1);
  std::fprintf(stderr, "\r%s\033[K", line.c_str());
  drawn = true;
}

void ClearProgressLine() {
  if (drawn) std::fputs("\r\033[K", stderr);
  drawn = false;
}

}  // namespace newsprint::cli
