// Pairs are twelve bytes each; what an article shares is a record of 8 to 14 bytes a posting; a
// relation is a record with its size in front, so that the file is read without an index.
#include "spool/stage_files.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "relate/outline.h"
#include "spool/codec.h"
#include "spool/records.h"

namespace newsprint {
namespace {

constexpr size_t kSizeBytes = 4;  // in front of a relation

}  // namespace

void PairFile::Append(std::span<const CandidatePair> pairs) {
  std::string bytes;
  for (const CandidatePair& p : pairs) {
    bytes.clear();
    ByteWriter to(&bytes);
    to.Fixed(p.a, 4);
    to.Fixed(p.b, 4);
    to.Fixed(p.evidence << 1 | uint32_t{p.similar}, 4);
    file_.Append(bytes);
  }
}

std::vector<CandidatePair> PairFile::Read(size_t begin, size_t most) const {
  std::vector<CandidatePair> pairs(std::min(most, this->pairs() - begin));
  const std::string bytes = file_.Read(begin * kPairBytes, pairs.size() * kPairBytes);
  ByteReader from(bytes);
  for (CandidatePair& p : pairs) {
    p.a = static_cast<Ordinal>(from.Fixed(4)), p.b = static_cast<Ordinal>(from.Fixed(4));
    const auto code = static_cast<uint32_t>(from.Fixed(4));
    p.evidence = code >> 1;
    p.similar = (code & 1) != 0;
  }
  return pairs;
}

SharedFile::SharedFile(SpoolFile rows, SpoolFile index)
    : rows_(std::move(rows)), index_(std::move(index)) {
  const std::string sizes = index_.Read(0, index_.size());
  for (ByteReader from(sizes); !from.done();) rows_.Known(from.Number());
}

// A record: what is usual, then the postings.
void SharedFile::Write(std::span<const SharedRow> sorted, const ArticleRange& range,
                       const KeySource& keys) {
  std::vector<uint16_t> scratch;
  std::string record, index;
  for (Ordinal i = range.first; i < range.last; ++i) {
    size_t count = 0;
    while (count < sorted.size() && sorted[count].article == i) ++count;
    record.clear();
    ByteWriter to(&record);
    if (count > 0) {
      to.Varint(UsualHolders(sorted.first(count), keys.ProseCount(i), &scratch));
    }
    for (const SharedRow& row : sorted.first(count)) {
      to.Fixed(row.key, 8);
      to.Varint(row.prose);
      to.Varint(row.quoted);
      to.Varint(row.house);
    }
    sorted = sorted.subspan(count);
    rows_.Append(record);
    ByteWriter(&index).Varint(record.size());
  }
  index_.Append(index);
}

void SharedFile::Finish() {
  rows_.Finish();
  index_.Finish();
}

SharedPostings SharedFile::Load(std::span<const Ordinal> ordinals) const {
  SharedPostings shared;
  std::string record;
  for (const Ordinal i : ordinals) {
    rows_.Read(i, &record);
    ByteReader from(record);
    shared.usual.push_back(static_cast<uint16_t>(from.Varint()));
    while (!from.done()) {
      SharedPostings::Posting posting;
      posting.key = from.Fixed(8);
      posting.prose = static_cast<uint16_t>(from.Varint());
      posting.quoted = static_cast<uint16_t>(from.Varint());
      posting.house = static_cast<uint16_t>(from.Varint());
      shared.postings.push_back(posting);
    }
    shared.begin.push_back(shared.postings.size());
  }
  return shared;
}

RelationFile::RelationFile(SpoolFile file, const SpoolErrors& errors) {
  std::string record;
  std::vector<uint32_t> sizes;
  uint64_t at = 0;
  while (errors.ok() && at + kSizeBytes <= file.size()) {
    uint32_t size = 0;
    file.Read(at, kSizeBytes, reinterpret_cast<char*>(&size));
    record.resize(std::min<uint64_t>(size, file.size() - at - kSizeBytes));
    file.Read(at + kSizeBytes, record.size(), record.data());
    outlines_.push_back(OutlineOf(DecodeRelation(record)));
    sizes.push_back(size + kSizeBytes);
    at += size + kSizeBytes;
  }
  records_ = RecordFile(std::move(file));
  for (const uint32_t size : sizes) records_.Known(size);
}

void RelationFile::Append(std::span<const Relation> relations) {
  std::string record;
  for (const Relation& r : relations) {
    record.assign(kSizeBytes, '\0');
    EncodeRelation(r, &record);
    const uint32_t size = static_cast<uint32_t>(record.size() - kSizeBytes);
    std::memcpy(record.data(), &size, kSizeBytes);
    records_.Append(record);
    outlines_.push_back(OutlineOf(r));
  }
}

Relation RelationFile::Read(size_t i) const {
  std::string record;
  records_.Read(i, &record);
  return DecodeRelation(std::string_view(record).substr(kSizeBytes));
}

}  // namespace newsprint
