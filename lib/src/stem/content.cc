// Which stems of a story are content, and what each is worth.
#include "stem/content.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>

#include "huge_pages.h"
#include "log2_fixed.h"
#include "spread_sort.h"
#include "threads.h"

namespace newsprint {
namespace {

// Places, and with them the stems of a row, are counted in 16 bits.
constexpr uint32_t kMostPlaces = std::numeric_limits<uint16_t>::max();

// Weights are capped at e^-8: one in three thousand is as telling as one in a million.
constexpr uint32_t kMostWeight = 8 * 16;

// How many articles the background counts as when it is mixed with a corpus.
constexpr uint64_t kPrior = 200;

constexpr size_t kAhead = 32;  // stems whose counts are on their way

// Logarithms of weights, in 1/2^10.
constexpr int kLogBits = 10;

// ln(x / y) in 1/16, for x >= y, from the logarithms of both.
constexpr uint32_t LnRatio16(uint32_t log2_x, uint32_t log2_y) {
  return static_cast<uint32_t>(LnOfLog2<kLogBits, 4>(log2_x - log2_y));
}

// 2^20 e^(-w/16) by repeated multiplication in integers: the share of articles behind a background
// weight.
constexpr uint32_t kShareOne = 1u << 20;
constexpr auto kShares = [] {
  constexpr uint64_t kStep = 985046;  // 2^20 e^(-1/16), rounded
  std::array<uint32_t, kRareWeight + 1> shares{};
  uint64_t share = uint64_t{kShareOne} << 20;
  for (uint32_t& s : shares) {
    s = static_cast<uint32_t>(share >> 20);
    share = (share * kStep) >> 20;
  }
  return shares;
}();

// All is counted in 2^20ths of an article; half an article besides keeps unseen stems finite.
constexpr uint64_t AllOf(uint64_t articles) { return (articles + kPrior) * kShareOne; }
constexpr uint64_t ShareOf(uint8_t background, uint64_t holders) {
  return holders * kShareOne + kPrior * kShares[background] + kShareOne / 2;
}

// The weight of a stem with this background weight that `holders` of `articles` others have.
constexpr uint8_t WeightOf(uint8_t background, uint64_t holders, uint64_t articles) {
  const uint64_t all = AllOf(articles), share = std::min(all, ShareOf(background, holders));
  return static_cast<uint8_t>(
      std::min(kMostWeight, LnRatio16(Log2Fixed<kLogBits>(all), Log2Fixed<kLogBits>(share))));
}

// Of a stem by itself, by its background weight.
constexpr auto kAloneWeights = [] {
  std::array<uint8_t, kRareWeight + 1> weights{};
  for (size_t w = 0; w < weights.size(); ++w) weights[w] = WeightOf(static_cast<uint8_t>(w), 0, 0);
  return weights;
}();

// By a sum, as which stems are rare cannot be predicted.
uint8_t BackgroundWeight(uint16_t idf) {
  constexpr uint32_t kRareMore = kRareWeight - kRareIdf / 16;
  return static_cast<uint8_t>(idf / 16u + (idf >= kRareIdf ? 1u : 0u) * kRareMore);
}

struct SortScratch {
  std::vector<uint64_t> keys, sorted;
  std::vector<uint32_t> bucket_end;
};

// Stems are hashes, so they are spread as the sort wants them.
void SortByStem(std::span<const ContentStem> stems, SortScratch* scratch, uint16_t* by_stem) {
  constexpr int kIndexBits = 16;
  scratch->keys.resize(stems.size());
  for (size_t i = 0; i < stems.size(); ++i) {
    scratch->keys[i] = uint64_t{stems[i].stem} << kIndexBits | i;
  }
  SortSpread(scratch->keys, 32 + kIndexBits, &scratch->bucket_end, &scratch->sorted);
  for (size_t k = 0; k < stems.size(); ++k) {
    by_stem[k] = static_cast<uint16_t>(scratch->sorted[k]);
  }
}

// By sums, too.
uint8_t Flags(const Token& token) {
  const auto has = [&token](uint32_t flag) { return token.flags / flag & 1; };
  const uint32_t name = has(kTokenCapital) & ~has(kTokenSentenceStart);
  return static_cast<uint8_t>(
      has(kTokenQuoted) * kContentQuoted + (name | has(kTokenNumber)) * kContentFact +
      has(kTokenNumber) * kContentNumber + has(kTokenUnspaced) * kContentPair);
}

// Appends the places of a story's content, and as `stem` the index of each in the story. Written
// without a branch: which stems are content cannot be predicted.
void ListContent(const Text& text, const Stems& stems, std::vector<ContentStem>* content) {
  const size_t before = content->size(), size = text.story.size();
  const Token* const tokens = text.tokens.data();
  const uint32_t* const story = text.story.data();
  const uint16_t* const idf = stems.idf.data();
  content->resize(before + size);
  ContentStem* to = content->data() + before;
  uint32_t place = 0;
  for (uint32_t i = 0; i < size && place < kMostPlaces; ++i) {
    *to = {i, static_cast<uint16_t>(place), 0, 0};
    to += idf[i] >= kContentIdf ? 1 : 0;
    place += (tokens[story[i]].flags & kTokenUnspaced) != 0 ? 1 : 2;
  }
  content->resize(static_cast<size_t>(to - content->data()));
}

}  // namespace

ContentBatch::Row ContentBatch::Of(size_t i) const {
  const size_t first = begin[i], count = begin[i + 1] - first;
  return {std::span(stems).subspan(first, count), std::span(background).subspan(first, count),
          by_stem.empty() ? std::span<const uint16_t>() : std::span(by_stem).subspan(first, count),
          language[i]};
}

void ContentBatch::Append(const ContentBatch& other) {
  const size_t before = stems.size();
  for (size_t i = 1; i < other.begin.size(); ++i) begin.push_back(before + other.begin[i]);
  stems.insert(stems.end(), other.stems.begin(), other.stems.end());
  background.insert(background.end(), other.background.begin(), other.background.end());
  by_stem.insert(by_stem.end(), other.by_stem.begin(), other.by_stem.end());
  language.insert(language.end(), other.language.begin(), other.language.end());
}

void ContentBatch::AppendRow(const ContentBatch& other, size_t i) {
  const Row row = other.Of(i);
  stems.insert(stems.end(), row.stems.begin(), row.stems.end());
  background.insert(background.end(), row.background.begin(), row.background.end());
  by_stem.insert(by_stem.end(), row.by_stem.begin(), row.by_stem.end());
  language.push_back(row.language);
  begin.push_back(stems.size());
}

void AppendContent(const Text& text, const Stems& stems, ContentBatch* batch) {
  AppendUnindexed(text, stems, batch);
  IndexLastByStem(batch);
}

void IndexLastByStem(ContentBatch* batch) {
  thread_local SortScratch scratch;
  const size_t first = batch->begin[batch->size() - 1];
  batch->by_stem.resize(batch->stems.size());
  SortByStem(std::span(batch->stems).subspan(first), &scratch, batch->by_stem.data() + first);
}

void IndexByStem(ContentBatch* batch) {
  constexpr size_t kRowsPerTask = 256;
  batch->by_stem.reserve(batch->stems.size());
  AdviseHugePages(batch->by_stem.data(), batch->by_stem.data() + batch->stems.size());
  batch->by_stem.resize(batch->stems.size());
  ParallelFor((batch->size() + kRowsPerTask - 1) / kRowsPerTask, [&](size_t task) {
    SortScratch scratch;
    const size_t end = std::min(batch->size(), (task + 1) * kRowsPerTask);
    for (size_t i = task * kRowsPerTask; i < end; ++i) {
      SortByStem(batch->Of(i).stems, &scratch, batch->by_stem.data() + batch->begin[i]);
    }
  });
}

void AppendUnindexed(const Text& text, const Stems& stems, ContentBatch* batch) {
  const size_t first = batch->stems.size();
  ListContent(text, stems, &batch->stems);
  batch->background.resize(batch->stems.size());
  uint8_t* next_background = batch->background.data() + first;
  uint8_t pending = kContentSentence;
  size_t sentence = 0;
  for (ContentStem& stem : std::span(batch->stems).subspan(first)) {
    const uint32_t i = stem.stem, at = text.story[i];
    while (sentence < text.sentences.size() && at >= text.sentences[sentence].end) {
      ++sentence;
      pending = kContentSentence;
    }
    const uint8_t background = BackgroundWeight(stems.idf[i]);
    const uint8_t flags = static_cast<uint8_t>(Flags(text.tokens[at]) | pending);
    stem = {static_cast<uint32_t>(stems.hash[i]), stem.place, kAloneWeights[background], flags};
    *next_background++ = background;
    pending = 0;
  }
  batch->begin.push_back(batch->stems.size());
  batch->language.push_back(static_cast<uint8_t>(StemLanguage(stems.language)));
}

size_t StemFrequencies::Slot(uint32_t stem, uint8_t language) {
  return (stem + language * 0x9E3779B1u) % kSlots;
}

// Slots are looked up all over the table: in small pages each look-up costs a second one.
StemFrequencies::StemFrequencies() {
  constexpr size_t kBytes = kSlots * sizeof(uint32_t), kHugePage = size_t{2} << 20;
  counts_.reset(static_cast<uint32_t*>(std::aligned_alloc(kHugePage, kBytes)));
  if (counts_ == nullptr) throw std::bad_alloc();
  AdviseHugePages(counts_.get(), counts_.get() + kSlots);
  std::memset(counts_.get(), 0, kBytes);
}

void StemFrequencies::Count(const ContentBatch::Row& article) {
  std::atomic_ref(articles_[article.language]).fetch_add(1, std::memory_order_relaxed);
  for (size_t k = 0; k < article.by_stem.size(); ++k) {
    const uint32_t stem = article.stems[article.by_stem[k]].stem;
    if (k > 0 && stem == article.stems[article.by_stem[k - 1]].stem) continue;
    std::atomic_ref(counts_[Slot(stem, article.language)]).fetch_add(1, std::memory_order_relaxed);
  }
}

void StemFrequencies::Weigh(size_t i, ContentBatch* batch) const {
  static const Log2Table<kLogBits> log2;
  const uint8_t language = batch->language[i];
  const auto without_pair = [](uint64_t count) { return count - std::min<uint64_t>(count, 2); };
  const uint64_t all = AllOf(without_pair(articles_[language]));
  const uint32_t log2_all = log2.Of(all);
  const size_t end = batch->begin[i + 1];
  for (size_t k = batch->begin[i]; k < end; ++k) {
    __builtin_prefetch(&counts_[Slot(batch->stems[std::min(k + kAhead, end - 1)].stem, language)]);
    ContentStem& s = batch->stems[k];
    const uint64_t holders = without_pair(counts_[Slot(s.stem, language)]);
    const uint64_t share = std::min(all, ShareOf(batch->background[k], holders));
    s.weight = static_cast<uint8_t>(std::min(kMostWeight, LnRatio16(log2_all, log2.Of(share))));
  }
}

}  // namespace newsprint
