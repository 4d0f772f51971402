// Paragraphs and sentences are held against the table of phrases (furniture_rules) through a hash
// of one token of each phrase, so most of them cost one look-up; datelines, bylines and lines of
// agencies are told by their structure.
#include "text/furniture.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <bitset>
#include <string>
#include <string_view>

#include "text/furniture_rules.h"

namespace newsprint {
namespace {

using How = FurnitureRule::How;
using Says = FurnitureRule::Says;

// Longer units are prose.
constexpr uint32_t kLongestUnit = 40;
// Units this near to the text's beginning or end count as lead or tail.
constexpr uint32_t kLeadUnits = 5;
constexpr uint32_t kTailUnits = 8;

struct Phrase {
  const FurnitureRule* rule;
  std::vector<uint64_t> hashes;
};

absl::flat_hash_set<uint64_t> HashSet(const char* words) {
  absl::flat_hash_set<uint64_t> hashes;
  for (const uint64_t hash : TokenHashes(words)) hashes.insert(hash);
  return hashes;
}

// The table, by the hash of the token that each phrase is looked up by: its first one.
struct Tables {
  Tables()
      : agencies(HashSet(kAgencyWords)),
        connectors(HashSet(kConnectorWords)),
        by_words(HashSet(kByWords)),
        name_words(HashSet(kNameWords)) {
    for (const FurnitureRule& rule : FurnitureRules()) Add(rule);
  }

  void Add(const FurnitureRule& rule) {
    std::string_view rest = rule.phrases;
    while (!rest.empty()) {
      const std::string_view phrase = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(rest.size(), phrase.size() + 1));
      Phrase entry = {&rule, TokenHashes(phrase)};
      const bool first = rule.how != How::kContains && rule.how != How::kEnds;
      auto& map = first ? by_first : by_any;
      filter.set(entry.hashes[0] % filter.size());
      if (!first) any_filter.set(entry.hashes[0] % any_filter.size());
      map[entry.hashes[0]].push_back(std::move(entry));
    }
  }

  absl::flat_hash_map<uint64_t, std::vector<Phrase>> by_first;
  absl::flat_hash_map<uint64_t, std::vector<Phrase>> by_any;
  std::bitset<8192> filter;
  std::bitset<8192> any_filter;
  absl::flat_hash_set<uint64_t> agencies;
  absl::flat_hash_set<uint64_t> connectors;
  absl::flat_hash_set<uint64_t> by_words;
  absl::flat_hash_set<uint64_t> name_words;
};

const Tables& TheTables() {
  static const auto* const tables = new Tables();
  return *tables;
}

class Finder {
 public:
  Finder(const Article& article, const std::vector<Gap>& gaps, Text* text)
      : article_(article), gaps_(gaps), text_(*text), tables_(TheTables()) {}

  void Run() {
    text_.furniture.clear();
    text_.credits.clear();
    CollectParagraphs();
    for (size_t i = 0; i < paragraphs_.size(); ++i) LookAtParagraph(i);
    if (!paragraphs_.empty()) {
      MarkTitle();
      MarkDateline();
    }
    CollectSpans();
  }

 private:
  void CollectParagraphs() {
    for (size_t i = 0; i < text_.sentences.size(); ++i) {
      const Span sentence = text_.sentences[i];
      if ((text_.tokens[sentence.begin].flags & kTokenParagraphStart) != 0) {
        paragraphs_.push_back(sentence);
        first_sentence_.push_back(static_cast<uint32_t>(i));
      }
      paragraphs_.back().end = sentence.end;
    }
    first_sentence_.push_back(static_cast<uint32_t>(text_.sentences.size()));
  }

