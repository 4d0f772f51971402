// newsprint-background: writes the built-in table of common stems from news of each language.
// What it is made from, and how a source is read: lib/src/stem/background.md.
//
// Stems are those of the library itself: each source is read, analysed and stemmed as a corpus is,
// so the table fits the tokens it will be asked about.
#include "stem/background.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "log2_fixed.h"
#include "newsprint/article.h"
#include "newsprint/io.h"
#include "newsprint/stems.h"
#include "newsprint/text.h"

namespace newsprint::corpus {
namespace {

namespace po = boost::program_options;

// A share counted in fewer articles is chance.
constexpr uint64_t kLeastArticles = 5;

// Which share of a source's articles has a stem, in 1/2^32, by the stem's hash.
constexpr int kShareBits = 32;
using Shares = absl::flat_hash_map<uint64_t, uint64_t>;

class StemCounter {
 public:
  explicit StemCounter(std::string language) : language_(std::move(language)) {}

  // The stems of `text`, ascending and unique.
  const std::vector<uint64_t>& StemsOf(std::string_view text) {
    Article article;
    article.text = text;
    article.language = language_;
    AnalyzeText(article, &text_);
    StemStory(article, text_, &cache_, &stems_);
    hashes_ = stems_.hash;
    std::erase(hashes_, 0);
    std::ranges::sort(hashes_);
    hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
    return hashes_;
  }

 private:
  const std::string language_;
  Text text_;
  StemCache cache_;
  Stems stems_;
  std::vector<uint64_t> hashes_;
};

Shares SharesOf(const absl::flat_hash_map<uint64_t, uint64_t>& counts, uint64_t articles) {
  Shares shares;
  for (const auto& [hash, count] : counts) {
    if (count >= kLeastArticles) shares[hash] = (count << kShareBits) / articles;
  }
  return shares;
}

absl::StatusOr<Shares> CountArticles(const std::string& language, const std::string& path) {
  absl::StatusOr<std::unique_ptr<ArticleReader>> reader = ArticleReader::Open({path}, {});
  if (!reader.ok()) return reader.status();
  StemCounter counter(language);
  absl::flat_hash_map<uint64_t, uint64_t> counts;
  uint64_t articles = 0;
  ArticleBatch batch;
  while (true) {
    const absl::StatusOr<bool> more = (*reader)->Next(&batch);
    if (!more.ok()) return more.status();
    if (!*more) break;
    for (const Article& article : batch.articles) {
      const std::vector<uint64_t>& stems = counter.StemsOf(article.text);
      for (const uint64_t hash : stems) ++counts[hash];
      articles += stems.empty() ? 0 : 1;
    }
  }
  if (articles == 0) return absl::InvalidArgumentError(absl::StrCat(path, ": no articles"));
  return SharesOf(counts, articles);
}

// Words with the number of articles that have them. Words of one stem are joined as if they stood
// in articles independently of each other.
absl::StatusOr<Shares> ReadWordCounts(const std::string& language, const std::string& path,
                                      std::ifstream* file) {
  StemCounter counter(language);
  absl::flat_hash_map<uint64_t, uint64_t> counts;
  uint64_t articles = 0;
  std::string line;
  while (std::getline(*file, line)) {
    uint64_t count = 0;
    if (absl::StartsWith(line, "# articles ")) {
      if (absl::SimpleAtoi(line.substr(11), &articles) && articles > 0) continue;
      return absl::InvalidArgumentError(absl::StrCat(path, ": number of articles expected"));
    }
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    if (fields.size() != 2 || !absl::SimpleAtoi(fields[1], &count) || count > articles) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": not WORD<TAB>COUNT: ", line));
    }
    for (const uint64_t hash : counter.StemsOf(fields[0])) {
      uint64_t& sum = counts[hash];
      sum += count - sum * count / articles;
    }
  }
  return SharesOf(counts, articles);
}

absl::StatusOr<Shares> ReadSource(const std::string& language, const std::string& path) {
  std::ifstream file(path);
  std::string first;
  std::getline(file, first);
  if (!absl::StartsWith(first, "# articles ")) return CountArticles(language, path);
  file.seekg(0);
  return ReadWordCounts(language, path, &file);
}

// ln(1 / share) in 1/256.
uint64_t IdfOf(uint64_t share) {
  return LnOfLog2<16, 8>(Log2Fixed<16>(uint64_t{1} << kShareBits) - Log2Fixed<16>(share));
}

