// A recogniser by hand. A number is a sum of groups, each closed by a scale, in falling order:
// (2 x 100 + 50) x 1000 + 300. Digits begin a number and, in Chinese and Japanese, any group of it;
// elsewhere "2 million 300 people" are two numbers, and words continue where digits may not.
#include "stem/numbers.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "stem/digits.h"
#include "stem/number_words.h"

namespace newsprint {
namespace {

using Role = NumberWord::Role;

enum class GapSigns : uint8_t { kBlank, kStop, kOther };

// Blanks and dashes may stand within a number; a full stop too, behind "Nov." and "22.".
GapSigns SignsOf(std::string_view gap) {
  GapSigns signs = GapSigns::kBlank;
  for (size_t i = 0; i < gap.size();) {
    const std::string_view rest = gap.substr(i);
    if (rest[0] == ' ' || rest[0] == '-' || rest[0] == '\n' || rest[0] == '\r') {
      ++i;
    } else if (rest[0] == '.' && i == 0) {
      signs = GapSigns::kStop;
      ++i;
    } else if (rest.starts_with("\u00A0") || rest.starts_with("\u00AD")) {
      i += 2;
    } else if (rest.starts_with("\u202F") || rest.starts_with("\u2009") ||
               rest.starts_with("\u2010") || rest.starts_with("\u2011")) {
      i += 3;
    } else {
      return GapSigns::kOther;
    }
  }
  return signs;
}

bool IsBlankBetweenThousands(std::string_view gap) {
  return gap == " " || gap == "\u00A0" || gap == "\u202F" || gap == "\u2009";
}

// A number being read: closed terms, and the group that is open. A group is what its factors have
// made ("two hundred"), and a unit ("fifty").
class Accumulator {
 public:
  explicit Accumulator(const NumberWords& words) : words_(words) {}

  // Each Add says whether the piece continues the number; if not, the number ends before it.
  bool AddDigits(const NumberValue& value) {
    if (unit_ || sum_ || (closed_ && !words_.unspaced)) return false;
    unit_ = value;
    return true;
  }

  bool AddSmall(uint32_t value) {
    if (unit_ && !Combines(value)) return false;
    const bool eighty = unit_ && small_ == 4 && value == 20;  // "quatre-vingts"
    small_ = eighty ? 80 : (unit_ ? small_ : 0) + value;
    unit_ = Normalised(small_, 0);
    return true;
  }

  bool AddFactor(int32_t power) {
    const bool bare_ten = words_.unspaced && power == 1;  // "twelve" is ten two
    if ((!unit_ && !bare_ten) || (sum_ && power >= factor_)) return false;
    sum_ = Sum(sum_.value_or(NumberValue()), TimesPower(unit_.value_or(NumberValue{1, 0}), power));
    unit_.reset();
    small_ = 0;
    factor_ = power;
    return sum_.has_value();
  }

  bool AddScale(int32_t power, bool alone) {
    if (!unit_ && !sum_) {
      if (closed_) return Close(last_, scale_ + power);  // "mil millones"
      if (!alone) return false;
      unit_ = NumberValue{1, 0};
    }
    if (closed_ && power >= scale_) return false;
    const auto group = Group();
    if (!group) return false;
    before_ = total_;
    unit_.reset();
    sum_.reset();
    small_ = 0;
    return Close(*group, power);
  }

  // A word that joins may stand here, with a small number behind it.
  bool MayJoin() const {
    const bool tens = unit_ && small_ >= 20 && small_ % 10 == 0;
    return tens || (sum_ && !unit_);
  }

  std::optional<NumberValue> Total() const {
    const auto group = Group();
    return group ? Sum(total_, *group) : std::nullopt;
  }

 private:
  // "twenty" and "five", "ciento" and "veinte", "soixante" and "dix", "quatre" and "vingt".
  bool Combines(uint32_t value) const {
    if (words_.unspaced || small_ == 0 || value == 0) return false;
    if (small_ >= 100) return small_ % 100 == 0 && value < 100;
    if (small_ == 4 && value == 20) return true;
    const bool by_twenty = words_.by_twenties && (small_ == 60 || small_ == 80);
    return small_ >= 20 && small_ % 10 == 0 && value < (by_twenty ? 20u : 10u);
  }

