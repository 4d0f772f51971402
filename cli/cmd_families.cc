// `newsprint families RESULT [ID]`: the families that a scan has found.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "commands.h"
#include "families_text.h"
#include "messages.h"
#include "newsprint/relation.h"
#include "output.h"
#include "report/display.h"
#include "settings.h"
#include "signals.h"
#include "stored_families.h"
#include "terminal.h"

namespace newsprint::cli {
namespace {

bool HasKind(const StoredFamily& family, const std::vector<Kind>& kinds) {
  return std::any_of(kinds.begin(), kinds.end(), [&](Kind kind) {
    return std::any_of(family.members.begin(), family.members.end(),
                       [&](const StoredMember& member) { return member.kind == KindName(kind); });
  });
}

bool HasSource(const StoredFamily& family, const std::string& source) {
  const std::string wanted = absl::AsciiStrToLower(source);
  return std::any_of(family.members.begin(), family.members.end(), [&](const auto& member) {
    return absl::AsciiStrToLower(member.source) == wanted;
  });
}

bool IsWanted(const StoredFamily& family, const Settings& settings) {
  return family.members.size() >= settings.min_size &&
         (settings.kinds.empty() || HasKind(family, settings.kinds)) &&
         (settings.source.empty() || HasSource(family, settings.source));
}

// Largest first.
std::vector<const StoredFamily*> Wanted(const std::vector<StoredFamily>& families,
                                        const Settings& settings) {
  std::vector<const StoredFamily*> wanted;
  for (const StoredFamily& family : families) {
    if (IsWanted(family, settings)) wanted.push_back(&family);
  }
  std::stable_sort(wanted.begin(), wanted.end(), [](const auto* x, const auto* y) {
    return x->members.size() > y->members.size();
  });
  return wanted;
}

// The family of an article, else the one of that number; null when there is none.
const StoredFamily* Find(const std::vector<StoredFamily>& families, const std::string& name) {
  const StoredFamily* numbered = nullptr;
  for (const StoredFamily& family : families) {
    const bool has_it = std::any_of(family.members.begin(), family.members.end(),
                                    [&](const StoredMember& member) { return member.id == name; });
    if (has_it) return &family;
    if (std::to_string(family.id) == name) numbered = &family;
  }
  return numbered;
}

std::string Lines(const std::vector<const StoredFamily*>& families) {
  std::string lines;
  for (const StoredFamily* family : families) lines += family->line + "\n";
  return lines;
}

// "19 families of 131 articles", "3 of 19 families"
std::string Title(const StoredFamilies& stored, size_t listed) {
  const std::string all = Count(stored.families.size(), "family", "families");
  if (listed < stored.families.size()) return Grouped(listed) + " of " + all;
  return all + " among " + Count(stored.articles, "article", "articles");
}

std::string List(const StoredFamilies& stored, const Settings& settings, const TextPage& page) {
  const std::vector<const StoredFamily*> wanted = Wanted(stored.families, settings);
  if (settings.format == Format::kJsonl) return Lines(wanted);
  std::string text = page.paint(Paint::kBold, Title(stored, wanted.size())) + "\n";
  if (!wanted.empty()) text += "\n" + ListFamilies(wanted, page);
  return text;
}

}  // namespace

int RunFamilies(const Settings& settings) {
  if (settings.arguments.empty() || settings.arguments.size() > 2) {
    return Fail("families", "takes the result of a scan, and the one family to show, if any",
                "newsprint families relations.jsonl ID");
  }
  absl::StatusOr<Output> output = Output::Open(settings.output);
  if (!output.ok()) return Fail(output.status());
  const std::string& path = settings.arguments[0];
  const absl::StatusOr<StoredFamilies> stored = ReadFamilies(path);
  if (Interrupted()) return kInterrupted;
  if (!stored.ok()) return Fail(stored.status());
  if (!stored->complete) Say(path + ": has no summary line, the scan that wrote it was cut short");

  const bool colored = settings.output.empty() && WantsColor(settings.color, stdout);
  const TextPage page{{colored}, TerminalWidth(stdout)};
  if (settings.arguments.size() == 1) {
    output->Write(List(*stored, settings, page));
  } else {
    const StoredFamily* family = Find(stored->families, settings.arguments[1]);
    if (family == nullptr) {
      return Fail(path, "no family has the article or the number '" + settings.arguments[1] + "'",
                  "newsprint families " + path + " lists all");
    }
    const bool lines = settings.format == Format::kJsonl;
    output->Write(lines ? Lines({family}) : ShowFamily(*family, page));
  }
  if (Interrupted()) return kInterrupted;
  const absl::Status finished = output->Finish();
  return finished.ok() ? kDone : Fail(finished);
}

}  // namespace newsprint::cli
