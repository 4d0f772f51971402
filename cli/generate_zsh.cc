// Completion for zsh: _arguments with the options of the verb. As a file of $fpath it is loaded
// when it is first needed, and then has to complete at once; sourced, it registers itself.
#include <string>
#include <string_view>

#include "generate.h"
#include "options.h"

namespace newsprint::cli {
namespace {

// Inside '...' of the shell, and inside [...] and between ':' of _arguments.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\'') {
      escaped += "'\\''";
    } else {
      if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
      escaped += c;
    }
  }
  return escaped;
}

// ":FILE:_files", what _arguments is told of a value.
std::string Value(const OptionSpec& option) {
  if (option.value.empty()) return "";
  const std::string name = Escaped(option.value);
  switch (ValueOf(option)) {
    case Completes::kFiles:
      return ":" + name + ":_files";
    case Completes::kChoices:
      if (!option.list) return ":" + name + ":(" + Join(option.choices, " ") + ")";
      return ":" + name + ":_values -s , value " + Join(option.choices, " ");
    default:
      return ":" + name + ": ";
  }
}

// '(-o --output)'{-o+,--output=}'[write to FILE]:FILE:_files'
std::string Option(const OptionSpec& option) {
  const std::string rest = "[" + Escaped(option.help) + "]" + Value(option) + "'";
  const bool value = !option.value.empty();
  const std::string name = "--" + std::string(option.name) + (value ? "=" : "");
  if (option.letter == 0) return "'" + name + rest;
  const std::string letter = std::string{'-', option.letter} + (value ? "+" : "");
  return "'(" + Join(NamesOf(option), " ") + ")'{" + letter + "," + name + "}'" + rest;
}

std::string Verb(const VerbSpec& verb) {
  std::string text = "    " + std::string(verb.name) + ")\n      _arguments -S \\\n";
  for (const OptionSpec* option : OptionsOf(verb)) text += "        " + Option(*option) + " \\\n";
  const bool verbs = ArgumentsOf(verb) == Completes::kVerbs;
  return text +
         "        '*:" + (verbs ? "VERB:(" + Join(VerbNames(), " ") + ")'" : "FILE:_files'") +
         "\n      ;;\n";
}

}  // namespace

std::string ZshCompletion() {
  std::string script = "#compdef newsprint\n\n_newsprint() {\n";
  script += "  if ((CURRENT == 2)) || [[ $words[2] == -* ]]; then\n";
  script += "    local -a verbs=(\n";
  for (const VerbSpec& verb : AllVerbs()) {
    script += "      '" + std::string(verb.name) + ":" + Escaped(verb.help) + "'\n";
  }
  script += "    )\n    _arguments -S \\\n";
  for (const OptionSpec* option : OptionsWithoutVerb()) {
    script += "      " + Option(*option) + " \\\n";
  }
  script +=
      "      '1:verb:{_describe verb verbs}'\n"
      "    return\n"
      "  fi\n"
      "  local verb=$words[2]\n"
      "  shift words\n"
      "  ((CURRENT--))\n"
      "  case $verb in\n";
  for (const VerbSpec& verb : AllVerbs()) script += Verb(verb);
  return script +
         "  esac\n"
         "}\n\n"
         "if [[ $funcstack[1] == _newsprint ]]; then\n"
         "  _newsprint \"$@\"\n"
         "else\n"
         "  compdef _newsprint newsprint\n"
         "fi\n";
}

}  // namespace newsprint::cli
