// An article of 3 KB is 1.4 KB as its own zstd frame with a dictionary of 64 KB.
#include "spool/records.h"

#include <tbb/enumerable_thread_specific.h>
#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <utility>

#include "spool/codec.h"

namespace newsprint {
namespace {

constexpr int kLevel = 1;
constexpr size_t kDictionaryBytes = size_t{64} << 10;
constexpr size_t kSamples = 2048;
constexpr size_t kLeastSamples = 64;
constexpr size_t kSampleBytes = size_t{8} << 10;

struct FreeContext {
  void operator()(ZSTD_CCtx* c) const { ZSTD_freeCCtx(c); }
  void operator()(ZSTD_DCtx* c) const { ZSTD_freeDCtx(c); }
  void operator()(ZSTD_CDict* d) const { ZSTD_freeCDict(d); }
  void operator()(ZSTD_DDict* d) const { ZSTD_freeDDict(d); }
};

void WritePlain(const Article& a, std::string* out) {
  ByteWriter to(out);
  for (const std::string_view s : {a.id, a.title, a.source, a.url, a.byline, a.language}) {
    to.String(s);
  }
  to.Varint(static_cast<uint64_t>(a.published.resolution));
  to.Signed(a.published.seconds);
  to.Signed(a.published.day);
  out->append(a.text);
}

void ReadPlain(std::string_view bytes, Article* a) {
  ByteReader from(bytes);
  for (std::string_view* s : {&a->id, &a->title, &a->source, &a->url, &a->byline, &a->language}) {
    *s = from.String();
  }
  a->published.resolution = static_cast<Timestamp::Resolution>(from.Varint());
  a->published.seconds = from.Signed();
  a->published.day = static_cast<int32_t>(from.Signed());
  a->text = from.Rest();
}

}  // namespace

struct ArticleCodec::Impl {
  struct Contexts {
    std::unique_ptr<ZSTD_CCtx, FreeContext> compress{ZSTD_createCCtx()};
    std::unique_ptr<ZSTD_DCtx, FreeContext> decompress{ZSTD_createDCtx()};
    std::string plain;
  };
  std::unique_ptr<ZSTD_CDict, FreeContext> compress;
  std::unique_ptr<ZSTD_DDict, FreeContext> decompress;
  mutable tbb::enumerable_thread_specific<Contexts> contexts;
};

ArticleCodec::ArticleCodec() : impl_(std::make_unique<Impl>()) {}
ArticleCodec::~ArticleCodec() = default;

std::string ArticleCodec::Train(const std::vector<Article>& articles) {
  std::string samples;
  std::vector<size_t> sizes;
  const size_t step = std::max<size_t>(1, articles.size() / kSamples);
  for (size_t i = 0; i < articles.size(); i += step) {
    std::string plain;
    WritePlain(articles[i], &plain);
    plain.resize(std::min(plain.size(), kSampleBytes));
    samples.append(plain);
    sizes.push_back(plain.size());
  }
  if (sizes.size() < kLeastSamples) return "";
  std::string dictionary(kDictionaryBytes, '\0');
  const size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(),
                                            sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size)) return "";
  dictionary.resize(size);
  return dictionary;
}

void ArticleCodec::UseDictionary(std::string dictionary) {
  if (dictionary.empty()) return;
  impl_->compress.reset(ZSTD_createCDict(dictionary.data(), dictionary.size(), kLevel));
  impl_->decompress.reset(ZSTD_createDDict(dictionary.data(), dictionary.size()));
}

void ArticleCodec::Encode(const Article& article, std::string* out) const {
  Impl::Contexts& mine = impl_->contexts.local();
  mine.plain.clear();
  WritePlain(article, &mine.plain);
  const size_t before = out->size();
  out->resize(before + ZSTD_compressBound(mine.plain.size()));
  char* const to = out->data() + before;
  const size_t room = out->size() - before;
  const size_t size =
      impl_->compress ? ZSTD_compress_usingCDict(mine.compress.get(), to, room, mine.plain.data(),
                                                 mine.plain.size(), impl_->compress.get())
                      : ZSTD_compressCCtx(mine.compress.get(), to, room, mine.plain.data(),
                                          mine.plain.size(), kLevel);
  out->resize(before + (ZSTD_isError(size) ? 0 : size));
}