std::vector<uint32_t> EntriesOf(const Shares& shares) {
  std::vector<uint32_t> entries;
  for (const auto& [hash, share] : shares) {
    const uint64_t idf = IdfOf(share);
    if (idf >= kRareIdf) continue;
    entries.push_back(static_cast<uint32_t>(hash >> 40 << 8 | idf / kBackgroundStep));
  }
  std::ranges::sort(entries);  // of equal hashes the most common first
  const auto same_hash = [](uint32_t a, uint32_t b) { return a >> 8 == b >> 8; };
  entries.erase(std::unique(entries.begin(), entries.end(), same_hash), entries.end());
  return entries;
}

std::string SourceFile(const std::map<std::string, std::vector<uint32_t>>& parts) {
  std::string out =
      "// The background table. Written by newsprint-background; background.md says from what.\n"
      "#include \"stem/background.h\"\n\nnamespace newsprint {\nnamespace {\n\n"
      "// clang-format off\n";
  std::string list;
  for (const auto& [language, entries] : parts) {
    absl::StrAppend(&out, "constexpr uint32_t kStems_", language, "[] = {  // ", entries.size());
    for (size_t i = 0; i < entries.size(); ++i) {
      absl::StrAppendFormat(&out, "%s0x%08x,", i % 8 == 0 ? "\n    " : " ", entries[i]);
    }
    absl::StrAppend(&out, "\n};\n\n");
    absl::StrAppend(&list, "    {\"", language, "\", kStems_", language, "},\n");
  }
  absl::StrAppend(&out, "constexpr BackgroundPart kParts[] = {\n", list,
                  "};\n// clang-format on\n\n}  // namespace\n\n"
                  "std::span<const BackgroundPart> BackgroundParts() { return kParts; }\n\n"
                  "}  // namespace newsprint\n");
  return out;
}

absl::StatusOr<std::string> Build(const std::vector<std::string>& sources) {
  std::map<std::string, Shares> shares;
  for (const std::string& source : sources) {
    const std::vector<std::string> parts = absl::StrSplit(source, absl::MaxSplits('=', 1));
    if (parts.size() != 2) {
      return absl::InvalidArgumentError(absl::StrCat(source, ": not LANGUAGE=FILE"));
    }
    const absl::StatusOr<Shares> found = ReadSource(parts[0], parts[1]);
    if (!found.ok()) return found.status();
    for (const auto& [hash, share] : *found) {
      uint64_t& most = shares[parts[0]][hash];
      most = std::max(most, share);
    }
  }
  std::map<std::string, std::vector<uint32_t>> entries;
  for (const auto& [language, of_language] : shares) entries[language] = EntriesOf(of_language);
  return SourceFile(entries);
}

int Main(int argc, char** argv) {
  po::options_description options("Options");
  options.add_options()("help,h", "print this and leave")(
      "output,o", po::value<std::string>()->default_value("-"), "where the table goes")(
      "source", po::value<std::vector<std::string>>(),
      "LANGUAGE=FILE: articles (JSON Lines), or word counts; of several for a language the larger "
      "share counts");
  po::variables_map given;
  try {
    po::store(po::command_line_parser(argc, argv)
                  .options(options)
                  .positional(po::positional_options_description().add("source", -1))
                  .run(),
              given);
  } catch (const po::error& error) {
    std::cerr << "newsprint-background: " << error.what() << "\n";
    return 2;
  }
  if (given.count("help") > 0 || given.count("source") == 0) {
    std::cout << "Usage: newsprint-background LANGUAGE=FILE... -o background_data.cc\n" << options;
    return given.count("help") > 0 ? 0 : 2;
  }
  const absl::StatusOr<std::string> table = Build(given["source"].as<std::vector<std::string>>());
  if (!table.ok()) {
    std::cerr << "newsprint-background: " << table.status().message() << "\n";
    return 2;
  }
  const std::string path = given["output"].as<std::string>();
  std::ofstream file;
  if (path != "-") file.open(path);
  std::ostream& out = path == "-" ? std::cout : file;
  out << *table << std::flush;
  return out.good() ? 0 : 2;
}

}  // namespace
}  // namespace newsprint::corpus

int main(int argc, char** argv) { return newsprint::corpus::Main(argc, argv); }
