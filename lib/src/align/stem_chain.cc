// Two sorted lists of stems are merged; then the places of `a` are gone through in order, each with
// the places of its stem in `b`.
#include "align/stem_chain.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace newsprint {
namespace {

// Two stems with more pairs of places than this go by rank.
constexpr uint64_t kAllPairs = 64;

// How far from its own rank: of 8 places that one side has, 4 up and 4 down are tried; never less
// than 2, for a place that only one side has shifts the ranks of all places behind it.
uint64_t Reach(uint64_t fewer) { return std::max<uint64_t>(2, kAllPairs / 2 / fewer); }

class Matcher {
 public:
  Matcher(const StemIndex& a, const StemIndex& b, StemChainBuffer* buffer)
      : a_(a), b_(b), buffer_(*buffer) {}

  void Run() {
    buffer_.matches.clear();
    buffer_.some_places.clear();
    buffer_.match_at.assign(a_.size, 0);
    size_t i = 0, j = 0;
    while (i < a_.stems.size() && j < b_.stems.size()) {
      const uint64_t x = a_.stems[i].hash, y = b_.stems[j].hash;
      if (x == y) Add(i, j);
      i += x <= y;
      j += y <= x;
    }
    std::sort(buffer_.some_places.begin(), buffer_.some_places.end());
  }

  // Calls visit(a, first b, last b + 1, weight) in order of a; the places of b are ascending.
  template <typename Visit>
  void ForEachPlace(Visit&& visit) const {
    size_t some = 0;
    std::vector<uint32_t> places;
    for (uint32_t at = 0; at < a_.size; ++at) {
      if (buffer_.match_at[at] == 0) continue;
      const StemChainBuffer::Match& match = buffer_.matches[buffer_.match_at[at] - 1];
      const uint32_t weight = Weight(match);
      if (match.all_places) {
        const StemIndex::Stem& stem = b_.stems[match.b];
        const uint32_t* first = b_.positions.data() + stem.begin;
        visit(at, first, first + stem.count, weight);
        continue;
      }
      places.clear();
      for (; some < buffer_.some_places.size() && buffer_.some_places[some].first == at; ++some) {
        places.push_back(buffer_.some_places[some].second);
      }
      visit(at, places.data(), places.data() + places.size(), weight);
    }
  }

  uint32_t Weight(const StemChainBuffer::Match& match) const {
    return std::min(a_.stems[match.a].weight, b_.stems[match.b].weight);
  }

 private:
  void Add(size_t i, size_t j) {
    const StemIndex::Stem &x = a_.stems[i], &y = b_.stems[j];
    const bool all = uint64_t{x.count} * y.count <= kAllPairs;
    buffer_.matches.push_back({static_cast<uint32_t>(i), static_cast<uint32_t>(j), all});
    const auto match = static_cast<uint32_t>(buffer_.matches.size());
    for (uint32_t k = 0; k < x.count; ++k) {
      buffer_.match_at[a_.positions[x.begin + k]] = match;
    }
    if (!all) AddByRank(x, y);
  }

  void AddByRank(const StemIndex::Stem& x, const StemIndex::Stem& y) {
    const bool a_fewer = x.count <= y.count;
    const uint64_t fewer = std::min(x.count, y.count), more = std::max(x.count, y.count);
    const uint64_t reach = Reach(fewer);
    for (uint64_t k = 0; k < fewer; ++k) {
      const uint64_t own = (2 * k + 1) * more / (2 * fewer);
      const uint64_t end = std::min(more, own + reach + 1);
      for (uint64_t l = own - std::min(own, reach); l < end; ++l) {
        buffer_.some_places.emplace_back(a_.positions[x.begin + (a_fewer ? k : l)],
                                         b_.positions[y.begin + (a_fewer ? l : k)]);
      }
    }
  }

  const StemIndex& a_;
  const StemIndex& b_;
  StemChainBuffer& buffer_;
};

}  // namespace

void IndexStems(const Stems& stems, StemIndex* index) {
  auto& sorting = index->sorting;
  sorting.clear();
  index->stems.clear();
  index->positions.clear();
  index->size = static_cast<uint32_t>(stems.hash.size());
  for (uint32_t i = 0; i < index->size; ++i) {
    if (stems.hash[i] != 0 && StemWeight(stems.idf[i]) > 0) sorting.emplace_back(stems.hash[i], i);
  }
  std::sort(sorting.begin(), sorting.end());
  for (const auto& [hash, position] : sorting) {
    const auto place = static_cast<uint32_t>(index->positions.size());
    const uint32_t weight = StemWeight(stems.idf[position]);
    if (index->stems.empty() || index->stems.back().hash != hash) {
      index->stems.push_back({hash, place, 0, weight});
    }
    ++index->stems.back().count;
    index->positions.push_back(position);
  }
}

void StemAnchors(const StemIndex& a, const StemIndex& b, StemChainBuffer* buffer,
                 std::vector<Anchor>* anchors) {
  Matcher matcher(a, b, buffer);
  matcher.Run();
  anchors->clear();
  matcher.ForEachPlace(
      [&](uint32_t at, const uint32_t* first, const uint32_t* last, uint32_t weight) {
        for (; first != last; ++first) {
          anchors->push_back({at, *first, 1, static_cast<int32_t>(weight)});
        }
      });
}

}  // namespace newsprint