bool ArticleCodec::Decode(std::string_view bytes, Arena* arena, Article* article) const {
  Impl::Contexts& mine = impl_->contexts.local();
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  constexpr unsigned long long kMost = 1ull << 32;
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > kMost) {
    return false;
  }
  char* const to = arena->Allocate(std::max<size_t>(1, size));
  const bool plain = ZSTD_getDictID_fromFrame(bytes.data(), bytes.size()) == 0;
  const size_t got =
      plain || !impl_->decompress
          ? ZSTD_decompressDCtx(mine.decompress.get(), to, size, bytes.data(), bytes.size())
          : ZSTD_decompress_usingDDict(mine.decompress.get(), to, size, bytes.data(), bytes.size(),
                                       impl_->decompress.get());
  if (got != size) return false;
  ReadPlain({to, size}, article);
  return true;
}

void EncodeRelation(const Relation& r, std::string* out) {
  ByteWriter to(out);
  const Scores& s = r.scores;
  for (const uint32_t number :
       {r.a, r.b, static_cast<uint32_t>(r.kind), static_cast<uint32_t>(r.direction), r.confidence,
        s.coverage_a, s.coverage_b, s.verbatim, s.quoted, s.jaccard, s.containment, s.chain,
        s.order, r.null.n, r.null.value, static_cast<uint32_t>(r.null.source)}) {
    to.Varint(number);
  }
  to.Varint(r.passages.size());
  uint32_t at = 0;
  for (const RelationPassage& p : r.passages) {
    to.Signed(int64_t{p.a.begin} - at);
    to.Varint(p.a.size());
    to.Varint(p.b.begin);
    to.Varint(p.b.size());
    to.Varint(static_cast<uint32_t>(p.match));
    at = p.a.end;
  }
  to.Varint(r.credits.size());
  for (const RelationCredit& c : r.credits) {
    to.Varint(static_cast<uint32_t>(c.credit.kind) * 2 + c.in_b);
    to.String(c.credit.name);
    to.Varint(c.credit.bytes.begin);
    to.Varint(c.credit.bytes.end);
  }
  to.Varint(r.direction_evidence.size());
  for (const DirectionEvidence& e : r.direction_evidence) {
    to.Varint(static_cast<uint32_t>(e.kind) * 4 + static_cast<uint32_t>(e.says));
  }
}

Relation DecodeRelation(std::string_view bytes) {
  ByteReader from(bytes);
  Relation r;
  Scores& s = r.scores;
  r.a = from.Number(), r.b = from.Number();
  r.kind = static_cast<Kind>(from.Varint());
  r.direction = static_cast<Direction>(from.Varint());
  for (uint32_t* number :
       {&r.confidence, &s.coverage_a, &s.coverage_b, &s.verbatim, &s.quoted, &s.jaccard,
        &s.containment, &s.chain, &s.order, &r.null.n, &r.null.value}) {
    *number = from.Number();
  }
  r.null.source = static_cast<Null::Source>(from.Varint());
  const auto count = [&] { return std::min<uint64_t>(from.Varint(), bytes.size()); };
  uint32_t at = 0;
  r.passages.resize(count());
  for (RelationPassage& p : r.passages) {
    p.a.begin = static_cast<uint32_t>(at + from.Signed());
    p.a.end = at = p.a.begin + from.Number();
    p.b.begin = from.Number();
    p.b.end = p.b.begin + from.Number();
    p.match = static_cast<Passage::Class>(from.Varint());
  }
  r.credits.resize(count());
  for (RelationCredit& c : r.credits) {
    const uint64_t code = from.Varint();
    c.in_b = (code & 1) != 0;
    c.credit.kind = static_cast<Credit::Kind>(code / 2);
    c.credit.name = std::string(from.String());
    c.credit.bytes.begin = from.Number();
    c.credit.bytes.end = from.Number();
  }
  r.direction_evidence.resize(count());
  for (DirectionEvidence& e : r.direction_evidence) {
    const uint64_t code = from.Varint();
    e = {static_cast<DirectionEvidence::Kind>(code / 4), static_cast<Direction>(code % 4)};
  }
  return r;
}

}  // namespace newsprint