  void LookAtParagraph(size_t i) {
    const Span paragraph = paragraphs_[i];
    const bool lead = i < kLeadUnits;
    const bool tail = i + kTailUnits >= paragraphs_.size();
    if (paragraph.size() <= kLongestUnit) {
      if (Match(paragraph, FurnitureRule::Unit::kParagraph, lead, tail)) return Mark(paragraph);
      if ((lead || tail) && IsByline(paragraph)) return Mark(paragraph);
      if (tail && IsOrigin(paragraph)) return Mark(paragraph);
    }
    for (uint32_t s = first_sentence_[i]; s < first_sentence_[i + 1]; ++s) {
      const Span sentence = text_.sentences[s];
      const bool last = s + 3 >= text_.sentences.size();
      if (sentence.size() > kLongestUnit) continue;
      if (Match(sentence, FurnitureRule::Unit::kSentence, lead, tail) ||
          (last && sentence != paragraph && IsAgencies(sentence))) {
        Mark(sentence);
      }
    }
  }

  void Mark(Span tokens) {
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) text_.tokens[i].flags |= kTokenFurniture;
  }

  // Whether some rule takes the unit; adds what it says about the origin.
  bool Match(Span unit, FurnitureRule::Unit kind, bool lead, bool tail) {
    const uint64_t first = text_.tokens[unit.begin].hash;
    bool matched = false;
    if (tables_.filter.test(first % tables_.filter.size())) {
      const auto found = tables_.by_first.find(first);
      if (found != tables_.by_first.end()) {
        for (const Phrase& phrase : found->second) {
          matched |= Applies(phrase, unit, kind, lead, tail) && Take(phrase, unit, unit.begin);
          if (matched) return true;
        }
      }
    }
    for (uint32_t i = unit.begin; i < unit.end; ++i) {
      const uint64_t hash = text_.tokens[i].hash;
      if (!tables_.any_filter.test(hash % tables_.any_filter.size())) continue;
      const auto found = tables_.by_any.find(hash);
      if (found == tables_.by_any.end()) continue;
      for (const Phrase& phrase : found->second) {
        if (Applies(phrase, unit, kind, lead, tail) && Take(phrase, unit, i)) return true;
      }
    }
    return false;
  }

  bool Applies(const Phrase& phrase, Span unit, FurnitureRule::Unit kind, bool lead,
               bool tail) const {
    const FurnitureRule& rule = *phrase.rule;
    if (unit.size() > rule.longest) return false;
    if (rule.unit == FurnitureRule::Unit::kParagraph && kind != rule.unit) return false;
    if (rule.place == FurnitureRule::Place::kLead) return lead;
    return rule.place != FurnitureRule::Place::kTail || tail;
  }

  // The phrase stands at token `at` as its rule asks.
  bool Take(const Phrase& phrase, Span unit, uint32_t at) {
    const auto size = static_cast<uint32_t>(phrase.hashes.size());
    uint32_t end = at;
    for (uint32_t i = 0; i < size; ++end) {
      if (end == unit.end) return false;
      if (text_.tokens[end].hash == phrase.hashes[i]) {
        ++i;
      } else if (phrase.rule->how != How::kIs || !IsNumber(end)) {
        return false;
      }
    }
    switch (phrase.rule->how) {
      case How::kIs:
        while (end < unit.end && IsNumber(end)) ++end;
        if (end != unit.end) return false;
        break;
      case How::kColon:
        if (end == unit.end || !Introduces(end)) return false;
        break;
      case How::kEnds:
        if (end != unit.end) return false;
        break;
      case How::kBegins:
      case How::kContains:
        break;
    }
    AddSaid(phrase.rule->says, unit, {at, end});
    return true;
  }

  bool IsNumber(uint32_t token) const { return (text_.tokens[token].flags & kTokenNumber) != 0; }

  // A colon, bar or dash stands before the token.
  bool Introduces(uint32_t token) const {
    const std::string_view gap = GapBefore(token);
    return gap.find_first_of(":|") != std::string_view::npos ||
           gap.find(" - ") != std::string_view::npos;
  }

  // What stands before a token; "" for one blank or nothing.
  std::string_view GapBefore(uint32_t token) const {
    const auto found = std::lower_bound(gaps_.begin(), gaps_.end(), token,
                                        [](const Gap& gap, uint32_t t) { return gap.token < t; });
    if (found == gaps_.end() || found->token != token) return {};
    return std::string_view(text_.folded).substr(found->begin, found->end - found->begin);
  }

