// The columns of a batch: rows, appending, comparing.
#include <cassert>

#include "newsprint/fingerprint.h"
#include "sketch/signature_kernels.h"

namespace newsprint {
namespace {

// Appends the offsets `more`, which count from 0, behind `base` values.
void AppendBegins(const std::vector<uint64_t>& more, uint64_t base, std::vector<uint64_t>* begins) {
  if (begins->empty()) begins->push_back(0);
  for (size_t i = 1; i < more.size(); ++i) begins->push_back(base + more[i]);
}

template <typename T>
void AppendColumn(const std::vector<T>& from, std::vector<T>* to) {
  to->insert(to->end(), from.begin(), from.end());
}

}  // namespace

std::span<const uint32_t> FingerprintBatch::Signature(size_t i) const {
  return std::span(signature).subspan(i * kSignatureSlots, kSignatureSlots);
}

std::span<const uint64_t> FingerprintBatch::ProsePostings(size_t i) const {
  return std::span(posting).subspan(posting_begin[i], prose_count[i]);
}

std::span<const uint64_t> FingerprintBatch::QuotedPostings(size_t i) const {
  const uint64_t begin = posting_begin[i] + prose_count[i];
  return std::span(posting).subspan(begin, posting_begin[i + 1] - begin);
}

std::span<const uint64_t> FingerprintBatch::SkipPostings(size_t i) const {
  return std::span(skip).subspan(skip_begin[i], skip_begin[i + 1] - skip_begin[i]);
}

void FingerprintBatch::Append(const FingerprintBatch& other) {
  assert(version == other.version && this != &other);
  AppendBegins(other.posting_begin, posting.size(), &posting_begin);
  AppendBegins(other.skip_begin, skip.size(), &skip_begin);
  AppendColumn(other.story_hash, &story_hash);
  AppendColumn(other.story_words, &story_words);
  AppendColumn(other.signature, &signature);
  AppendColumn(other.prose_count, &prose_count);
  AppendColumn(other.posting, &posting);
  AppendColumn(other.skip, &skip);
}

uint32_t EqualSlots(std::span<const uint32_t> a, std::span<const uint32_t> b) {
  assert(a.size() == b.size());
  return static_cast<uint32_t>(CountEqual(a.data(), b.data(), a.size()));
}

}  // namespace newsprint
