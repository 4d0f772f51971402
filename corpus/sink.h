// Where lines go, and how they are written.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace newsprint::corpus {

// A file or standard output. Errors are remembered and told by Close.
class Sink {
 public:
  Sink() = default;  // swallows everything
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  ~Sink();

  absl::Status Open(const std::string& path);  // "-" = standard output
  bool is_open() const { return file_ != nullptr; }
  void Write(std::string_view line);  // a line break follows
  absl::Status Close();

 private:
  void Flush();

  std::FILE* file_ = nullptr;
  std::string path_;
  std::string buffer_;
  bool failed_ = false;
};

// Builds one JSON object.
class JsonLine {
 public:
  explicit JsonLine(std::string* out) : out_(out) { out_->assign("{"); }

  void Add(std::string_view name, std::string_view text);
  void Add(std::string_view name, uint64_t number);
  void Add(std::string_view name, double number);  // six digits
  void Add(std::string_view name, const std::vector<uint32_t>& numbers);
  void AddRaw(std::string_view name, std::string_view json);
  void End() { *out_ += '}'; }

 private:
  void Name(std::string_view name);

  std::string* out_;
};

void AppendJsonString(std::string_view text, std::string* out);

}  // namespace newsprint::corpus
