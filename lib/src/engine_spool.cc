// The working folder of a run: the corpus goes in chunk by chunk, what is found comes out article
// by article and relation by relation.
#include "engine_spool.h"

#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/fingerprint.h"
#include "newsprint/stems.h"
#include "newsprint/version.h"

namespace newsprint {
namespace {

constexpr size_t kChunkArticles = 4096;
constexpr size_t kChunkBytes = size_t{16} << 20;
constexpr size_t kLeastMemory = size_t{64} << 20;

}  // namespace

// Gathers batches till they make a chunk.
class SpooledRun::ChunkMaker {
 public:
  ChunkMaker(CorpusSpool* spool, Manifest* manifest) : spool_(spool), manifest_(manifest) {}

  absl::Status Add(FingerprintedBatch batch) {
    for (const Article& a : batch.batch.articles) bytes_ += a.text.size();
    hash_ = batch.hash;
    Append(std::move(batch), &chunk_);
    return chunk_.articles.size() >= kChunkArticles || bytes_ >= kChunkBytes ? Finish()
                                                                             : absl::OkStatus();
  }

  absl::Status Finish() {
    if (!chunk_.articles.empty()) {
      spool_->Append(chunk_.articles, chunk_.fingerprints, chunk_.content);
      std::vector<uint64_t> line = {spool_->articles(), hash_};
      for (const Kept& file : spool_->files()) AddNumbers(file, &line);
      manifest_->Add("read", line);
    }
    chunk_ = {};
    bytes_ = 0;
    return manifest_->errors()->Get();
  }

 private:
  CorpusSpool* spool_;
  Manifest* manifest_;
  Corpus chunk_;
  size_t bytes_ = 0;
  uint64_t hash_ = 0;
};

// Articles are decoded as they are asked for; a ring keeps the last of them.
class SpooledRun::FromFiles : public ResultSource {
 public:
  explicit FromFiles(const SpooledRun& run) : run_(run), ring_(kRing) {}

  size_t articles() const override { return run_.articles(); }

  const Article& article(Ordinal ordinal) override {
    for (size_t back = 1; back <= kLookedAt; ++back) {
      const Slot& recent = ring_[(next_ + kRing - back) % kRing];
      if (recent.known && recent.ordinal == ordinal) return recent.article;
    }
    Slot& slot = ring_[next_++ % kRing];
    std::vector<Arena> arenas;
    slot.article = run_.spool_->LoadArticles(std::span(&ordinal, 1), &arenas).articles.front();
    slot.arena = std::move(arenas.front());
    slot.ordinal = ordinal;
    slot.known = true;
    return slot.article;
  }

  std::span<const RelationOutline> relations() const override { return run_.rounds_->relations(); }

  const Relation& relation(size_t index) override {
    relation_ = run_.rounds_->ReadRelation(index);
    return relation_;
  }

 private:
  struct Slot {
    bool known = false;
    Ordinal ordinal = 0;
    Article article;
    Arena arena;
  };
  static constexpr size_t kRing = 1024;
  static constexpr size_t kLookedAt = 8;  // of the ring, for whoever asks twice

