// `newsprint help [VERB]`, -h, --help and --version. Everything comes from the tables of options.h.
#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands.h"
#include "generate.h"
#include "manual.h"
#include "messages.h"
#include "newsprint/fingerprint.h"
#include "newsprint/version.h"
#include "options.h"
#include "parse.h"
#include "report/display.h"
#include "revision.h"
#include "settings.h"
#include "terminal.h"

namespace newsprint::cli {
namespace {

constexpr uint32_t kWidest = 100;
constexpr uint32_t kHelpColumn = 30;
constexpr uint32_t kTermColumn = 20;

uint32_t PageWidth(std::FILE* stream) { return std::clamp(TerminalWidth(stream), 60u, kWidest); }

// Prints `text` from column `indent` on, wrapped; the cursor stands at column `at`.
void PrintWrapped(std::FILE* stream, std::string_view text, uint32_t indent, uint32_t at) {
  const uint32_t width = PageWidth(stream);
  for (size_t begin = 0; begin <= text.size(); at = 0) {
    const std::string_view paragraph = text.substr(begin, text.find('\n', begin) - begin);
    const std::string blanks(indent - std::min(indent, at), ' ');
    const std::string lines = Wrapped(paragraph, width, indent, std::max(indent, at));
    std::fprintf(stream, "%s%s\n", blanks.c_str(), lines.c_str());
    begin += paragraph.size() + 1;
  }
}

// "-o, --output FILE"
std::string Usage(const OptionSpec& option) {
  std::string usage = option.letter != 0 ? std::string{'-', option.letter, ',', ' '} : "    ";
  usage.append("--").append(option.name);
  if (!option.value.empty()) usage.append(" ").append(option.value);
  return usage;
}

std::string HelpWithDefault(const OptionSpec& option) {
  std::string help(option.help);
  if (option.default_value != nullptr) help += " [" + option.default_value() + "]";
  return help;
}

void PrintOption(const OptionSpec& option, bool full, std::FILE* stream) {
  const std::string usage = "  " + Usage(option);
  std::fputs(usage.c_str(), stream);
  auto at = static_cast<uint32_t>(usage.size());
  if (at + 2 > kHelpColumn) {
    std::fputc('\n', stream);
    at = 0;
  }
  PrintWrapped(stream, HelpWithDefault(option), kHelpColumn, at);
  if (full && !option.more.empty()) PrintWrapped(stream, option.more, kHelpColumn, 0);
}

void PrintGroup(Group group, const VerbSpec& verb, bool full, std::FILE* stream) {
  bool any = false;
  for (const OptionSpec& option : OptionsOf(group)) {
    if ((option.verbs & verb.bit) == 0) continue;
    if (!any) std::fprintf(stream, "\n%s\n", std::string(GroupName(group)).c_str());
    if (any && full) std::fputc('\n', stream);
    any = true;
    PrintOption(option, full, stream);
  }
}

void PrintExamples(const VerbSpec& verb, std::FILE* stream) {
  std::fputs("\nExamples\n", stream);
  for (const std::string_view example : verb.examples) {
    std::fprintf(stream, "  %s\n", std::string(example).c_str());
  }
}

void PrintTerms(std::string_view title, std::span<const Term> terms, std::FILE* stream) {
  std::fprintf(stream, "\n%s\n", std::string(title).c_str());
  for (const auto& [name, help] : terms) {
    const std::string begin = "  " + std::string(name);
    std::fputs(begin.c_str(), stream);
    PrintWrapped(stream, help, kTermColumn, static_cast<uint32_t>(begin.size()));
  }
}

std::string Generated(const std::string& what) {
  if (what == "man") return ManPage();
  if (what == "bash") return BashCompletion();
  return what == "zsh" ? ZshCompletion() : FishCompletion();
}

}  // namespace

void PrintOverview(std::FILE* stream) {
  PrintWrapped(stream, "newsprint " + std::string(kPurpose) + ".\n", 0, 0);
  std::vector<std::string> usages;
  size_t longest = 0;
  for (const VerbSpec& verb : AllVerbs()) {
    usages.push_back("  newsprint " + std::string(verb.name) + " " + std::string(verb.arguments));
    longest = std::max(longest, usages.back().size());
  }
  for (size_t i = 0; i < usages.size(); ++i) {
    std::fputs(usages[i].c_str(), stream);
    PrintWrapped(stream, AllVerbs()[i].help, static_cast<uint32_t>(longest) + 2,
                 static_cast<uint32_t>(usages[i].size()));
  }
  std::fputs("\nExamples\n", stream);
  for (const VerbSpec& verb : AllVerbs()) {
    std::fprintf(stream, "  %s\n", std::string(verb.examples[0]).c_str());
  }
  PrintWrapped(stream,
               "\n'newsprint VERB -h' lists the options of a verb, 'newsprint --version' says what "
               "was built.",
               0, 0);
}

void PrintVerbHelp(const VerbSpec& verb, bool full, std::FILE* stream) {
  std::fprintf(stream, "newsprint %s [OPTIONS] %s\n", std::string(verb.name).c_str(),
               std::string(verb.arguments).c_str());
  PrintWrapped(stream, full && !verb.more.empty() ? verb.more : verb.help, 2, 0);
  for (const Group group : kGroups) PrintGroup(group, verb, full, stream);
  PrintExamples(verb, stream);
  if (full) {
    PrintTerms("Exit codes", ExitCodes(), stream);
    PrintTerms("Environment", EnvironmentVariables(), stream);
  }
}

void PrintVersion(std::FILE* stream) {
  std::string built;
  for (const std::string& target : BuiltTargets()) built += (built.empty() ? "" : ", ") + target;
  std::string version = Version();
  if (*NEWSPRINT_REVISION != 0) version += " (" NEWSPRINT_REVISION ")";
  std::fprintf(stream,
               "newsprint %s\n"
               "compiler     %s\n"
               "SIMD         %s in use; %s built and supported here\n"
               "fingerprint  version %u\n",
               version.c_str(), CompilerName().c_str(), ActiveTarget().c_str(), built.c_str(),
               kFingerprintVersion);
}

int RunHelp(const Settings& settings) {
  if (!settings.generate.empty()) {
    std::fputs(Generated(settings.generate).c_str(), stdout);
    return kDone;
  }
  if (settings.arguments.empty()) {
    PrintOverview(stdout);
    return kDone;
  }
  if (const VerbSpec* verb = FindVerb(settings.arguments[0])) {
    PrintVerbHelp(*verb, true, stdout);
    return kDone;
  }
  return FailUnknownVerb(settings.arguments[0]);
}

}  // namespace newsprint::cli
