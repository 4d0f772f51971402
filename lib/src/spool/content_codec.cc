// Stems are hashes, which nothing makes smaller, but few are rare in a corpus and many stand in an
// article twice. One of the last 64 of the article is a byte; one of the 48,640 that the dictionary
// has is two; any other is five, or six where its background weight is not that of a rare one. How
// it stands there, flags and distance in words, is half a byte where that is one of the 15
// commonest ways. With a dictionary of the first 4,096 articles a stem takes 2.7 (German news)
// to 2.9 bytes (US news, generated news).
#include "spool/content_codec.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "spool/codec.h"

namespace newsprint {
namespace {

// A record: language, number of stems, half a byte a stem for its way of standing there, a byte a
// stem, then what these do not say: of all stems, of all ways, and of all distances.
//
// The byte of a stem.
constexpr uint32_t kFarthest = 64;  // below it: so many stems back, less one
constexpr uint8_t kRare = 254;      // four bytes follow
constexpr uint8_t kOther = 255;     // four bytes and the background weight
constexpr size_t kMostEntries = (kRare - kFarthest) * 256;  // between: a code of two bytes

constexpr size_t kMostMore = 8;  // what a stem may need besides: 5 bytes, and its way 3
constexpr size_t kEntryBytes = 5;
constexpr size_t kAhead = 8;  // stems whose codes are on their way
constexpr size_t kFarBytes = 2;
constexpr uint8_t kFlags = 0x1F;
constexpr uint8_t kFar = 7;  // a distance that is written out

// Entries stand in buckets of a cache line, by the stem's highest bits.
constexpr size_t kBucket = 8;
constexpr uint64_t kNoKey = UINT64_MAX;

uint64_t KeyOf(uint32_t stem, uint8_t background) { return uint64_t{stem} << 8 | background; }
uint64_t KeyOf(const ContentBatch::Row& row, size_t i) {
  return KeyOf(row.stems[i].stem, row.background[i]);
}

size_t BucketOf(uint64_t key) { return (key >> 8) * (kMostEntries / kBucket) >> 32 << 3; }

// Where an article had each stem last, as far as the stem's lowest bits tell.
class Recent {
 public:
  // How many stems before the i-th the same stands, at most kFarthest; 0 = none. For i = 0, 1 ...
  uint32_t Back(const ContentBatch::Row& row, size_t i) {
    const size_t before =
        std::exchange(last_[row.stems[i].stem % last_.size()], static_cast<uint16_t>(i + 1));
    const size_t known = before != 0 ? 1 : 0, at = before - known;
    const bool found =
        (known & (i - at <= kFarthest ? 1 : 0) & (KeyOf(row, at) == KeyOf(row, i) ? 1 : 0)) != 0;
    return found ? static_cast<uint32_t>(i - at) : 0;
  }

 private:
  std::array<uint16_t, 1024> last_ = {};  // 1 + its place; 0 = not yet
};

// A word counts two, and a character of a script without spaces one.
uint32_t UnitOf(uint32_t flags) { return (flags & kContentPair) != 0 ? 1 : 2; }

// Flags, and above them the distance to the stem before in words, if that is an ordinary one.
uint8_t WayOf(uint8_t flags, uint32_t distance) {
  const uint32_t unit = UnitOf(flags);
  const uint32_t words = distance % unit == 0 ? std::min<uint32_t>(distance / unit, kFar) : kFar;
  return static_cast<uint8_t>(flags | words << 5);
}

// What is counted, the most frequent first.
template <typename Counts>
std::vector<std::pair<uint32_t, uint64_t>> ByCount(const Counts& counts) {
  std::vector<std::pair<uint32_t, uint64_t>> sorted;
  for (const auto& [what, count] : counts) {
    if (count > 1) sorted.push_back({count, what});
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first > y.first : x.second < y.second;
  });
  return sorted;
}

}  // namespace