  bool Close(const NumberValue& group, int32_t power) {
    const auto total = Sum(before_, TimesPower(group, power));
    if (!total) return false;
    last_ = group;
    scale_ = power;
    closed_ = true;
    total_ = *total;
    return true;
  }

  std::optional<NumberValue> Group() const {
    return Sum(sum_.value_or(NumberValue()), unit_.value_or(NumberValue()));
  }

  const NumberWords& words_;
  NumberValue total_, before_, last_;  // before_: without the term that was closed last
  std::optional<NumberValue> sum_, unit_;
  uint32_t small_ = 0;  // unit_, when it is by words; 0 = by digits
  int32_t factor_ = 0, scale_ = 0;
  bool closed_ = false;
};

class Parser {
 public:
  Parser(const NumberWords& words, std::span<const NumberToken> tokens)
      : words_(words), tokens_(tokens.first(std::min<size_t>(tokens.size(), kMaxNumberTokens))) {}

  uint32_t Number(NumberValue* value) {
    Accumulator number(words_);
    while (at_ < tokens_.size() && (at_ == 0 || GapAt(at_) == GapSigns::kBlank)) {
      if (!AddToken(&number)) break;
    }
    if (at_ == 0) return 0;
    const bool lone_numeral = words_.unspaced && at_ == 1 && !digits_;
    const auto total = number.Total();
    if (lone_numeral || !total) return 0;
    *value = *total;
    TakePercent();
    return at_;
  }

  uint32_t Day(NumberValue* value) const {
    Digits digits;
    const bool by_digits = StartsWithDigit(tokens_[0].word);
    if (by_digits && CutDigits(tokens_[0].word, &digits) && DottedDay(digits, value)) return 1;
    if (const uint32_t month = words_.Find(tokens_[0].word).month; month != 0) {
      const uint32_t day = GapAt(1) == GapSigns::kOther ? 0 : DayAt(1);
      return day != 0 && !ScaleAt(2) ? SetDay(month, day, 2, value) : 0;
    }
    const uint32_t day = by_digits ? DayAt(0) : 0;
    if (day != 0 && GapAt(1) != GapSigns::kOther) {
      const uint32_t of = FindAt(1).role == Role::kOf ? 1 : 0;
      const uint32_t month = FindAt(1 + of).month;
      if (month != 0 && GapAt(1 + of) != GapSigns::kOther) return SetDay(month, day, 2 + of, value);
    }
    return words_.unspaced && by_digits ? UnspacedDay(value) : 0;
  }

 private:
  GapSigns GapAt(size_t i) const {
    return i < tokens_.size() ? SignsOf(tokens_[i].gap) : GapSigns::kOther;
  }
  std::string_view WordAt(size_t i) const {
    return i < tokens_.size() ? tokens_[i].word : std::string_view();
  }
  NumberWord FindAt(size_t i) const { return words_.Find(WordAt(i)); }
  bool ScaleAt(size_t i) const {
    const Role role = FindAt(i).role;
    return GapAt(i) == GapSigns::kBlank && (role == Role::kScale || role == Role::kLoneScale);
  }

  // Takes the token at at_, or two with a joining word.
  bool AddToken(Accumulator* number) {
    if (StartsWithDigit(WordAt(at_))) return AddDigits(number);
    const NumberWord word = FindAt(at_);
    bool added = false;
    uint32_t taken = 1;
    if (word.role == Role::kSmall) added = number->AddSmall(word.value);
    if (word.role == Role::kFactor) added = number->AddFactor(word.value);
    if (word.role == Role::kScale) added = number->AddScale(word.value, false);
    if (word.role == Role::kLoneScale) added = number->AddScale(word.value, at_ == 0);
    if (word.role == Role::kJoin && at_ > 0 && number->MayJoin()) {
      const NumberWord next = FindAt(at_ + 1);
      added = next.role == Role::kSmall && GapAt(at_ + 1) == GapSigns::kBlank &&
              number->AddSmall(next.value);
      taken = 2;
    }
    if (added) at_ += taken;
    return added;
  }

  bool AddDigits(Accumulator* number) {
    Digits digits;
    if (!CutDigits(tokens_[at_].word, &digits)) return false;
    const auto glued = GluedScale(digits.suffix);
    std::optional<NumberValue> value = ValueOf(digits, words_);
    if (!value || !glued) return false;
    const uint32_t more = digits.Plain(3) ? BlankThousands(&*value) : 0;
    if (!number->AddDigits(TimesPower(*value, *glued))) return false;
    at_ += 1 + more;
    digits_ = true;
    return true;
  }

