// Lines of text, flushed one by one. Files are written before the line that names them: after the
// process is killed the line stands for what is in them. (A power failure may lose what the system
// had not written out; a file that is shorter than its line says is then refused.)
#include "spool/manifest.h"

#include <xxhash.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;

constexpr char kName[] = "manifest";
constexpr char kMade[] = "\nmade\n", kDone[] = "\ndone\n";

}  // namespace

absl::Status Manifest::Open(const std::string& folder, const std::string& identity) {
  folder_ = folder;
  std::error_code error;
  made_folder_ = fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder, error)) {
    return absl::FailedPreconditionError(absl::StrCat(folder, ": cannot be made a folder"));
  }
  const std::string path = absl::StrCat(folder, "/", kName);
  uint64_t whole = 0;
  std::string text;
  if (fs::exists(path, error)) {
    std::ifstream in(path);
    std::stringstream all;
    all << in.rdbuf();
    text = all.str();
    const size_t first = text.find('\n');
    if (text.ends_with(kDone)) {  // the run was killed while it removed its files
      made_folder_ = text.find(kMade) != std::string::npos;
    } else if (first != std::string::npos && text.substr(0, first) != identity) {
      return absl::FailedPreconditionError(absl::StrCat(
          folder, ": was begun with other options or inputs (remove it, or name another)"));
    } else {
      whole = text.rfind('\n') + 1;  // 0 when there is none
      ReadLines(text.substr(0, whole));
    }
  } else if (!fs::is_empty(folder, error)) {
    return absl::FailedPreconditionError(
        absl::StrCat(folder, ": holds other files (name an empty or a new folder)"));
  }
  RemoveSpills();
  file_ = SpoolFile::OpenNamed(path, {whole, XXH3_64bits(text.data(), whole)}, &errors_);
  if (whole == 0) {
    file_.Append(identity + "\n");
    file_.Flush();
    if (made_folder_) Add("made", {});
  }
  made_folder_ = Last("made") != nullptr;
  return errors_.Get();
}

void Manifest::ReadLines(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    Line known;
    words >> known.step;
    for (uint64_t number; words >> number;) known.numbers.push_back(number);
    lines_.push_back(std::move(known));
  }
}

// A run that was killed leaves them behind; this one may have others, or none.
void Manifest::RemoveSpills() {
  std::error_code error;
  std::vector<fs::path> left;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().extension() == kSpillEnding) left.push_back(entry.path());
  }
  for (const fs::path& path : left) fs::remove(path, error);
}

const Manifest::Line* Manifest::Last(std::string_view step) const {
  for (auto line = lines_.rbegin(); line != lines_.rend(); ++line) {
    if (line->step == step) return &*line;
  }
  return nullptr;
}

// A line never says more than what is in the files.
void Manifest::Add(const std::string& step, const std::vector<uint64_t>& numbers) {
  if (!errors_.ok()) return;
  std::string text = step;
  for (const uint64_t number : numbers) absl::StrAppend(&text, " ", number);
  file_.Append(text + "\n");
  file_.Flush();
  lines_.push_back({step, numbers});
}

void Manifest::Remove(const std::function<void()>& remove_files) {
  Add("done", {});
  remove_files();
  file_.Remove();
  std::error_code error;
  if (made_folder_) fs::remove(folder_, error);
}

}  // namespace newsprint
