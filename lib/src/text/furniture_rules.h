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
    kContains,  // anywhere in a sentence; two words or more, as of the next
    kPhrase,    // anywhere, give or take numbers; only the phrase is furniture, not the unit
  };
  // What is looked at: only whole paragraphs, or any sentence too.
  enum class Unit : uint8_t { kParagraph, kSentence };
  // Which part of the text.
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
  uint32_t longest;     // tokens a unit may have; of no matter for kPhrase
  const char* phrases;  // separated by '|'
};

std::span<const FurnitureRule> FurnitureRules();

// Lists of words, separated by blanks.
extern const char* const kAgencyWords;     // names of agencies, or the first words of them
extern const char* const kAgencyTails;     // further words of such names
extern const char* const kConnectorWords;  // what else a line of agencies has in it
extern const char* const kByWords;         // what a byline begins with
extern const char* const kNameWords;       // what stands between names in lower case
extern const char* const kStaffWords;      // "By Meridian staff"

}  // namespace newsprint
