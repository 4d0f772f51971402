// Batches as bytes, and back. All numbers are little-endian; columns follow each other without
// padding; n rows, p postings and s skip-bigrams:
//
//   offset  bytes
//   0       8        "NPFPRINT"
//   8       4        version of this layout, 2
//   12      4        kFingerprintVersion
//   16      4 4 4    kShingleWords, kSignatureSlots, kPostingSampling
//   28      4 4 4    kSkipStems, kSkipNames, kBackgroundVersion
//   40      8 8 8    n, p, s
//   64      8 n      story_hash
//           8 (n+1)  posting_begin
//           8 p      posting
//           8 (n+1)  skip_begin
//           8 s      skip
//           4 n      story_words
//           4 n      prose_count
//           512 n    signature
//   end-8   8        XXH3-64 of everything before
//
// The checksum finds damage. What it cannot find (a writer gone wrong, or a hostile one) is found
// by checking what the accessors rely on, so a batch that parses is safe to use.
#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "newsprint/fingerprint.h"
#include "newsprint/stems.h"
#include "xxhash.h"

namespace newsprint {
namespace {

static_assert(std::endian::native == std::endian::little);  // columns are copied as they lie

constexpr uint32_t kLayoutVersion = 2;

struct Header {
  char magic[8] = {'N', 'P', 'F', 'P', 'R', 'I', 'N', 'T'};
  uint32_t layout = kLayoutVersion;
  uint32_t version = kFingerprintVersion;
  uint32_t shingle_words = kShingleWords;
  uint32_t slots = kSignatureSlots;
  uint32_t sampling = kPostingSampling;
  uint32_t skip_stems = kSkipStems;
  uint32_t skip_names = kSkipNames;
  uint32_t background = kBackgroundVersion;
  uint64_t rows = 0;
  uint64_t postings = 0;
  uint64_t skips = 0;
};
static_assert(sizeof(Header) == 64);

constexpr uint64_t kRowBytes = 8 + 8 + 8 + 4 + 4 + 4 * uint64_t{kSignatureSlots};
constexpr uint64_t kFixedBytes =
    sizeof(Header) + 3 * 8;  // posting_begin[n], skip_begin[n], checksum

template <typename T>
void Put(const T* values, size_t count, std::string* out) {
  out->append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

// An empty batch may have no offsets; written it has one.
void PutBegins(const std::vector<uint64_t>& begins, std::string* out) {
  const uint64_t none = 0;
  Put(begins.empty() ? &none : begins.data(), begins.empty() ? 1 : begins.size(), out);
}

template <typename T>
void Take(uint64_t count, std::string_view* in, std::vector<T>* column) {
  column->resize(count);
  if (count > 0) std::memcpy(column->data(), in->data(), count * sizeof(T));
  in->remove_prefix(count * sizeof(T));
}

absl::Status Damaged(const char* what) {
  return absl::DataLossError(absl::StrCat("fingerprints are damaged: ", what));
}

std::string VersionOf(const Header& header) {
  return absl::StrCat(header.layout, ".", header.version, ".", header.background);
}

absl::Status CheckHeader(const Header& header, uint64_t bytes) {
  const Header ours;
  if (std::memcmp(header.magic, ours.magic, sizeof(ours.magic)) != 0) {
    return absl::InvalidArgumentError("not fingerprints of newsprint");
  }
  if (header.layout != ours.layout || header.version != ours.version ||
      header.background != ours.background) {
    return absl::FailedPreconditionError(
        absl::StrCat("fingerprints have version ", VersionOf(header), ", this program makes ",
                     VersionOf(ours), "; make them again from the articles"));
  }
  if (header.shingle_words != ours.shingle_words || header.slots != ours.slots ||
      header.sampling != ours.sampling || header.skip_stems != ours.skip_stems ||
      header.skip_names != ours.skip_names) {
    return Damaged("unknown parameters");
  }
  // Divisions first: products of counts from outside could wrap.
  const uint64_t left = bytes - kFixedBytes;
  if (header.rows > left / kRowBytes || header.postings > left / 8 || header.skips > left / 8 ||
      header.rows * kRowBytes + header.postings * 8 + header.skips * 8 != left) {
    return Damaged("the length does not fit the counts");
  }
  return absl::OkStatus();
}

bool Ascending(std::span<const uint64_t> keys) {
  for (size_t i = 1; i < keys.size(); ++i) {
    if (keys[i - 1] >= keys[i]) return false;
  }
  return true;
}

// Whether `begins` are offsets into `size` values, from the first to behind the last.
bool AreOffsets(std::span<const uint64_t> begins, uint64_t size) {
  return begins.front() == 0 && begins.back() == size && std::ranges::is_sorted(begins);
}

absl::Status CheckRows(const FingerprintBatch& batch) {
  if (!AreOffsets(batch.posting_begin, batch.posting.size()) ||
      !AreOffsets(batch.skip_begin, batch.skip.size())) {
    return Damaged("the rows' postings are out of bounds");
  }
  for (size_t i = 0; i < batch.size(); ++i) {
    if (batch.prose_count[i] > batch.posting_begin[i + 1] - batch.posting_begin[i]) {
      return Damaged("a row has more prose than postings");
    }
    if (!Ascending(batch.ProsePostings(i)) || !Ascending(batch.QuotedPostings(i)) ||
        !Ascending(batch.SkipPostings(i))) {
      return Damaged("a row's postings are out of order");
    }
  }
  return absl::OkStatus();
}

}  // namespace

void Serialize(const FingerprintBatch& batch, std::string* bytes) {
  Header header;
  header.version = batch.version;
  header.rows = batch.size();
  header.postings = batch.posting.size();
  header.skips = batch.skip.size();
  bytes->clear();
  bytes->reserve(kFixedBytes + header.rows * kRowBytes + (header.postings + header.skips) * 8);
  Put(&header, 1, bytes);
  Put(batch.story_hash.data(), batch.size(), bytes);
  PutBegins(batch.posting_begin, bytes);
  Put(batch.posting.data(), batch.posting.size(), bytes);
  PutBegins(batch.skip_begin, bytes);
  Put(batch.skip.data(), batch.skip.size(), bytes);
  Put(batch.story_words.data(), batch.size(), bytes);
  Put(batch.prose_count.data(), batch.size(), bytes);
  Put(batch.signature.data(), batch.signature.size(), bytes);
  const uint64_t checksum = XXH3_64bits(bytes->data(), bytes->size());
  Put(&checksum, 1, bytes);
}

absl::StatusOr<FingerprintBatch> ParseFingerprints(std::string_view bytes) {
  if (bytes.size() < kFixedBytes) return Damaged("cut short");
  Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (absl::Status status = CheckHeader(header, bytes.size()); !status.ok()) return status;
  uint64_t checksum = 0;
  std::memcpy(&checksum, bytes.data() + bytes.size() - 8, 8);
  if (XXH3_64bits(bytes.data(), bytes.size() - 8) != checksum) return Damaged("wrong checksum");

  FingerprintBatch batch;
  bytes.remove_prefix(sizeof(header));
  Take(header.rows, &bytes, &batch.story_hash);
  Take(header.rows + 1, &bytes, &batch.posting_begin);
  Take(header.postings, &bytes, &batch.posting);
  Take(header.rows + 1, &bytes, &batch.skip_begin);
  Take(header.skips, &bytes, &batch.skip);
  Take(header.rows, &bytes, &batch.story_words);
  Take(header.rows, &bytes, &batch.prose_count);
  Take(header.rows * kSignatureSlots, &bytes, &batch.signature);
  if (absl::Status status = CheckRows(batch); !status.ok()) return status;
  return batch;
}

}  // namespace newsprint
