// Candidates that share no wording: articles with enough rare skip-bigrams in common. The structure
// is that of the other indexes (partition.h, groups.h, tally.h); the articles in it are numbered in
// order of publication, so that the nearest members of a giant key are the nearest in time.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "candidates/groups.h"
#include "candidates/key_source.h"
#include "candidates/partition.h"
#include "candidates/search.h"
#include "candidates/tally.h"
#include "candidates/window.h"
#include "log2_fixed.h"
#include "newsprint/candidates.h"
#include "threads.h"

namespace newsprint {
namespace {

// The deputies by day, unknown days first, then by ordinal.
std::vector<Ordinal> ByDay(const SearchInput& input) {
  std::vector<Ordinal> order;
  for (size_t i = 0; i < input.deputies.size(); ++i) {
    if (input.deputies[i] == i) order.push_back(static_cast<Ordinal>(i));
  }
  if (input.days.empty()) return order;
  std::stable_sort(order.begin(), order.end(),
                   [&](Ordinal x, Ordinal y) { return input.days[x] < input.days[y]; });
  return order;
}

// Unlike rarity, chance goes on falling in a small corpus: among a hundred articles one key that
// nobody else holds will do.
uint32_t LeastEvidence(size_t corpus, uint32_t most) {
  constexpr int kBits = 4;
  return std::min(most,
                  most * Log2Fixed<kBits>(std::max<size_t>(corpus, 1)) / (kRewriteRarity << kBits));
}

constexpr Ordinal kNoPlace = UINT32_MAX;

}  // namespace

RewriteSearch::RewriteSearch(const SearchInput& input)
    : input_(input),
      order_(ByDay(input)),
      place_(input.deputies.size(), kNoPlace),
      most_(MostEvidence(order_.size())),
      least_(input.options.min_rewrite_evidence ? input.options.min_rewrite_evidence
                                                : LeastEvidence(order_.size(), most_)) {
  for (size_t place = 0; place < order_.size(); ++place) {
    place_[order_[place]] = static_cast<Ordinal>(place);
  }
}

Groups RewriteSearch::SkipGroups(size_t slice) const {
  std::vector<KeyEntry> entries = input_.keys.Skips(slice), scratch;
  for (KeyEntry& e : entries) e.article = place_[e.article];
  std::erase_if(entries, [](const KeyEntry& e) { return e.article == kNoPlace; });
  PartitionByKey(&entries, &scratch);
  Groups groups;
  groups.stats.posting_entries = entries.size();
  ForEachGroup(entries, [&](std::span<const KeyEntry> group) {
    const uint32_t weight = KeyEvidence(group.size(), most_);
    if (weight > 0) groups.Add(group, weight, Groups::Beyond::kNext, input_.options);
  });
  return groups;
}

// What the first articles of pairs see is together, and is pruned at once; the rest waits for half
// as many again as stay, so that a pair is looked at a few times.
std::vector<Offer> RewriteSearch::Offers(std::span<const CandidatePair> pairs) {
  constexpr size_t kLeast = size_t{1} << 20;
  const uint32_t most = input_.options.max_rewrites;
  std::vector<Offer> offers, own;
  size_t prune_at = std::min(kLeast, pairs.size() * 2);
  offers.reserve(prune_at + 1);  // doubling would hold three times as much for a moment
  const auto add = [&](const Offer& offer) {
    offers.push_back(offer);
    if (offers.size() < prune_at) return;
    KeepStrongest(most, &offers);
    prune_at = std::max(prune_at, offers.size() / 2 * 3);
    offers.reserve(prune_at + 1);
  };
  for (size_t i = 0; i < pairs.size(); ++i) {
    const Ordinal a = order_[pairs[i].a], b = order_[pairs[i].b];
    if (InWindow(input_.days, a, b, input_.options.window_days)) {
      ++offered_;
      own.push_back({a, b, pairs[i].evidence});
      add({b, a, pairs[i].evidence});
    }
    if (i + 1 < pairs.size() && pairs[i + 1].a == pairs[i].a) continue;
    KeepStrongest(most, &own);
    for (const Offer& offer : own) add(offer);
    own.clear();
  }
  KeepStrongest(most, &offers);
  return offers;
}

void KeepStrongest(uint32_t most, std::vector<Offer>* offers) {
  const auto rank_of = [](const Offer& o) { return uint64_t{o.article} << 32 | ~o.evidence; };
  std::sort(offers->begin(), offers->end(), [&](const Offer& x, const Offer& y) {
    const uint64_t rank_x = rank_of(x), rank_y = rank_of(y);
    return rank_x != rank_y ? rank_x < rank_y : x.other < y.other;
  });
  uint32_t rank = 0;
  Ordinal last = kNoPlace;
  std::erase_if(*offers, [&](const Offer& offer) {
    rank = offer.article == last ? rank + 1 : 0;
    last = offer.article;
    return rank >= most;
  });
}

std::vector<CandidatePair> PairsOf(std::span<const Offer> offers) {
  std::vector<CandidatePair> pairs;
  pairs.reserve(offers.size());
  for (const Offer& offer : offers) {
    const auto [a, b] = std::minmax(offer.article, offer.other);
    pairs.push_back({a, b, offer.evidence});
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const auto& x, const auto& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

RewriteCandidates FindRewriteCandidates(const CandidateInput& input,
                                        const CandidateOptions& options) {
  assert(input.deputies.size() == input.batch.size());
  assert(input.days.empty() || input.days.size() == input.batch.size());
  const BatchKeys keys(input.batch);
  const SearchInput all = {keys, input.deputies, input.houses, input.days, options};
  RewriteSearch search(all);
  std::vector<Groups> parts(keys.skip_slices());
  ParallelFor(parts.size(), [&](size_t slice) { parts[slice] = search.SkipGroups(slice); });
  Groups groups;
  for (Groups& part : parts) {
    groups.Append(part);
    part = {};
  }
  const size_t places = search.places();
  RewriteCandidates out;
  out.stats = groups.stats;
  const std::vector<Offer> offers = search.Offers(
      CountPairs(groups, {0, static_cast<Ordinal>(places)}, places, search.least_evidence()));
  out.pairs = PairsOf(offers);
  out.stats.weaker_pairs = search.offered() - out.pairs.size();
  out.stats.pairs = out.pairs.size();
  return out;
}

}  // namespace newsprint