  void AddSaid(Says says, Span unit, Span phrase) {
    switch (says) {
      case Says::kNothing:
        return;
      case Says::kSourceBehind:
        return AddCredit(Credit::Kind::kSource, {phrase.end, unit.end}, unit);
      case Says::kReportingBehind:
        return AddCredit(Credit::Kind::kReporting, {phrase.end, unit.end}, unit);
      case Says::kContributedBefore:
        return AddCredit(Credit::Kind::kContributed, {unit.begin, phrase.begin}, unit);
      case Says::kContributedBehind:
        return AddCredit(Credit::Kind::kContributed, {phrase.end, unit.end}, unit);
    }
  }

  // The name reaches to a semicolon or closing bracket at most.
  void AddCredit(Credit::Kind kind, Span name, Span unit) {
    if (name.empty()) return;
    uint32_t end = name.begin + 1;
    while (end < name.end && GapBefore(end).find_first_of(";)") == std::string_view::npos) ++end;
    const uint32_t from = text_.tokens[name.begin].bytes.begin;
    const uint32_t to = text_.tokens[end - 1].bytes.end;
    Credit credit;
    credit.kind = kind;
    credit.name = std::string(article_.text.substr(from, to - from));
    credit.bytes = {text_.tokens[unit.begin].bytes.begin, text_.tokens[unit.end - 1].bytes.end};
    text_.credits.push_back(std::move(credit));
  }

  bool IsCapital(uint32_t token) const { return (text_.tokens[token].flags & kTokenCapital) != 0; }

  bool IsName(uint32_t token) const {
    return IsCapital(token) || tables_.name_words.contains(text_.tokens[token].hash);
  }

  bool EndsLikeSentence(Span unit) const {
    const std::string_view gap = GapBefore(unit.end);
    return !gap.empty() && (gap[0] == '.' || gap[0] == '!' || gap[0] == '?');
  }

  // "By Jane Doe and Max Muster, Northline".
  bool IsByline(Span unit) {
    if (unit.size() < 2 || unit.size() > 16 || EndsLikeSentence(unit)) return false;
    if (!tables_.by_words.contains(text_.tokens[unit.begin].hash)) return false;
    if (!IsCapital(unit.begin) || !IsCapital(unit.begin + 1)) return false;
    uint32_t comma = 0;
    for (uint32_t i = unit.begin + 1; i < unit.end; ++i) {
      if (!IsName(i)) return false;
      const std::string_view gap = GapBefore(i);
      if (gap.find_first_of(",(|") != std::string_view::npos) comma = i;
    }
    if (comma != 0) AddCredit(Credit::Kind::kReporting, {comma, unit.end}, unit);
    return true;
  }

  // A last line that is nothing but a name: "Meridian", "(Reuters, AFP)".
  bool IsOrigin(Span unit) {
    if (IsAgencies(unit)) return true;
    if (unit.size() > 3 || EndsLikeSentence(unit)) return false;
    for (uint32_t i = unit.begin; i < unit.end; ++i) {
      if (!IsCapital(i)) return false;
    }
    AddCredit(Credit::Kind::kSource, unit, unit);
    return true;
  }

  // Agencies and the words that join them, nothing else: "RND/dpa", "Mit Material von dpa".
  bool IsAgencies(Span unit) {
    if (unit.size() > 12) return false;
    uint32_t agencies = 0;
    for (uint32_t i = unit.begin; i < unit.end; ++i) {
      const uint64_t hash = text_.tokens[i].hash;
      if (tables_.agencies.contains(hash)) {
        ++agencies;
      } else if (!tables_.connectors.contains(hash)) {
        return false;
      }
    }
    if (agencies == 0) return false;
    for (uint32_t i = unit.begin; i < unit.end; ++i) {
      if (tables_.agencies.contains(text_.tokens[i].hash)) {
        AddCredit(Credit::Kind::kSource, {i, i + 1}, unit);
      }
    }
    return true;
  }

