// A group is written for each range that has members who look at others: these members, and all
// whom they look at. Most groups are small and lie in one or two ranges.
#include "spool/spill.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "spool/codec.h"

namespace newsprint {
namespace {

constexpr size_t kSizeBytes = 4;  // in front of what one Add gave a range

// What was added, piece by piece, so that it is not in memory twice.
template <typename Take>
void ForEachPiece(const SpoolFile& file, const Take& take) {
  std::string piece;
  for (uint64_t at = 0; at + kSizeBytes <= file.size();) {
    uint32_t size = 0;
    file.Read(at, kSizeBytes, reinterpret_cast<char*>(&size));
    piece.resize(std::min<uint64_t>(size, file.size() - at - kSizeBytes));
    file.Read(at + kSizeBytes, piece.size(), piece.data());
    take(piece);
    at += kSizeBytes + piece.size();
  }
}

// Members [begin, looking) of the group look, and see as far as `end`.
void WriteGroup(std::span<const Ordinal> members, const Groups::Group& group, uint32_t begin,
                uint32_t looking, std::string* out) {
  ByteWriter to(out);
  const uint32_t end = group.EndFrom(looking - 1);
  to.Varint(group.weight == Groups::kBand ? 0 : group.weight);
  to.Varint(group.reach == Groups::kAll ? 0 : group.reach);
  to.Varint(looking - begin);
  to.Varint(end - begin);
  Ordinal last = 0;
  for (const Ordinal member : members.subspan(begin, end - begin)) {
    to.Varint(member - last);
    last = member;
  }
}

// Counts are small: four bits for holders in prose and two for each of the others, where a count is
// below what these can say; it follows otherwise.
constexpr uint32_t kMostProse = 15, kMostOthers = 3;

void WriteCounts(const SharedRow& row, ByteWriter* to) {
  const uint32_t prose = std::min<uint32_t>(row.prose, kMostProse);
  const uint32_t quoted = std::min<uint32_t>(row.quoted, kMostOthers);
  const uint32_t house = std::min<uint32_t>(row.house, kMostOthers);
  to->Fixed(prose | quoted << 4 | house << 6, 1);
  if (prose == kMostProse) to->Varint(row.prose);
  if (quoted == kMostOthers) to->Varint(row.quoted);
  if (house == kMostOthers) to->Varint(row.house);
}

void ReadCounts(ByteReader* from, SharedRow* row) {
  const uint64_t counts = from->Fixed(1);
  const auto count = [&](uint64_t small, uint32_t most) {
    return static_cast<uint16_t>(small == most ? from->Varint() : small);
  };
  row->prose = count(counts & 15, kMostProse);
  row->quoted = count(counts >> 4 & 3, kMostOthers);
  row->house = count(counts >> 6, kMostOthers);
}

}  // namespace

Spill::Spill(const std::string& path, size_t articles, size_t articles_a_range, SpoolErrors* errors)
    : articles_(articles),
      range_size_(articles_a_range),
      place_bytes_((static_cast<size_t>(std::bit_width(range_size_ - 1)) + 7) / 8),
      files_(OpenSpills(path, (articles + range_size_ - 1) / range_size_, errors)) {}

ArticleRange Spill::Range(size_t range) const {
  return {static_cast<Ordinal>(range * range_size_),
          static_cast<Ordinal>(std::min(articles_, (range + 1) * range_size_))};
}

void Spill::Add(const Groups& groups) {
  std::vector<std::string> out(files_.size());
  for (const Groups::Group& group : groups.groups) {
    const std::span<const Ordinal> members = groups.MembersOf(group);
    for (uint32_t begin = 0; begin < group.looking;) {
      const size_t range = members[begin] / range_size_;
      uint32_t end = begin + 1;
      while (end < group.looking && members[end] / range_size_ == range) ++end;
      WriteGroup(members, group, begin, end, &out[range]);
      begin = end;
    }
  }
  AppendAll(out);
}

// Rows come by key, so that keys are differences.
void Spill::Add(std::span<const SharedRow> rows) {
  std::vector<std::string> out(files_.size());
  std::vector<uint64_t> last(files_.size(), 0);
  for (const SharedRow& row : rows) {
    const size_t range = row.article / range_size_;
    ByteWriter to(&out[range]);
    to.Varint(row.key - std::exchange(last[range], row.key));
    to.Fixed(row.article - range * range_size_, place_bytes_);
    WriteCounts(row, &to);
  }
  AppendAll(out);
}

void Spill::AppendAll(const std::vector<std::string>& pieces) {
  const std::lock_guard lock(mutex_);
  for (size_t range = 0; range < pieces.size(); ++range) {
    if (pieces[range].empty()) continue;
    const uint32_t size = static_cast<uint32_t>(pieces[range].size());
    files_[range].Append({reinterpret_cast<const char*>(&size), kSizeBytes});
    files_[range].Append(pieces[range]);
  }
}

Groups Spill::ReadGroups(size_t range) {
  files_[range].Flush();
  Groups groups;
  ForEachPiece(files_[range], [&](const std::string& bytes) {
    for (ByteReader from(bytes); !from.done();) {
      const uint32_t weight = from.Number(), reach = from.Number(), looking = from.Number();
      const uint32_t size = std::min(from.Number(), static_cast<uint32_t>(bytes.size()));
      groups.groups.push_back({static_cast<uint32_t>(groups.members.size()), size, looking,
                               reach == 0 ? Groups::kAll : reach,
                               weight == 0 ? Groups::kBand : weight});
      Ordinal last = 0;
      for (uint32_t i = 0; i < size; ++i) groups.members.push_back(last += from.Number());
    }
  });
  return groups;
}

std::vector<SharedRow> Spill::ReadRows(size_t range) {
  files_[range].Flush();
  std::vector<SharedRow> rows;
  ForEachPiece(files_[range], [&](const std::string& bytes) {
    uint64_t key = 0;
    for (ByteReader from(bytes); !from.done();) {
      SharedRow row;
      row.key = key += from.Varint();
      row.article = static_cast<Ordinal>(range * range_size_ + from.Fixed(place_bytes_));
      ReadCounts(&from, &row);
      rows.push_back(row);
    }
  });
  SortRows(&rows);
  return rows;
}

}  // namespace newsprint
