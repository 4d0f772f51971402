// A story's tokens to stems.
//
// Stemming a word takes 350 ns and looking it up 50 ns, while the whole scan has some 90 ns a
// token; but words repeat. So each thread keeps what it has found in a table by the hash of the
// folded word, from which words fall out that have not been asked for. What is kept depends on the
// word and the language alone, so a lost entry costs time and never changes a result.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsprint/stems.h"
#include "stem/background.h"
#include "stem/language.h"
#include "stem/numbers.h"
#include "stem/stemmer.h"
#include "stem/story_numbers.h"
#include "text/code_points.h"
#include "text/fold.h"
#include "xxhash.h"

namespace newsprint {
namespace {

struct Stem {
  uint64_t hash;
  uint16_t idf;
};

// Numbers and pairs of characters are no words: "24" is not the stem of anything.
constexpr uint64_t kNumberSeed = 0x6E756D626572;
constexpr uint64_t kPairMultiplier = 0xD6E8FEB86659FD93;

constexpr uint32_t kLeastLetters = 4;  // of a rare word in a language without background

uint64_t NotNone(uint64_t hash) { return std::max<uint64_t>(hash, 1); }

// The word table: sets of four slots, a cache line each. The low bits of a key are its set, the
// others its tag, kept with the idf. Words move to the front of their set when asked for and the
// last one falls out: .5 % of the words of English news are not there, with one slot a set 2.0 %.
class StemTable {
 public:
  StemTable() : sets_(kSets) {}

  // To be called some time before FindOr.
  void Prefetch(uint64_t key) const { __builtin_prefetch(&sets_[key % kSets]); }

  // What was kept under `key`, or what `make()` makes of it.
  template <typename Make>
  Stem FindOr(uint64_t key, Make&& make) {
    Set& set = sets_[key % kSets];
    const uint64_t tag = (key & ~kLowMask) | kFilled;
    if ((set.slots[0].tag_idf & ~kIdfMask) != tag) [[unlikely]] {
      BringToFront(tag, std::forward<Make>(make), &set);
    }
    const Slot& slot = set.slots[0];
    return {slot.hash, static_cast<uint16_t>(slot.tag_idf & kIdfMask)};
  }

 private:
  struct Slot {
    uint64_t tag_idf = 0;
    uint64_t hash = 0;
  };
  static constexpr size_t kWays = 4;
  struct alignas(kWays * sizeof(Slot)) Set {
    Slot slots[kWays];
  };
  static constexpr size_t kSets = size_t{1} << 15;
  static constexpr uint64_t kLowMask = kSets - 1;
  static constexpr uint64_t kFilled = 1 << 13;
  static constexpr uint64_t kIdfMask = (1 << 11) - 1;
  static_assert(kRareIdf <= kIdfMask && kIdfMask < kFilled && kFilled <= kLowMask);

  template <typename Make>
  static void BringToFront(uint64_t tag, Make&& make, Set* set) {
    Slot* const slots = set->slots;
    size_t way = 1;
    while (way < kWays && (slots[way].tag_idf & ~kIdfMask) != tag) ++way;
    Slot found;
    if (way < kWays) {
      found = slots[way];
    } else {
      const Stem stem = make();
      found = {tag | stem.idf, stem.hash};
      way = kWays - 1;
    }
    std::copy_backward(slots, slots + way, slots + way + 1);
    slots[0] = found;
  }

  std::vector<Set> sets_;
};

// The folded bytes of a token, found again from its original ones.
class WordFolder {
 public:
  // The folded word of which `hash` is the hash; "" if `original` has no such word.
  std::string_view Fold(std::string_view original, uint64_t hash) {
    newsprint::Fold(original, &folded_, &folding_);
    if (HashOf(folded_) == hash) return folded_;
    // One character can fold to several tokens.
    const std::string_view all = folded_;
    for (size_t begin = 0, end = 0; begin < all.size(); begin = end) {
      end = begin + 1;
      while (end < all.size() && !folding_.SplitAt(static_cast<uint32_t>(end))) ++end;
      if (HashOf(all.substr(begin, end - begin)) == hash) return all.substr(begin, end - begin);
    }
    return {};
  }

 private:
  static uint64_t HashOf(std::string_view word) { return XXH3_64bits(word.data(), word.size()); }

  std::string folded_;
  Folding folding_;
};

bool IsNumber(std::string_view word) {
  return !word.empty() &&
         ((word[0] >= '0' && word[0] <= '9') || IsDecimalDigit(DecodeUtf8(word, 0).code_point));
}

struct LanguageTools {
  explicit LanguageTools(size_t language, const BackgroundPart* part)
      : stemmer(language), background(part) {}

