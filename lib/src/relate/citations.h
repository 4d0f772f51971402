// Citations: passages that say where they come from.
#pragma once

#include <array>
#include <vector>

#include "newsprint/alignment.h"
#include "newsprint/relation.h"
#include "newsprint/text.h"

namespace newsprint {

// What two articles are asked, passage by passage.
class Citations {
 public:
  Citations(const Side& a, const Side& b);

  // Whether one of the two introduces the passage: a colon stands before it, or one of the two
  // houses is named close by.
  bool Introduces(const Passage& passage) const;

 private:
  const Side& a_;
  const Side& b_;
  std::array<std::vector<Token>, 2> houses_;  // their names, empty when unknown
};

}  // namespace newsprint
