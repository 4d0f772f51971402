// The man page, in the roff of man(7): verbs with the options that they take, then each option
// once. A sentence begins a line, so that the formatter sees where it ends.
#include <algorithm>
#include <cctype>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generate.h"
#include "manual.h"
#include "newsprint/version.h"
#include "options.h"

namespace newsprint::cli {
namespace {

constexpr size_t kWidth = 76;  // of a line of source

// As it is to be printed: what roff would read as its own, or print as a typographic twin.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '\\':
        escaped += "\\e";
        break;
      case '-':
        escaped += "\\-";
        break;
      case '\'':
        escaped += "\\(aq";
        break;
      case '`':
        escaped += "\\(ga";
        break;
      case '^':
        escaped += "\\(ha";
        break;
      case '~':
        escaped += "\\(ti";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string Bold(std::string_view text) { return "\\fB" + Escaped(text) + "\\fR"; }
std::string Italic(std::string_view text) { return "\\fI" + Escaped(text) + "\\fR"; }

bool EndsSentence(const std::string& word) {
  return word.back() == '.' || word.back() == '?' || word.back() == ':';
}

// Fills lines of source with roff that is escaped already; a word never begins a request.
std::string Filled(std::string_view roff) {
  std::string text;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) text += line + "\n";
    line.clear();
  };
  for (size_t begin = 0; begin < roff.size();) {
    const size_t end = std::min(roff.find(' ', begin), roff.size());
    std::string word(roff.substr(begin, end - begin));
    begin = end + 1;
    if (word.empty()) continue;
    if (!line.empty() && line.size() + 1 + word.size() > kWidth) flush();
    if (line.empty() && word[0] == '.') word.insert(0, "\\&");
    line += (line.empty() ? "" : " ") + word;
    if (EndsSentence(word)) flush();
  }
  flush();
  return text;
}

std::string Text(std::string_view text) { return Filled(Escaped(text)); }

// Paragraphs parted by '\n'.
std::string Paragraphs(std::string_view text) {
  std::string roff;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    roff += (begin == 0 ? "" : ".PP\n") + Text(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return roff;
}

std::string Sentence(std::string_view phrase) {
  std::string sentence(phrase);
  sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
  return sentence + ".";
}

// "-o, --output FILE"
std::string Heading(const OptionSpec& option) {
  std::string heading;
  for (const std::string& name : NamesOf(option)) {
    heading += (heading.empty() ? "" : ", ") + Bold(name);
  }
  if (!option.value.empty()) heading += " " + Italic(option.value);
  return heading;
}

// "Of scan and diff." An option of all verbs says nothing.
std::string WhoseOption(const OptionSpec& option) {
  if (option.verbs == kEveryVerb) return "";
  std::vector<std::string> verbs;
  for (const VerbSpec& verb : AllVerbs()) {
    if ((option.verbs & verb.bit) != 0) verbs.push_back(Bold(verb.name));
  }
  return "Of " + Join(verbs, ", ") + ".";
}

std::string Option(const OptionSpec& option) {
  // What begins with a value stays as it is.
  const bool value = !option.choices.empty() && option.help.find(option.choices[0]) == 0;
  const std::string help = value ? std::string(option.help) + "." : Sentence(option.help);
  std::string roff = ".TP\n" + Heading(option) + "\n" + Text(help);
  roff += Text(option.more);
  if (option.default_value != nullptr) {
    roff += Filled("Default: " + Bold(option.default_value()) + ".");
  }
  return roff + Filled(WhoseOption(option));
}

std::string Synopsis() {
  std::string roff = ".SH SYNOPSIS\n";
  const char* between = "";
  for (const VerbSpec& verb : AllVerbs()) {
    roff += between + Bold("newsprint " + std::string(verb.name)) + " [" + Italic("OPTIONS") +
            "] " + Italic(verb.arguments) + "\n";
    between = ".br\n";
  }
  return roff;
}

std::string Verb(const VerbSpec& verb) {
  std::string roff = ".SS newsprint " + Escaped(verb.name) + "\n";
  roff += verb.more.empty() ? Text(Sentence(verb.help)) : Paragraphs(verb.more);
  std::vector<std::string> names;
  for (const OptionSpec* option : OptionsOf(verb)) {
    names.push_back(Bold("--" + std::string(option->name)));
  }
  roff += ".PP\n" + Filled("Options: " + Join(names, ", ") + ".");
  roff += ".PP\n.nf\n";
  for (const std::string_view example : verb.examples) roff += "    " + Escaped(example) + "\n";
  return roff + ".fi\n";
}

std::string Terms(std::string_view section, std::span<const Term> terms) {
  std::string roff = ".SH " + std::string(section) + "\n";
  for (const auto& [name, help] : terms) {
    roff += ".TP\n" + Bold(name) + "\n" + Text(Sentence(help));
  }
  return roff;
}

}  // namespace

std::string ManPage() {
  std::string roff =
      ".\\\" Written by newsprint \\-\\-generate man.\n"
      ".TH NEWSPRINT 1 \"" NEWSPRINT_DATE "\" \"newsprint " +
      Version() + "\" \"User Commands\"\n";
  roff += ".SH NAME\nnewsprint \\- " + Escaped(kPurpose) + "\n" + Synopsis();
  roff += ".SH DESCRIPTION\n" + Text(std::string("newsprint ") + std::string(kPurpose) + ".");
  roff += ".PP\n" + Text(
                        "Input is never changed. A file named by --output appears under its name "
                        "only when it is complete. Messages and progress go to standard error.");
  roff += ".SH VERBS\n";
  for (const VerbSpec& verb : AllVerbs()) roff += Verb(verb);
  roff += ".SH OPTIONS\n";
  roff += Text("Options stand behind the verb, in any order, and are not abbreviated.");
  for (const Group group : kGroups) {
    roff += ".SS " + std::string(GroupName(group)) + "\n";
    for (const OptionSpec& option : OptionsOf(group)) roff += Option(option);
  }
  roff += Terms("EXIT STATUS", ExitCodes());
  return roff + Terms("ENVIRONMENT", EnvironmentVariables());
}

}  // namespace newsprint::cli
