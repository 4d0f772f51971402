// newsprint-generate: test corpora of any size with known copies. See README.md.
#include <boost/program_options.hpp>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base.h"
#include "edits.h"
#include "plant.h"
#include "sink.h"

namespace newsprint::corpus {
namespace {

namespace po = boost::program_options;

po::options_description Options() {
  po::options_description options("Options");
  const std::string default_edits(DefaultEdits());
  options.add_options()                                                                          //
      ("help,h", "print this and leave")                                                         //
      ("articles,n", po::value<uint64_t>()->default_value(1000), "originals")                    //
      ("copies", po::value<uint64_t>()->default_value(0), "copies planted on them")              //
      ("share", po::value<double>(), "share of copies among all articles, instead of --copies")  //
      ("rewrites", po::value<uint64_t>()->default_value(0),
       "simulated rewrites (bt35, bt55, cond35, cond20 in turn)")  //
      ("family-size", po::value<std::string>()->default_value("1..4"),
       "copies that a copied original gets, MIN..MAX")  //
      ("edits", po::value<std::string>()->default_value(default_edits),
       "mix of edits, NAME[:RATE]=WEIGHT,...")  //
      ("excerpt-words", po::value<std::string>()->default_value("60..150"),
       "length of excerpts, MIN..MAX")  //
      ("bytes", po::value<double>()->default_value(0),
       "mean bytes of an original's text; 0 = as the base")  //
      ("base", po::value<std::string>()->default_value("corpus/families.jsonl"),
       "base articles, JSON Lines; - = standard input")                                    //
      ("seed", po::value<uint64_t>()->default_value(1), "another seed, another corpus")    //
      ("output,o", po::value<std::string>()->default_value("-"), "where the articles go")  //
      ("truth", po::value<std::string>(), "where the truth goes")                          //
      ("no-shuffle", "every copy directly behind its original");
  return options;
}

absl::Status ParseRange(const po::variables_map& given, const char* name, uint64_t* least,
                        uint64_t* most) {
  const std::vector<std::string> ends = absl::StrSplit(given[name].as<std::string>(), "..");
  if (ends.size() == 2 && absl::SimpleAtoi(ends[0], least) && absl::SimpleAtoi(ends[1], most) &&
      *least >= 1 && *least <= *most) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("--", name, ": not MIN..MAX"));
}

absl::StatusOr<PlantOptions> Plan(const po::variables_map& given) {
  PlantOptions options;
  options.articles = given["articles"].as<uint64_t>();
  options.copies = given["copies"].as<uint64_t>();
  options.rewrites = given["rewrites"].as<uint64_t>();
  options.bytes = given["bytes"].as<double>();
  options.seed = given["seed"].as<uint64_t>();
  options.shuffle = given.count("no-shuffle") == 0;
  if (given.count("share") > 0) {
    const double share = given["share"].as<double>();
    if (!(share >= 0 && share < 1)) return absl::InvalidArgumentError("--share: not in [0, 1)");
    options.copies = static_cast<uint64_t>(
        std::llround(static_cast<double>(options.articles) * share / (1 - share)));
  }
  absl::Status status =
      ParseRange(given, "family-size", &options.least_copies, &options.most_copies);
  if (status.ok()) {
    status = ParseRange(given, "excerpt-words", &options.least_excerpt, &options.most_excerpt);
  }
  if (!status.ok()) return status;
  absl::StatusOr<std::vector<EditChoice>> edits = ParseEdits(given["edits"].as<std::string>());
  if (!edits.ok()) return edits.status();
  options.edits = *std::move(edits);
  return options;
}

absl::Status Generate(const po::variables_map& given) {
  absl::StatusOr<PlantOptions> options = Plan(given);
  if (!options.ok()) return options.status();
  absl::StatusOr<Base> base = Base::Read(given["base"].as<std::string>());
  if (!base.ok()) return base.status();
  Sink corpus, truth;
  absl::Status status = corpus.Open(given["output"].as<std::string>());
  if (status.ok() && given.count("truth") > 0)
    status = truth.Open(given["truth"].as<std::string>());
  if (status.ok()) status = Generator(*base, *std::move(options), &corpus, &truth).Run();
  if (status.ok()) status = corpus.Close();
  if (status.ok()) status = truth.Close();
  return status;
}

int Main(int argc, char** argv) {
  const po::options_description options = Options();
  po::variables_map given;
  try {
    constexpr int kNoGuessing =
        po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    po::store(po::command_line_parser(argc, argv).options(options).style(kNoGuessing).run(), given);
    po::notify(given);
  } catch (const po::error& error) {
    std::cerr << "newsprint-generate: " << error.what() << "\n";
    return 2;
  }
  if (given.count("help") > 0) {
    std::cout << "newsprint-generate [options]: a test corpus with known copies, as JSON Lines.\n\n"
              << options;
    return 0;
  }
  const absl::Status status = Generate(given);
  if (!status.ok()) std::cerr << "newsprint-generate: " << status.message() << "\n";
  return status.ok() ? 0 : 2;
}

}  // namespace
}  // namespace newsprint::corpus

int main(int argc, char** argv) { return newsprint::corpus::Main(argc, argv); }
