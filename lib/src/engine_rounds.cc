// Steps are taken in order; each knows from the manifest whether it was taken before. Of the
// relations they find, outlines are in memory, and who credits whom.
#include "engine_rounds.h"

#include <xxhash.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine_progress.h"
#include "engine_rewrites.h"
#include "engine_wording.h"
#include "relate/direction.h"
#include "relate/families.h"
#include "relate/house.h"
#include "relate/house_tables.h"

namespace newsprint {
namespace {

class Rounds : public SpooledRounds {
 public:
  Rounds(const SpooledCorpus& corpus, const Wanted& wanted)
      : corpus_(corpus),
        options_(*corpus.options),
        spool_(*corpus.spool),
        wanted_(wanted),
        batches_(corpus.articles()) {
    if (!options_.within_source) {
      LoadHouses();
      wanted_.left_out = [this](Ordinal a, Ordinal b) { return SameHouse(houses_[a], houses_[b]); };
    } else {
      wanted_.left_out = nullptr;
    }
  }

  absl::StatusOr<Result> Run(const Summary& read) override {
    if (absl::Status s = CheckWanted(); !s.ok()) return s;
    Result result;
    Summary& out = result.summary;
    out = read;
    CountArticles(&out);
    FingerprintBatch hashes;
    hashes.story_hash = spool_.columns().story_hash;
    deputies_ = ChooseDeputies(CollapseIdentical(hashes), wanted_.only_new_from,
                               [this](size_t i) { return TakesPart(i); });
    hashes = {};
    if (absl::Status s = wording_.Find(&out); !s.ok()) return s;
    if (absl::Status s = wording_.Judge(&out); !s.ok()) return s;
    rewrites_ = std::make_unique<RewriteRound>(corpus_, wanted_, wording_.relations().outlines(),
                                               &batches_);
    if (options_.rewrites) {
      if (absl::Status s = rewrites_->Run(deputies_, &out); !s.ok()) return s;
    }
    deputies_ = {};
    const StageTimer timer("families", &out);
    GiveMemoryBack();
    MergeRelations();
    for (const RelationOutline& r : relations_) ++out.by_kind[static_cast<size_t>(r.kind)];
    result.families = FindFamilies();
    if (absl::Status s = corpus_.Errors(); !s.ok()) return s;
    if (!corpus_.report("families", 1, 1, relations_.size())) return Cancelled();
    return result;
  }

  void Remove() override {
    wording_.Remove();
    if (rewrites_) rewrites_->Remove();
  }

  std::span<const RelationOutline> relations() const override { return relations_; }

  Relation ReadRelation(size_t index) const override {
    const uint32_t from = origin_[index];
    return ((from & kFromRewrites) != 0 ? rewrites_->relations() : wording_.relations())
        .Read(from & ~kFromRewrites);
  }

 private:
  static constexpr uint32_t kFromRewrites = 1u << 31;

  // What is asked for besides options is known only when all is read.
  absl::Status CheckWanted() {
    const std::vector<uint64_t> asked = {
        wanted_.only_new_from, wanted_.only_pairs,
        XXH3_64bits(wanted_.pairs.data(), wanted_.pairs.size() * sizeof(wanted_.pairs[0]))};
    const Manifest::Line* before = corpus_.manifest->Last("wanted");
    if (before == nullptr) corpus_.manifest->Add("wanted", asked);
    if (before == nullptr || before->numbers == asked) return corpus_.Errors();
    return absl::FailedPreconditionError(absl::StrCat(
        corpus_.folder, ": was begun with other options or inputs (remove it, or name another)"));
  }

  bool TakesPart(size_t i) const {
    const ArticleColumns& c = spool_.columns();
    return c.in_time[i] != 0 && c.story_hash[i] != 0 && c.story_words[i] >= options_.min_words;
  }

  void CountArticles(Summary* out) const {
    const ArticleColumns& c = spool_.columns();
    out->articles = corpus_.articles();
    out->text_bytes = corpus_.text_bytes;
    CountStories(c.story_hash, c.story_words, options_.min_words, out);
  }

  // Sources and domains, only for those who leave pairs of one house out.
  void LoadHouses() {
    spool_.ForEachBatch([&](Ordinal, std::span<const Article> articles) {
      const std::vector<House> more = HousesOf(articles);
      houses_.insert(houses_.end(), more.begin(), more.end());
    });
  }

