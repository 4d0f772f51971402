// Buffered output and just enough JSON.
#include "sink.h"

#include <array>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace newsprint::corpus {
namespace {

constexpr size_t kBufferBytes = 1 << 20;

}  // namespace

Sink::~Sink() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
}

absl::Status Sink::Open(const std::string& path) {
  path_ = path;
  file_ = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  if (file_ != nullptr) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat(path, ": ", std::strerror(errno)));
}

void Sink::Write(std::string_view line) {
  if (file_ == nullptr) return;
  buffer_.append(line) += '\n';
  if (buffer_.size() >= kBufferBytes) Flush();
}

void Sink::Flush() {
  failed_ = std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size() || failed_;
  buffer_.clear();
}

absl::Status Sink::Close() {
  if (file_ == nullptr) return absl::OkStatus();
  Flush();
  failed_ = std::fflush(file_) != 0 || failed_;
  if (file_ != stdout) failed_ = std::fclose(file_) != 0 || failed_;
  file_ = nullptr;
  if (!failed_) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(path_, ": could not be written"));
}

void AppendJsonString(std::string_view text, std::string* out) {
  *out += '"';
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out->append(text, begin, i - begin);
    begin = i + 1;
    if (c == '\n') {
      *out += "\\n";
    } else if (c >= 0x20) {
      *out += '\\';
      *out += static_cast<char>(c);
    } else {
      absl::StrAppend(out, "\\u", absl::Hex(c, absl::kZeroPad4));
    }
  }
  out->append(text, begin, text.size() - begin);
  *out += '"';
}

void JsonLine::Name(std::string_view name) {
  if (out_->size() > 1) *out_ += ',';
  out_->append("\"").append(name).append("\":");
}

void JsonLine::Add(std::string_view name, std::string_view text) {
  Name(name);
  AppendJsonString(text, out_);
}

void JsonLine::Add(std::string_view name, uint64_t number) {
  Name(name);
  absl::StrAppend(out_, number);
}

void JsonLine::Add(std::string_view name, double number) {
  Name(name);
  std::array<char, 32> text{};
  const int n = std::snprintf(text.data(), text.size(), "%.6f", number);
  out_->append(text.data(), static_cast<size_t>(n));
}

void JsonLine::Add(std::string_view name, const std::vector<uint32_t>& numbers) {
  Name(name);
  for (size_t i = 0; i < numbers.size(); ++i) {
    absl::StrAppend(out_, i == 0 ? "[" : ",", numbers[i]);
  }
  *out_ += numbers.empty() ? "[]" : "]";
}

void JsonLine::AddRaw(std::string_view name, std::string_view json) {
  Name(name);
  out_->append(json);
}

}  // namespace newsprint::corpus
