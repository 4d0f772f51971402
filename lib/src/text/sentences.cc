// A sentence ends with its paragraph, or at . ! ? (any script's; folding made them these) before a
// blank and something that can begin a sentence. Full stops of abbreviations, initials and ordinal
// numbers are told by tables; where both readings remain the next word decides.
#include "text/sentences.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/code_points.h"

namespace newsprint {
namespace {

enum class Abbreviation : uint8_t {
  kTitle,   // a name follows: never ends a sentence
  kNumber,  // ends none before a number
  kMaybe,   // ends one when a typical first word follows
};

struct AbbreviationRule {
  Abbreviation kind;
  const char* words;
};

// Folded, without full stops; every language in one table as they hardly collide.
constexpr AbbreviationRule kAbbreviations[] = {
    {Abbreviation::kTitle,
     "mr mrs ms messrs dr prof gov sen rep reps sens hon rev fr sgt cpl pvt capt cmdr lt col gen "
     "adm maj pres atty supt det dist insp st mt ft vs mme mlle sra srta dra hr fr frl dipl ing "
     "hl phil jur rer nat habil ca bzw bspw evtl ggf inkl exkl sog vgl zzgl geb verh gest usw "
     "mio mrd tsd etwa abs zb dh ua"},
    {Abbreviation::kNumber,
     "no nos nr art fig figs vol vols p pp pg sec ch para par abs kap bd jg tel jan feb febr mar "
     "apr jun jul aug sep sept oct nov dec okt dez ene abr ago set dic fev out dez janv juil num "
     "nums n ziff az op"},
    {Abbreviation::kMaybe,
     "inc corp ltd co bros llc plc cos jr sr etc ave blvd rd ariz ark calif colo conn del fla ga "
     "ill ind kan ky la md mass mich minn mo mont neb nev okla ore pa penn tenn tex va vt wash wis "
     "wyo ala dept assn est al eds ed str u a s e v"},
};

constexpr const char* kStarters =
    "the a an in on at he she it they we i you his her its their our my but and so this that these "
    "those there here what when where who why how if as for with after before since while although "
    "however meanwhile according also yet some many most no not one two another under over by from "
    "to during despite last earlier later now then "
    "der die das den dem des ein eine einer er sie es wir ihr ich und aber doch auch so dies diese "
    "dieser dieses im am bei mit nach seit vor wer was wann wo wie wenn als zu zum zur auf aus von "
    "damit dabei nun noch man hier jetzt unter für durch mehr viele alle trotz "
    "le les la une un il elle ils elles nous vous ce cette ces mais et dans pour "
    "el los las una pero y en para su sus o os as um uma mas e no na";

absl::flat_hash_set<uint64_t> HashesOf(const char* words) {
  absl::flat_hash_set<uint64_t> hashes;
  for (const uint64_t hash : TokenHashes(words)) hashes.insert(hash);
  return hashes;
}

struct Tables {
  Tables() : starters(HashesOf(kStarters)) {
    for (const AbbreviationRule& rule : kAbbreviations) {
      for (const uint64_t hash : TokenHashes(rule.words)) {
        abbreviations.emplace(hash, rule.kind);
        filter.set(hash % filter.size());
      }
    }
  }
  // What kind of abbreviation a word is, if it is one. Few words before a full stop are, and a
  // filter lets few others through.
  std::optional<Abbreviation> KindOf(uint64_t hash) const {
    if (!filter.test(hash % filter.size())) return std::nullopt;
    const auto found = abbreviations.find(hash);
    return found == abbreviations.end() ? std::nullopt : std::optional(found->second);
  }

  absl::flat_hash_map<uint64_t, Abbreviation> abbreviations;
  std::bitset<8192> filter;  // of the abbreviations
  absl::flat_hash_set<uint64_t> starters;
  const uint64_t und = TokenHashes("und")[0];
  const uint64_t der = TokenHashes("der")[0];
};

const Tables& TheTables() {
  static const auto* const tables = new Tables();
  return *tables;
}

// Languages that write ordinal numbers with a full stop.
constexpr std::string_view kDottedOrdinals = "de da no nb nn fi et lv cs sk sl hr bs sr hu tr is";

// Where the language is unknown only German is told, by two words of its first thousand.
bool WritesDottedOrdinals(std::string_view language, const Text& text) {
  if (!language.empty()) {
    return kDottedOrdinals.find(language.substr(0, 2)) != std::string_view::npos;
  }
  constexpr size_t kLookedAt = 1000;
  const Tables& tables = TheTables();
  bool und = false;
  bool der = false;
  for (size_t i = 0; i < std::min(kLookedAt, text.tokens.size()) && !(und && der); ++i) {
    und |= text.tokens[i].hash == tables.und;
    der |= text.tokens[i].hash == tables.der;
  }
  return und && der;
}

// What of a gap matters to sentences.
struct Signs {
  char terminator = 0;     // the last of . ! ? before a blank; 'e' for an ellipsis
  bool blank = false;      // blanks behind the terminator
  bool opens = false;      // a quotation or bracket opens behind the blank
  bool immediate = false;  // the terminator follows the word directly
};

Signs SignsOf(std::string_view gap) {
  Signs signs;
  for (size_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    if (signs.terminator != 0 && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
      signs.blank = true;
    } else if (signs.blank) {
      signs.opens |= c == '"' || c == '\'' || c == '(' || c == '[';
    } else if (c == '.' || c == '!' || c == '?') {
      const bool ellipsis = c == '.' && i > 0 && gap[i - 1] == '.';
      signs.immediate |= i == 0;
      signs.terminator = ellipsis ? 'e' : c;
    }
  }
  return signs;
}

class Finder {
 public:
  Finder(const Article& article, const std::vector<Gap>& gaps, Text* text)
      : article_(article),
        original_(article.text),
        gaps_(gaps),
        text_(*text),
        tables_(TheTables()) {}

