// Text as lines, and what is in it.
#pragma once

#include <sstream>
#include <string>
#include <vector>

namespace newsprint {

inline std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

inline bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline std::vector<std::string> LinesWith(const std::string& text, const std::string& part) {
  std::vector<std::string> lines = Lines(text);
  std::erase_if(lines, [&](const std::string& line) { return !Contains(line, part); });
  return lines;
}

}  // namespace newsprint
