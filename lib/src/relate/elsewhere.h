// Elsewhere: who else prints what two articles share.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/candidates.h"
#include "newsprint/fingerprint.h"
#include "newsprint/relation.h"

namespace newsprint {

// The other holders of the sampled keys that certain pairs share. Cost: 4 bytes for each time an
// article holds one of those keys.
class HolderIndex {
 public:
  // `kin[i]` is the same number for articles known to be one text in versions or copies.
  HolderIndex(const FingerprintBatch& fingerprints, std::span<const Ordinal> kin,
              std::span<const CandidatePair> pairs);

  // PairContext::elsewhere of a pair: every shared prose key, with its other holders counted once
  // per kin.
  void Find(Ordinal a, Ordinal b, std::vector<PairContext::Elsewhere>* elsewhere) const;

 private:
  struct Holders {
    std::vector<Ordinal> prose;  // kin of the holders, ascending
    std::vector<Ordinal> quoted;
  };
  const Holders& Of(uint64_t key) const;

  const FingerprintBatch& fingerprints_;
  std::span<const Ordinal> kin_;
  std::vector<uint64_t> keys_;  // ascending
  std::vector<Holders> holders_;
};

}  // namespace newsprint