  // Both lists are sorted by (a, b). A rewrite that also quotes, or fills in the same form, is a
  // rewrite.
  void MergeRelations() {
    const auto before = [](const RelationOutline& x, const RelationOutline& y) {
      return x.a != y.a ? x.a < y.a : x.b < y.b;
    };
    const std::vector<RelationOutline> wording = wording_.relations().TakeOutlines();
    const std::vector<RelationOutline> rewrites = rewrites_->relations().TakeOutlines();
    const auto take_wording = [&](uint32_t w) {
      origin_.push_back(w);
      relations_.push_back(wording[w]);
    };
    uint32_t w = 0;
    for (uint32_t r = 0; r <= rewrites.size(); ++r) {
      const bool end = r == rewrites.size();
      if (!end && !rewrites_->IsKept(r)) continue;
      while (w < wording.size() && (end || before(wording[w], rewrites[r]))) take_wording(w++);
      if (end) break;
      if (w < wording.size() && !before(rewrites[r], wording[w])) ++w;
      origin_.push_back(r | kFromRewrites);
      relations_.push_back(rewrites[r]);
    }
  }

  // Among the articles that have relations, numbered anew in the same order.
  std::vector<Family> FindFamilies() {
    const std::span<uint32_t> place = batches_.place();
    std::vector<Ordinal> ordinals;
    for (const RelationOutline& r : relations_) {
      for (const Ordinal article : {r.a, r.b}) {
        if (std::exchange(place[article], 0) == Batches::kNotAtHand) ordinals.push_back(article);
      }
    }
    std::sort(ordinals.begin(), ordinals.end());
    for (uint32_t i = 0; i < ordinals.size(); ++i) place[ordinals[i]] = i;
    std::vector<Timestamp> published;
    PublisherTable publishers;
    LoadPublishers(ordinals, &published, &publishers);
    CreditTable credits;
    for (size_t i = 0; i < relations_.size(); ++i) credits.Add(ReadRelation(i));
    std::vector<uint32_t> words;
    for (const Ordinal article : ordinals) words.push_back(spool_.columns().story_words[article]);

    for (RelationOutline& r : relations_) r.a = place[r.a], r.b = place[r.b];
    const auto credited = [&](uint32_t, Ordinal article) { return credits.Of(ordinals[article]); };
    const auto names_house = [&](std::string_view name, Ordinal article) {
      return NamesHouse(name, publishers.Of(article));
    };
    std::vector<Family> families =
        BuildFamilies({published, words, relations_, credited, names_house});
    for (RelationOutline& r : relations_) r.a = ordinals[r.a], r.b = ordinals[r.b];
    for (Family& family : families) {
      family.representative = ordinals[family.representative];
      for (Family::Member& m : family.members) {
        m.article = ordinals[m.article], m.parent = ordinals[m.parent];
      }
    }
    return families;
  }

  void LoadPublishers(std::span<const Ordinal> ordinals, std::vector<Timestamp>* published,
                      PublisherTable* publishers) {
    for (size_t begin = 0; begin < ordinals.size(); begin += kArticlesAtOnce) {
      std::vector<Arena> arenas;
      const size_t count = std::min(kArticlesAtOnce, ordinals.size() - begin);
      const ArticleBatch batch = spool_.LoadArticles(ordinals.subspan(begin, count), &arenas);
      for (const Article& article : batch.articles) {
        published->push_back(article.published);
        publishers->Add(article);
      }
    }
  }

  const SpooledCorpus corpus_;
  const Options& options_;
  CorpusSpool& spool_;
  Wanted wanted_;
  std::vector<House> houses_;  // of all, where pairs of one house are left out
  std::vector<Ordinal> deputies_;
  Batches batches_;
  WordingRound wording_{corpus_, wanted_, &deputies_, &batches_};
  std::unique_ptr<RewriteRound> rewrites_;
  // Of the result.
  std::vector<RelationOutline> relations_;
  std::vector<uint32_t> origin_;  // of each relation
};

}  // namespace

std::unique_ptr<SpooledRounds> SpooledRounds::Make(const SpooledCorpus& corpus,
                                                   const Wanted& wanted) {
  return std::make_unique<Rounds>(corpus, wanted);
}

}  // namespace newsprint
