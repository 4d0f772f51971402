// The stream: originals, and among later originals the copies and rewrites planted on them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "base.h"
#include "edits.h"
#include "fresh.h"
#include "random.h"
#include "sink.h"
#include "truth.h"

namespace newsprint::corpus {

struct PlantOptions {
  uint64_t articles = 1000;  // originals
  uint64_t copies = 0;
  uint64_t rewrites = 0;
  uint64_t least_copies = 1;  // of one original
  uint64_t most_copies = 4;
  uint64_t least_excerpt = 60;  // words
  uint64_t most_excerpt = 150;
  std::vector<EditChoice> edits;
  double bytes = 0;  // mean of an original; 0 = as the base
  uint64_t seed = 1;
  bool shuffle = true;
};

// Which originals get copies: families of seeded sizes on originals drawn without replacement
// (selection sampling: one pass, no table, the total exact).
class FamilyPlan {
 public:
  struct Copies {
    uint64_t total;
    uint64_t least;  // of one original that has any
    uint64_t most;
  };

  // `purpose` keeps the draws of one plan apart from those of others with the same seed.
  FamilyPlan(uint64_t seed, uint64_t purpose, uint64_t articles, const Copies& copies);

  bool possible() const { return families_ <= articles_left_; }
  // Copies of the next original.
  uint64_t Next();

 private:
  uint64_t SizeOf(uint64_t family) const;

  uint64_t seed_, purpose_;
  Copies copies_;
  uint64_t articles_left_;
  uint64_t copies_left_;
  uint64_t families_ = 0;
  uint64_t family_ = 0;
};

class Generator {
 public:
  Generator(const Base& base, PlantOptions options, Sink* corpus, Sink* truth);

  absl::Status Run();

 private:
  struct Source;  // the original that is being planted on
  struct Planted;

  void WriteHeader();
  void WriteOriginal(uint64_t i, Source* source);
  void PlantCopy(const Source& source, uint64_t number);
  void PlantExcerpt(const Source& source, Random* random, Planted* planted);
  void PlantRewrite(const Source& source, uint64_t number);
  void Enqueue(const Source& source, Random* random, Planted planted);
  void Flush(uint64_t position);

  const Base* base_;
  PlantOptions options_;
  Sink* corpus_;
  Sink* truth_;
  Originals originals_;
  Hosts hosts_;
  uint64_t rewrites_ = 0;

  struct Lines {
    std::string record, truth;
  };
  std::multimap<uint64_t, Lines> queue_;  // by the position at which they are due
};

}  // namespace newsprint::corpus
