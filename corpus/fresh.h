// Fresh originals: base articles in the spelling of an epoch, in any number.
//
// Article i is made of the base articles b, b + n, b + 2n, ... (as many as --bytes asks for) of
// epoch e, with b = i mod n and e = i / n. Only the first epoch has all base articles; later ones
// have those of languages with at least kFreshLanguage of them, as fewer have too few words to
// trade places and would come again nearly as they were. Hosts, the articles that excerpts and
// added paragraphs come to stand in, are drawn from later epochs, each base article of an epoch
// once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base.h"
#include "story.h"

namespace newsprint::corpus {

inline constexpr size_t kFreshLanguage = 40;

struct FreshArticle {
  uint64_t epoch = 0;
  std::vector<uint32_t> base;  // indices of base articles
  std::vector<Item> items;
  uint32_t language = 0;
};

// The text that `items` spell, without what follows the white space behind the last sentence.
std::string Render(const Base& base, const Permutation& spelling, const std::vector<Item>& items);
Story MakeStory(const Base& base, const Permutation& spelling, const std::vector<Item>& items);

class Originals {
 public:
  // `bytes` is the mean length asked for; 0 = as the base.
  Originals(const Base& base, uint64_t seed, double bytes);

  const FreshArticle& Make(uint64_t i);  // valid until the next call; quick when i ascends
  const Permutation& spelling() const { return spelling_; }
  std::string Text() const { return Render(*base_, spelling_, article_.items); }
  std::string Title() const;
  Story MakeStory() const { return corpus::MakeStory(*base_, spelling_, article_.items); }

  uint32_t joined() const { return joined_; }
  uint64_t per_epoch() const { return per_epoch_; }
  uint64_t EpochOf(uint64_t i) const;

 private:
  const Base* base_;
  double factor_;
  uint32_t joined_;
  uint64_t per_epoch_;
  std::vector<uint32_t> later_;  // first base article of each original of a later epoch
  Permutation spelling_;
  FreshArticle article_;
};

struct Host {
  uint64_t epoch = 0;
  std::vector<uint32_t> base;
  Story story;
  std::string title;
};

class Hosts {
 public:
  // Epochs from `first_epoch` on belong to the hosts.
  Hosts(const Base& base, uint64_t seed, uint64_t first_epoch);

  // The next host of a language, `factor` base articles long.
  Host Next(uint32_t language, double factor);

 private:
  struct Pool {
    std::vector<uint32_t> base;  // in an order that keeps members of a family apart
    size_t next = 0;
    uint64_t epoch = 0;
    std::unique_ptr<Permutation> spelling;
  };

  const Base* base_;
  std::vector<Pool> pools_;  // by language
};

}  // namespace newsprint::corpus