  void Run(const std::vector<Line>& lines) {
    text_.sentences.clear();
    const auto tokens = static_cast<uint32_t>(text_.tokens.size());
    if (tokens == 0) return;
    size_t line = 0;
    for (const Gap& gap : gaps_) {
      if (gap.token == 0 || gap.token == tokens) continue;
      while (line < lines.size() && lines[line].tokens.begin < gap.token) ++line;
      const bool paragraph =
          line < lines.size() && lines[line].paragraph && lines[line].tokens.begin == gap.token;
      if (paragraph) text_.tokens[gap.token].flags |= kTokenParagraphStart;
      if (paragraph || EndsSentence(gap)) Cut(gap.token);
    }
    text_.tokens[0].flags |= kTokenParagraphStart;
    Cut(tokens);
  }

 private:
  void Cut(uint32_t token) {
    text_.tokens[begin_].flags |= kTokenSentenceStart;
    text_.sentences.push_back({begin_, token});
    begin_ = token;
  }

  bool EndsSentence(const Gap& gap) {
    if ((gap.signs & kGapStop) == 0) return false;
    const Signs signs =
        SignsOf(std::string_view(text_.folded).substr(gap.begin, gap.end - gap.begin));
    if (signs.terminator == 0) return false;
    const Token& before = text_.tokens[gap.token - 1];
    const Token& next = text_.tokens[gap.token];
    if (((before.flags | next.flags) & kTokenUnspaced) != 0) return signs.terminator != 'e';
    if (!signs.blank || !(signs.opens || CanBegin(next))) return false;
    return signs.terminator != '.' || !signs.immediate || !IsAbbreviation(gap);
  }

  bool CanBegin(const Token& token) const {
    if ((token.flags & (kTokenCapital | kTokenNumber)) != 0) return true;
    const char first = original_[token.bytes.begin];
    if (static_cast<unsigned char>(first) < 0x80) return false;
    return CaseOf(DecodeUtf8(original_, token.bytes.begin).code_point) == LetterCase::kNone;
  }

  // The full stop behind token gap.token - 1 belongs to the word.
  bool IsAbbreviation(const Gap& gap) {
    const Token& word = text_.tokens[gap.token - 1];
    const Token& next = text_.tokens[gap.token];
    const auto starts = [&] { return tables_.starters.contains(next.hash); };
    if (IsInitial(word)) return !starts();
    if (IsOrdinal(word)) {
      return (next.flags & kTokenCapital) != 0 && WritesDottedOrdinals() && !starts();
    }
    const std::optional<Abbreviation> kind = tables_.KindOf(word.hash);
    if (!kind) return false;
    switch (*kind) {
      case Abbreviation::kTitle:
        return true;
      case Abbreviation::kNumber:
        return (next.flags & kTokenNumber) != 0;
      case Abbreviation::kMaybe:
        return !starts();
    }
    return false;
  }

  // Asked for only where it matters: few texts have a number before a full stop.
  bool WritesDottedOrdinals() {
    if (!dotted_ordinals_) {
      dotted_ordinals_ = newsprint::WritesDottedOrdinals(article_.language, text_);
    }
    return *dotted_ordinals_;
  }

  bool IsInitial(const Token& word) const {
    return (word.flags & kTokenCapital) != 0 &&
           DecodeUtf8(original_, word.bytes.begin).size == word.bytes.size();
  }

  // "3. Mai": a number of one or two digits.
  bool IsOrdinal(const Token& word) const {
    return (word.flags & kTokenNumber) != 0 && word.bytes.size() <= 2;
  }

  const Article& article_;
  const std::string_view original_;
  const std::vector<Gap>& gaps_;
  Text& text_;
  const Tables& tables_;
  std::optional<bool> dotted_ordinals_;  // "3. Mai"
  uint32_t begin_ = 0;
};

}  // namespace

void FindSentences(const Article& article, const std::vector<Gap>& gaps,
                   const std::vector<Line>& lines, Text* text) {
  Finder(article, gaps, text).Run(lines);
}

}  // namespace newsprint