  // The title repeated as the first line.
  void MarkTitle() {
    if (article_.title.empty()) return;
    const std::vector<uint64_t> title = TokenHashes(article_.title);
    const Span first = paragraphs_[0];
    if (title.empty() || title.size() > first.size()) return;
    for (uint32_t i = 0; i < title.size(); ++i) {
      if (text_.tokens[first.begin + i].hash != title[i]) return;
    }
    const auto end = first.begin + static_cast<uint32_t>(title.size());
    if (end == first.end || title.size() >= 5) Mark({first.begin, end});
  }

  // Datelines stand at the first paragraphs that are no furniture.
  void MarkDateline() {
    for (size_t i = 0; i < std::min<size_t>(paragraphs_.size(), kLeadUnits); ++i) {
      uint32_t begin = paragraphs_[i].begin;
      while (begin < paragraphs_[i].end && (text_.tokens[begin].flags & kTokenFurniture) != 0) {
        ++begin;
      }
      if (begin < paragraphs_[i].end && TakeDateline({begin, paragraphs_[i].end})) return;
    }
  }

  bool IsUpper(uint32_t token) const {
    const Span bytes = text_.tokens[token].bytes;
    if (bytes.size() < 2) return false;
    for (const char c : article_.text.substr(bytes.begin, bytes.size())) {
      if (c >= 'a' && c <= 'z') return false;
    }
    return IsCapital(token);
  }

  // PLACE, date (AGENCY) - or PLACE - or Place (AGENCY).
  bool TakeDateline(Span paragraph) {
    const uint32_t limit = std::min(paragraph.end, paragraph.begin + 12);
    Span name = {0, 0};
    for (uint32_t i = paragraph.begin; i < limit; ++i) {
      const std::string_view gap = GapBefore(i);
      if (gap.find('(') != std::string_view::npos) name = {i, i};
      if (i > paragraph.begin && !name.empty() && false) return false;
      if (gap.find(')') != std::string_view::npos && name.begin != 0 && name.end == name.begin) {
        name.end = i;
      }
      if (i > paragraph.begin && EndsDateline(gap, paragraph, i, name)) {
        AddDateline({paragraph.begin, i}, name);
        return true;
      }
      if ((text_.tokens[i].flags & (kTokenNumber | kTokenUnspaced)) == 0 && !IsName(i) &&
          name.begin != i && name.begin == name.end) {
        return false;
      }
    }
    return false;
  }

  bool EndsDateline(std::string_view gap, Span paragraph, uint32_t at, Span name) const {
    const bool dash = gap.find('-') != std::string_view::npos;
    const bool named = !name.empty() && name.size() <= 3 && name.end == at;
    if (named && dash) return true;
    if (named) return tables_.agencies.contains(text_.tokens[name.begin].hash);
    return dash && name.empty() && gap.find(" -") == 0 && IsUpper(paragraph.begin);
  }

  void AddDateline(Span unit, Span name) {
    Mark(unit);
    if (!name.empty()) AddCredit(Credit::Kind::kDateline, name, unit);
  }

  void CollectSpans() {
    const auto size = static_cast<uint32_t>(text_.tokens.size());
    for (uint32_t i = 0; i < size; ++i) {
      if ((text_.tokens[i].flags & kTokenFurniture) == 0) continue;
      if (!text_.furniture.empty() && text_.furniture.back().end == i) {
        ++text_.furniture.back().end;
      } else {
        text_.furniture.push_back({i, i + 1});
      }
    }
    std::stable_sort(
        text_.credits.begin(), text_.credits.end(),
        [](const Credit& a, const Credit& b) { return a.bytes.begin < b.bytes.begin; });
  }

  const Article& article_;
  const std::vector<Gap>& gaps_;
  Text& text_;
  const Tables& tables_;
  std::vector<Span> paragraphs_;
  std::vector<uint32_t> first_sentence_;  // of each paragraph, and one more
};

}  // namespace

void FindFurniture(const Article& article, const std::vector<Gap>& gaps, Text* text) {
  Finder(article, gaps, text).Run();
}

}  // namespace newsprint
