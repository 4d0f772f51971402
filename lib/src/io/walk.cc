// Walking folders. What cannot be read in a folder is found like all else there, with the reason:
// one bad link among 100,000 files is for the reader to report. Every folder is entered once,
// however many links lead to it, so circles end and nests of links do not multiply. Hidden entries
// are left alone: editors keep locks there, macOS the other half of each file ("._story.txt").
#include "io/walk.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "newsprint/io.h"

namespace newsprint {
namespace {

namespace fs = std::filesystem;
using Content = FoundFile::Content;

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// What a name promises, below a compression suffix; kSniff is nothing.
Content ContentByName(std::string_view name) {
  for (std::string_view suffix : {".gz", ".zst"}) {
    if (EndsWith(name, suffix)) {
      name.remove_suffix(suffix.size());
      break;
    }
  }
  if (EndsWith(name, ".txt")) return Content::kText;
  if (EndsWith(name, ".jsonl") || EndsWith(name, ".ndjson")) return Content::kRecords;
  return Content::kSniff;
}

absl::Status Failed(const std::error_code& error, const fs::path& path, const char* what) {
  return absl::ErrnoToStatus(error.value(), absl::StrCat(RepairUtf8(path.native()), ": ", what));
}

struct Entry {
  std::string name;  // of a folder with a '/' behind it, so that names sort as whole paths do
  bool folder;
};

// One folder that was given, and what is found below it.
class FolderWalk {
 public:
  FolderWalk(std::string prefix, std::vector<FoundFile>* files)
      : prefix_(std::move(prefix)), files_(files) {}

  // `below` is the path below the given folder: empty, or ending in '/'.
  absl::Status Enter(const fs::path& folder, const std::string& below) {
    std::error_code error;
    const fs::path place = fs::canonical(folder, error);
    if (error) return Failed(error, folder, "cannot open");
    if (!entered_.insert(place.native()).second) return absl::OkStatus();
    absl::StatusOr<std::vector<Entry>> entries = List(folder);
    if (!entries.ok()) return entries.status();
    for (const Entry& entry : *entries) {
      if (entry.folder) {
        const fs::path inner = folder / entry.name.substr(0, entry.name.size() - 1);
        if (absl::Status s = Enter(inner, below + entry.name); !s.ok()) AddProblem(inner, s);
      } else {
        AddFile(folder / entry.name, below + entry.name);
      }
    }
    return absl::OkStatus();
  }

 private:
  static absl::StatusOr<std::vector<Entry>> List(const fs::path& folder) {
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      std::string name = it->path().filename().native();
      if (name.front() == '.') continue;
      std::error_code ignored;  // a link to nowhere is no folder
      const bool is_folder = it->is_directory(ignored);
      if (is_folder) name += '/';
      if (is_folder || ContentByName(name) != Content::kSniff) {
        entries.push_back({std::move(name), is_folder});
      }
    }
    if (error) return Failed(error, folder, "cannot open");
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return entries;
  }

  FoundFile& Add(const fs::path& path) {
    FoundFile& file = files_->emplace_back();
    file.path = path.native();
    file.name = RepairUtf8(file.path);
    file.in_folder = true;
    file.regular = true;
    return file;
  }

  void AddProblem(const fs::path& path, absl::Status problem) {
    Add(path).problem = std::move(problem);
  }

  void AddFile(const fs::path& path, const std::string& below) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    const bool is_there = fs::exists(status);
    if (is_there && !fs::is_regular_file(status)) return;  // sockets and the like
    const uint64_t size = is_there ? fs::file_size(path, error) : 0;
    if (!is_there && !error) error = std::error_code(ENOENT, std::generic_category());
    if (error) return AddProblem(path, Failed(error, path, "cannot open"));
    FoundFile& file = Add(path);
    file.text_id = RepairUtf8(prefix_ + below);
    file.content = ContentByName(below);
    file.size = size;
  }

  std::string prefix_;
  std::vector<FoundFile>* files_;
  std::set<std::string> entered_;
};

std::string FolderName(const std::string& path) {
  std::error_code error;
  const fs::path place = fs::canonical(path, error);  // "." and "a/.." have names too
  return error ? path : place.filename().native();
}

// For each path the prefix of its text ids: nothing for a single folder; else the folder's name or,
// when two folders have the same, the path itself.
std::vector<std::string> Prefixes(const std::vector<std::string>& paths,
                                  const std::vector<bool>& is_folder) {
  std::vector<std::string> prefixes(paths.size());
  if (std::count(is_folder.begin(), is_folder.end(), true) < 2) return prefixes;
  std::multiset<std::string> names;
  for (size_t i = 0; i < paths.size(); ++i) {
    if (!is_folder[i]) continue;
    prefixes[i] = FolderName(paths[i]) + '/';
    names.insert(prefixes[i]);
  }
  for (size_t i = 0; i < paths.size(); ++i) {
    if (is_folder[i] && names.count(prefixes[i]) > 1) {
      prefixes[i] = paths[i].back() == '/' ? paths[i] : paths[i] + '/';
    }
  }
  return prefixes;
}

FoundFile GivenFile(const std::string& path, const fs::file_status& status) {
  FoundFile file;
  file.path = path;
  file.name = path == "-" ? "stdin" : RepairUtf8(path);
  file.text_id = file.name;
  file.content = ContentByName(path) == Content::kRecords ? Content::kRecords : Content::kSniff;
  file.regular = fs::is_regular_file(status);
  std::error_code error;
  if (file.regular) file.size = fs::file_size(path, error);
  return file;
}

}  // namespace

absl::StatusOr<std::vector<FoundFile>> FindFiles(const std::vector<std::string>& paths) {
  std::vector<fs::file_status> states;
  std::vector<bool> is_folder;
  for (const std::string& path : paths) {
    std::error_code error;
    states.push_back(path == "-" ? fs::file_status(fs::file_type::fifo) : fs::status(path, error));
    if (!fs::exists(states.back())) {
      if (!error) error = std::error_code(ENOENT, std::generic_category());
      return Failed(error, path, "cannot open");
    }
    is_folder.push_back(fs::is_directory(states.back()));
  }
  const std::vector<std::string> prefixes = Prefixes(paths, is_folder);
  std::vector<FoundFile> files;
  for (size_t i = 0; i < paths.size(); ++i) {
    if (!is_folder[i]) {
      files.push_back(GivenFile(paths[i], states[i]));
      continue;
    }
    const absl::Status walked = FolderWalk(prefixes[i], &files).Enter(paths[i], "");
    if (!walked.ok()) return walked;
  }
  return files;
}

}  // namespace newsprint
