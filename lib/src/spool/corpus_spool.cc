// Postings are cut into slices by the top six bits of their keys as they are spread, so that these
// need not be kept; of a posting 55 bits are left and whether it is quoted, of a skip-bigram and of
// a band 48. A slice that is still too large for memory is read several times, a part of its keys
// each time.
#include "spool/corpus_spool.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/relation.h"
#include "spool/codec.h"
#include "threads.h"

namespace newsprint {
namespace {

constexpr int kSliceBits = 6;
constexpr size_t kSlices = size_t{1} << kSliceBits;
constexpr uint64_t kBelowSlice = UINT64_MAX >> kSliceBits;
constexpr size_t kPostingBytes = 7, kSkipBytes = 6, kBandBytes = 6;
constexpr size_t kArticlesPerTask = 128;
constexpr size_t kLeastStemBytes = 2;  // what a stem takes in a record, as a rule
// Of an entry while its slice is worked on: twice itself, and its part of the groups.
constexpr size_t kEntryMemory = 2 * sizeof(KeyEntry) + 8;

std::vector<std::string> PostingPieces(const FingerprintBatch& batch) {
  KeyPieces pieces(kSlices, kPostingBytes);
  for (size_t i = 0; i < batch.size(); ++i) {
    for (const uint64_t quoted : {uint64_t{0}, uint64_t{1}}) {
      const auto keys = quoted != 0 ? batch.QuotedPostings(i) : batch.ProsePostings(i);
      for (const uint64_t key : keys) {
        const uint64_t spread = SpreadPostingKey(key);
        pieces.Add(spread >> (64 - kSliceBits), i,
                   (spread & kBelowSlice) / kPostingSampling * 2 + quoted);
      }
    }
  }
  return pieces.Take();
}

std::vector<std::string> SkipPieces(const FingerprintBatch& batch) {
  KeyPieces pieces(kSlices, kSkipBytes);
  for (size_t i = 0; i < batch.size(); ++i) {
    for (const uint64_t key : batch.SkipPostings(i)) {
      const uint64_t spread = SpreadSkipKey(key);
      pieces.Add(spread >> (64 - kSliceBits), i, (spread & kBelowSlice) >> (64 - kSkipKeyBits));
    }
  }
  return pieces.Take();
}

// Every article has a place in every band, so that nothing says whose keys they are; those of empty
// stories are zeros.
std::vector<std::string> BandPieces(const FingerprintBatch& batch) {
  std::vector<std::string> pieces(kBands);
  std::vector<KeyEntry> entries;
  std::vector<uint64_t> keys;
  for (uint32_t band = 0; band < kBands; ++band) {
    entries.clear();
    keys.assign(batch.size(), 0);
    BandKeys(batch, band, 0, &entries);
    for (const KeyEntry& e : entries) keys[e.article] = e.key;
    ByteWriter to(&pieces[band]);
    for (const uint64_t key : keys) to.Fixed(key >> (64 - 8 * kBandBytes), kBandBytes);
  }
  return pieces;
}

// Whether a key with the slice's bits shifted out is in part `sub` of `subs`, a power of two.
bool InSub(uint64_t below, size_t sub, size_t subs) {
  return subs == 1 || below >> (64 - std::bit_width(subs - 1)) == sub;
}

// How many parts make a slice of so many entries small enough.
size_t SubsFor(uint64_t entries, size_t memory) {
  return std::bit_ceil(std::max<uint64_t>(1, entries * kEntryMemory / std::max<size_t>(memory, 1)));
}

// Columns that double again and again are copied again and again.
void Reserve(size_t stems, ContentBatch* content) {
  content->stems.reserve(stems);
  content->background.reserve(stems);
  content->by_stem.reserve(stems);
}

uint64_t LargestSlice(const KeyFile& file) {
  uint64_t largest = 0;
  for (size_t s = 0; s < file.slices(); ++s) largest = std::max(largest, file.SliceBytes(s));
  return largest;
}

}  // namespace

void RecordFile::Append(std::string_view record) {
  file_.Append(record);
  Known(static_cast<uint32_t>(record.size()));
}

void RecordFile::Known(uint32_t size) {
  if (sizes_.size() % kEach == 0) begins_.push_back(end_);
  sizes_.push_back(size);
  end_ += size;
}

void RecordFile::Read(size_t i, std::string* to) const {
  uint64_t begin = begins_[i / kEach];
  for (size_t k = i / kEach * kEach; k < i; ++k) begin += sizes_[k];
  to->resize(sizes_[i]);
  file_.Read(begin, to->size(), to->data());
}

CorpusSpool::CorpusSpool(const Setup& setup, const Files& files) : setup_(setup) {
  const auto open = [&](const char* name, const Kept& kept) {
    return SpoolFile::Open(absl::StrCat(setup.folder, "/", name), kept, setup.errors);
  };
  articles_file_ = RecordFile(open("articles", files[0]));
  content_file_ = RecordFile(open("content", files[1]));
  const auto keys = [&](const char* name, const Kept& kept, size_t slices, bool there) {
    return KeyFile(there ? open(name, kept) : SpoolFile(), slices);
  };
  bands_ = keys("bands", files[2], kBands, setup.has_wording);
  postings_ = keys("postings", files[3], kSlices, setup.has_wording);
  skips_ = keys("skips", files[4], kSlices, setup.has_skips);
  columns_file_ = open("columns", files[5]);
  if (setup.errors->ok() && files[5].size > 0) RestoreChunks();
}

CorpusSpool::Files CorpusSpool::files() const {
  return {articles_file_.kept(), content_file_.kept(), bands_.kept(),
          postings_.kept(),      skips_.kept(),        columns_file_.kept()};
}

// What a chunk leaves in the files, made in parallel.
struct CorpusSpool::Encoded {
  std::vector<std::string> records, contents;  // by article
  std::vector<std::string> pieces[3];          // of bands, postings, skip-bigrams
};

CorpusSpool::Encoded CorpusSpool::Encode(std::span<const Article> articles,
                                         const FingerprintBatch& fingerprints,
                                         const ContentBatch& content) const {
  const size_t tasks = (articles.size() + kArticlesPerTask - 1) / kArticlesPerTask;
  Encoded out;
  out.records.resize(articles.size());
  out.contents.resize(articles.size());
  const std::vector<House> houses = HousesOf(articles);
  ParallelFor(tasks + 3, [&](size_t task) {
    if (task == 0) out.pieces[0] = BandPieces(fingerprints);
    if (task == 1) out.pieces[1] = PostingPieces(fingerprints);
    if (task == 2) out.pieces[2] = SkipPieces(fingerprints);
    if (task < 3) return;
    const size_t begin = (task - 3) * kArticlesPerTask;
    for (size_t i = begin; i < std::min(articles.size(), begin + kArticlesPerTask); ++i) {
      codec_.Encode(articles[i], &out.records[i]);
      if (content.size() != articles.size()) continue;
      ByteWriter(&out.contents[i]).Fixed(houses[i].source, sizeof houses[i].source);
      ByteWriter(&out.contents[i]).Fixed(houses[i].domain, sizeof houses[i].domain);
      content_codec_.Encode(content, i, &out.contents[i]);
    }
  });
  return out;
}

// The rows of a chunk in the columns that stay in memory.
void CorpusSpool::AppendColumns(std::span<const Article> articles,
                                const FingerprintBatch& fingerprints) {
  for (size_t i = 0; i < articles.size(); ++i) {
    const Timestamp& t = articles[i].published;
    const bool in_time = !t.known() || (t.seconds >= setup_.since && t.seconds < setup_.until);
    columns_.story_hash.push_back(fingerprints.story_hash[i]);
    columns_.story_words.push_back(fingerprints.story_words[i]);
    columns_.house.push_back(HouseNumber(articles[i]));
    columns_.day.push_back(t.known() ? t.day : kUnknownDay);
    columns_.prose_count.push_back(fingerprints.prose_count[i]);
    columns_.in_time.push_back(in_time);
  }
}

void CorpusSpool::Append(std::span<const Article> articles, const FingerprintBatch& fingerprints,
                         const ContentBatch& content) {
  std::string chunk;
  ByteWriter to(&chunk);
  if (!has_dictionaries_) {
    to.String(ArticleCodec::Train(std::vector<Article>(articles.begin(), articles.end())));
    to.String(ContentCodec::Learn(content));
    UseDictionaries(chunk);
  }
  const Encoded encoded = Encode(articles, fingerprints, content);
  const Ordinal first = static_cast<Ordinal>(this->articles());
  AppendColumns(articles, fingerprints);
  to.Varint(articles.size());
  for (size_t i = 0; i < articles.size(); ++i) {
    const size_t row = first + i;
    to.Fixed(columns_.story_hash[row], 8);
    to.Fixed(columns_.house[row], 4);
    to.Varint(columns_.story_words[row]);
    to.Signed(columns_.day[row]);
    to.Varint(columns_.prose_count[row] * uint64_t{2} + columns_.in_time[row]);
    to.Varint(encoded.records[i].size());
    to.Varint(encoded.contents[i].size());
    articles_file_.Append(encoded.records[i]);
    content_file_.Append(encoded.contents[i]);
  }
  KeyFile* const files[] = {&bands_, &postings_, &skips_};
  for (size_t f = 0; f < 3; ++f) {
    files[f]->Append(first, encoded.pieces[f]);
    for (const std::string& piece : encoded.pieces[f]) to.Varint(piece.size());
  }
  columns_file_.Append(chunk);
  articles_file_.Flush(), content_file_.Flush(), columns_file_.Flush();
  for (KeyFile* file : files) file->Flush();
}

std::string_view CorpusSpool::UseDictionaries(std::string_view columns) {
  ByteReader from(columns);
  codec_.UseDictionary(std::string(from.String()));
  content_codec_.UseDictionary(from.String());
  has_dictionaries_ = true;
  return from.Rest();
}

void CorpusSpool::RestoreChunks() {
  const std::string bytes = columns_file_.Read(0, columns_file_.size());
  ByteReader from(UseDictionaries(bytes));
  while (!from.done()) {
    const Ordinal first = static_cast<Ordinal>(articles());
    const size_t count = std::min<size_t>(from.Varint(), bytes.size());
    for (size_t i = 0; i < count; ++i) {
      columns_.story_hash.push_back(from.Fixed(8));
      columns_.house.push_back(static_cast<uint32_t>(from.Fixed(4)));
      columns_.story_words.push_back(from.Number());
      columns_.day.push_back(static_cast<int32_t>(from.Signed()));
      const uint64_t prose = from.Varint();
      columns_.prose_count.push_back(static_cast<uint32_t>(prose / 2));
      columns_.in_time.push_back(prose % 2);
      articles_file_.Known(from.Number());
      content_file_.Known(from.Number());
    }
    for (KeyFile* file : {&bands_, &postings_, &skips_}) {
      std::vector<uint64_t> sizes(file->slices());
      for (uint64_t& size : sizes) size = from.Varint();
      file->Known(first, sizes);
    }
  }
}

void CorpusSpool::FinishAppending() {
  articles_file_.Finish(), content_file_.Finish(), columns_file_.Finish();
  for (KeyFile* file : {&bands_, &postings_, &skips_}) file->Finish();
  band_subs_ = SubsFor(articles(), setup_.memory);
  posting_subs_ = SubsFor(LargestSlice(postings_) / kPostingBytes, setup_.memory);
  skip_subs_ = SubsFor(LargestSlice(skips_) / kSkipBytes, setup_.memory);
}

void CorpusSpool::ForEachBatch(
    const std::function<void(Ordinal first, std::span<const Article>)>& body) const {
  std::vector<Ordinal> some;
  std::vector<Arena> arenas;
  for (Ordinal first = 0; first < articles(); first += kArticlesAtOnce) {
    some.resize(std::min(kArticlesAtOnce, articles() - first));
    std::iota(some.begin(), some.end(), first);
    body(first, LoadArticles(some, &arenas).articles);
  }
}

ArticleBatch CorpusSpool::LoadArticles(std::span<const Ordinal> ordinals,
                                       std::vector<Arena>* arenas) const {
  ArticleBatch batch;
  batch.articles.resize(ordinals.size());
  const size_t tasks = (ordinals.size() + kArticlesPerTask - 1) / kArticlesPerTask;
  arenas->clear();
  arenas->resize(tasks);
  ParallelFor(tasks, [&](size_t task) {
    std::string record;
    const size_t end = std::min(ordinals.size(), (task + 1) * kArticlesPerTask);
    for (size_t i = task * kArticlesPerTask; i < end; ++i) {
      articles_file_.Read(ordinals[i], &record);
      if (!codec_.Decode(record, &(*arenas)[task], &batch.articles[i])) {
        setup_.errors->Update(absl::DataLossError(
            absl::StrCat(setup_.folder, ": damaged (remove the folder and begin again)")));
      }
    }
  });
  return batch;
}

ContentBatch CorpusSpool::LoadContent(std::span<const Ordinal> ordinals,
                                      std::vector<House>* houses) const {
  if (houses != nullptr) houses->resize(ordinals.size());
  const size_t tasks = (ordinals.size() + kArticlesPerTask - 1) / kArticlesPerTask;
  std::vector<ContentBatch> parts(tasks);
  ParallelFor(tasks, [&](size_t task) {
    std::string record;
    const size_t end = std::min(ordinals.size(), (task + 1) * kArticlesPerTask);
    size_t bytes = 0;
    for (size_t i = task * kArticlesPerTask; i < end; ++i) bytes += ContentBytes(ordinals[i]);
    Reserve(bytes / kLeastStemBytes, &parts[task]);
    for (size_t i = task * kArticlesPerTask; i < end; ++i) {
      content_file_.Read(ordinals[i], &record);
      ByteReader from(record);
      const House house = {from.Fixed(8), from.Fixed(8)};
      if (houses != nullptr) (*houses)[i] = house;
      content_codec_.Decode(from.Rest(), &parts[task]);
    }
  });
  ContentBatch content;
  size_t stems = 0;
  for (const ContentBatch& part : parts) stems += part.stems.size();
  Reserve(stems, &content);
  for (ContentBatch& part : parts) {
    content.Append(part);
    part = {};
  }
  return content;
}

std::vector<KeyEntry> CorpusSpool::Bands(size_t slice) const {
  const size_t band = slice / band_subs_, sub = slice % band_subs_;
  std::vector<KeyEntry> entries;
  entries.reserve(articles() / band_subs_);
  bands_.ForEachPiece(band, [&](Ordinal first, std::string_view piece) {
    ByteReader from(piece);
    for (Ordinal article = first; !from.done(); ++article) {
      const uint64_t key = from.Fixed(kBandBytes) << (64 - 8 * kBandBytes);
      if (columns_.story_hash[article] != 0 && InSub(key, sub, band_subs_)) {
        entries.push_back({key, article});
      }
    }
  });
  return entries;
}

std::vector<KeyEntry> CorpusSpool::Postings(size_t slice) const {
  const uint64_t part = slice / posting_subs_, sub = slice % posting_subs_;
  std::vector<KeyEntry> entries;
  entries.reserve(postings_.SliceBytes(part) / kPostingBytes / posting_subs_);
  postings_.ForEachPiece(part, [&](Ordinal first, std::string_view piece) {
    KeyPieces::ForEach(piece, first, kPostingBytes, [&](Ordinal article, uint64_t stored) {
      const uint64_t below = stored / 2 * kPostingSampling;
      if (!InSub(below << kSliceBits, sub, posting_subs_)) return;
      entries.push_back(
          {part << (64 - kSliceBits) | below, article, static_cast<uint32_t>(stored % 2)});
    });
  });
  return entries;
}

std::vector<KeyEntry> CorpusSpool::Skips(size_t slice) const {
  const uint64_t part = slice / skip_subs_, sub = slice % skip_subs_;
  std::vector<KeyEntry> entries;
  entries.reserve(skips_.SliceBytes(part) / kSkipBytes / skip_subs_);
  skips_.ForEachPiece(part, [&](Ordinal first, std::string_view piece) {
    KeyPieces::ForEach(piece, first, kSkipBytes, [&](Ordinal article, uint64_t stored) {
      const uint64_t below = stored << (64 - kSkipKeyBits);
      if (!InSub(below << kSliceBits, sub, skip_subs_)) return;
      entries.push_back({part << (64 - kSliceBits) | below, article});
    });
  });
  return entries;
}

void CorpusSpool::RemoveAll() {
  articles_file_.Remove(), content_file_.Remove(), columns_file_.Remove();
  RemoveWording();
  RemoveSkips();
}

}  // namespace newsprint
