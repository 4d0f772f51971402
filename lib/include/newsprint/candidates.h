// Candidates: which pairs of articles are worth judging.
//
//   const std::vector<Ordinal> deputies = CollapseIdentical(batch);
//   const Candidates found = FindCandidates({batch, deputies}, {});
//   for (const CandidatePair& pair : found.pairs) ...
//
// Two indexes propose pairs of texts that share wording, both as (key, ordinal) entries in one
// partitioned structure:
//   * bands of the signature (LSH; Indyk and Motwani 1998): kBandRows slots hashed to a key. Two
//     articles of Jaccard similarity J meet in one of n bands of r slots with probability
//     1 - (1 - J^r)^n,
//   * sampled postings: two articles that share enough rare sampled shingles meet whatever their
//     lengths; this is what finds excerpts and trimmed copies.
// A third one proposes rewrites, which share none: FindRewriteCandidates, by rare skip-bigrams.
// Nothing is believed before it is judged (relation.h).
//
// A key that d of N articles hold weighs log2(max(N, 65536) / (d - 1)), so what a shared key proves
// falls with the number of others that hold it and what is asked for grows with the corpus.
// Articles with equal story hash are collapsed to their first before anything else. A key held by
// more than `max_bucket` articles is not dropped: its members are paired with its first
// `max_representatives` members only, and the stats count what was left out.
//
// Cost: 16 bytes an entry while one key range is partitioned; 16 bytes a pair.
// Thread safety: pure functions. Deterministic for any thread count.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "newsprint/fingerprint.h"

namespace newsprint {

inline constexpr uint32_t kBandRows = 3;
inline constexpr uint32_t kBands = 42;

struct CandidateOptions {
  uint32_t max_bucket = 64;           // articles of one key that are paired among themselves
  uint32_t max_representatives = 16;  // of a larger one: its first members, paired with all
  uint32_t min_evidence = 0;  // shared posting weight in 1/16 bit; 0 = two rare keys (1.5 log2 N)
  bool quotations = false;    // also pair articles that share only quoted text

  // Of the rewrite index alone.
  uint32_t min_rewrite_evidence = 0;  // in 1/16 bit; 0 = log2(N) / kRewriteRarity rarest keys, or 1
  uint32_t max_rewrites = 3;          // an article's strongest pairs, which are proposed
  uint32_t window_days = 0;  // articles of known days farther apart are not paired; 0 = no limit
};

// What two articles of a corpus share by chance grows with the corpus, and so does what is asked of
// a rewrite: of a key that nobody else holds one 16th for each doubling, up to the whole. Measured:
// bench/quality/candidates.md.
inline constexpr uint32_t kRewriteRarity = 16;

// a < b.
struct CandidatePair {
  Ordinal a;
  Ordinal b;
  uint32_t evidence;     // summed weight of shared postings, 1/16 bit
  bool similar = false;  // they met in a band: their texts are alike as wholes

  friend bool operator==(const CandidatePair&, const CandidatePair&) = default;
};

struct CandidateStats {
  uint64_t band_entries = 0;
  uint64_t posting_entries = 0;
  uint64_t pairs = 0;
  uint64_t capped_keys = 0;   // keys with more than max_bucket articles
  uint64_t capped_pairs = 0;  // pairs those keys would have made and did not
  uint32_t largest_bucket = 0;
  uint64_t weaker_pairs = 0;  // of rewrites: enough evidence, but each article has stronger pairs
};

// What an article's prose has in common with others, counted over the articles that stand for
// themselves (see `deputies`); counts are capped at 65535. Cost: 16 bytes a posting that two or
// more hold.
struct SharedPostings {
  struct Posting {
    uint64_t key;
    uint16_t prose;   // articles that hold the key in prose
    uint16_t quoted;  // articles that hold it in quotations
    uint16_t house;   // articles of the row's own house that hold it in prose; 0 = unknown
  };

  // Row i belongs to article i; those that others stand for have empty ones.
  std::vector<uint64_t> begin = {0};  // size + 1 offsets into `postings`
  std::vector<Posting> postings;      // keys in prose that others hold as well, ascending by key
  std::vector<uint16_t> usual;        // lower quartile of `prose` over all keys in prose, less one

  std::span<const Posting> Of(size_t i) const {
    return std::span(postings).subspan(begin[i], begin[i + 1] - begin[i]);
  }
};

// One entry of a candidate index.
struct KeyEntry {
  uint64_t key;
  Ordinal article;
  uint32_t quoted = 0;  // 1 for a posting that stands in a quotation
};

// Appends the entries of band `band` (0..kBands-1) of every article with a story; row i of the
// batch is article `first + i`. Of a key the upper 48 bits are used, the others are 0.
void BandKeys(const FingerprintBatch& batch, uint32_t band, Ordinal first,
              std::vector<KeyEntry>* entries);

// Groups of equal story hash: result[i] is the smallest ordinal with article i's story, i itself
// where it is the first or its story is empty.
std::vector<Ordinal> CollapseIdentical(const FingerprintBatch& batch);

struct Candidates {
  std::vector<CandidatePair> pairs;  // sorted by (a, b), unique
  SharedPostings shared;
  CandidateStats stats;
};

inline constexpr int32_t kUnknownDay = INT32_MIN;

// What is known about a corpus.
struct CandidateInput {
  const FingerprintBatch& batch;
  // Only articles i with deputies[i] == i are paired and counted; the others are stood for by
  // theirs, or take no part.
  std::span<const Ordinal> deputies;
  // Equal numbers for articles of one house, 0 for an unknown one; may be empty.
  std::span<const uint32_t> houses = {};
  // Days of publication (Timestamp::day), kUnknownDay where nothing is known; may be empty.
  std::span<const int32_t> days = {};
};

Candidates FindCandidates(const CandidateInput& input, const CandidateOptions& options);

// What proposes rewrites, and how often.
struct RewriteCandidates {
  std::vector<CandidatePair> pairs;  // sorted by (a, b), unique; evidence = of skip-bigrams
  CandidateStats stats;
};

// Pairs of deputies that share enough rare skip-bigrams (FingerprintBatch::skip). Here a deputy
// stands for its whole same-text group, so that a story printed by hundreds weighs as one. A pair
// is proposed whether or not the other indexes have found it.
//
// Evidence counts as for postings, N and d being deputies. How much of it chance makes depends on
// the two articles (a long one, or one of a busy event, shares something with many), so a pair
// needs little, but must be among the `max_rewrites` strongest of one of its articles; equal
// evidence goes to the smaller ordinals. That bounds the pairs of a corpus of any size. A key of
// more than `max_bucket` pairs each of its deputies with the next `max_representatives` in order of
// publication, where the source of a rewrite is likeliest; an unknown day comes first.
RewriteCandidates FindRewriteCandidates(const CandidateInput& input,
                                        const CandidateOptions& options);

}  // namespace newsprint
