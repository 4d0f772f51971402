// The summary that people read on a terminal: how much of what was found, the largest families with
// who took from whom, and what was left out. May change between versions; programs read JSONL.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "report/display.h"
#include "report/formats.h"

namespace newsprint {
namespace {

constexpr size_t kFamiliesShown = 8;
constexpr size_t kMembersShown = 6;
constexpr uint32_t kNarrowest = 60;  // below this the terminal may wrap
constexpr uint32_t kWidest = 120;    // longer lines are hard to follow
constexpr uint32_t kNarrowestSource = 10;
constexpr double kSecondsWorthSaying = 1;
constexpr std::string_view kIndent = "    ";

struct Page {
  const ReportInput& input;
  Paint paint;
  uint32_t width;
  std::string* out;

  void Line(std::string_view line) const { out->append(line).append("\n"); }
};

void WriteTitle(const Page& page) {
  const Result& result = page.input.result;
  std::string title = Count(result.summary.articles, "article", "articles") + " (" +
                      ByteSize(result.summary.text_bytes) + " of text): ";
  const size_t relations = page.input.source->relations().size();
  if (relations == 0) {
    title += "no reuse found";
  } else {
    title += Count(relations, "relation", "relations") + " in " +
             Count(result.families.size(), "family", "families");
  }
  page.Line(page.paint(Paint::kBold, title));
}

void WriteKinds(const Page& page) {
  const std::span<const RelationOutline> relations = page.input.source->relations();
  if (relations.empty()) return;
  std::array<uint64_t, kKinds> counts = {};
  for (const RelationOutline& relation : relations) ++counts[static_cast<size_t>(relation.kind)];
  const size_t widest = Grouped(*std::max_element(counts.begin(), counts.end())).size();
  page.Line("");
  for (uint32_t i = 0; i < kKinds; ++i) {
    const auto kind = static_cast<Kind>(i);
    if (counts[i] == 0 && !IsReuse(kind)) continue;
    const std::string count = Grouped(counts[i]);
    std::string line = "  " + Pad(std::string(KindName(kind)), 16);
    line.append(widest - count.size(), ' ').append(count);
    page.Line(counts[i] == 0 ? page.paint(Paint::kDim, line) : line);
  }
}

// The members of a family as they are listed: the representative, then by date.
std::vector<Family::Member> Listed(const ReportInput& input, const Family& family) {
  std::vector<Family::Member> members = family.members;
  const auto place = [&](const Family::Member& member) {
    const Timestamp& published = input.article(member.article).published;
    const int32_t day = published.known() ? published.day : INT32_MAX;
    return std::tuple(member.article != family.representative, day, member.article);
  };
  std::sort(members.begin(), members.end(),
            [&](const auto& a, const auto& b) { return place(a) < place(b); });
  members.resize(std::min(members.size(), kMembersShown));
  return members;
}

// A member's line in pieces: when, where, how, which article, from which one.
struct MemberRow {
  std::string date, source, how, id, parent;
};

// The relation of two articles, kNoRelation when there is none.
uint32_t RelationOf(std::span<const RelationOutline> relations, Ordinal x, Ordinal y) {
  const std::pair wanted(std::min(x, y), std::max(x, y));
  const auto found = std::lower_bound(relations.begin(), relations.end(), wanted,
                                      [](const RelationOutline& relation, const auto& pair) {
                                        return std::pair(relation.a, relation.b) < pair;
                                      });
  if (found == relations.end() || std::pair(found->a, found->b) != wanted) return kNoRelation;
  return static_cast<uint32_t>(found - relations.begin());
}

std::string HowItCame(const ReportInput& input, const Family& family,
                      const Family::Member& member) {
  if (member.article == family.representative) {
    return input.article(member.article).published.known() ? "first" : "longest";
  }
  uint32_t index = member.relation;
  const std::span<const RelationOutline> relations = input.source->relations();
  if (index == kNoRelation) index = RelationOf(relations, family.representative, member.article);
  if (index == kNoRelation) return "related";
  const RelationOutline& relation = relations[index];
  return std::string(KindName(relation.kind)) + " " + ShortShare(relation.confidence);
}

MemberRow MakeRow(const ReportInput& input, const Family& family, const Family::Member& member) {
  const Article& article = input.article(member.article);
  MemberRow row{FormatDay(article.published), OneLine(article.source),
                HowItCame(input, family, member), OneLine(article.id), ""};
  if (!member.outside.empty()) {
    row.parent = "from " + OneLine(member.outside) + ", which is not here";
  } else if (member.parent != member.article && member.parent != family.representative) {
    row.parent = "from " + OneLine(input.article(member.parent).id);
  }
  return row;
}

// Column widths: what the rows need, sources cut to a third of the page, or to less where the rows
// fit then.
struct Columns {
  uint32_t date = 0, source = 0, how = 0, id = 0;
};

uint32_t RowWidth(const MemberRow& row, const Columns& columns) {
  uint32_t used = static_cast<uint32_t>(kIndent.size()) + columns.how + 2;
  if (columns.date > 0) used += columns.date + 2;
  if (columns.source > 0) used += columns.source + 2;
  if (row.parent.empty()) return used + DisplayWidth(row.id);
  return used + columns.id + 2 + DisplayWidth(row.parent);
}

Columns MeasureRows(const std::vector<MemberRow>& rows, uint32_t width) {
  Columns columns;
  for (const MemberRow& row : rows) {
    columns.date = std::max(columns.date, DisplayWidth(row.date));
    columns.source = std::max(columns.source, DisplayWidth(row.source));
    columns.how = std::max(columns.how, DisplayWidth(row.how));
    columns.id = std::max(columns.id, DisplayWidth(row.id));
  }
  columns.source = std::min(columns.source, width / 3);
  uint32_t widest = 0;
  for (const MemberRow& row : rows) widest = std::max(widest, RowWidth(row, columns));
  const uint32_t over = widest - std::min(widest, width);
  if (columns.source >= over + kNarrowestSource) columns.source -= over;
  return columns;
}

// Ids are never cut, also where they are wider than the page: people copy them.
void WriteRow(const Page& page, const MemberRow& row, const Columns& columns) {
  std::string before(kIndent);
  if (columns.date > 0) before += page.paint(Paint::kDim, Pad(row.date, columns.date)) + "  ";
  if (columns.source > 0) before += Pad(Fit(row.source, columns.source), columns.source) + "  ";
  before += Pad(row.how, columns.how) + "  ";
  if (row.parent.empty()) {
    page.Line(before + page.paint(Paint::kCyan, row.id));
  } else {
    page.Line(before + page.paint(Paint::kCyan, Pad(row.id, columns.id)) + "  " +
              page.paint(Paint::kDim, row.parent));
  }
}

void WriteFamily(const Page& page, const Family& family) {
  std::vector<MemberRow> rows;
  for (const Family::Member& member : Listed(page.input, family)) {
    rows.push_back(MakeRow(page.input, family, member));
  }
  const Columns columns = MeasureRows(rows, page.width);
  page.Line("");
  page.Line("  " + page.paint(Paint::kBold,
                              Headline(page.input.article(family.representative), page.width - 2)));
  for (const MemberRow& row : rows) WriteRow(page, row, columns);
  if (family.members.size() > rows.size()) {
    const std::string more = "and " + Grouped(family.members.size() - rows.size()) + " more";
    page.Line(std::string(kIndent) + page.paint(Paint::kDim, more));
  }
}

// The families with most members; among equals, those with the smaller ordinal.
void WriteFamilies(const Page& page) {
  std::vector<const Family*> largest;
  for (const Family& family : page.input.result.families) largest.push_back(&family);
  std::stable_sort(largest.begin(), largest.end(), [](const Family* a, const Family* b) {
    return a->members.size() > b->members.size();
  });
  const size_t total = largest.size();
  if (total == 0) return;
  largest.resize(std::min(total, kFamiliesShown));
  page.Line("");
  const std::string_view which = largest.size() < total ? "  The largest families" : "  Families";
  page.Line(page.paint(Paint::kDim, std::string(which) + "; behind a kind its confidence"));
  for (const Family* family : largest) WriteFamily(page, *family);
  if (largest.size() == total) return;
  page.Line("");
  page.Line("  " + page.paint(Paint::kDim, "and " + Count(total - largest.size(), "smaller family",
                                                          "smaller families")));
}

// "1,200 pairs of 3 crowded keys" for what crowded keys would have paired and did not.
void AddCapped(const CandidateStats& stats, std::string_view key, std::string_view keys,
               std::vector<std::string>* notes) {
  if (stats.capped_pairs == 0) return;
  notes->push_back(Count(stats.capped_pairs, "pair", "pairs") + " of " +
                   Count(stats.capped_keys, key, keys));
}

// What was not looked at, and why.
std::vector<std::string> Notes(const ReportInput& input) {
  const Summary& summary = input.result.summary;
  const ReadStats& read = input.options.read;
  std::vector<std::string> notes;
  if (read.unread > 0) notes.push_back(Count(read.unread, "unreadable file", "unreadable files"));
  if (read.skipped > 0) notes.push_back(Count(read.skipped, "bad record", "bad records"));
  if (read.repeated > 0) {
    notes.push_back(Count(read.repeated, "repeated record", "repeated records"));
  }
  if (summary.empty > 0) notes.push_back(Count(summary.empty, "empty article", "empty articles"));
  if (summary.too_short > 0) {
    notes.push_back(Count(summary.too_short, "article", "articles") + " below the least length");
  }
  AddCapped(summary.candidates, "crowded key", "crowded keys", &notes);
  AddCapped(summary.rewrites, "crowded key of rewrites", "crowded keys of rewrites", &notes);
  if (summary.rewrite_members_left > 0) {
    notes.push_back("rewrites with members of large groups (" +
                    Count(summary.rewrite_members_left, "pair", "pairs") + ")");
  }
  return notes;
}

void WriteNotes(const Page& page) {
  const std::string notes = Joined(Notes(page.input), ", ");
  const std::vector<Summary::Stage>& stages = page.input.result.summary.stages;
  double total = 0;
  for (const Summary::Stage& stage : stages) total += stage.seconds;
  const auto slowest =
      std::max_element(stages.begin(), stages.end(),
                       [](const auto& a, const auto& b) { return a.seconds < b.seconds; });
  const bool worth_saying = total >= kSecondsWorthSaying;
  if (notes.empty() && !worth_saying) return;
  page.Line("");
  if (!notes.empty()) {
    page.Line(page.paint(Paint::kYellow, Wrapped("Left out: " + notes, page.width, 2)));
  }
  if (worth_saying) {
    page.Line(page.paint(Paint::kDim, "Slowest stage: " + std::string(slowest->name) + ", " +
                                          Duration(slowest->seconds) + " of " + Duration(total)));
  }
}

}  // namespace

bool WriteText(const ReportInput& input, SinkBuffer* out) {
  const uint32_t width = std::clamp(input.options.width, kNarrowest, kWidest);
  const Page page{input, {input.options.color}, width, out->text()};
  WriteTitle(page);
  WriteKinds(page);
  WriteFamilies(page);
  WriteNotes(page);
  return true;
}

}  // namespace newsprint