// Counted is what would be written with the dictionary.
std::string ContentCodec::Learn(const ContentBatch& batch) {
  absl::flat_hash_map<uint64_t, uint32_t> stems, ways;
  for (size_t i = 0; i < batch.size(); ++i) {
    const ContentBatch::Row row = batch.Of(i);
    Recent recent;
    uint32_t place = 0;
    for (size_t k = 0; k < row.stems.size(); ++k) {
      if (recent.Back(row, k) == 0) ++stems[KeyOf(row, k)];
      ++ways[WayOf(row.stems[k].flags, row.stems[k].place - place)];
      place = row.stems[k].place;
    }
  }
  std::string dictionary;
  ByteWriter to(&dictionary);
  const auto usual = ByCount(ways), common = ByCount(stems);
  for (size_t i = 0; i < kUsual; ++i) to.Fixed(i < usual.size() ? usual[i].second : 0, 1);
  for (size_t i = 0; i < std::min(kMostEntries, common.size()); ++i) {
    to.Fixed(common[i].second, kEntryBytes);
  }
  return dictionary;
}

void ContentCodec::UseDictionary(std::string_view dictionary) {
  ByteReader from(dictionary);
  for (size_t i = 0; i < kUsual; ++i) usual_[i] = static_cast<uint8_t>(from.Fixed(1));
  usual_number_.fill(kUsual);
  for (size_t i = kUsual; i-- > 0;) usual_number_[usual_[i]] = static_cast<uint8_t>(i);
  entries_.assign(kMostEntries, kNoKey);
  while (!from.done()) {
    const uint64_t key = from.Fixed(kEntryBytes);
    uint64_t* const bucket = entries_.data() + BucketOf(key);
    uint64_t* const free = std::find(bucket, bucket + kBucket, kNoKey);
    if (free != bucket + kBucket) *free = key;
  }
}

void ContentCodec::Encode(const ContentBatch& batch, size_t i, std::string* out) const {
  const ContentBatch::Row row = batch.Of(i);
  const size_t count = row.stems.size();
  ByteWriter to(out);
  to.Varint(row.language);
  to.Varint(count);
  const size_t firsts = (count + 1) / 2;
  thread_local std::vector<uint8_t> scratch;
  scratch.assign(firsts + count + count * kMostMore, 0);
  uint8_t* const ways = scratch.data();
  uint8_t* more = EncodeStems(row, ways + firsts, ways + firsts + count);
  more = EncodeWays(row.stems, ways, more);
  out->append(reinterpret_cast<const char*>(ways), static_cast<size_t>(more - ways));
}

uint8_t* ContentCodec::EncodeStems(const ContentBatch::Row& row, uint8_t* firsts,
                                   uint8_t* more) const {
  const size_t count = row.stems.size();
  Recent recent;
  for (size_t k = 0; k < count; ++k) {
    __builtin_prefetch(&entries_[BucketOf(KeyOf(row, std::min(k + kAhead, count - 1)))]);
    if (const uint32_t back = recent.Back(row, k); back != 0) {
      firsts[k] = static_cast<uint8_t>(back - 1);
      continue;
    }
    if (const size_t code = CodeOf(KeyOf(row, k)); code != kMostEntries) {
      firsts[k] = static_cast<uint8_t>(kFarthest + code / 256);
      *more++ = static_cast<uint8_t>(code);
      continue;
    }
    firsts[k] = row.background[k] == kRareWeight ? kRare : kOther;
    std::memcpy(more, &row.stems[k].stem, 4);
    more += 4;
    *more = row.background[k];
    more += firsts[k] == kOther;
  }
  return more;
}

uint8_t* ContentCodec::EncodeWays(std::span<const ContentStem> stems, uint8_t* ways,
                                  uint8_t* more) const {
  thread_local std::vector<uint16_t> far;
  far.clear();
  uint32_t place = 0;
  for (size_t k = 0; k < stems.size(); ++k) {
    const uint32_t distance = stems[k].place - std::exchange(place, stems[k].place);
    const uint8_t way = WayOf(stems[k].flags, distance), number = usual_number_[way];
    ways[k / 2] |= static_cast<uint8_t>(number << k % 2 * 4);
    *more = way;
    more += number == kUsual;
    if (way >> 5 == kFar) far.push_back(static_cast<uint16_t>(distance));
  }
  if (!far.empty()) std::memcpy(more, far.data(), far.size() * kFarBytes);
  return more + far.size() * kFarBytes;
}

