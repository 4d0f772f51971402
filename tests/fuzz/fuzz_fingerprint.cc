// Fuzz entry: serialised fingerprints from outside. The input is tried as it is and, so that what
// lies behind the checksum is reached too, with a right checksum at its end.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "newsprint/fingerprint.h"
#include "xxhash.h"

namespace {

volatile uint64_t sum = 0;  // so that no read is optimised away

// What parses can be read in full, appended, and written again as the same bytes.
void Use(const std::string& bytes) {
  const absl::StatusOr<newsprint::FingerprintBatch> batch = newsprint::ParseFingerprints(bytes);
  if (!batch.ok()) return;
  for (size_t i = 0; i < batch->size(); ++i) {
    sum = sum + newsprint::EqualSlots(batch->Signature(0), batch->Signature(i));
    for (const uint64_t key : batch->ProsePostings(i)) sum = sum + key;
    for (const uint64_t key : batch->QuotedPostings(i)) sum = sum + key;
  }
  newsprint::FingerprintBatch copy;
  copy.Append(*batch);
  std::string again;
  newsprint::Serialize(copy, &again);
  if (again != bytes) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  Use(bytes);
  const uint64_t checksum = XXH3_64bits(data, size);
  bytes.append(reinterpret_cast<const char*>(&checksum), sizeof(checksum));
  Use(bytes);
  return 0;
}
