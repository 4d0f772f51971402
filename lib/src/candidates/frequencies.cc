// The holders of a key come together when postings are partitioned; here they are counted, apart
// for prose, quotations and each house, and every holder's row learns what concerns it.
#include "candidates/frequencies.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace newsprint {
namespace {

uint16_t Cap(size_t n) { return static_cast<uint16_t>(std::min<size_t>(n, UINT16_MAX)); }

uint32_t HouseOf(const CandidateInput& input, Ordinal article) {
  return input.houses.empty() ? 0 : input.houses[article];
}

}  // namespace

PostingFrequencies SoleHolders(const CandidateInput& input) {
  const FingerprintBatch& batch = input.batch;
  PostingFrequencies frequencies;
  frequencies.prose.assign(batch.posting.size(), 0);
  frequencies.quoted.assign(batch.posting.size(), 0);
  frequencies.house.assign(batch.posting.size(), 0);
  for (size_t i = 0; i < batch.size(); ++i) {
    const size_t begin = batch.posting_begin[i];
    const size_t prose_end = begin + batch.prose_count[i];
    const bool house_known = HouseOf(input, static_cast<Ordinal>(i)) != 0;
    for (size_t row = begin; row < batch.posting_begin[i + 1]; ++row) {
      const bool prose = row < prose_end;
      frequencies.prose[row] = prose;
      frequencies.quoted[row] = !prose;
      frequencies.house[row] = prose && house_known;
    }
  }
  return frequencies;
}

void RecordFrequency(const CandidateInput& input, std::span<const KeyEntry> group,
                     std::vector<Holder>* scratch, PostingFrequencies* frequencies) {
  std::vector<Holder>& holders = *scratch;
  holders.clear();
  for (const KeyEntry& e : group) {
    const bool quoted = e.posting >= input.batch.prose_count[e.article];
    const size_t row = input.batch.posting_begin[e.article] + e.posting;
    holders.push_back({HouseOf(input, e.article), quoted, row});
  }
  std::sort(holders.begin(), holders.end(), [](const Holder& x, const Holder& y) {
    return x.quoted != y.quoted ? x.quoted < y.quoted : x.house < y.house;
  });
  const auto first_quoted =
      std::find_if(holders.begin(), holders.end(), [](const Holder& h) { return h.quoted; });
  const size_t prose = static_cast<size_t>(first_quoted - holders.begin());
  for (auto h = holders.begin(); h != holders.end();) {
    const auto differs = [&](const Holder& x) {
      return x.house != h->house || x.quoted != h->quoted;
    };
    const auto end = std::find_if(h, holders.end(), differs);
    const bool known = h->house != 0 && !h->quoted;
    const uint16_t house = known ? Cap(static_cast<size_t>(end - h)) : uint16_t{0};
    for (; h != end; ++h) {
      frequencies->prose[h->row] = Cap(prose);
      frequencies->quoted[h->row] = Cap(holders.size() - prose);
      frequencies->house[h->row] = house;
    }
  }
}

}  // namespace newsprint
