// The one table of options. The parser, -h, --help and `newsprint help VERB` come from it, and
// nothing about an option is written anywhere else.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "settings.h"

namespace newsprint::cli {

// Bits, because an option may belong to several verbs.
enum VerbBit : unsigned {
  kScan = 1u << 0,
  kDiff = 1u << 1,
  kExplain = 1u << 2,
  kHelp = 1u << 3,
  kEveryVerb = kScan | kDiff | kExplain | kHelp,
};

struct VerbSpec {
  std::string_view name;
  VerbBit bit;
  std::string_view arguments;  // "FILE..."
  std::string_view help;       // one line
  std::string_view more;       // paragraphs, parted by '\n'
  std::vector<std::string_view> examples;
};
std::span<const VerbSpec> AllVerbs();
const VerbSpec* FindVerb(std::string_view name);  // nullptr when there is none

enum class Group { kInput, kMatching, kOutput, kGeneral };
inline constexpr Group kGroups[] = {Group::kInput, Group::kMatching, Group::kOutput,
                                    Group::kGeneral};
std::string_view GroupName(Group group);

struct OptionSpec {
  std::string_view name;
  char letter;             // 0 = none
  std::string_view value;  // what its value is called, "" = a switch
  Group group;
  unsigned verbs;
  std::string_view help;                  // one line, no full stop
  std::string_view more;                  // for --help; sentences
  std::vector<std::string_view> choices;  // when not empty, the only values; checked by the parser
  bool list;                              // the value may name several, parted by commas
  bool echoed;                            // the result depends on it
  std::string (*default_value)();         // as the user would write it, nullptr = none
  // Stores a value; what is wrong with it, or "".
  std::string (*apply)(const std::string& value, Settings* settings);
};
std::span<const OptionSpec> AllOptions();

}  // namespace newsprint::cli
