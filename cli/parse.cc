// From arguments to Settings: Boost.Program_options splits, the table decides. Abbreviations are
// off: a script that says --thr must not change its meaning when another option comes.
#include "parse.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <filesystem>
#include <numeric>

#include "messages.h"
#include "report/json.h"
#include "settings.h"

namespace newsprint::cli {
namespace {

namespace po = boost::program_options;

po::options_description Describe(const std::vector<const OptionSpec*>& options) {
  po::options_description description;
  for (const OptionSpec* option : options) {
    std::string names(option->name);
    if (option->letter != 0) names.append({',', option->letter});
    if (option->value.empty()) {
      description.add_options()(names.c_str(), "");
    } else {
      description.add_options()(names.c_str(), po::value<std::string>(), "");
    }
  }
  return description;
}

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

std::string DidYouMean(const std::string& nearest) {
  return nearest.empty() ? "" : "did you mean '" + nearest + "'?";
}

std::string NearestOption(const std::string& given, const std::vector<const OptionSpec*>& options) {
  std::vector<std::string> names;
  for (const OptionSpec* option : options) names.push_back("--" + std::string(option->name));
  return Nearest(given, names);
}

// "newsprint scan takes it": a verb that has the option, or "".
std::string WhoHas(const std::string& given) {
  for (const VerbSpec& verb : AllVerbs()) {
    for (const OptionSpec* option : OptionsOf(verb)) {
      if (given == "--" + std::string(option->name))
        return "newsprint " + std::string(verb.name) + " takes it";
    }
  }
  return "";
}

int FailUnknown(const VerbSpec& verb, const std::string& given) {
  std::string advice = WhoHas(given);
  if (advice.empty()) advice = DidYouMean(NearestOption(given, OptionsOf(verb)));
  if (advice.empty()) advice = "see 'newsprint help " + std::string(verb.name) + "'";
  return Fail(given, "no such option", advice);
}

// What the user wrote, as "--name" or "-n".
std::string Written(const po::error_with_option_name& error) {
  const std::string name = error.get_option_name();
  return name.substr(0, name.find('='));
}

std::optional<po::parsed_options> Split(const VerbSpec& verb,
                                        const std::vector<std::string>& arguments,
                                        const po::options_description& description) {
  namespace style = po::command_line_style;
  try {
    const int plain =
        static_cast<int>(style::unix_style) & ~static_cast<int>(style::allow_guessing);
    return po::command_line_parser(arguments).options(description).style(plain).run();
  } catch (const po::unknown_option& error) {
    FailUnknown(verb, Written(error));
  } catch (const po::invalid_command_line_syntax& error) {
    const bool extra = error.kind() == po::invalid_syntax::extra_parameter;
    Fail(Written(error), extra ? "takes no value" : "needs a value",
         "see 'newsprint help " + std::string(verb.name) + "'");
  } catch (const po::error& error) {
    Fail("arguments", error.what());
  }
  return std::nullopt;
}

// " (newsprint diff takes it)": another verb whose option of this name has the choice, or "".
std::string WhoTakes(const OptionSpec& option, const std::string& choice) {
  for (const OptionSpec* other : AllOptions()) {
    if (other->name != option.name || other == &option) continue;
    if (std::find(other->choices.begin(), other->choices.end(), choice) == other->choices.end())
      continue;
    for (const VerbSpec& verb : AllVerbs()) {
      if ((other->verbs & verb.bit) != 0)
        return " (newsprint " + std::string(verb.name) + " takes it)";
    }
  }
  return "";
}

// What is wrong with a value that must be among the choices, or "".
std::string CheckChoice(const OptionSpec& option, const std::string& value) {
  if (option.choices.empty()) return "";
  const std::vector<std::string> choices(option.choices.begin(), option.choices.end());
  for (size_t begin = 0; begin <= value.size();) {
    const size_t end = option.list ? std::min(value.find(',', begin), value.size()) : value.size();
    const std::string item = value.substr(begin, end - begin);
    if (std::find(choices.begin(), choices.end(), item) == choices.end()) {
      std::string all;
      for (const std::string& choice : choices) all += (all.empty() ? "" : ", ") + choice;
      return "'" + item + "' is not one of " + all + WhoTakes(option, item);
    }
    begin = end + 1;
  }
  return "";
}

// A number stays a number, all else becomes a string.
std::string JsonValue(const OptionSpec& option, const std::string& value) {
  if (option.value.empty()) return "true";
  const bool number = !value.empty() && value.size() < 16 && value.back() != '.' &&
                      value.find_first_not_of("0123456789.") == std::string::npos &&
                      std::count(value.begin(), value.end(), '.') <= 1 && value[0] != '.' &&
                      (value[0] != '0' || value.size() == 1 || value[1] == '.');
  if (number) return value;
  std::string json;
  JsonWriter(&json).String(value);
  return json;
}

bool Apply(const OptionSpec& option, const std::string& written, const std::string& value,
           Settings* settings) {
  if (option.apply == nullptr) {  // help: the letter asks for less than the word
    settings->help = written == "-h" ? HelpWanted::kShort : HelpWanted::kLong;
    return true;
  }
  std::string wrong = CheckChoice(option, value);
  if (wrong.empty()) wrong = option.apply(value, settings);
  if (wrong.empty()) return true;
  Fail("--" + std::string(option.name), wrong);
  return false;
}

}  // namespace

int FailUnknownVerb(const std::string& name) {
  std::string meant = Nearest(name, VerbNames());
  std::error_code error;
  if (meant.empty() && std::filesystem::exists(name, error)) meant = "newsprint scan " + name;
  return Fail(name, "no such verb", meant.empty() ? "see 'newsprint help'" : DidYouMean(meant));
}

int FailLoneOption(const std::string& name) {
  const std::string meant = NearestOption(name, OptionsWithoutVerb());
  return Fail(name, "options stand behind a verb",
              meant.empty() ? "see 'newsprint help'" : DidYouMean(meant));
}

std::string Nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string nearest;
  size_t least = std::max<size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    // An abbreviation is near however much is missing.
    const bool abbreviated = word.size() > 3 && candidate.compare(0, word.size(), word) == 0;
    const size_t distance = abbreviated ? 0 : EditDistance(word, candidate);
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

std::optional<Settings> ParseArguments(const VerbSpec& verb,
                                       const std::vector<std::string>& arguments) {
  const std::vector<const OptionSpec*> options = OptionsOf(verb);
  const std::optional<po::parsed_options> parsed = Split(verb, arguments, Describe(options));
  if (!parsed) return std::nullopt;
  Settings settings;
  std::vector<std::string> given(options.size());
  for (const po::option& option : parsed->options) {
    if (option.position_key >= 0) {
      settings.arguments.insert(settings.arguments.end(), option.value.begin(), option.value.end());
      continue;
    }
    const auto spec = std::find_if(options.begin(), options.end(),
                                   [&](const auto* o) { return o->name == option.string_key; });
    const std::string value = option.value.empty() ? "" : option.value[0];
    if (!Apply(**spec, option.original_tokens[0], value, &settings)) return std::nullopt;
    given[static_cast<size_t>(spec - options.begin())] = JsonValue(**spec, value);
  }
  for (size_t i = 0; i < options.size(); ++i) {
    if (!options[i]->echoed) continue;
    if (given[i].empty() && options[i]->default_value != nullptr) {
      given[i] = JsonValue(*options[i], options[i]->default_value());
    }
    if (!given[i].empty()) settings.echo.emplace_back(options[i]->name, given[i]);
  }
  return settings;
}

}  // namespace newsprint::cli
