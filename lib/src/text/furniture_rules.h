// The table of phrases that furniture is told by.
#pragma once

#include <cstdint>
#include <span>

namespace newsprint {

struct FurnitureRule {
  // Where in the unit the phrase stands.
  enum class How : uint8_t {
    kIs,        // the unit is the phrase, give or take numbers
    kBegins,    // the unit begins with it
    kColon,     // the unit begins with it and a colon, dash or bar follows
    kEnds,      // the unit ends with it
    kContains,  // anywhere in the unit
  };
  // What is looked at: a paragraph of its own, or any sentence too.
  enum class Unit : uint8_t { kParagraph, kSentence };
  // Which part of the text: its first and last units are where such things stand.
  enum class Place : uint8_t { kAnywhere, kLead, kTail };
  // What the unit says about the origin, and where the name stands.
  enum class Says : uint8_t {
    kNothing,
    kSourceBehind,       // "Source: NAME"
    kReportingBehind,    // "Reporting by NAME"
    kContributedBefore,  // "NAME contributed to this report"
    kContributedBehind,  // "Contributing: NAME"
  };

  How how;
  Unit unit;
  Place place;
  Says says;
  uint32_t longest;     // tokens a unit may have
  const char* phrases;  // separated by '|'
};

std::span<const FurnitureRule> FurnitureRules();

// Folded words, separated by blanks.
extern const char* const kAgencyWords;     // names of agencies, one word each
extern const char* const kConnectorWords;  // what else a line of agencies has in it
extern const char* const kByWords;         // what a byline begins with
extern const char* const kNameWords;       // what stands between names in lower case

}  // namespace newsprint
