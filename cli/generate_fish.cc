// Completion for fish: a line for each verb and each of its options. The verb is the second word;
// fish's own test for it would also see a file that is called like a verb.
#include <string>
#include <string_view>

#include "generate.h"
#include "options.h"

namespace newsprint::cli {
namespace {

constexpr std::string_view kBegin = R"(# fish completion for newsprint

function __newsprint_verb
    set -l words (commandline -opc)
    set -q words[2]; or set words[2] ''
    string match -q -- '-*' "$words[2]"; and set words[2] ''
    test "$words[2]" = "$argv[1]"
end

complete -c newsprint -f
)";

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

// " -l output -s o -r -F -d 'write to FILE'"
std::string Option(const OptionSpec& option) {
  std::string text;
  if (option.letter != 0) text += std::string(" -s ") + option.letter;
  text.append(" -l ").append(option.name);
  if (!option.value.empty()) {
    const std::string choices = Join(option.choices, " ");
    switch (ValueOf(option)) {
      case Completes::kFiles:
        text += " -r -F";
        break;
      case Completes::kChoices:
        text += " -x -a " + Quoted(option.list ? "(__fish_append , " + choices + ")" : choices);
        break;
      default:
        text += " -x";
    }
  }
  return text + " -d " + Quoted(option.help) + "\n";
}

}  // namespace

std::string FishCompletion() {
  std::string script(kBegin);
  const std::string first = "complete -c newsprint -n '__newsprint_verb \"\"'";
  for (const VerbSpec& verb : AllVerbs()) {
    script += first + " -a " + std::string(verb.name) + " -d " + Quoted(verb.help) + "\n";
  }
  for (const OptionSpec* option : OptionsWithoutVerb()) script += first + Option(*option);
  for (const VerbSpec& verb : AllVerbs()) {
    const std::string behind =
        "complete -c newsprint -n '__newsprint_verb " + std::string(verb.name) + "'";
    const bool verbs = ArgumentsOf(verb) == Completes::kVerbs;
    script += "\n" + behind + (verbs ? " -a '" + Join(VerbNames(), " ") + "'" : " -F") + "\n";
    for (const OptionSpec* option : OptionsOf(verb)) script += behind + Option(*option);
  }
  return script;
}

}  // namespace newsprint::cli
