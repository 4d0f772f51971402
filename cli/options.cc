// The table of options put together from its groups (options_GROUP.cc).
#include "options.h"

#include "option_groups.h"

namespace newsprint::cli {

std::span<const OptionSpec> OptionsOf(Group group) {
  switch (group) {
    case Group::kInput:
      return InputOptions();
    case Group::kMatching:
      return MatchingOptions();
    case Group::kOutput:
      return OutputOptions();
    case Group::kGeneral:
      return GeneralOptions();
  }
  return {};
}

std::vector<const OptionSpec*> AllOptions() {
  std::vector<const OptionSpec*> options;
  for (const Group group : kGroups) {
    for (const OptionSpec& option : OptionsOf(group)) options.push_back(&option);
  }
  return options;
}

std::vector<const OptionSpec*> OptionsOf(const VerbSpec& verb) {
  std::vector<const OptionSpec*> options = AllOptions();
  std::erase_if(options, [&](const OptionSpec* o) { return (o->verbs & verb.bit) == 0; });
  return options;
}

std::vector<const OptionSpec*> OptionsWithoutVerb() {
  std::vector<const OptionSpec*> options = AllOptions();
  std::erase_if(options, [](const OptionSpec* option) { return !option->alone; });
  return options;
}

std::vector<std::string> NamesOf(const OptionSpec& option) {
  std::vector<std::string> names;
  if (option.letter != 0) names.push_back({'-', option.letter});
  names.push_back("--" + std::string(option.name));
  return names;
}

std::string_view GroupName(Group group) {
  switch (group) {
    case Group::kInput:
      return "Input";
    case Group::kMatching:
      return "Matching";
    case Group::kOutput:
      return "Output";
    case Group::kGeneral:
      return "General";
  }
  return "";
}

}  // namespace newsprint::cli
