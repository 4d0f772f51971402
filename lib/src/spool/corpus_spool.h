// A corpus in a working folder: articles and content as records, keys in slices. In memory stays of
// an article what collapses equal texts and finds its records.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candidates/key_source.h"
#include "newsprint/article.h"
#include "newsprint/fingerprint.h"
#include "relate/house.h"
#include "spool/content_codec.h"
#include "spool/key_file.h"
#include "spool/records.h"
#include "spool/spool_file.h"
#include "stem/content.h"

namespace newsprint {

inline constexpr size_t kArticlesAtOnce = 4096;  // where all are looked at

// Records one behind the other, found by number: four bytes each.
class RecordFile {
 public:
  RecordFile() = default;
  explicit RecordFile(SpoolFile file) : file_(std::move(file)) {}

  void Append(std::string_view record);
  // A record that the file holds already, or an empty one.
  void Known(uint32_t size);
  void Flush() { file_.Flush(); }
  void Finish() { file_.Finish(); }
  void Remove() { file_.Remove(); }

  size_t records() const { return sizes_.size(); }
  uint64_t size() const { return file_.size(); }
  Kept kept() const { return file_.kept(); }
  uint32_t SizeOf(size_t i) const { return sizes_[i]; }
  void Read(size_t i, std::string* to) const;

 private:
  static constexpr size_t kEach = 64;  // records a begin

  SpoolFile file_;
  std::vector<uint64_t> begins_;
  std::vector<uint32_t> sizes_;
  uint64_t end_ = 0;
};

// What stays in memory of all articles; row i belongs to article i.
struct ArticleColumns {
  std::vector<uint64_t> story_hash;
  std::vector<uint32_t> story_words;
  std::vector<uint32_t> house;        // HouseNumber
  std::vector<int32_t> day;           // kUnknownDay for an unknown one
  std::vector<uint32_t> prose_count;  // postings in prose
  std::vector<uint8_t> in_time;       // 0 = published outside the time asked for
};

class CorpusSpool : public KeySource {
 public:
  struct Setup {
    std::string folder;
    size_t memory;         // what one slice may take while it is worked on
    int64_t since, until;  // the time asked for, as in Options
    SpoolErrors* errors;
    bool has_wording = true;  // false = RemoveWording was called, in another process
    bool has_skips = true;
  };
  // How much of each file is known to be whole.
  using Files = std::array<Kept, 6>;

  // Takes over what was appended till Files were these; all zero = nothing.
  CorpusSpool(const Setup& setup, const Files& files);

  // A chunk of articles; runs in parallel. Its bytes are in the files, as far as a crash of this
  // process goes, when it is back.
  void Append(std::span<const Article> articles, const FingerprintBatch& fingerprints,
              const ContentBatch& content);
  Files files() const;
  // After the last chunk: gives the files their names.
  void FinishAppending();

  const ArticleColumns& columns() const { return columns_; }

  // All articles in order, kArticlesAtOnce at a time.
  void ForEachBatch(const std::function<void(Ordinal first, std::span<const Article>)>& body) const;
  // The articles (ascending ordinals), in parallel; rows of content with their houses likewise, not
  // weighed.
  ArticleBatch LoadArticles(std::span<const Ordinal> ordinals, std::vector<Arena>* arenas) const;
  ContentBatch LoadContent(std::span<const Ordinal> ordinals,
                           std::vector<House>* houses = nullptr) const;
  uint32_t ContentBytes(Ordinal article) const { return content_file_.SizeOf(article); }
  uint32_t RecordBytes(Ordinal article) const { return articles_file_.SizeOf(article); }

  size_t articles() const override { return columns_.story_hash.size(); }
  uint32_t ProseCount(Ordinal article) const override { return columns_.prose_count[article]; }
  size_t band_slices() const override { return kBands * band_subs_; }
  size_t posting_slices() const override { return postings_.slices() * posting_subs_; }
  size_t skip_slices() const override { return skips_.slices() * skip_subs_; }
  std::vector<KeyEntry> Bands(size_t slice) const override;
  std::vector<KeyEntry> Postings(size_t slice) const override;
  std::vector<KeyEntry> Skips(size_t slice) const override;

  void RemoveWording() { bands_.Remove(), postings_.Remove(); }
  void RemoveSkips() { skips_.Remove(); }
  void RemoveAll();

 private:
  struct Encoded;
  Encoded Encode(std::span<const Article> articles, const FingerprintBatch& fingerprints,
                 const ContentBatch& content) const;
  void AppendColumns(std::span<const Article> articles, const FingerprintBatch& fingerprints);
  // Those that the columns begin with; what comes behind them.
  std::string_view UseDictionaries(std::string_view columns);
  void RestoreChunks();

  const Setup setup_;
  ArticleCodec codec_;
  ContentCodec content_codec_;
  bool has_dictionaries_ = false;
  RecordFile articles_file_, content_file_;
  KeyFile bands_, postings_, skips_;
  SpoolFile columns_file_;
  ArticleColumns columns_;
  size_t band_subs_ = 1, posting_subs_ = 1, skip_subs_ = 1;
};

}  // namespace newsprint
