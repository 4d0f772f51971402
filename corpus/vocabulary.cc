// Classes and frequency bands of the base's words, and their seeded shuffle.
//
// Why bands and not one pool: a word keeps its frequency within a factor of 1.5, so document
// frequencies, rarity and the bag of an event look in every epoch as they do in the base. Why only
// 30 % of the tokens stay: at half, runs of five frequent words alone give two epochs of an article
// a 5-word containment of .01-.03; at 30 % it is below .01, as between articles of different
// events. Why a shuffle and not a formula: the few formulas of an affine map of a small band repeat
// after some dozen epochs, and a phrase then survives whole.
#include "vocabulary.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "random.h"
#include "unicode.h"

namespace newsprint::corpus {
namespace {

constexpr double kKeptShare = .30;
constexpr double kStopShare = .50;
constexpr uint32_t kSmallestBand = 32;

bool IsNumber(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Pattern PatternOf(std::string_view word) {
  size_t letters = 0, upper = 0;
  bool first_upper = false;
  for (size_t at = 0; at < word.size(); ++letters) {
    const bool is_upper = IsUpper(NextCodepoint(word, &at));
    if (letters == 0) first_upper = is_upper;
    upper += is_upper;
  }
  if (upper >= 2 && upper == letters) return Pattern::kUpper;
  return first_upper ? Pattern::kCapital : Pattern::kLower;
}

WordKind KindOf(const Entry& entry) {
  const auto& [lower, capital, upper] = entry.counts;
  if (IsNumber(entry.forms[0])) return WordKind::kNumber;
  size_t first = 0;
  NextCodepoint(entry.forms[0], &first);
  if (first == entry.forms[0].size() && capital > lower) return WordKind::kInitial;
  if (upper > lower + capital) return WordKind::kAcronym;
  const bool name = entry.inner_capitals > lower || (lower == 0 && capital > 0);
  return name ? WordKind::kName : WordKind::kLower;
}

// Numbers trade places with numbers that look alike: as long, a year with a year, "05" with "07".
uint32_t ShapeOf(const Entry& entry) {
  const std::string& word = entry.forms[0];
  if (entry.kind != WordKind::kNumber) {
    size_t at = 0;
    return ScriptOf(NextCodepoint(word, &at));
  }
  const bool year = word.size() == 4 && (word.starts_with("19") || word.starts_with("20"));
  return static_cast<uint32_t>(word.size()) * 4 + (word[0] == '0' ? 2 : 0) + (year ? 1 : 0);
}

}  // namespace

uint32_t Vocabulary::EntryOf(uint32_t language, std::string lower, bool unspaced) {
  const auto [it, is_new] =
      lower_case_[language].try_emplace(std::move(lower), static_cast<uint32_t>(entries_.size()));
  if (is_new) {
    Entry& entry = entries_.emplace_back();
    entry.forms = {it->first, "", ""};
    entry.language = language;
    entry.unspaced = unspaced;
  }
  return it->second;
}

Occurrence Vocabulary::Add(uint32_t language, std::string_view surface, bool unspaced,
                           bool starts_sentence) {
  if (language >= surfaces_.size()) {
    surfaces_.resize(language + 1);
    lower_case_.resize(language + 1);
  }
  Surfaces& surfaces = surfaces_[language];
  auto it = surfaces.find(absl::string_view(surface.data(), surface.size()));
  if (it == surfaces.end()) {
    const uint32_t entry = EntryOf(language, Lower(surface), unspaced);
    const Pattern pattern = PatternOf(surface);
    std::string& form = entries_[entry].forms[static_cast<size_t>(pattern)];
    if (form.empty()) form = surface;
    it = surfaces.emplace(std::string(surface), Occurrence{entry, pattern}).first;
  }
  Entry& entry = entries_[it->second.entry];
  ++entry.counts[static_cast<size_t>(it->second.pattern)];
  entry.inner_capitals += it->second.pattern == Pattern::kCapital && !starts_sentence;
  return it->second;
}

bool Vocabulary::Knows(uint32_t language, std::string_view surface) const {
  return surfaces_[language].contains(absl::string_view(surface.data(), surface.size()));
}

const std::vector<uint32_t>& Vocabulary::content_words(uint32_t language) const {
  return content_[language];
}

const std::vector<uint32_t>& Vocabulary::stop_words(uint32_t language) const {
  return stop_[language];
}

void Vocabulary::MarkFrequent(uint32_t language) {
  std::vector<uint32_t> words;
  uint64_t tokens = 0;
  for (uint32_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].language != language) continue;
    tokens += entries_[i].count();
    const WordKind kind = entries_[i].kind;
    if (kind == WordKind::kLower || kind == WordKind::kInitial) words.push_back(i);
  }
  std::sort(words.begin(), words.end(), [this](uint32_t a, uint32_t b) {
    const uint64_t count_a = entries_[a].count(), count_b = entries_[b].count();
    return std::tie(count_b, entries_[a].forms[0]) < std::tie(count_a, entries_[b].forms[0]);
  });
  double covered = 0;
  for (const uint32_t word : words) {
    Entry& entry = entries_[word];
    const double share = covered / static_cast<double>(tokens);
    entry.kept = share < kKeptShare;
    entry.stop = share < kStopShare;
    covered += static_cast<double>(entry.count());
    (entry.stop ? stop_ : content_)[language].push_back(word);
  }
  if (content_[language].empty()) content_[language] = words;
}