  const SpooledRun& run_;
  std::vector<Slot> ring_;
  size_t next_ = 0;
  Relation relation_;
};

SpooledRun::SpooledRun(const Options& options, uint32_t threads, StageReport report)
    : options_(options), threads_(threads), report_(std::move(report)) {
  memory_ = std::max<uint64_t>(options.memory ? options.memory : DefaultMemory(), kLeastMemory);
}

SpooledRun::~SpooledRun() {
  if (!is_temporary_) return;
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

size_t SpooledRun::articles() const { return spool_ ? spool_->articles() : 0; }

CorpusSpool::Setup SpooledRun::Setup() {
  return {.folder = folder_,
          .memory = memory_ / 3 / threads_,
          .since = options_.since,
          .until = options_.until,
          .errors = manifest_.errors(),
          .has_wording = manifest_.Last("candidates") == nullptr,
          .has_skips = manifest_.Last("rewrite-candidates") == nullptr};
}

// Everything that a result depends on, in one line. Threads are no part of it, nor memory.
std::string SpooledRun::Identity(const ArticleReader* reader) const {
  const CandidateOptions& c = options_.candidates;
  std::string line = absl::StrCat("newsprint ", kFingerprintVersion, " ", kBackgroundVersion, " ",
                                  std::string(Version()), " options");
  for (const int64_t value :
       {int64_t{c.max_bucket}, int64_t{c.max_representatives}, int64_t{c.min_evidence},
        int64_t{c.quotations}, int64_t{c.min_rewrite_evidence}, int64_t{c.max_rewrites},
        int64_t{c.window_days}, int64_t{options_.also.quotes}, int64_t{options_.also.templates},
        int64_t{options_.rewrites}, int64_t{options_.threshold}, int64_t{options_.within_source},
        options_.since, options_.until, int64_t{options_.min_words}}) {
    absl::StrAppend(&line, " ", value);
  }
  if (reader == nullptr) return line;
  uint64_t hash = 0;
  for (const InputFile& input : reader->inputs()) {
    struct stat status = {};
    const bool is_file = stat(input.path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
    const int64_t facts[] = {is_file ? status.st_size : 0, is_file ? status.st_mtim.tv_sec : 0,
                             is_file ? status.st_mtim.tv_nsec : 0};
    hash = XXH3_64bits_withSeed(input.path.data(), input.path.size(), hash);
    hash = XXH3_64bits_withSeed(facts, sizeof facts, hash);
  }
  return absl::StrCat(line, " inputs ", reader->inputs().size(), " ", hash);
}

absl::Status SpooledRun::Open(const ArticleReader* reader) {
  if (spool_) return absl::OkStatus();
  folder_ = options_.workdir;
  if (folder_.empty()) {
    std::error_code error;
    std::string path = (std::filesystem::temp_directory_path(error) / "newsprint-XXXXXX").string();
    if (error || mkdtemp(path.data()) == nullptr) {
      return absl::FailedPreconditionError("workdir: no folder can be made below $TMPDIR");
    }
    folder_ = path;
    is_temporary_ = true;
  }
  if (absl::Status s = manifest_.Open(folder_, Identity(reader)); !s.ok()) return s;
  CorpusSpool::Files files = {};
  uint64_t articles = 0, hash = 0;
  LineReader read(manifest_.Last("read"));
  if (read.Take(&articles) && read.Take(&hash)) {
    for (Kept& file : files) read.Take(&file);
  }
  spool_ = std::make_unique<CorpusSpool>(Setup(), files);
  chunks_ = std::make_unique<ChunkMaker>(spool_.get(), &manifest_);
  return manifest_.errors()->Get();
}

absl::Status SpooledRun::Add(FingerprintedBatch batch) {
  if (absl::Status s = Open(nullptr); !s.ok()) return s;
  for (const Article& a : batch.batch.articles) text_bytes_ += a.text.size();
  return chunks_->Add(std::move(batch));
}

absl::Status SpooledRun::FinishChunk() { return chunks_ ? chunks_->Finish() : absl::OkStatus(); }

void SpooledRun::ForEachArticle(const std::function<void(Ordinal, const Article&)>& body) {
  if (!FinishChunk().ok()) return;
  if (!spool_) return;
  spool_->ForEachBatch([&](Ordinal first, std::span<const Article> articles) {
    for (Ordinal i = 0; i < articles.size(); ++i) body(first + i, articles[i]);
  });
}

absl::Status SpooledRun::Read(ArticleReader* reader, const Reading& reading) {
  if (absl::Status s = Open(reader); !s.ok()) return s;
  Reading how = reading;
  how.hashed = true;
  if (const Manifest::Line* read = manifest_.Last("read"); read != nullptr) {
    how.known = spool_->articles();
    how.known_hash = read->numbers[1];
  }
  const absl::Status status = ReadArticles(
      reader, how, [&](FingerprintedBatch batch) { return chunks_->Add(std::move(batch)); });
  if (!status.ok()) return status;
  text_bytes_ += reader->stats().text_bytes;
  return chunks_->Finish();
}

absl::StatusOr<Result> SpooledRun::Run(const Wanted& wanted, const Summary& read) {
  if (absl::Status s = Open(nullptr); !s.ok()) return s;
  if (absl::Status s = chunks_->Finish(); !s.ok()) return s;
  spool_->FinishAppending();
  rounds_ = SpooledRounds::Make(
      {&options_, spool_.get(), &manifest_, folder_, memory_, text_bytes_, report_}, wanted);
  return rounds_->Run(read);
}

std::unique_ptr<ResultSource> SpooledRun::Source() const {
  return std::make_unique<FromFiles>(*this);
}

absl::Status SpooledRun::Finish() {
  if (!spool_) return absl::OkStatus();
  const absl::Status status = manifest_.errors()->Get();
  if (!status.ok()) return status;
  manifest_.Remove([&] {
    if (rounds_) rounds_->Remove();
    spool_->RemoveAll();
  });
  return absl::OkStatus();
}

}  // namespace newsprint
