// Composing fresh articles: joining, cutting at sentences, spelling.
#include "fresh.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace newsprint::corpus {
namespace {

size_t SpelledBytes(const Base& base, const Permutation& spelling, Item item) {
  if (!item.is_word()) return base.separator(item).text.size();
  return spelling.Spell(item.word()).size() + (item.blank_follows() ? 1 : 0);
}

// Keeps the whole sentences that come nearest to `target` bytes, at least one.
void CutAtSentence(const Base& base, const Permutation& spelling, double target,
                   std::vector<Item>* items) {
  double bytes = 0, best_distance = 0;
  size_t best = 0;
  for (size_t i = 0; i < items->size(); ++i) {
    bytes += static_cast<double>(SpelledBytes(base, spelling, (*items)[i]));
    const bool last = i + 1 == items->size();
    const bool end = !(*items)[i].is_word() && base.separator((*items)[i]).ends_sentence;
    if (!last && !end) continue;
    const double distance = std::abs(bytes - target);
    if (best > 0 && distance >= best_distance) break;
    best = i + 1;
    best_distance = distance;
  }
  items->erase(items->begin() + static_cast<ptrdiff_t>(best), items->end());
}

void Append(const Base& base, uint32_t index, std::vector<Item>* items) {
  if (!items->empty()) items->push_back(base.paragraph_break());
  const std::vector<Item>& text = base.articles()[index].text;
  items->insert(items->end(), text.begin(), text.end());
}

// A step that visits all of 0..n-1 and never two neighbours in a row, where n allows it.
size_t StepThrough(size_t n) {
  auto step = static_cast<size_t>(static_cast<double>(n) * .618);
  while (step > 1 && std::gcd(step, n) != 1) --step;
  return std::max<size_t>(step, 1);
}

}  // namespace

std::string Render(const Base& base, const Permutation& spelling, const std::vector<Item>& items) {
  std::string out;
  out.reserve(items.size() * 8);
  for (const Item item : items) {
    if (item.is_word()) {
      out += spelling.Spell(item.word());
      if (item.blank_follows()) out += ' ';
    } else {
      out += base.separator(item).text;
    }
  }
  if (!items.empty() && !items.back().is_word()) {
    const Separator& last = base.separator(items.back());
    out.resize(out.size() - (last.text.size() - last.close));
  }
  TrimEnd(&out);
  return out;
}

Originals::Originals(const Base& base, uint64_t seed, double bytes)
    : base_(&base),
      factor_(bytes > 0 ? bytes / base.mean_bytes() : 1),
      joined_(static_cast<uint32_t>(
          std::clamp(std::ceil(factor_ - .05), 1.0, static_cast<double>(base.articles().size())))),
      per_epoch_(base.articles().size() / joined_),
      spelling_(base.vocabulary(), seed) {
  std::vector<size_t> of_language(base.languages().size(), 0);
  for (const BaseArticle& article : base.articles()) ++of_language[article.language];
  for (uint32_t b = 0; b < per_epoch_; ++b) {
    if (of_language[base.articles()[b].language] >= kFreshLanguage) later_.push_back(b);
  }
  if (!later_.empty()) return;
  later_.resize(per_epoch_);
  std::iota(later_.begin(), later_.end(), 0u);
}

uint64_t Originals::EpochOf(uint64_t i) const {
  return i < per_epoch_ ? 0 : 1 + (i - per_epoch_) / later_.size();
}

const FreshArticle& Originals::Make(uint64_t i) {
  article_.epoch = EpochOf(i);
  const uint64_t first = i < per_epoch_ ? i : later_[(i - per_epoch_) % later_.size()];
  spelling_.Set(article_.epoch);
  article_.base.clear();
  article_.items.clear();
  double bytes = 0;
  for (uint32_t k = 0; k < joined_; ++k) {
    const auto index = static_cast<uint32_t>(first + k * per_epoch_);
    article_.base.push_back(index);
    Append(*base_, index, &article_.items);
    bytes += static_cast<double>(base_->articles()[index].bytes);
  }
  article_.language = base_->articles()[article_.base[0]].language;
  const double share = factor_ / joined_;
  if (share < .99) CutAtSentence(*base_, spelling_, bytes * share, &article_.items);
  return article_;
}

std::string Originals::Title() const {
  return Render(*base_, spelling_, base_->articles()[article_.base[0]].title);
}

Hosts::Hosts(const Base& base, uint64_t seed, uint64_t first_epoch) : base_(&base) {
  pools_.resize(base.languages().size());
  for (uint32_t i = 0; i < base.articles().size(); ++i) {
    pools_[base.articles()[i].language].base.push_back(i);
  }
  for (uint32_t language = 0; language < pools_.size(); ++language) {
    Pool& pool = pools_[language];
    const size_t n = pool.base.size(), step = StepThrough(n);
    std::vector<uint32_t> order(n);
    for (size_t i = 0; i < n; ++i) order[i] = pool.base[i * step % n];
    pool.base = std::move(order);
    pool.epoch = first_epoch;
    pool.spelling = std::make_unique<Permutation>(base.vocabulary(), seed, language);
  }
}

Host Hosts::Next(uint32_t language, double factor) {
  Pool& pool = pools_[language];
  const size_t pieces =
      std::min(pool.base.size(), static_cast<size_t>(std::max(1.0, std::ceil(factor))));
  if (pool.next + pieces > pool.base.size()) {
    pool.next = 0;
    ++pool.epoch;
  }
  pool.spelling->Set(pool.epoch);
  Host host;
  host.epoch = pool.epoch;
  std::vector<Item> items;
  double bytes = 0;
  for (size_t k = 0; k < pieces; ++k) {
    host.base.push_back(pool.base[pool.next++]);
    Append(*base_, host.base.back(), &items);
    bytes += static_cast<double>(base_->articles()[host.base.back()].bytes);
  }
  if (factor < 1) CutAtSentence(*base_, *pool.spelling, bytes * factor, &items);
  host.story = MakeStory(*base_, *pool.spelling, items);
  host.title = Render(*base_, *pool.spelling, base_->articles()[host.base[0]].title);
  return host;
}

}  // namespace newsprint::corpus
