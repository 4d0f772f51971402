// Paragraphs and sentences are held against the table of phrases (furniture_rules) through a hash
// of their first token, so nearly all of them cost one look-up. Phrases that stand anywhere begin
// with words that are everywhere ("the", "for"); they are told by their longest word, as a rule the
// rarest, in one pass over the text. What is told by its structure is in origins.
#include "text/furniture.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/ascii.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "text/furniture_rules.h"
#include "text/marker.h"
#include "text/origins.h"

namespace newsprint {
namespace {

using How = FurnitureRule::How;
using Place = FurnitureRule::Place;
using Says = FurnitureRule::Says;
using Unit = FurnitureRule::Unit;

// Longer units are prose.
constexpr uint32_t kLongestUnit = 40;
// A paragraph so short is all furniture when a part of it is: "Copyright 2025 Northern Post. All
// rights reserved."
constexpr uint32_t kShortParagraph = 12;
// Paragraphs this near to the text's beginning or end count as lead or tail.
constexpr uint32_t kLeadParagraphs = 5;
constexpr uint32_t kTailParagraphs = 8;
// A title that runs on into the first paragraph must be no accident.
constexpr size_t kLongTitle = 5;

struct Phrase {
  const FurnitureRule* rule;
  std::vector<uint64_t> hashes;
};

// Phrases by the hash of their first token, behind a filter that lets few others through.
class PhraseTable {
 public:
  void Add(Phrase phrase) {
    const uint64_t first = phrase.hashes[0];
    filter_.set(first % filter_.size());
    phrases_[first].push_back(std::move(phrase));
  }

  const std::vector<Phrase>* Find(uint64_t hash) const {
    if (!filter_.test(hash % filter_.size())) return nullptr;
    const auto found = phrases_.find(hash);
    return found == phrases_.end() ? nullptr : &found->second;
  }

 private:
  std::bitset<8192> filter_;
  absl::flat_hash_map<uint64_t, std::vector<Phrase>> phrases_;
};

// Where phrases may stand, by the longest word of each.
class PlaceFinder {
 public:
  void Add(std::span<const Token> phrase) {
    assert(phrase.size() > 1);
    const auto longest = std::max_element(
        phrase.begin(), phrase.end(),
        [](const Token& x, const Token& y) { return x.bytes.size() < y.bytes.size(); });
    filter_[longest->hash % filter_.size()] = 1;
    before_[longest->hash].push_back(HashesOf(std::span(phrase.begin(), longest)));
  }

  // Tokens where a phrase may begin, ascending.
  void List(const std::vector<Token>& tokens, std::vector<uint32_t>* places) const {
    for (const uint32_t i : Told(tokens)) {
      const auto found = before_.find(tokens[i].hash);
      if (found == before_.end()) continue;
      for (const std::vector<uint64_t>& before : found->second) {
        const uint32_t begin = Begin(tokens, i, before);
        if (begin <= i) places->push_back(begin);
      }
    }
    std::sort(places->begin(), places->end());
    places->erase(std::unique(places->begin(), places->end()), places->end());
  }

 private:
  // Words like the longest of a phrase, without a branch: which these are cannot be predicted.
  std::span<const uint32_t> Told(const std::vector<Token>& tokens) const {
    thread_local std::vector<uint32_t> told;  // never smaller than before: it would be cleared
    if (told.size() < tokens.size()) told.resize(tokens.size());
    uint32_t* const to = told.data();
    size_t count = 0;
    for (uint32_t i = 0; i < tokens.size(); ++i) {
      to[count] = i;
      count += filter_[tokens[i].hash % filter_.size()];
    }
    return std::span(to, count);
  }

  // Where the words before token `at` begin, numbers within passed over; behind `at` if they are
  // not there.
  static uint32_t Begin(const std::vector<Token>& tokens, uint32_t at,
                        const std::vector<uint64_t>& before) {
    uint32_t begin = at;
    for (size_t left = before.size(); left > 0;) {
      if (begin == 0) return at + 1;
      const Token& token = tokens[--begin];
      if (token.hash == before[left - 1]) {
        --left;
      } else if ((token.flags & kTokenNumber) == 0) {
        return at + 1;
      }
    }
    return begin;
  }

  std::array<uint8_t, 4096> filter_ = {};
  // The hashes before the longest word of each phrase.
  absl::flat_hash_map<uint64_t, std::vector<std::vector<uint64_t>>> before_;
};

struct Tables {
  Tables() {
    for (const FurnitureRule& rule : FurnitureRules()) {
      std::string_view rest = rule.phrases;
      while (!rest.empty()) {
        const std::string_view phrase = rest.substr(0, rest.find('|'));
        rest.remove_prefix(std::min(rest.size(), phrase.size() + 1));
        const std::vector<Token> words = TokensOf(phrase);
        if (rule.how == How::kPhrase || rule.how == How::kContains) anywhere.Add(words);
        Of(rule.how).Add({&rule, HashesOf(words)});
      }
    }
  }