  Stemmer stemmer;
  BackgroundIndex background;
};

struct Tools {
  StemTable table;  // of words; a pair of characters is looked up as fast as it would be here
  WordFolder folder;
  std::vector<StoryNumber> numbers;
  std::array<std::optional<LanguageTools>, kStemLanguages> languages;  // made when first needed
};

class StoryStemmer {
 public:
  StoryStemmer(std::string_view original, const Text& text, std::string_view language, Tools* tools)
      : original_(original),
        text_(text),
        tools_(*tools),
        has_background_(FindBackground(language) != nullptr) {
    const size_t row = StemLanguage(language);
    salt_ = row * 0x9E3779B97F4A7C15;
    std::optional<LanguageTools>& slot = tools->languages[row];
    if (!slot) slot.emplace(row, FindBackground(language));
    language_ = &*slot;
  }

  void Run(Stems* stems) {
    const size_t count = text_.story.size();
    stems->background = has_background_;
    stems->hash.resize(count);
    stems->idf.resize(count);
    stems->width.assign(count, 1);
    for (size_t i = 0; i < count; ++i) {
      if (i + kAhead < count) PrefetchStem(text_.tokens[text_.story[i + kAhead]]);
      const Token& token = text_.tokens[text_.story[i]];
      const Stem stem = (token.flags & kTokenUnspaced) != 0 ? PairStem(i) : WordStem(token);
      stems->hash[i] = stem.hash;
      stems->idf[i] = stem.idf;
    }
    SetNumbers(stems);
  }

 private:
  static constexpr size_t kAhead = 64;  // tokens; of 16 a third takes longer

  void PrefetchStem(const Token& token) const {
    if ((token.flags & kTokenUnspaced) == 0) tools_.table.Prefetch(token.hash ^ salt_);
  }

  // A number takes the place of its words.
  void SetNumbers(Stems* stems) {
    std::vector<StoryNumber>& numbers = tools_.numbers;
    FindNumbers(original_, text_, stems->language, &numbers);
    for (const StoryNumber& n : numbers) {
      for (uint32_t i = n.at + 1; i < n.at + n.width; ++i) stems->hash[i] = stems->idf[i] = 0;
      stems->hash[n.at] = NotNone(NumberHash(n.value));
      stems->idf[n.at] = NumberIdf(n.value, stems->hash[n.at]);
      stems->width[n.at] = static_cast<uint16_t>(n.width);
    }
  }

  // Without a background, round numbers and those up to ten are common.
  uint16_t NumberIdf(const NumberValue& value, uint64_t hash) const {
    if (!has_background_ && value.mantissa < 10) return 0;
    return language_->background.Idf(hash);
  }

  Stem WordStem(const Token& token) {
    return tools_.table.FindOr(token.hash ^ salt_, [&] { return MakeWordStem(token); });
  }

  // Whether a word is a number is asked of the folded word, as nothing else may decide what is
  // kept.
  Stem MakeWordStem(const Token& token) {
    const std::string_view original = original_.substr(token.bytes.begin, token.bytes.size());
    const std::string_view word = tools_.folder.Fold(original, token.hash);
    if (IsNumber(word)) return Weigh(DigitsHash(word), word);
    const std::string_view stem = language_->stemmer.Stem(word);
    return Weigh(XXH3_64bits(stem.data(), stem.size()), stem);
  }

  // Of what begins with a digit and is no number: "3d", "1.2.3".
  static uint64_t DigitsHash(std::string_view word) {
    return XXH3_64bits_withSeed(word.data(), word.size(), kNumberSeed);
  }

  Stem Weigh(uint64_t hash, std::string_view stem) const {
    const uint64_t some = NotNone(hash);
    if (!has_background_ && LetterCount(stem) < kLeastLetters) return {some, 0};
    return {some, language_->background.Idf(some)};
  }

  // The character at story token i with its successor.
  Stem PairStem(size_t i) {
    if (i + 1 >= text_.story.size() || text_.story[i + 1] != text_.story[i] + 1) return {0, 0};
    const Token& first = text_.tokens[text_.story[i]];
    const Token& second = text_.tokens[text_.story[i + 1]];
    const bool adjacent =
        (second.flags & kTokenUnspaced) != 0 && second.bytes.begin <= first.bytes.end;
    if (!adjacent) return {0, 0};
    const uint64_t hash = NotNone((first.hash * kPairMultiplier + second.hash) * kPairMultiplier);
    return {hash, language_->background.Idf(hash)};
  }

  const std::string_view original_;
  const Text& text_;
  Tools& tools_;
  const bool has_background_;
  LanguageTools* language_;
  uint64_t salt_;  // keeps words of different languages apart in the table
};

}  // namespace

struct StemCache::Impl {
  Tools tools;
};

StemCache::StemCache() : impl_(std::make_unique<Impl>()) {}
StemCache::~StemCache() = default;
StemCache::StemCache(StemCache&&) noexcept = default;
StemCache& StemCache::operator=(StemCache&&) noexcept = default;

void StemStory(const Article& article, const Text& text, StemCache* cache, Stems* stems) {
  stems->language = text.story.empty() ? "" : LanguageOf(article);
  StoryStemmer(article.text, text, stems->language, &cache->impl_->tools).Run(stems);
}

}  // namespace newsprint
