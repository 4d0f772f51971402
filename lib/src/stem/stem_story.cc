// A story's tokens to stems.
//
// Stemming a word takes 350 ns and looking it up 50 ns, while the whole scan has some 90 ns a
// token; but words repeat. So each thread keeps what it has found in a table by the hash of the
// folded word, one word a slot, the later word taking the place of the earlier. What is in a slot
// depends on the word and the language alone, so a lost entry costs time and never changes a
// result.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/stems.h"
#include "stem/background.h"
#include "stem/language.h"
#include "stem/stemmer.h"
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

// The word table. The low bits of a key are its slot, the others its tag, kept with the idf.
class StemSlots {
 public:
  StemSlots() : slots_(kSlots, Slot{0, 0}) {}

  // What was kept under `key`, or what `make()` makes of it.
  template <typename Make>
  Stem FindOr(uint64_t key, Make&& make) {
    Slot& slot = slots_[key % kSlots];
    const uint64_t tag = (key & ~kLowMask) | kFilled;
    if ((slot.tag_idf & ~kIdfMask) != tag) {
      const Stem stem = make();
      slot = {tag | stem.idf, stem.hash};
    }
    return {slot.hash, static_cast<uint16_t>(slot.tag_idf & kIdfMask)};
  }

 private:
  struct Slot {
    uint64_t tag_idf;
    uint64_t hash;
  };
  static constexpr size_t kSlots = size_t{1} << 16;
  static constexpr uint64_t kLowMask = kSlots - 1;
  static constexpr uint64_t kFilled = 1 << 15;
  static constexpr uint64_t kIdfMask = (1 << 11) - 1;
  static_assert(kRareIdf <= kIdfMask && kIdfMask < kFilled && kFilled <= kLowMask);

  std::vector<Slot> slots_;
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

struct Tools {
  StemSlots slots;
  WordFolder folder;
  std::array<std::optional<Stemmer>, kStemLanguages> stemmers;  // made when first needed
};

class StoryStemmer {
 public:
  StoryStemmer(std::string_view original, const Text& text, std::string_view language, Tools* tools)
      : original_(original),
        text_(text),
        language_(StemLanguage(language)),
        salt_(language_ * 0x9E3779B97F4A7C15),
        background_(FindBackground(language)),
        tools_(*tools) {}

  void Run(Stems* stems) {
    const size_t count = text_.story.size();
    stems->background = background_ != nullptr;
    stems->hash.resize(count);
    stems->idf.resize(count);
    stems->width.assign(count, 1);
    for (size_t i = 0; i < count; ++i) {
      const Token& token = text_.tokens[text_.story[i]];
      const Stem stem = (token.flags & kTokenUnspaced) != 0 ? PairStem(i) : WordStem(token);
      stems->hash[i] = stem.hash;
      stems->idf[i] = stem.idf;
    }
  }

 private:
  Stem WordStem(const Token& token) {
    return tools_.slots.FindOr(token.hash ^ salt_, [&] { return MakeWordStem(token); });
  }

  // Whether a word is a number is asked of the folded word, as nothing else may decide what is
  // kept.
  Stem MakeWordStem(const Token& token) {
    const std::string_view original = original_.substr(token.bytes.begin, token.bytes.size());
    const std::string_view word = tools_.folder.Fold(original, token.hash);
    if (IsNumber(word)) return Weigh(NumberHash(word), word);
    std::optional<Stemmer>& stemmer = tools_.stemmers[language_];
    if (!stemmer) stemmer.emplace(language_);
    const std::string_view stem = stemmer->Stem(word);
    return Weigh(XXH3_64bits(stem.data(), stem.size()), stem);
  }

  static uint64_t NumberHash(std::string_view word) {
    return XXH3_64bits_withSeed(word.data(), word.size(), kNumberSeed);
  }

  Stem Weigh(uint64_t hash, std::string_view stem) const {
    const uint64_t some = NotNone(hash);
    if (background_ != nullptr) return {some, BackgroundIdf(*background_, some)};
    return {some, LetterCount(stem) < kLeastLetters ? uint16_t{0} : kRareIdf};
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
    if (background_ == nullptr) return {hash, kRareIdf};
    const auto look_up = [&] { return Stem{hash, BackgroundIdf(*background_, hash)}; };
    return tools_.slots.FindOr(hash ^ salt_, look_up);
  }

  const std::string_view original_;
  const Text& text_;
  const size_t language_;
  const uint64_t salt_;
  const BackgroundPart* const background_;
  Tools& tools_;
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