  PhraseTable& Of(How how) {
    return how == How::kPhrase ? alone : how == How::kContains ? inner : first;
  }

  PhraseTable first;     // phrases that begin a unit
  PhraseTable inner;     // phrases that stand anywhere in a sentence
  PhraseTable alone;     // phrases that stand anywhere and are furniture by themselves
  PlaceFinder anywhere;  // where one of `inner` or `alone` may stand
};

const Tables& TheTables() {
  static const auto* const tables = new Tables();
  return *tables;
}

class Finder {
 public:
  Finder(const Article& article, const std::vector<Gap>& gaps, Text* text)
      : marker_(article, gaps, text), tables_(TheTables()) {}

  void Run() {
    CollectParagraphs();
    if (paragraphs_.empty()) return;
    tables_.anywhere.List(marker_.tokens(), &places_);
    for (size_t i = 0; i < paragraphs_.size(); ++i) LookAtParagraph(i);
    MarkPhrases();
    MarkTitle();
    MarkDateline();
    MarkLastNames();
    marker_.Finish();
  }

 private:
  void CollectParagraphs() {
    const std::vector<Span>& sentences = marker_.sentences();
    paragraphs_.reserve(sentences.size());
    first_sentence_.reserve(sentences.size() + 1);
    for (uint32_t i = 0; i < sentences.size(); ++i) {
      if (marker_.Has(sentences[i].begin, kTokenParagraphStart)) {
        paragraphs_.push_back(sentences[i]);
        first_sentence_.push_back(i);
      }
      paragraphs_.back().end = sentences[i].end;
    }
    first_sentence_.push_back(static_cast<uint32_t>(sentences.size()));
  }

  void LookAtParagraph(size_t i) {
    const Span paragraph = paragraphs_[i];
    lead_ = i < kLeadParagraphs;
    tail_ = i + kTailParagraphs >= paragraphs_.size();
    const bool is_short = paragraph.size() <= kLongestUnit;
    if (is_short && MatchBeginning(paragraph, Unit::kParagraph)) return;
    if (is_short && (lead_ || tail_) && TakeByline(paragraph, &marker_)) return;
    if (i < 2 && paragraphs_.size() > 2 && TakeBareName(paragraph, &marker_)) return;
    if (paragraph.size() <= kShortParagraph && MatchInside(paragraph, true)) return;
    for (uint32_t s = first_sentence_[i]; s < first_sentence_[i + 1]; ++s) {
      const Span sentence = marker_.sentences()[s];
      if (sentence.size() > kLongestUnit) continue;
      const bool alone = sentence == paragraph;
      const bool matched = !alone && MatchBeginning(sentence, Unit::kSentence);
      if (!matched && (alone || lead_ || tail_)) MatchInside(sentence, alone);
    }
  }

  bool MatchBeginning(Span unit, Unit kind) {
    const std::vector<Phrase>* const phrases = tables_.first.Find(marker_.Hash(unit.begin));
    return phrases != nullptr &&
           std::any_of(phrases->begin(), phrases->end(), [&](const Phrase& phrase) {
             const bool allowed = kind == Unit::kParagraph || phrase.rule->unit == kind;
             return allowed && Take(phrase, unit, unit.begin);
           });
  }

  bool MatchInside(Span sentence, bool is_paragraph) {
    auto place = std::lower_bound(places_.begin(), places_.end(), sentence.begin);
    for (; place != places_.end() && *place < sentence.end; ++place) {
      const std::vector<Phrase>* const phrases = tables_.inner.Find(marker_.Hash(*place));
      if (phrases == nullptr) continue;
      for (const Phrase& phrase : *phrases) {
        if (!is_paragraph && phrase.rule->unit == Unit::kParagraph) continue;
        if (Take(phrase, sentence, *place)) return true;
      }
    }
    return false;
  }

  // Marks the unit if the phrase stands at token `at` as its rule asks.
  bool Take(const Phrase& phrase, Span unit, uint32_t at) {
    const FurnitureRule& rule = *phrase.rule;
    if (unit.size() > rule.longest) return false;
    if (rule.place == Place::kLead && !lead_) return false;
    if (rule.place == Place::kTail && !tail_) return false;
    const bool is_all = rule.how == How::kIs;
    uint32_t end = EndOf(phrase, unit, at, is_all);
    if (end == at) return false;
    while (is_all && end < unit.end && marker_.Has(end, kTokenNumber)) ++end;
    if (is_all && end != unit.end) return false;
    if (rule.how == How::kColon && (end == unit.end || !Introduces(end))) return false;
    marker_.MarkFurniture(unit);
    AddSaid(rule.says, unit, {at, end});
    return true;
  }

