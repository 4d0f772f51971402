// What the man page and the completions ask the tables for.
#include "generate.h"

namespace newsprint::cli {
namespace {

template <typename Strings>
std::string JoinAll(const Strings& items, std::string_view separator) {
  std::string all;
  for (const auto& item : items) {
    if (!all.empty()) all.append(separator);
    all.append(item);
  }
  return all;
}

}  // namespace

std::string Join(const std::vector<std::string_view>& items, std::string_view separator) {
  return JoinAll(items, separator);
}

std::string Join(const std::vector<std::string>& items, std::string_view separator) {
  return JoinAll(items, separator);
}

Completes ValueOf(const OptionSpec& option) {
  if (!option.choices.empty()) return Completes::kChoices;
  return option.value == "FILE" ? Completes::kFiles : Completes::kNothing;
}

Completes ArgumentsOf(const VerbSpec& verb) {
  return verb.arguments == "[VERB]" ? Completes::kVerbs : Completes::kFiles;
}

}  // namespace newsprint::cli