// A band starts at rank r and is r/2 long: frequencies within it differ by a factor of 1.5 where
// word frequency follows Zipf's law.
void Vocabulary::MakeBands(const std::vector<uint32_t>& word_class) {
  const auto offset = static_cast<uint32_t>(ranked_.size());
  const auto size = static_cast<uint32_t>(word_class.size());
  ranked_.insert(ranked_.end(), word_class.begin(), word_class.end());
  for (uint32_t begin = 0; begin < size;) {
    uint32_t end = begin + std::max(kSmallestBand, begin / 2);
    if (end + kSmallestBand > size) end = size;
    bands_.push_back({offset + begin, offset + end, entries_[word_class[0]].language});
    begin = end;
  }
}

void Vocabulary::Finish() {
  content_.resize(surfaces_.size());
  stop_.resize(surfaces_.size());
  for (Entry& entry : entries_) {
    entry.kind = KindOf(entry);
    const std::string lower = entry.forms[0];
    if (entry.forms[1].empty()) entry.forms[1] = Capitalise(lower);
    if (entry.forms[2].empty()) entry.forms[2] = Upper(lower);
  }
  for (uint32_t language = 0; language < surfaces_.size(); ++language) MarkFrequent(language);

  using ClassKey = std::tuple<uint32_t, WordKind, uint32_t>;
  std::map<ClassKey, std::vector<uint32_t>> classes;
  for (uint32_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (entry.kept) continue;
    classes[{entry.language, entry.kind, ShapeOf(entry)}].push_back(i);
  }
  for (auto& [key, members] : classes) {
    std::stable_sort(members.begin(), members.end(), [this](uint32_t a, uint32_t b) {
      return entries_[a].count() > entries_[b].count();
    });
    MakeBands(members);
  }
}

Permutation::Permutation(const Vocabulary& vocabulary, uint64_t seed, uint32_t language)
    : vocabulary_(&vocabulary), seed_(seed), language_(language), map_(vocabulary.size()) {
  std::iota(map_.begin(), map_.end(), 0u);
}

void Permutation::Set(uint64_t epoch) {
  if (epoch == epoch_) return;
  epoch_ = epoch;
  std::vector<uint32_t> shuffled;
  const std::vector<uint32_t>& ranked = vocabulary_->ranked_;
  for (const Vocabulary::Band& band : vocabulary_->bands_) {
    if (language_ != kAllLanguages && language_ != band.language) continue;
    shuffled.assign(ranked.begin() + band.begin, ranked.begin() + band.end);
    Random random({seed_, kForPermutation, epoch, band.begin});
    for (size_t i = shuffled.size(); i > 1; --i) {
      std::swap(shuffled[i - 1], shuffled[random.Below(i)]);
    }
    for (size_t i = 0; i < shuffled.size(); ++i) map_[ranked[band.begin + i]] = shuffled[i];
  }
}

}  // namespace newsprint::corpus