  void MarkPhrases() {
    const Span all = {0, paragraphs_.back().end};
    for (const uint32_t i : places_) {
      const std::vector<Phrase>* const phrases = tables_.alone.Find(marker_.Hash(i));
      if (phrases == nullptr) continue;
      for (const Phrase& phrase : *phrases) {
        const uint32_t end = EndOf(phrase, all, i, /*numbers=*/true);
        if (end > i) marker_.MarkFurniture({i, end});
      }
    }
  }

  // Behind the phrase at token `at`, or `at` if it is not there. `numbers` within are passed over.
  uint32_t EndOf(const Phrase& phrase, Span unit, uint32_t at, bool numbers) const {
    uint32_t end = at;
    for (size_t i = 0; i < phrase.hashes.size(); ++end) {
      if (end == unit.end) return at;
      if (marker_.Hash(end) == phrase.hashes[i]) {
        ++i;
      } else if (!numbers || !marker_.Has(end, kTokenNumber)) {
        return at;
      }
    }
    return end;
  }

  // A colon, bar or dash stands before the token.
  bool Introduces(uint32_t token) const {
    const std::string_view gap = marker_.GapBefore(token);
    return gap.find_first_of(":|") != std::string_view::npos ||
           gap.find(" - ") != std::string_view::npos;
  }

  void AddSaid(Says says, Span unit, Span phrase) {
    const Span before = {unit.begin, phrase.begin};
    const Span behind = {phrase.end, unit.end};
    switch (says) {
      case Says::kNothing:
        return;
      case Says::kSourceBehind:
        return marker_.AddCredit(Credit::Kind::kSource, LeadingAgencies(behind, marker_), unit);
      case Says::kReportingBehind:
        return marker_.AddCredit(Credit::Kind::kReporting, behind, unit);
      case Says::kContributedBefore:
        return marker_.AddCredit(Credit::Kind::kContributed, before, unit);
      case Says::kContributedBehind:
        return marker_.AddCredit(Credit::Kind::kContributed, behind, unit);
    }
  }

  // The title repeated as first line, or as the beginning of the first paragraph.
  void MarkTitle() {
    const Span first = paragraphs_[0];
    if (marker_.article().title.empty() || BeginsOtherwise(first.begin)) return;
    const std::vector<uint64_t> title = TokenHashes(marker_.article().title);
    if (title.empty() || title.size() > first.size()) return;
    for (uint32_t i = 0; i < title.size(); ++i) {
      if (marker_.Hash(first.begin + i) != title[i]) return;
    }
    const auto end = first.begin + static_cast<uint32_t>(title.size());
    if (end == first.end || title.size() >= kLongTitle) marker_.MarkFurniture({first.begin, end});
  }

  // Whether token and title begin with different letters or digits of ASCII, of which folding makes
  // different ones whatever follows. Spares nearly every title its tokens.
  bool BeginsOtherwise(uint32_t token) const {
    const auto x = static_cast<unsigned char>(marker_.article().title[0]);
    const auto y = static_cast<unsigned char>(marker_.Original({token, token + 1})[0]);
    return absl::ascii_isalnum(x) && absl::ascii_isalnum(y) &&
           absl::ascii_tolower(x) != absl::ascii_tolower(y);
  }

  // A dateline opens the first paragraph of the story, or one of the next when that is a summary.
  void MarkDateline() {
    for (size_t i = 0; i < std::min<size_t>(paragraphs_.size(), kLeadParagraphs); ++i) {
      Span rest = paragraphs_[i];
      while (!rest.empty() && marker_.Has(rest.begin, kTokenFurniture)) ++rest.begin;
      if (!rest.empty() && TakeDateline(rest, &marker_)) return;
    }
  }

  // Names of the origin behind the last prose: lines, or the last sentence of that prose.
  void MarkLastNames() {
    for (size_t i = paragraphs_.size(); i-- > 1;) {
      if (marker_.IsFurniture(paragraphs_[i])) continue;
      const bool taken =
          TakeAgencies(paragraphs_[i], &marker_) || TakeBareName(paragraphs_[i], &marker_);
      if (!taken) return MarkLastSentence(i);
    }
    MarkLastSentence(0);
  }

  void MarkLastSentence(size_t paragraph) {
    const Span last = marker_.sentences()[first_sentence_[paragraph + 1] - 1];
    if (last == paragraphs_[paragraph] || marker_.IsFurniture(last)) return;
    if (TakeAgencies(last, &marker_)) return;
    if (marker_.IsBracketed(last)) TakeBareName(last, &marker_);
  }

  Marker marker_;
  const Tables& tables_;
  std::vector<Span> paragraphs_;
  std::vector<uint32_t> first_sentence_;  // of each paragraph, and one more
  std::vector<uint32_t> places_;          // tokens where a phrase may begin, not only a unit
  bool lead_ = false;                     // the paragraph looked at is near the beginning
  bool tail_ = false;
};

}  // namespace

void FindFurniture(const Article& article, const std::vector<Gap>& gaps, Text* text) {
  text->furniture.clear();
  text->credits.clear();
  Finder(article, gaps, text).Run();
}

}  // namespace newsprint
