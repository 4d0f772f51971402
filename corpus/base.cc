// Reading the base corpus. A word costs 4 bytes, about two thirds of the text itself; separators
// and spellings are stored once.
#include "base.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "unicode.h"

namespace newsprint::corpus {
namespace {

// Titles and months whose full stop does not end a sentence.
constexpr std::array<std::string_view, 24> kAbbreviations = {
    "Mr",  "Mrs", "Ms", "Dr", "St", "Sen", "Rep", "Gov", "Gen",  "Col", "Lt",  "Prof",
    "Sgt", "Rev", "Jr", "No", "vs", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"};

bool IsAbbreviation(std::string_view word) {
  size_t first = 0;
  const bool upper = IsUpper(NextCodepoint(word, &first));
  return (upper && first == word.size()) ||
         std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

bool IsStop(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == U'…' || c == U'。' || c == U'！' || c == U'？' ||
         c == U'؟' || c == U'۔';
}

// Whether `between` ends a sentence between the words `before` and `after`.
bool EndsSentence(std::string_view before, std::string_view between, std::string_view after) {
  bool stop = false, wide = false, space = false;
  for (size_t at = 0; at < between.size();) {
    const char32_t c = NextCodepoint(between, &at);
    if (c == '\n') return true;
    stop = stop || IsStop(c);
    wide = wide || (IsStop(c) && c >= 0x3000);
    space = space || (stop && IsSpace(c));
  }
  if (!stop || !(wide || space)) return false;
  if (wide) return true;
  size_t first = 0;
  const char32_t next = NextCodepoint(after, &first);
  const bool lower_case = !IsUpper(next) && Upper(after.substr(0, first)) != after.substr(0, first);
  return !lower_case && !(between.starts_with('.') && IsAbbreviation(before));
}

// "'s", "n't", "'ll": the letters after an apostrophe that belong to the word before it.
bool IsSuffix(std::string_view between, std::string_view word) {
  return (between == "'" || between == "’") && word.size() <= 2 && word[0] >= 'a' && word[0] <= 'z';
}

std::string StringField(simdjson::dom::element record, const char* name) {
  std::string_view value;
  if (record[name].get_string().get(value) == simdjson::SUCCESS) return std::string(value);
  return {};
}

}  // namespace

Item Base::MakeSeparator(std::string_view text, bool ends_sentence) {
  const auto [it, is_new] = separator_of_.try_emplace({std::string(text), ends_sentence},
                                                      static_cast<uint32_t>(separators_.size()));
  if (!is_new) return Item::Separator(it->second);
  Separator separator;
  separator.text = text;
  separator.ends_sentence = ends_sentence;
  separator.ends_paragraph = text.find('\n') != std::string_view::npos;
  separator.close = separator.open = static_cast<uint32_t>(text.size());
  bool stop = false, found = false;
  for (size_t at = 0; at < text.size();) {
    const auto begin = static_cast<uint32_t>(at);
    const char32_t c = NextCodepoint(text, &at);
    stop = stop || IsStop(c);
    if (!IsSpace(c) || !(stop || separator.ends_paragraph)) continue;
    if (!found) separator.close = begin;
    found = true;
    separator.open = static_cast<uint32_t>(at);
  }
  separators_.push_back(std::move(separator));
  return Item::Separator(it->second);
}

std::vector<Item> Base::Itemise(uint32_t language, std::string_view text) {
  std::vector<WordRange> words;
  FindWords(text, &words);
  std::vector<Item> items;
  bool starts_sentence = true;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = text.substr(words[i].begin, words[i].end - words[i].begin);
    if (i == 0 && words[0].begin > 0) {
      items.push_back(MakeSeparator(text.substr(0, words[0].begin), false));
    }
    items.push_back(
        Item::Word(vocabulary_.Add(language, word, words[i].unspaced, starts_sentence)));
    size_t end = words[i].end;
    const auto next_word = [&] {
      return i + 1 < words.size()
                 ? text.substr(words[i + 1].begin, words[i + 1].end - words[i + 1].begin)
                 : std::string_view();
    };
    const auto between = [&] {
      const size_t next = i + 1 < words.size() ? words[i + 1].begin : text.size();
      return text.substr(end, next - end);
    };
    size_t gap_begin = end;
    if (i + 1 < words.size() && IsSuffix(between(), next_word())) end = words[++i].end;
    const std::string_view after = next_word();
    starts_sentence = after.empty() || EndsSentence(word, between(), after);
    const std::string_view gap = text.substr(gap_begin, end - gap_begin + between().size());
    if (gap == " ") {
      items.back().set_blank_follows();
    } else if (!gap.empty()) {
      items.push_back(MakeSeparator(gap, starts_sentence));
    }
  }
  return items;
}

uint32_t Base::LanguageOf(std::string_view name) {
  const auto index = static_cast<size_t>(std::find(languages_.begin(), languages_.end(), name) -
                                         languages_.begin());
  if (index == languages_.size()) languages_.emplace_back(name);
  return static_cast<uint32_t>(index);
}

absl::Status Base::ReadLines(std::istream& in, const std::string& path) {
  simdjson::dom::parser parser;
  std::string line;
  size_t total = 0;
  for (uint64_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    simdjson::dom::element record;
    std::string_view text;
    if (parser.parse(line).get(record) != simdjson::SUCCESS ||
        record["text"].get_string().get(text) != simdjson::SUCCESS) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":", number, ": no record with text"));
    }
    BaseArticle article;
    article.id = StringField(record, "id");
    if (article.id.empty()) article.id = absl::StrCat(number);
    article.family = StringField(record, "family");
    article.language = LanguageOf(StringField(record, "language"));
    article.text = Itemise(article.language, text);
    article.title = Itemise(article.language, StringField(record, "title"));
    article.bytes = text.size();
    total += text.size();
    articles_.push_back(std::move(article));
  }
  if (total == 0) return absl::InvalidArgumentError(absl::StrCat(path, ": no articles"));
  mean_bytes_ = static_cast<double>(total) / static_cast<double>(articles_.size());
  return absl::OkStatus();
}

absl::StatusOr<Base> Base::Read(const std::string& path) {
  Base base;
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be opened"));
  }
  const absl::Status status = base.ReadLines(path == "-" ? std::cin : file, path);
  if (!status.ok()) return status;
  base.separator_of_.clear();
  base.vocabulary_.Finish();
  return base;
}

}  // namespace newsprint::corpus
