// What stands above the texts of the page: the legend, and the figures that the verdict rests on.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "relate/shares.h"
#include "report/diff_words.h"
#include "report/display.h"
#include "report/html.h"
#include "report/page.h"
#include "report/verdict.h"

namespace newsprint {
namespace {

constexpr size_t kFindsShown = 12;
constexpr uint32_t kExcerptColumns = 120;

bool AnyEdit(const DiffPair& pair, const std::function<bool(const Edit&)>& is) {
  const std::vector<Passage>& passages = pair.alignment->passages;
  return std::any_of(passages.begin(), passages.end(), [&](const Passage& passage) {
    return std::any_of(passage.edits.begin(), passage.edits.end(), is);
  });
}

// The passage that a find stands in, counted from 1; 0 when it is shown in none.
size_t PassageOf(const DiffPair& pair, const Explanation::Find& find) {
  const std::vector<Passage>& passages = pair.alignment->passages;
  for (size_t p = 0; p < passages.size(); ++p) {
    const Span a = StoryBytes(*pair.a.text, passages[p].a);
    if (a.begin < find.passage.a.end && find.passage.a.begin < a.end) return p + 1;
  }
  return 0;
}

std::string Row(std::string_view name, std::string_view value) {
  return "<tr><th scope=\"row\">" + Html(name) + "</th><td class=\"figure\">" + Html(value) +
         "</td></tr>\n";
}

std::string ScoresTable(const Explanation& why) {
  const Scores& s = why.scores;
  std::string html = "<table><caption>Scores</caption><tbody>\n";
  html += Row("chain: weight of rare words in one ordered chain", ShortShare(s.chain));
  if (why.null.source != Null::Source::kNone) {
    html += Row("the same by chance: " + NullPhrase(why.null), ShortShare(why.null.value));
  }
  html += Row("order: of the rare words both have, in that chain", ShortShare(s.order));
  html += Row("words of A kept in B", ShortShare(s.coverage_a));
  html += Row("words of B kept from A", ShortShare(s.coverage_b));
  html += Row("of the shorter, in verbatim runs", ShortShare(s.verbatim));
  html += Row("of what is shared, in quotations", ShortShare(s.quoted));
  html += Row("Jaccard of shingles", ShortShare(s.jaccard));
  html += Row("containment of shingles", ShortShare(s.containment));
  return html + "</tbody></table>\n";
}

std::string ChecksTable(const Explanation& why) {
  if (why.checks.empty()) return "";
  std::string html =
      "<table><caption>Checks, in the order asked</caption><thead><tr><th scope=\"col\">Question"
      "</th><th scope=\"col\" class=\"figure\">Has</th><th scope=\"col\" "
      "class=\"figure\">Needs</th><th scope=\"col\">Met</th></tr>"
      "</thead><tbody>\n";
  for (const Explanation::Check& check : why.checks) {
    html += std::string(check.met || check.is_part ? "<tr>" : "<tr class=\"unmet\">") +
            "<th scope=\"row\">" + Html(check.what) + "</th><td class=\"figure\">" +
            CheckValue(check) + "</td><td class=\"figure\">" + CheckLimit(check) + "</td><td>" +
            (check.is_part ? ""
             : check.met   ? "yes"
                           : "no") +
            "</td></tr>\n";
  }
  return html + "</tbody></table>\n";
}

std::string FindsTable(const DiffPair& pair) {
  const std::vector<Explanation::Find>& finds = pair.explanation->finds;
  if (finds.empty()) return "";
  std::string html =
      "<table><caption>Evidence, strongest first</caption><thead><tr><th scope=\"col\">What</th>"
      "<th scope=\"col\" class=\"figure\">Equal words</th><th scope=\"col\">Counted</th><th "
      "scope=\"col\">Passage"
      "</th><th scope=\"col\">In A</th></tr></thead><tbody>\n";
  for (size_t i = 0; i < std::min(finds.size(), kFindsShown); ++i) {
    const Explanation::Find& find = finds[i];
    const size_t passage = PassageOf(pair, find);
    const std::string number = std::to_string(passage);
    html += std::string(find.counted ? "<tr>" : "<tr class=\"unmet\">") + "<th scope=\"row\">" +
            Html(find.what) + "</th><td class=\"figure\">" + Grouped(find.kept) + "</td><td>" +
            (find.counted ? "yes" : "no") + "</td><td>" +
            (passage > 0 ? "<a href=\"#a" + number + "\">" + number + "</a>" : "") +
            "</td><td class=\"excerpt\" dir=\"auto\">" +
            Html(Excerpt(pair.a, find.passage.a, kExcerptColumns)) + "</td></tr>\n";
  }
  return html + "</tbody></table>\n";
}

std::string List(std::string_view title, const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string html = "<div class=\"against\"><h2>" + std::string(title) + "</h2><ul>\n";
  for (const std::string& item : items) html += "<li>" + Html(item) + "</li>\n";
  return html + "</ul></div>\n";
}

std::vector<std::string> DirectionReasons(const DiffPair& pair) {
  std::vector<std::string> reasons;
  if (!pair.explanation->relation) return reasons;
  for (const DirectionEvidence& evidence : pair.explanation->relation->direction_evidence) {
    reasons.push_back(DirectionReason(pair, evidence) + " (" +
                      std::string(DirectionName(evidence.says)) + ")");
  }
  return reasons;
}

}  // namespace

std::string PageLegend(const DiffPair& pair) {
  std::string html;
  const auto item = [&](bool occurs, std::string_view sample, std::string_view text) {
    if (occurs) html += "<li>" + std::string(sample) + std::string(text) + "</li>\n";
  };
  const auto has = [&](EditOp op) {
    return AnyEdit(pair, [op](const Edit& edit) { return edit.op == op; });
  };
  const auto changes = [&](Match match) {
    return AnyEdit(pair, [match](const Edit& edit) {
      return edit.op == EditOp::kChanged && MatchOf(edit) == match;
    });
  };
  item(has(EditOp::kKept), "<span class=\"p c1\"><span class=\"k\">kept</span></span>", "");
  item(changes(Match::kStem),
       "<span class=\"p c1\"><span class=\"stem\">another form</span></span>", " of the word");
  item(changes(Match::kNumber),
       "<span class=\"p c1\"><span class=\"number\">equal number</span></span>", "");
  item(changes(Match::kOther),
       "<span class=\"p c1\"><span class=\"other\">other words</span></span>", " in its place");
  item(has(EditOp::kDropped), "<span class=\"p c1\"><del>only in A</del></span>", "");
  item(has(EditOp::kAdded), "<span class=\"p c1\"><ins>only in B</ins></span>", "");
  item(!pair.a.text->quotations.empty() || !pair.b.text->quotations.empty(),
       "<span class=\"q\">quotation</span>", "");
  item(!pair.a.text->furniture.empty() || !pair.b.text->furniture.empty(),
       "<span class=\"f\">not the story</span>", " (dateline, credit, ...)");
  return html.empty() ? "" : "<ul class=\"legend\" aria-label=\"Legend\">\n" + html + "</ul>";
}

std::string PageDetails(const DiffPair& pair) {
  if (pair.explanation == nullptr) return "";
  return "<details><summary>Scores and checks</summary>\n<div class=\"why\">\n" +
         ScoresTable(*pair.explanation) + ChecksTable(*pair.explanation) + FindsTable(pair) +
         List("Direction", DirectionReasons(pair)) + List("What spoke against", Objections(pair)) +
         "</div></details>";
}

}  // namespace newsprint
