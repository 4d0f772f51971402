// Which stems of a story are content, and what each is worth.
#include "stem/content.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <numeric>

#include "log2_fixed.h"

namespace newsprint {
namespace {

constexpr uint32_t kMostPlaces = std::numeric_limits<uint16_t>::max();
constexpr size_t kMostStems = kMostPlaces;

// Weights are capped at e^-8: one in three thousand is as telling as one in a million.
constexpr uint32_t kMostWeight = 8 * 16;

// ln(2) in 1/2^16.
constexpr uint64_t kLn2 = 45426;

// ln(x / y) in 1/16, for x >= y.
uint32_t LnRatio16(uint64_t x, uint64_t y) {
  constexpr int kBits = 10;
  const uint64_t log2 = Log2Fixed<kBits>(x) - Log2Fixed<kBits>(y);
  return static_cast<uint32_t>((log2 * kLn2 * 16) >> (16 + kBits));
}

// 2^20 e^(-w/16), by repeated multiplication in integers: the share of articles behind a background
// weight. A stem that the background does not have is taken for one in e^7 = 1,100 articles.
constexpr uint32_t kShareOne = 1u << 20;
constexpr uint32_t kAbsent = 7 * 16;
constexpr auto kShares = [] {
  constexpr uint64_t kStep = 985046;  // 2^20 e^(-1/16), rounded
  std::array<uint32_t, kAbsent + 1> shares{};
  uint64_t share = uint64_t{kShareOne} << 20;
  for (uint32_t& s : shares) {
    s = static_cast<uint32_t>(share >> 20);
    share = (share * kStep) >> 20;
  }
  return shares;
}();

uint8_t BackgroundWeight(uint16_t idf) {
  return static_cast<uint8_t>(idf >= kRareIdf ? kAbsent : idf / 16);
}

uint8_t Flags(const Token& token) {
  const bool name = (token.flags & (kTokenCapital | kTokenSentenceStart)) == kTokenCapital;
  uint8_t flags = 0;
  if ((token.flags & kTokenQuoted) != 0) flags |= kContentQuoted;
  if (name || (token.flags & kTokenNumber) != 0) flags |= kContentFact;
  if ((token.flags & kTokenUnspaced) != 0) flags |= kContentPair;
  return flags;
}

}  // namespace

ContentBatch::Row ContentBatch::Of(size_t i) const {
  const size_t count = begin[i + 1] - begin[i];
  return {std::span(stems).subspan(begin[i], count), std::span(by_stem).subspan(begin[i], count),
          language[i]};
}

void ContentBatch::Append(const ContentBatch& other) {
  const size_t before = stems.size();
  for (size_t i = 1; i < other.begin.size(); ++i) begin.push_back(before + other.begin[i]);
  stems.insert(stems.end(), other.stems.begin(), other.stems.end());
  by_stem.insert(by_stem.end(), other.by_stem.begin(), other.by_stem.end());
  language.insert(language.end(), other.language.begin(), other.language.end());
}

void AppendContent(const Text& text, const Stems& stems, ContentBatch* batch) {
  const size_t first = batch->stems.size();
  uint32_t place = 0;
  uint8_t pending = kContentSentence;
  size_t sentence = 0;
  for (size_t i = 0; i < text.story.size() && place < kMostPlaces; ++i) {
    const Token& token = text.tokens[text.story[i]];
    while (sentence < text.sentences.size() && text.story[i] >= text.sentences[sentence].end) {
      ++sentence;
      pending = kContentSentence;
    }
    if (stems.hash[i] != 0 && stems.idf[i] >= kContentIdf) {
      batch->stems.push_back({static_cast<uint32_t>(stems.hash[i]), static_cast<uint16_t>(place),
                              BackgroundWeight(stems.idf[i]),
                              static_cast<uint8_t>(Flags(token) | pending)});
      pending = 0;
    }
    place += (token.flags & kTokenUnspaced) != 0 ? 1 : 2;
  }
  const size_t count = std::min(batch->stems.size() - first, kMostStems);
  batch->stems.resize(first + count);
  batch->by_stem.resize(first + count);
  const auto order = batch->by_stem.begin() + static_cast<std::ptrdiff_t>(first);
  std::iota(order, batch->by_stem.end(), uint16_t{0});
  const ContentStem* const row = batch->stems.data() + first;
  std::sort(order, batch->by_stem.end(), [row](uint16_t x, uint16_t y) {
    return row[x].stem != row[y].stem ? row[x].stem < row[y].stem : x < y;
  });
  batch->begin.push_back(first + count);
  batch->language.push_back(static_cast<uint8_t>(StemLanguage(stems.language)));
}

StemFrequencies::StemFrequencies() : counts_(std::make_unique<uint32_t[]>(kSlots)) {}

void StemFrequencies::Count(const ContentBatch::Row& article) {
  std::atomic_ref(articles_[article.language]).fetch_add(1, std::memory_order_relaxed);
  uint32_t last = 0;
  bool any = false;
  for (const uint16_t i : article.by_stem) {
    const uint32_t stem = article.stems[i].stem;
    if (any && stem == last) continue;
    std::atomic_ref(counts_[stem % kSlots]).fetch_add(1, std::memory_order_relaxed);
    last = stem;
    any = true;
  }
}

void StemFrequencies::Weigh(size_t i, ContentBatch* batch) const {
  // Everything in 2^20ths of an article. Half an article besides keeps unseen stems finite.
  const uint64_t all = (articles_[batch->language[i]] + kPrior) * kShareOne;
  const auto row =
      std::span(batch->stems).subspan(batch->begin[i], batch->begin[i + 1] - batch->begin[i]);
  for (ContentStem& s : row) {
    const uint64_t count = counts_[s.stem % kSlots];
    const uint64_t others = (count > 2 ? count - 2 : 0) * kShareOne;
    const uint64_t share = others + kPrior * kShares[std::min<uint32_t>(s.weight, kAbsent)];
    const uint32_t weight = LnRatio16(all, std::min(all, share + kShareOne / 2));
    s.weight = static_cast<uint8_t>(std::min(weight, kMostWeight));
  }
}

}  // namespace newsprint
