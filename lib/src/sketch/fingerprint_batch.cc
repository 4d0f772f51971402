// The columns of a batch: rows, appending, comparing.
#include <cassert>

#include "newsprint/fingerprint.h"
#include "sketch/signature_kernels.h"

namespace newsprint {
namespace {

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

void FingerprintBatch::Append(const FingerprintBatch& other) {
  assert(version == other.version && this != &other);
  if (posting_begin.empty()) posting_begin.push_back(0);
  const uint64_t base = posting.size();
  for (size_t i = 0; i < other.size(); ++i)
    posting_begin.push_back(base + other.posting_begin[i + 1]);
  AppendColumn(other.story_hash, &story_hash);
  AppendColumn(other.story_words, &story_words);
  AppendColumn(other.signature, &signature);
  AppendColumn(other.prose_count, &prose_count);
  AppendColumn(other.posting, &posting);
}

uint32_t EqualSlots(std::span<const uint32_t> a, std::span<const uint32_t> b) {
  assert(a.size() == b.size());
  return static_cast<uint32_t>(CountEqual(a.data(), b.data(), a.size()));
}

}  // namespace newsprint
