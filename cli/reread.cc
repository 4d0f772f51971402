// Reading twice. The reader does the second reading as it did the first, so that both see the same
// records with the same fate; which of them were admitted shows in the lines that Admit leaves. The
// articles are compared with those of the first reading: inputs that somebody writes to meanwhile
// would otherwise be cut in the wrong places.
#include "reread.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "io/utf8.h"
#include "io/walk.h"
#include "signals.h"

namespace newsprint::cli {
namespace {

// Where standard input stood when the program began.
off_t stdin_start = 0;

absl::Status CannotKeep(int error, const std::string& folder) {
  return absl::ErrnoToStatus(
      error, absl::StrCat("stdin: cannot keep a copy in ", folder,
                          " (TMPDIR names another folder; a file given by name needs no copy)"));
}

// All of standard input into `copy`.
absl::Status CopyStdin(int copy, const std::string& folder) {
  std::vector<char> buffer(size_t{1} << 20);
  while (true) {
    const ssize_t got = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (Interrupted()) return absl::CancelledError("cancelled");
    if (got == 0) return absl::OkStatus();
    if (got < 0 && errno != EINTR && errno != EAGAIN) {
      return absl::ErrnoToStatus(errno, "stdin: cannot read");
    }
    for (ssize_t done = 0; done < got;) {
      const ssize_t written =
          write(copy, &buffer[static_cast<size_t>(done)], static_cast<size_t>(got - done));
      if (written < 0 && errno != EINTR) return CannotKeep(errno, folder);
      done += std::max<ssize_t>(written, 0);
    }
  }
}

// Lets a file without a name take the place of standard input.
absl::Status SpoolStdin() {
  std::error_code error;
  const std::string folder = std::filesystem::temp_directory_path(error).native();
  std::string name = (error ? "/tmp" : folder) + "/newsprint-XXXXXX";
  const int copy = mkostemp(name.data(), O_CLOEXEC);
  if (copy < 0) return CannotKeep(errno, folder);
  unlink(name.c_str());
  absl::Status copied = CopyStdin(copy, folder);
  if (copied.ok() && dup2(copy, STDIN_FILENO) < 0) copied = CannotKeep(errno, folder);
  close(copy);
  lseek(STDIN_FILENO, 0, SEEK_SET);
  return copied;
}

absl::Status PrepareStdin() {
  struct stat status = {};
  const bool file = fstat(STDIN_FILENO, &status) == 0 && S_ISREG(status.st_mode);
  stdin_start = file ? lseek(STDIN_FILENO, 0, SEEK_CUR) : 0;
  return file ? absl::OkStatus() : SpoolStdin();
}

bool SameFile(const struct stat& x, const struct stat& y) {
  return x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

// An output is a file by name, or standard output for "-".
bool WouldReplace(const std::string& output, const struct stat& input) {
  struct stat status = {};
  const int found = output == "-" ? fstat(STDOUT_FILENO, &status) : stat(output.c_str(), &status);
  return found == 0 && S_ISREG(status.st_mode) && SameFile(status, input);
}

// Finds the article whose text a repeated record has.
class Originals {
 public:
  explicit Originals(std::span<const Article> articles) : articles_(articles) {}

  // Nothing when there is none.
  const Ordinal* Find(std::string_view id, std::string_view text) {
    if (by_key_.empty()) Fill();
    const auto found = by_key_.find(Key(id, text));
    return found != by_key_.end() && articles_[found->second].text == text ? &found->second
                                                                           : nullptr;
  }

 private:
  static size_t Key(std::string_view id, std::string_view text) {
    const std::hash<std::string_view> hash;
    return hash(text) * 31 + hash(id);
  }

  // A renamed article is known by the id that its record has, too; what has no id of its own, by
  // its text alone.
  void Fill() {
    for (Ordinal i = 0; i < articles_.size(); ++i) {
      const std::string_view id = articles_[i].id, text = articles_[i].text;
      by_key_.emplace(Key(id, text), i);
      by_key_.emplace(Key(id.substr(0, id.rfind('#')), text), i);
      by_key_.emplace(Key("", text), i);
    }
  }

  std::span<const Article> articles_;
  std::unordered_map<size_t, Ordinal> by_key_;
};

// What became of a block: its articles and their lines before and after Admit.
struct BlockFate {
  std::vector<Article> parsed;
  std::vector<uint64_t> parsed_lines;
  std::vector<Article> admitted;
  std::vector<uint64_t> admitted_lines;
  size_t next_parsed = 0, next_admitted = 0;

  // Moves on to `line`: sets record->fate and returns its article, null for a bad record.
  const Article* Advance(uint64_t line, RawRecord* record) {
    record->fate = RawRecord::Fate::kBad;
    if (next_parsed == parsed.size() || parsed_lines[next_parsed] != line) return nullptr;
    const Article* article = &parsed[next_parsed++];
    record->fate = RawRecord::Fate::kRepeated;
    if (next_admitted == admitted.size() || admitted_lines[next_admitted] != line) return article;
    record->fate = RawRecord::Fate::kAdmitted;
    return &admitted[next_admitted++];
  }
};

// One block after the other, in step with the articles of the first reading.
class SecondReading {
 public:
  SecondReading(ArticleReader* reader, const Reread& reread)
      : reader_(reader), reread_(reread), originals_(reread.articles) {}

  absl::Status Run() {
    RawBlock raw;
    while (!done_) {
      const absl::StatusOr<bool> more = reader_->ReadBlock(&raw);
      if (!more.ok()) return more.status();
      if (!*more) return next_ == reread_.articles.size() ? absl::OkStatus() : Changed("input");
      ParsedBlock parsed = reader_->ParseBlock(raw);
      BlockFate fate{parsed.batch.articles, parsed.lines, {}, {}};
      if (absl::Status s = reader_->Admit(&parsed); !s.ok()) return s;
      fate.admitted = parsed.batch.articles;
      fate.admitted_lines = parsed.lines;
      if (absl::Status s = TakeBlock(raw, &fate); !s.ok()) return s;
      if (reread_.progress) reread_.progress(reader_->bytes_read(), reader_->bytes_total());
    }
    return absl::OkStatus();
  }

 private:
  absl::Status TakeBlock(const RawBlock& raw, BlockFate* fate) {
    RawRecord record;
    record.is_text = raw.is_text;
    record.path = reader_->inputs()[raw.input].path;
    std::string_view rest(raw.bytes.get(), raw.size);
    if (raw.is_text) return Take(rest, fate, &record);
    for (record.line = raw.first_line; !rest.empty(); ++record.line) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      if (absl::Status s = Take(line, fate, &record); !s.ok() || done_) return s;
    }
    return absl::OkStatus();
  }

  absl::Status Take(std::string_view bytes, BlockFate* fate, RawRecord* record) {
    record->bytes = WithoutByteOrderMark(bytes);
    const bool blank = record->bytes.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (blank && !record->is_text) return absl::OkStatus();
    const Article* article = fate->Advance(record->line, record);
    if (article != nullptr && !Identify(*article, record)) return Changed(record->path);
    done_ = !reread_.take(*record);
    return absl::OkStatus();
  }

  // Sets record->article. False when the first reading had something else.
  bool Identify(const Article& article, RawRecord* record) {
    if (record->fate == RawRecord::Fate::kRepeated) {
      const Ordinal* original = originals_.Find(article.id, article.text);
      if (original != nullptr) record->article = *original;
      return original != nullptr;
    }
    if (next_ == reread_.articles.size()) return false;
    const Article& known = reread_.articles[next_];
    record->article = next_++;
    return known.id == article.id && known.text == article.text;
  }

  static absl::Status Changed(std::string_view path) {
    return absl::FailedPreconditionError(std::string(path) +
                                         ": changed while it was read (run again when nobody "
                                         "writes to it)");
  }

  ArticleReader* reader_;
  const Reread& reread_;
  Originals originals_;
  Ordinal next_ = 0;  // article of the first reading
  bool done_ = false;
};

}  // namespace

absl::Status PrepareTwoReadings(const std::vector<std::string>& paths,
                                const std::vector<std::string>& outputs) {
  const absl::StatusOr<std::vector<FoundFile>> files = FindFiles(paths);
  if (!files.ok()) return files.status();
  for (const FoundFile& file : *files) {
    if (!file.problem.ok()) return file.problem;
    struct stat status = {};
    if (file.path != "-" && !file.regular) {
      return absl::InvalidArgumentError(
          file.name + ": is no file, and is to be read twice (give it as standard input)");
    }
    if (file.path == "-" ? fstat(STDIN_FILENO, &status) : stat(file.path.c_str(), &status)) {
      continue;  // opening it will say why
    }
    for (const std::string& output : outputs) {
      if (!WouldReplace(output, status)) continue;
      return absl::InvalidArgumentError(
          file.name + ": is an input and would be replaced (choose another name for the output)");
    }
  }
  const bool has_stdin = std::any_of(files->begin(), files->end(),
                                     [](const FoundFile& file) { return file.path == "-"; });
  return has_stdin ? PrepareStdin() : absl::OkStatus();
}

absl::Status ReadAgain(const std::vector<std::string>& paths, ReadOptions options,
                       const Reread& reread) {
  options.report = nullptr;
  options.every_file = true;  // as in the first reading
  lseek(STDIN_FILENO, stdin_start, SEEK_SET);
  absl::StatusOr<std::unique_ptr<ArticleReader>> reader = ArticleReader::Open(paths, options);
  if (!reader.ok()) return reader.status();
  return SecondReading(reader->get(), reread).Run();
}

}  // namespace newsprint::cli
