// The explanation for people: the verdict, what it was judged by, what was found and what spoke
// against it.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/diff_words.h"
#include "report/display.h"
#include "report/explain.h"
#include "report/formats.h"
#include "report/verdict.h"

namespace newsprint {
namespace {

constexpr uint32_t kNarrowest = 60;  // below this the terminal may wrap
constexpr uint32_t kWidest = 120;    // longer lines are hard to follow
constexpr uint32_t kLabel = 12;      // columns of the words in front
constexpr size_t kFindsShown = 5;

struct Page {
  const DiffPair& pair;
  Paint paint;
  uint32_t width;
  std::string* out;

  const Explanation& why() const { return *pair.explanation; }
  void Line(std::string_view line) const { out->append(line).append("\n"); }
  void Heading(std::string_view text) const { Line("\n" + paint(Paint::kBold, text)); }
  // "label       text", wrapped behind the label.
  void Entry(std::string_view label, std::string_view text) const {
    Line(Pad(std::string(label), kLabel) + Wrapped(text, width, kLabel, kLabel));
  }
};

void WriteSources(const Page& page) {
  const auto side = [&](std::string_view letter, const DiffSide& side) {
    page.Entry(letter, Joined({OneLine(side.article->id), OneLine(side.article->source),
                               FormatDay(side.article->published), OneLine(side.article->title)},
                              ", "));
  };
  side("A", page.pair.a);
  side("B", page.pair.b);
}

void WriteRelation(const Page& page) {
  if (!page.why().relation) {
    page.Entry("kind", "none");
    return;
  }
  const Relation& relation = *page.why().relation;
  page.Entry("kind",
             std::string(KindName(relation.kind)) + ": " + std::string(KindMeaning(relation.kind)));
  page.Entry("direction", DirectionName(relation.direction));
  for (const DirectionEvidence& evidence : relation.direction_evidence) {
    page.Entry("", std::string(DirectionName(evidence.says)) + " by " +
                       std::string(DirectionEvidenceName(evidence.kind)) + ": " +
                       DirectionReason(page.pair, evidence));
  }
  for (const RelationCredit& credit : relation.credits) {
    page.Entry("", std::string(credit.in_b ? "B" : "A") + " names " + OneLine(credit.credit.name) +
                       " (" + std::string(CreditKindName(credit.credit.kind)) + ")");
  }
  page.Entry("confidence", ShortShare(relation.confidence));
}

void WriteScores(const Page& page) {
  const Scores& s = page.why().scores;
  const Null& null = page.why().null;
  std::vector<std::string> scores;
  for (const auto& [name, value] : {std::pair<std::string_view, uint32_t>{"chain", s.chain},
                                    {"order", s.order},
                                    {"coverage A", s.coverage_a},
                                    {"coverage B", s.coverage_b},
                                    {"verbatim", s.verbatim},
                                    {"quoted", s.quoted},
                                    {"jaccard", s.jaccard},
                                    {"containment", s.containment}}) {
    scores.push_back(std::string(name) + " " + ShortShare(value));
  }
  page.Entry("scores", Joined(scores, ", "));
  if (null.source == Null::Source::kNone) {
    page.Entry("null", "none: judged without neighbours");
  } else {
    page.Entry("null", ShortShare(null.value) + " for " + NullPhrase(null));
  }
}

std::string Right(std::string_view text, size_t width) {
  return std::string(width - std::min(width, text.size()), ' ').append(text);
}

void WriteChecks(const Page& page) {
  const std::vector<Explanation::Check>& checks = page.why().checks;
  if (checks.empty()) return;
  page.Heading("Checks, in the order asked");
  page.Line("             has  needs");
  for (const Explanation::Check& check : checks) {
    const std::string_view answer = check.is_part ? "         "
                                    : check.met   ? "  met    "
                                                  : "  not met";
    page.Line(std::string(answer) + Right(CheckValue(check), 7) + Right(CheckLimit(check), 7) +
              "  " + Wrapped(check.what, page.width, 25, 25));
  }
}

// Two lines of each side, or of both where they say the same.
void WriteExcerpts(const Page& page, const Explanation::Find& find) {
  const uint32_t room = 2 * (page.width - 9);
  const std::string a = Excerpt(page.pair.a, find.passage.a, room);
  const std::string b = Excerpt(page.pair.b, find.passage.b, room);
  const auto line = [&](std::string_view sides, std::string_view excerpt) {
    page.Line("   " + Pad(std::string(sides), 6) + Wrapped(excerpt, page.width, 9, 9));
  };
  line(a == b ? "A, B" : "A", a);
  if (a != b) line("B", b);
}

void WriteAgainst(const Page& page) {
  const std::vector<std::string> objections = Objections(page.pair);
  if (objections.empty()) return;
  page.Heading("What spoke against");
  for (const std::string& objection : objections) {
    page.Line("  - " + Wrapped(objection, page.width, 4, 4));
  }
}

// The finds that were counted, or those that were not, strongest first.
void WriteEvidence(const Page& page, bool counted, std::string_view heading) {
  std::vector<const Explanation::Find*> finds;
  for (const Explanation::Find& find : page.why().finds) {
    if (find.counted == counted) finds.push_back(&find);
  }
  if (finds.empty()) return;
  page.Heading(heading);
  for (size_t i = 0; i < std::min(finds.size(), kFindsShown); ++i) {
    page.Line("  " + std::to_string(i + 1) + ". " + finds[i]->what + ", " +
              Count(finds[i]->kept, "equal word", "equal words"));
    WriteExcerpts(page, *finds[i]);
  }
  if (finds.size() > kFindsShown)
    page.Line("  and " + Grouped(finds.size() - kFindsShown) + " more");
}

}  // namespace

bool WriteExplanationText(const DiffPair& pair, const DiffOptions& options, const Sink& sink) {
  SinkBuffer out(sink);
  const uint32_t width = std::clamp(options.width, kNarrowest, kWidest);
  const Page page{pair, {options.color}, width, out.text()};
  page.Line(page.paint(Paint::kBold, Wrapped(VerdictSentence(pair), width, 2)));
  page.Line("");
  WriteSources(page);
  WriteRelation(page);
  WriteScores(page);
  WriteChecks(page);
  const bool reuse = page.why().relation && IsReuse(page.why().relation->kind);
  WriteEvidence(page, true,
                reuse ? "Strongest evidence" : "What spoke for reuse, and was not enough");
  WriteAgainst(page);
  WriteEvidence(page, false, "Shared, but no evidence of reuse");
  return out.Flush();
}

}  // namespace newsprint
