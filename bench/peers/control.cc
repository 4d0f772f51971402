// The control of the race: MinHash with buckets in hash maps, as a textbook has it and the peers do
// it, in plain C++. Lower-cased words, shingles of five, k minima of multiply-shift hashes
// (Dietzfelbinger et al. 1997), a hash map a band from the rows to the articles, and whoever shares
// a bucket is joined without a second look. No vectors, no filters, one thread: what is faster than
// a peer and not than this is the language, and what is faster than this is newsprint.
#include <simdjson.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

constexpr size_t kShingleWords = 5;

// Runs of letters and digits; every byte of a letter beyond ASCII counts as one.
bool IsWordByte(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The hashes of the words, lower-cased in place.
void HashWords(std::string* text, std::vector<uint64_t>* words) {
  words->clear();
  const auto is_word = [](char c) { return IsWordByte(static_cast<unsigned char>(c)); };
  for (char& c : *text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  for (auto begin = std::find_if(text->begin(), text->end(), is_word); begin != text->end();) {
    const auto end = std::find_if_not(begin, text->end(), is_word);
    words->push_back(XXH3_64bits(&*begin, static_cast<size_t>(end - begin)));
    begin = std::find_if(end, text->end(), is_word);
  }
}

// Hashes of the shingles; one of fewer words where there are no five.
void HashShingles(const std::vector<uint64_t>& words, std::vector<uint32_t>* shingles) {
  const size_t length = std::min(kShingleWords, words.size());
  const size_t count = words.empty() ? 0 : words.size() - length + 1;
  shingles->resize(count);
  for (size_t i = 0; i < count; ++i) {
    (*shingles)[i] = static_cast<uint32_t>(XXH3_64bits(&words[i], length * sizeof(uint64_t)));
  }
}

class MinHash {
 public:
  explicit MinHash(size_t slots) : multiplier_(slots), addend_(slots), minima_(slots) {
    std::mt19937 random(1);
    for (uint32_t& a : multiplier_) a = static_cast<uint32_t>(random()) | 1;
    for (uint32_t& b : addend_) b = static_cast<uint32_t>(random());
  }

  const std::vector<uint32_t>& Of(const std::vector<uint32_t>& shingles) {
    std::fill(minima_.begin(), minima_.end(), UINT32_MAX);
    for (const uint32_t shingle : shingles) {
      for (size_t k = 0; k < minima_.size(); ++k) {
        minima_[k] = std::min(minima_[k], multiplier_[k] * shingle + addend_[k]);
      }
    }
    return minima_;
  }

 private:
  std::vector<uint32_t> multiplier_, addend_, minima_;
};

class Clusters {
 public:
  explicit Clusters(size_t articles) : parent_(articles) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }

  uint32_t Root(uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  void Join(uint32_t a, uint32_t b) {
    a = Root(a);
    b = Root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<uint32_t> parent_;
};

struct Options {
  std::string input, output;
  size_t bands = 42, rows = 3;
};

using Buckets = std::unordered_map<uint64_t, std::vector<uint32_t>>;

// Ids as they stand in the JSON, and every article in a bucket of each band.
bool Index(const Options& options, std::vector<std::string>* ids, std::vector<Buckets>* bands) {
  std::ifstream lines(options.input);
  if (!lines) return false;
  simdjson::dom::parser parser;
  MinHash minhash(options.bands * options.rows);
  std::string line, text;
  std::vector<uint64_t> words;
  std::vector<uint32_t> shingles;
  while (std::getline(lines, line)) {
    simdjson::dom::element record;
    std::string_view body;
    if (parser.parse(line).get(record) || record["text"].get(body)) return false;
    text = body;
    HashWords(&text, &words);
    HashShingles(words, &shingles);
    const auto article = static_cast<uint32_t>(ids->size());
    ids->push_back(simdjson::minify(record["id"]));
    if (shingles.empty()) continue;
    const uint32_t* row = minhash.Of(shingles).data();
    for (Buckets& band : *bands) {
      band[XXH3_64bits(row, options.rows * sizeof(uint32_t))].push_back(article);
      row += options.rows;
    }
  }
  return true;
}

bool Write(const std::string& path, const std::vector<std::string>& ids, Clusters* clusters) {
  std::vector<std::vector<uint32_t>> members(ids.size());
  for (uint32_t i = 0; i < ids.size(); ++i) members[clusters->Root(i)].push_back(i);
  std::ofstream out(path);
  for (const std::vector<uint32_t>& cluster : members) {
    if (cluster.size() < 2) continue;
    const char* before = "{\"members\":[";
    for (const uint32_t i : cluster) {
      out << before << ids[i];
      before = ",";
    }
    out << "]}\n";
  }
  return out.flush().good();
}

bool Parse(int count, char** words, Options* options) {
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = words[i];
    if (name == "--input")
      options->input = words[i + 1];
    else if (name == "--output")
      options->output = words[i + 1];
    else if (name == "--bands")
      options->bands = std::strtoul(words[i + 1], nullptr, 10);
    else if (name == "--rows")
      options->rows = std::strtoul(words[i + 1], nullptr, 10);
    else if (name != "--scratch")
      return false;
  }
  return !options->input.empty() && !options->output.empty();
}

}  // namespace

int main(int count, char** words) {
  Options options;
  if (!Parse(count, words, &options)) {
    std::cerr << "peers_control: --input FILE --output FILE [--bands B] [--rows R]\n";
    return 2;
  }
  std::vector<std::string> ids;
  std::vector<Buckets> bands(options.bands);
  if (!Index(options, &ids, &bands)) {
    std::cerr << "peers_control: " << options.input << ": no JSON lines with id and text\n";
    return 1;
  }
  Clusters clusters(ids.size());
  for (const Buckets& band : bands) {
    for (const auto& [key, articles] : band) {
      for (const uint32_t article : articles) clusters.Join(articles.front(), article);
    }
  }
  if (!Write(options.output, ids, &clusters)) {
    std::cerr << "peers_control: " << options.output << ": cannot write\n";
    return 1;
  }
}
