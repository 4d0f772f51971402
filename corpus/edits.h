// What newsrooms, and scanners, do to a copy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "fresh.h"
#include "random.h"
#include "story.h"
#include "vocabulary.h"

namespace newsprint::corpus {

enum class EditKind : uint8_t {
  kExact,       // nothing
  kExcerpt,     // at least 60 consecutive words in another article (see plant.h)
  kTrim,        // the tail is cut; rate = share of sentences kept
  kParagraphs,  // paragraphs dropped (rate = share), and a new one in half of the copies
  kLede,        // a new first paragraph
  kMerge,       // sentences joined; rate = share of them
  kWords,       // words replaced, dropped and put in; rate = share of them
  kDateline,    // another dateline and credit
  kFurniture,   // "Read more", newsletter box, copyright line
  kOcr,         // characters misread; rate = share of them
};

// One entry of --edits: NAME[:RATE]=WEIGHT.
struct EditChoice {
  EditKind kind = EditKind::kExact;
  std::string name;  // as given, with its rate
  double rate = 0;   // 0 = as the edit has it
  double weight = 0;
};

absl::StatusOr<std::vector<EditChoice>> ParseEdits(std::string_view mix);
std::string_view DefaultEdits();

// The edits of one copy: mostly one, at times two or three. `exact` and `excerpt` stand alone. In
// the order in which they are to be applied.
std::vector<EditChoice> DrawEdits(const std::vector<EditChoice>& mix, Random* random);

// Fresh base articles that stand in a copy besides its original.
struct Component {
  uint64_t epoch;
  std::vector<uint32_t> base;
};

struct EditContext {
  const Vocabulary* vocabulary;
  Hosts* hosts;
  uint32_t language;
  std::string outlet;
  int64_t published;
  std::vector<Component> added;
};

void ApplyEdit(const EditChoice& edit, EditContext* context, Random* random, Story* story);

// Removes word i; punctuation that follows it stays.
void DropWord(Sentence* sentence, size_t i);

}  // namespace newsprint::corpus