  // "1 200 000", "1 200,5": how many tokens follow the first, which is in `value`.
  uint32_t BlankThousands(NumberValue* value) const {
    if (!words_.blank_thousands || value->mantissa == 0) return 0;
    uint32_t more = 0;
    for (size_t i = at_ + 1; i < tokens_.size(); ++i) {
      Digits digits;
      const bool blank = IsBlankBetweenThousands(tokens_[i].gap);
      if (!blank || !StartsWithDigit(tokens_[i].word) || !CutDigits(tokens_[i].word, &digits))
        break;
      if (digits.count > 2 || !digits.suffix.empty() || digits.groups[0].size() != 3) break;
      const auto group = ValueOf(digits, words_);
      const auto sum = group ? Sum(TimesPower(*value, 3), *group) : std::nullopt;
      if (!sum) break;
      *value = *sum;
      ++more;
      if (digits.count == 2) break;
    }
    return more;
  }

  void TakePercent() {
    if (GapAt(at_) != GapSigns::kBlank) return;
    if (FindAt(at_).role == Role::kPercent) ++at_;
    const std::string_view per = WordAt(at_), cent = WordAt(at_ + 1);
    if (IsPer(per) && IsCent(cent)) at_ += 2;
  }

  static uint32_t SetDay(uint32_t month, uint32_t day, uint32_t taken, NumberValue* value) {
    *value = {month * 100 + day, 0, true};
    return taken;
  }

  // The number of at most two digits at a token, when it can be a day of a month; else 0.
  uint32_t DayAt(size_t i) const { return SmallAt(i, 31); }

  uint32_t SmallAt(size_t i, uint32_t most) const {
    Digits digits;
    if (!StartsWithDigit(WordAt(i)) || !CutDigits(WordAt(i), &digits)) return 0;
    if (!digits.suffix.empty() && !IsOrdinalSuffix(digits.suffix)) return 0;
    digits.suffix = {};
    return digits.Plain(2) ? Small(digits.groups[0], most) : 0;
  }

  static uint32_t Small(std::string_view digits, uint32_t most) {
    uint32_t value = 0;
    for (const char c : digits) value = value * 10 + static_cast<uint32_t>(c - '0');
    return value <= most ? value : 0;
  }

  // "22.11.2024".
  static bool DottedDay(const Digits& digits, NumberValue* value) {
    if (digits.count != 3 || !digits.suffix.empty()) return false;
    if (digits.separators[1] != '.' || digits.separators[2] != '.') return false;
    const size_t year = digits.groups[2].size();
    if (digits.groups[0].size() > 2 || digits.groups[1].size() > 2) return false;
    const uint32_t day = Small(digits.groups[0], 31), month = Small(digits.groups[1], 12);
    if (day == 0 || month == 0 || (year != 2 && year != 4)) return false;
    SetDay(month, day, 1, value);
    return true;
  }

  uint32_t UnspacedDay(NumberValue* value) const {
    const std::string_view sign = WordAt(3);
    const bool is_day = WordAt(1) == "月" && (sign == "日" || sign == "号" || sign == "號");
    const uint32_t month = is_day ? SmallAt(0, 12) : 0, day = is_day ? DayAt(2) : 0;
    return month != 0 && day != 0 ? SetDay(month, day, 4, value) : 0;
  }

  const NumberWords& words_;
  const std::span<const NumberToken> tokens_;
  uint32_t at_ = 0;
  bool digits_ = false;
};

}  // namespace

NumberReader::NumberReader(std::string_view language) : words_(&NumberWordsOf(language)) {}

bool NumberReader::Begins(uint64_t token_hash) const {
  const NumberWord entry = words_->Find(token_hash);
  return entry.month != 0 || entry.role == Role::kSmall || entry.role == Role::kLoneScale ||
         (words_->unspaced && entry.role == Role::kFactor);
}

uint32_t NumberReader::Read(std::span<const NumberToken> tokens, NumberValue* value) const {
  if (tokens.empty()) return 0;
  const uint32_t day = Parser(*words_, tokens).Day(value);
  return day != 0 ? day : Parser(*words_, tokens).Number(value);
}

}  // namespace newsprint