size_t ContentCodec::CodeOf(uint64_t key) const {
  const size_t begin = BucketOf(key);
  uint32_t equal = 0;
  for (uint32_t i = 0; i < kBucket; ++i) {
    equal |= static_cast<uint32_t>(entries_[begin + i] == key) << i;
  }
  return equal != 0 ? begin + static_cast<size_t>(std::countr_zero(equal)) : kMostEntries;
}

// Whether a stem stood there before, and which way it does now, is as good as random: there is no
// branch on either.
void ContentCodec::Decode(std::string_view bytes, ContentBatch* batch) const {
  ByteReader from(bytes);
  const auto language = static_cast<uint8_t>(from.Varint());
  const size_t count = std::min<size_t>(from.Varint(), bytes.size());
  const size_t firsts = (count + 1) / 2;
  thread_local std::vector<uint8_t> padded;
  padded.assign(from.Rest().begin(), from.Rest().end());
  padded.resize(padded.size() + firsts + count + count * kMostMore);  // damaged, it may say so much
  const size_t first = batch->stems.size();
  batch->stems.resize(first + count);
  batch->background.resize(first + count);
  const uint8_t* const ways = padded.data();
  ContentStem* const stems = batch->stems.data() + first;
  const uint8_t* const more = DecodeStems({ways + firsts, count}, ways + firsts + count, stems,
                                          batch->background.data() + first);
  DecodeWays(ways, more, std::span(stems, count));
  batch->language.push_back(std::min<uint8_t>(language, kStemLanguages - 1));
  batch->begin.push_back(batch->stems.size());
  IndexLastByStem(batch);
}

const uint8_t* ContentCodec::DecodeStems(std::span<const uint8_t> firsts, const uint8_t* more,
                                         ContentStem* stems, uint8_t* background) const {
  const uint64_t* const entries = entries_.data();
  thread_local std::vector<uint64_t> keys;
  keys.assign(kFarthest + firsts.size(), 0);  // at first some for what is damaged
  uint64_t* key = keys.data() + kFarthest;
  for (size_t k = 0; k < firsts.size(); ++k, ++key) {
    const uint32_t byte = firsts[k];
    if (byte < kRare) {
      const bool back = byte < kFarthest;
      const size_t code = (byte - (back ? 0 : kFarthest)) * 256 + *more;
      *key = *(back ? key - 1 - byte % kFarthest : entries + code);
      more += !back;
    } else {
      uint32_t stem;
      std::memcpy(&stem, more, 4);
      *key = KeyOf(stem, byte == kRare ? kRareWeight : more[4]);
      more += byte == kRare ? 4 : 5;
    }
    stems[k] = {static_cast<uint32_t>(*key >> 8), 0, 0, 0};
    background[k] = std::min(static_cast<uint8_t>(*key), kRareWeight);
  }
  return more;
}

void ContentCodec::DecodeWays(const uint8_t* ways, const uint8_t* more,
                              std::span<ContentStem> stems) const {
  for (size_t k = 0; k < stems.size(); ++k) {
    const uint32_t number = ways[k / 2] >> k % 2 * 4 & 0xFu, usual = usual_[number];
    const uint32_t is_usual = number < kUsual ? 1 : 0;
    const uint32_t way = usual * is_usual + *more * (1 - is_usual);
    more += 1 - is_usual;
    stems[k].flags = static_cast<uint8_t>(way);
  }
  uint32_t place = 0;
  for (ContentStem& s : stems) {
    const uint32_t words = s.flags >> 5, is_far = words == kFar ? 1 : 0;
    uint16_t far;
    std::memcpy(&far, more, kFarBytes);
    more += is_far * kFarBytes;
    place += far * is_far + words * UnitOf(s.flags) * (1 - is_far);
    s.place = static_cast<uint16_t>(place);
    s.flags &= kFlags;
  }
}

}  // namespace newsprint
