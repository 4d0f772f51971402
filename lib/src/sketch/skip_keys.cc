// The rare skip-bigrams of a story that are postings.
//
// Names and numbers are what a rewrite keeps, other words what it changes, so pairs of names and
// numbers come first and any pair of rare stems only where those are few. A name is a stem with a
// capital; that of a sentence's first word says little, but a rare first word is a name more often
// than not, and leaving those out loses more of short copies than it saves. A plain or short text
// has too few of either: a condensed copy of 80 words shares a dozen stems with its source, of
// which two are rare. It has pairs of less rare stems besides, which find one in ten of the
// condensed copies of articles of 3 KB; chance is held off by the candidates' rules, as it is for
// the others.
//
// Of a text with more pairs than it may have, those with the smallest hashes are taken (bottom-k
// sampling; Broder 1997, Cohen and Kaplan 2007). Which those are depends on the pairs alone, so the
// sample of a long text and that of a short one meet in what both have below the smaller of their
// limits. Unlike a fixed share of all pairs it leaves a short text whole, and of a long one that is
// condensed a part of the sample is still the copy's: of copies that keep a fifth of the sentences
// one in four of all rare pairs finds 46 of 100, this 73 (bench/quality/candidates.md).
//
// Pairs of characters overlap, so that a name of three characters is two rare stems that follow one
// another, and their bigram the name. That is wanted: counting only the next ones that do not
// overlap, or thinning runs of rare pairs, loses the condensed copies of the families, which keep
// little else than names.
#include "sketch/skip_keys.h"

#include <algorithm>
#include <iterator>

#include "spread_sort.h"

namespace newsprint {
namespace {

static_assert(kSkipIdf <= kRareIdf);

constexpr uint32_t kNameFlags = kTokenCapital | kTokenNumber;

// Which stems are paired: with `names`, words with a capital and numbers alone.
struct Wanted {
  bool names;
  uint16_t least_idf;
};

// The story indices of all stems that can be wanted, in order. Written without a branch: which
// stems are rare cannot be predicted.
void ListStems(const Stems& stems, std::vector<uint32_t>* listed) {
  const size_t count = stems.idf.size();
  listed->resize(count);
  uint32_t* to = listed->data();
  for (size_t i = 0; i < count; ++i) {
    *to = static_cast<uint32_t>(i);
    to += stems.idf[i] >= kSkipIdf ? 1 : 0;
  }
  listed->resize(static_cast<size_t>(to - listed->data()));
}

// Their hashes where they are wanted, in order.
void CollectStems(const Text& text, const Stems& stems, const Wanted& want, SkipScratch* scratch) {
  scratch->rare.resize(scratch->listed.size());
  uint64_t* to = scratch->rare.data();
  for (const uint32_t i : scratch->listed) {
    const bool wanted = !want.names || (text.tokens[text.story[i]].flags & kNameFlags) != 0;
    *to = stems.hash[i];
    to += wanted && stems.idf[i] >= want.least_idf ? 1 : 0;
  }
  scratch->rare.resize(static_cast<size_t>(to - scratch->rare.data()));
}

// Replaces `sorted` by the skip-bigrams of scratch->rare: ascending, unique.
void SortKeys(SkipScratch* scratch, std::vector<uint64_t>* sorted) {
  const std::vector<uint64_t>& rare = scratch->rare;
  std::vector<uint64_t>& keys = scratch->keys;
  keys.clear();
  for (size_t i = 0; i < rare.size(); ++i) {
    const size_t end = std::min(rare.size(), i + 1 + kSkipStems);
    for (size_t j = i + 1; j < end; ++j) {
      if (rare[i] != rare[j]) keys.push_back(SkipKey(rare[i], rare[j]));
    }
  }
  SortSpread(keys, 64, &scratch->bucket_end, sorted);
  sorted->erase(std::unique(sorted->begin(), sorted->end()), sorted->end());
}

void KeepSmallest(size_t most, std::vector<uint64_t>* sorted) {
  sorted->resize(std::min(most, sorted->size()));
}

// Adds the smallest pairs of stems from `least_idf` on to scratch->sorted, up to `enough`.
void FillUp(const Text& text, const Stems& stems, uint16_t least_idf, size_t enough,
            SkipScratch* scratch) {
  std::vector<uint64_t>& keys = scratch->keys;
  std::vector<uint64_t>& sorted = scratch->sorted;
  if (sorted.size() >= enough) return;
  CollectStems(text, stems, {false, least_idf}, scratch);
  SortKeys(scratch, &scratch->more);
  keys.clear();
  std::ranges::set_difference(scratch->more, sorted, std::back_inserter(keys));
  KeepSmallest(enough - sorted.size(), &keys);
  const auto middle = static_cast<std::ptrdiff_t>(sorted.size());
  sorted.insert(sorted.end(), keys.begin(), keys.end());
  std::inplace_merge(sorted.begin(), sorted.begin() + middle, sorted.end());
}

}  // namespace

bool CapitalsTell(const Text& text) {
  size_t words = 0, capitals = 0, unspaced = 0;
  for (const uint32_t token : text.story) {
    const uint32_t flags = text.tokens[token].flags;
    const bool counts = (flags & (kTokenNumber | kTokenSentenceStart)) == 0;
    words += counts ? 1 : 0;
    capitals += counts && (flags & kTokenCapital) != 0 ? 1 : 0;
    unspaced += (flags & kTokenUnspaced) != 0 ? 1 : 0;
  }
  return 2 * unspaced <= text.story.size() && 32 * capitals > words && 3 * capitals < 2 * words;
}

void AppendSkipKeys(const Text& text, const Stems& stems, SkipScratch* scratch,
                    std::vector<uint64_t>* to) {
  if (stems.hash.empty()) return;
  const bool names = CapitalsTell(text);
  std::vector<uint64_t>& sorted = scratch->sorted;
  ListStems(stems, &scratch->listed);
  CollectStems(text, stems, {names, kRareIdf}, scratch);
  SortKeys(scratch, &sorted);
  KeepSmallest(names ? kSkipNames : kSkipUncased, &sorted);
  FillUp(text, stems, kRareIdf, kSkipRare, scratch);
  if (stems.hash.size() >= kSkipTokens) FillUp(text, stems, kSkipIdf, kSkipEnough, scratch);
  to->insert(to->end(), sorted.begin(), sorted.end());
}

}  // namespace newsprint
