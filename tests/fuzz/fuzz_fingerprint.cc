// Serialised fingerprints from outside. The input is tried as it is and, so that what lies behind
// them is reached too, with the versions of this program and a right checksum at its end.
#include <algorithm>
#include <string>

#include "entry_points.h"
#include "newsprint/fingerprint.h"
#include "xxhash.h"

namespace newsprint {
namespace {

volatile uint64_t sum = 0;  // so that no read is optimised away

// What parses can be read in full, appended, and written again as the same bytes.
void Use(const std::string& bytes) {
  const absl::StatusOr<FingerprintBatch> batch = ParseFingerprints(bytes);
  if (!batch.ok()) return;
  for (size_t i = 0; i < batch->size(); ++i) {
    sum = sum + EqualSlots(batch->Signature(0), batch->Signature(i));
    for (const uint64_t key : batch->ProsePostings(i)) sum = sum + key;
    for (const uint64_t key : batch->QuotedPostings(i)) sum = sum + key;
    for (const uint64_t key : batch->SkipPostings(i)) sum = sum + key;
  }
  FingerprintBatch copy;
  copy.Append(*batch);
  std::string again;
  Serialize(copy, &again);
  FuzzRequire(again == bytes, "fingerprints change when they are written again");
}

}  // namespace

void FuzzFingerprint(std::string_view bytes) {
  constexpr size_t kVersions = 40;  // bytes, up to the counts
  std::string input(bytes), ours;
  Use(input);
  Serialize(FingerprintBatch(), &ours);
  std::copy_n(ours.begin(), std::min(kVersions, input.size()), input.begin());
  const uint64_t checksum = XXH3_64bits(input.data(), input.size());
  input.append(reinterpret_cast<const char*>(&checksum), sizeof(checksum));
  Use(input);
}

}  // namespace newsprint

NEWSPRINT_FUZZER(FuzzFingerprint)
