// Completion for bash, without the help of the bash-completion package. readline parts words at
// '=', so that --format=te is three of them: what stands before the '=' is the option.
#include <string>
#include <string_view>
#include <vector>

#include "generate.h"
#include "options.h"

namespace newsprint::cli {
namespace {

constexpr std::string_view kBegin = R"(# bash completion for newsprint

_newsprint() {
  local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]}
  local options='' arguments='' head
  COMPREPLY=()
  if [[ $current == = ]]; then
    current=''
  elif [[ $option == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
)";

constexpr std::string_view kEnd = R"(  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [[ $arguments ]]; then
    COMPREPLY=($(compgen -W "$arguments" -- "$current"))
  else
    compopt -o default
  fi
}
complete -F _newsprint newsprint
)";

std::string Case(const std::string& patterns, const std::string& body) {
  return "        " + patterns + ")\n          " + body + "\n          return\n          ;;\n";
}

// Completes one of the choices, of a list the last.
std::string Choose(const OptionSpec& option) {
  const std::string choices = Join(option.choices, " ");
  if (!option.list) return "COMPREPLY=($(compgen -W '" + choices + "' -- \"$current\"))";
  return "head=${current%\"${current##*,}\"}\n          COMPREPLY=($(compgen -P \"$head\" -W '" +
         choices + "' -- \"${current##*,}\"))";
}

// The cases of the option before the cursor, when it has a value.
std::string Values(const VerbSpec& verb) {
  std::vector<std::string> files;
  std::vector<std::string> other;
  std::string cases;
  for (const OptionSpec* option : OptionsOf(verb)) {
    if (option->value.empty()) continue;
    const std::string names = Join(NamesOf(*option), " | ");
    if (ValueOf(*option) == Completes::kChoices) {
      cases += Case(names, Choose(*option));
    } else {
      (ValueOf(*option) == Completes::kFiles ? files : other).push_back(names);
    }
  }
  if (!files.empty()) cases += Case(Join(files, " | "), "compopt -o default");
  if (!other.empty()) cases += Case(Join(other, " | "), ":  # cannot be guessed");
  return cases;
}

std::string Verb(const VerbSpec& verb) {
  std::vector<std::string> names;
  for (const OptionSpec* option : OptionsOf(verb)) names.push_back(Join(NamesOf(*option), " "));
  std::string text =
      "    " + std::string(verb.name) + ")\n      options='" + Join(names, " ") + "'\n";
  if (ArgumentsOf(verb) == Completes::kVerbs) {
    text += "      arguments='" + Join(VerbNames(), " ") + "'\n";
  }
  return text + "      case $option in\n" + Values(verb) + "      esac\n      ;;\n";
}

}  // namespace

std::string BashCompletion() {
  std::vector<std::string> alone;
  for (const OptionSpec* option : OptionsWithoutVerb())
    alone.push_back(Join(NamesOf(*option), " "));
  std::string script(kBegin);
  script +=
      "  if ((COMP_CWORD == 1)); then\n    verb=''\n  elif [[ $verb == -* ]]; then\n"
      "    verb=help\n  fi\n  case $verb in\n    '')\n      options='" +
      Join(alone, " ") + "'\n      arguments='" + Join(VerbNames(), " ") + "'\n      ;;\n";
  for (const VerbSpec& verb : AllVerbs()) script += Verb(verb);
  script += "    *) return ;;\n  esac\n";
  return script.append(kEnd);
}

}  // namespace newsprint::cli
