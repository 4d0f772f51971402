// The signature of a set of shingle hashes.
#pragma once

#include <cstdint>
#include <span>

#include "newsprint/fingerprint.h"

namespace newsprint {

// Fills `slots` from the finalised `hashes`; order and repeats do not matter. An empty set gives
// kEmptySlot everywhere.
void MakeSignature(std::span<const uint64_t> hashes, std::span<uint32_t, kSignatureSlots> slots);

inline constexpr uint32_t kEmptySlot = UINT32_MAX;

}  // namespace newsprint
