// Fingerprints: what is kept of an article for matching.
//
//   newsprint::FingerprintBatch batch = newsprint::Fingerprint(articles);
//   assert(batch.version == newsprint::kFingerprintVersion);
//
// A fingerprint depends on the text, its language and the built-in background alone, never on the
// corpus around it, so batches can be stored, shipped and appended in any order. It holds
//   * the hash of the whole story: equal hashes mean `identical` articles,
//   * a signature of the story's shingles (Fast Similarity Sketching; Dahlgaard, Knudsen and Thorup
//     2017): each slot of two signatures agrees with probability J, the Jaccard similarity of the
//     shingle sets, as in MinHash (Broder 1997). The share of equal slots estimates J with a mean
//     squared error of J(1-J)/kSignatureSlots for long stories and half of that for short ones.
//     Slots are uniform 32-bit numbers; why this estimator: bench/estimators.md,
//   * sampled postings (FracMinHash; Irber et al. 2022): every shingle hash below 2^64/s, so that
//     containment is estimated whatever the lengths of the two texts,
//   * rare skip-bigrams, the postings that find rewrites: ordered pairs of rare stems (stems.h)
//     that are names or numbers, each with the next kSkipStems of them; of more than kSkipNames
//     those with the smallest hashes (bottom-k sampling). A text of few names is filled up to
//     kSkipRare with pairs of any rare stems; one whose capitals say nothing (a script without any,
//     or all of them) has pairs of any rare stems, up to kSkipUncased. A plain text of
//     kSkipTokens and more is filled up to kSkipEnough with pairs of less rare stems (kSkipIdf).
//
// A shingle is kShingleWords consecutive story tokens (twice as many where tokens are characters of
// a script without spaces), hashed from the tokens' XXH3-64 and finalised. A story shorter than
// that is one shingle of all it has; an empty story has none and matches nothing.
//
// Memory per article: 4 * kSignatureSlots + 32 bytes + 8 a posting (one of kPostingSampling
// shingles; 63 skip-bigrams in English news, 190 in Japanese). Serialised bytes are the same
// columns behind a header; they are little-endian and carry version and checksum.
//
// Thread safety: free functions over const input; a batch is plain data.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/article.h"
#include "newsprint/text.h"

namespace newsprint {

// Changes whenever any fingerprint changes; stored wherever fingerprints are. Pinned by
// known-answer tests.
inline constexpr uint32_t kFingerprintVersion = 6;

inline constexpr uint32_t kShingleWords = 5;
inline constexpr uint32_t kSignatureSlots = 128;
inline constexpr uint32_t kPostingSampling = 8;

// Skip-bigrams of a text, at most: pairs of names; pairs of whatever is rare, where names are fewer
// than that; pairs of stems from kSkipIdf on (Stems::idf; one article in twelve), where those are
// fewer; pairs of what is rare in a text whose capitals tell no names.
inline constexpr uint32_t kSkipStems = 2;
inline constexpr uint32_t kSkipNames = 72;
inline constexpr uint32_t kSkipRare = 40;
inline constexpr uint32_t kSkipEnough = 60;
inline constexpr uint16_t kSkipIdf = 5 * 256 / 2;
inline constexpr uint32_t kSkipTokens = 80;
inline constexpr uint32_t kSkipUncased = 192;

// Columns; row i belongs to article i of the batch. A batch without articles may have no offsets.
struct FingerprintBatch {
  uint32_t version = kFingerprintVersion;
  std::vector<uint64_t> story_hash;     // of the story's token sequence; 0 = empty story
  std::vector<uint32_t> story_words;    // length of the story in words
  std::vector<uint32_t> signature;      // kSignatureSlots per article; all ones for an empty story
  std::vector<uint64_t> posting_begin;  // size + 1 offsets into `posting`
  std::vector<uint32_t> prose_count;    // how many of an article's postings are prose
  std::vector<uint64_t> posting;        // per article: prose keys ascending, then quoted ascending
  std::vector<uint64_t> skip_begin;     // size + 1 offsets into `skip`
  std::vector<uint64_t> skip;           // rare skip-bigrams: per article ascending, unique

  size_t size() const { return story_hash.size(); }
  std::span<const uint32_t> Signature(size_t i) const;
  std::span<const uint64_t> ProsePostings(size_t i) const;   // all tokens outside quotations
  std::span<const uint64_t> QuotedPostings(size_t i) const;  // some token inside a quotation
  std::span<const uint64_t> SkipPostings(size_t i) const;

  // Appends the rows of `other`. Both must have the same version.
  void Append(const FingerprintBatch& other);
};

// One shingle of a story.
struct Shingle {
  uint64_t hash;
  uint32_t story_begin;  // first token, as an index into Text::story
  uint32_t story_end;    // behind the last
  bool quoted;           // some of its tokens stand in a quotation
};

// The shingles of an analysed text, in order; a repeated shingle is repeated.
void MakeShingles(const Text& text, std::vector<Shingle>* shingles);

// Analyses and fingerprints every article.
FingerprintBatch Fingerprint(std::span<const Article> articles);

// Replaces `bytes` by the batch.
void Serialize(const FingerprintBatch& batch, std::string* bytes);

// The batch that Serialize wrote. Anything else is an error, never a crash: kInvalidArgument for
// bytes that are no fingerprints, kFailedPrecondition for another version of them, kDataLoss for
// truncated or damaged ones.
absl::StatusOr<FingerprintBatch> ParseFingerprints(std::string_view bytes);

// The share of equal slots, in 1/kSignatureSlots. Two empty stories are equal in all of them.
uint32_t EqualSlots(std::span<const uint32_t> a, std::span<const uint32_t> b);

}  // namespace newsprint
