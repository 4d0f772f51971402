// Frequencies: how many articles hold a posting.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "candidates/key_source.h"
#include "newsprint/candidates.h"

namespace newsprint {

// A row of SharedPostings on its way there.
struct SharedRow {
  Ordinal article;
  uint16_t prose;  // as in SharedPostings::Posting, as the next two
  uint16_t quoted;
  uint16_t house;
  uint64_t key;
};

// Appends the rows of all who hold one key in prose; `houses` as in CandidateInput. The entries are
// reordered.
void CountHolders(std::span<const uint32_t> houses, std::span<KeyEntry> holders,
                  std::vector<SharedRow>* rows);

// Sorts the rows by article, then by key.
void SortRows(std::vector<SharedRow>* rows);

// Lower quartile of how many others hold the prose postings of an article, of which `prose_count`
// it has and `shared` others hold, too.
uint16_t UsualHolders(std::span<const SharedRow> shared, uint32_t prose_count,
                      std::vector<uint16_t>* scratch);

// The rows as columns, one row of them an article. Each part has the rows of a range of keys,
// ascending, and the parts are ascending. Takes them.
SharedPostings MakeSharedPostings(std::vector<std::vector<SharedRow>> parts, const KeySource& keys);

}  // namespace newsprint
