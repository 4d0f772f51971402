// The one table of options. The parser, -h, --help, `newsprint help VERB`, the man page and the
// completions come from it, and nothing about an option is written anywhere else.
//
// To add an option, add a row to options_GROUP.cc; to add a verb, a bit here and a row to verbs.cc.
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
  kDedup = 1u << 4,
  kFamilies = 1u << 5,
  kStats = 1u << 6,
  kEveryVerb = ~0u,
};

struct VerbSpec {
  std::string_view name;
  VerbBit bit;
  int (*run)(const Settings& settings);  // returns the exit code
  std::string_view arguments;            // "FILE..."; but for [VERB], names of files are completed
  std::string_view help;                 // one line
  std::string_view more = "";            // paragraphs, parted by '\n'
  std::vector<std::string_view> examples = {};
};
std::span<const VerbSpec> AllVerbs();
const VerbSpec* FindVerb(std::string_view name);  // nullptr when there is none

enum class Group { kInput, kMatching, kOutput, kGeneral };
inline constexpr Group kGroups[] = {Group::kInput, Group::kMatching, Group::kOutput,
                                    Group::kGeneral};
std::string_view GroupName(Group group);

// Several rows may have one name, when it means something else to other verbs.
struct OptionSpec {
  std::string_view name;
  char letter = 0;              // 0 = none
  std::string_view value = "";  // what its value is called, "" = a switch; FILE is completed as one
  unsigned verbs;
  bool alone = false;                          // also without a verb, as in 'newsprint --version'
  std::string_view help;                       // one line, no full stop
  std::string_view more = "";                  // for --help; sentences
  std::vector<std::string_view> choices = {};  // if any, the only values; the parser checks
  bool list = false;                           // the value may name several, parted by commas
  bool echoed = false;                         // the result depends on it
  std::string (*default_value)() = nullptr;    // as the user would write it, nullptr = none
  // Stores a value; what is wrong with it, or "".
  std::string (*apply)(const std::string& value, Settings* settings);
};

// "-o" (when it has a letter) and "--output".
std::vector<std::string> NamesOf(const OptionSpec& option);

// The rows of a group, in the order in which help lists them.
std::span<const OptionSpec> OptionsOf(Group group);

// The rows that belong to `verb`, in the order of kGroups.
std::vector<const OptionSpec*> OptionsOf(const VerbSpec& verb);

// All rows.
std::vector<const OptionSpec*> AllOptions();

// The rows that make sense without a verb.
std::vector<const OptionSpec*> OptionsWithoutVerb();

std::vector<std::string> VerbNames();

}  // namespace newsprint::cli
